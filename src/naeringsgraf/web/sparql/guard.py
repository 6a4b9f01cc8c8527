"""A look at a query or an update before the engine has it; it is a fence, and the limits of a worker are the wall.

Strings, IRIs, comments, variables and prefixed names are not words, so a theme called "service" disturbs nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from naeringsgraf.store.querytext import TOKEN
from naeringsgraf.web.sparql.silent import NotSilentError, silence

LONGEST: Final = 400_000
"""Characters."""
DEEPEST: Final = 200
"""Brackets that are open at a time. Some thousands overflow the stack of the engine's parser."""
MOST_IN_A_ROW: Final = 200
"""Unary operators, which nest as brackets do."""

_DEEPER: Final = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
_UNARY: Final = frozenset("!+-^")
_OUTWARD: Final = frozenset({"SERVICE", "LOAD"})
_BEFORE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_CHANGING: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Functions that give something else each time."""
_NAMING: Final = frozenset({"FROM", "USING", "WITH"})

_SHORT: Final = 4_000
_PLAIN: Final = re.compile(r"\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_TELLING: Final = tuple(sorted(_OUTWARD | _CHANGING | _NAMING))
_NESTING: Final = "{([" + "".join(sorted(_UNARY))


class Refused(Exception):  # noqa: N818 - it says what became of the text
    """The text is not given to the engine."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        """Give a status of HTTP, the reason as one word, and as a sentence."""
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands in a text that may be run."""

    form: str
    """First word that is not of the prologue, in capitals: SELECT, ASK, INSERT …; empty where there is none."""
    names_dataset: bool
    """FROM stands there."""
    names_using: bool
    """USING or WITH stands there."""
    is_lasting: bool
    """The same data give the same answer at any time."""
    run: str
    """The text, and where it asks other machines with SILENT, what comes of that when they do not answer."""


@lru_cache(maxsize=512)
def look(text: str) -> Looked:
    """Read the words of a text.

    Raises:
        Refused: it is too long (413), too deep (400), or asks other machines (403).
    """
    if len(text) > LONGEST:
        raise Refused(413, "length", f"the text has {len(text)} characters, and {LONGEST} are the most that are read")
    return _look_shortly(text) or _look_closely(text)


def _look_shortly(text: str) -> Looked | None:
    """See that there is nothing to be seen, as in most queries; None where that takes a closer look.

    Where none of the words stands anywhere, none of them stands there as a word; and where there are few brackets and
    operators in all, few are open or stand in a row.
    """
    form = _PLAIN.match(text)
    if form is None or len(text) > _SHORT or sum(map(text.count, _NESTING)) > DEEPEST:
        return None
    capitals = text.upper()
    if any(word in capitals for word in _TELLING):
        return None
    return Looked(form[1].upper(), False, False, True, text)


def _look_closely(text: str) -> Looked:
    words: set[str] = set()
    form = ""
    depth = in_a_row = 0
    for found in TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "skipped":
            continue
        if kind == "word":
            in_a_row = 0
            word = found[0].upper()
            words.add(word)
            if not form and word not in _BEFORE:
                form = word
        elif kind == "mark":
            mark = found[0]
            depth += _DEEPER.get(mark, 0)
            in_a_row = in_a_row + 1 if mark in _UNARY else 0
            if depth > DEEPEST:
                raise Refused(400, "depth", f"more than {DEEPEST} brackets are open; write it flatter")
            if in_a_row > MOST_IN_A_ROW:
                raise Refused(400, "depth", f"more than {MOST_IN_A_ROW} of ! + - ^ stand in a row; write it flatter")
        else:
            in_a_row = 0
    run_text = text
    for word in sorted(words & _OUTWARD):
        try:
            run_text = silence(run_text)
        except NotSilentError:
            message = f"{word} asks other machines, and questions here stay on this one"
            raise Refused(403, "outward", message) from None
    return Looked(form, "FROM" in words, bool(words & {"USING", "WITH"}), not words & _CHANGING, run_text)
