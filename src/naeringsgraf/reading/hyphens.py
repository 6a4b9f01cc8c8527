"""Words that were parted at the end of a printed line are made whole; hyphens that belong to a word stay."""

import re
from collections.abc import Iterable
from functools import cached_property

from naeringsgraf.reading.wordlists import load_function_words

_HYPHENS = ("-", "\u2010", "\u00ad")
_STEM = re.compile(r"[^\W_][\w-]*\Z")
_TAIL = re.compile(r"[^\W_][\w-]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = frozenset({"og", "eller", "samt", "men", "til", "and", "or"})
"""After "nærings- " these tell that the hyphen stands for the end of a word to come."""
_SHORT = 3
"""Letters of an abbreviation in capitals, which keeps its hyphen: "IKT-næringen"."""


class Hyphens:
    """Mends the words of one document; which of two ways is right is told by its other words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    def mend(self, line: str, following: str) -> tuple[str, str] | None:
        """Give the line with its last word whole, and what is left of the line after it.

        None where the line ends in no parted word.
        """
        if not line.endswith(_HYPHENS):
            return None
        # A word is no longer than this, and the line may be.
        head, tail = _STEM.search(line[-80:-1]), _TAIL.match(following)
        if head is None or tail is None or tail.group().casefold() in _SUSPENDED:
            return None
        stem, rest = head.group(), tail.group()
        kept = self._keeps_hyphen(stem, rest)
        after = following[tail.end() :]
        # Marks that close the word go along with it.
        marks = re.match(r"\S*", after)
        end = marks.end() if marks else 0
        return f"{line[:-1]}{'-' if kept else ''}{rest}{after[:end]}", after[end:].strip()

    def is_one_word(self, line: str, following: str) -> bool:
        """Tell whether a word was parted without a hyphen: the whole stands elsewhere, its second half nowhere."""
        head, tail = _STEM.search(line[-80:]), _TAIL.match(following)
        if head is None or tail is None or not tail.group()[0].islower():
            return False
        rest = tail.group().casefold()
        return f"{head.group().casefold()}{rest}" in self._known and rest not in load_function_words()

    def _keeps_hyphen(self, stem: str, rest: str) -> bool:
        whole, hyphenated = f"{stem}{rest}".casefold(), f"{stem}-{rest}".casefold()
        if hyphenated in self._known:
            return True
        if whole in self._known:
            return False
        last = stem.rpartition("-")[2]
        if stem.isupper() and rest.isupper():
            return min(len(stem), len(rest)) <= _SHORT
        return not rest[0].islower() or len(last) == 1 or any(c.isdigit() for c in last) or last[1:].isupper()

    @cached_property
    def _known(self) -> frozenset[str]:
        found: set[str] = set()
        for line in self._lines:
            words = [word.casefold() for word in _WORD.findall(line)]
            # The last word of a line may be a half.
            found.update(words[:-1] if line.endswith(_HYPHENS) else words)
        return frozenset(found)
