"""SERVICE SILENT and LOAD SILENT where no other machine is asked: they fail, and SILENT says what comes of that.

SPARQL 1.1 Federated Query, section 2.2: a SERVICE SILENT that fails has one solution with nothing bound. SPARQL 1.1
Update, section 3.1.4: a LOAD SILENT that fails is a success that changes nothing. Written so, the engine need not try.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from naeringsgraf.store.querytext import TOKEN

_PLACES: Final = frozenset({"iri", "name", "variable"})
_NOTHING: Final = "INSERT DATA {}"


class NotSilentError(Exception):
    """Another machine is asked, and that it does not answer is to be an error."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    begins: int
    ends: int


def silence(text: str) -> str:
    """Write a query or an update so that it asks nobody.

    Raises:
        NotSilentError: it asks another machine without SILENT.
    """
    tokens = list(_find_tokens(text))
    parts: list[str] = []
    done = 0
    for begins, ends, instead in sorted(_find_changes(tokens)):
        parts += text[done:begins], instead
        done = ends
    return "".join((*parts, text[done:]))


def _find_tokens(text: str) -> Iterator[_Token]:
    for found in TOKEN.finditer(text):
        if found.lastgroup != "skipped":
            yield _Token(found.lastgroup or "", found[0], found.start(), found.end())


def _find_changes(tokens: Sequence[_Token]) -> Iterator[tuple[int, int, str]]:
    """Give where something else is to stand, and what."""
    for at, token in enumerate(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        if word == "SERVICE":
            yield from _close_service(tokens, at)
        elif word == "LOAD" and not _names_nothing(tokens, at, ";"):
            yield token.begins, tokens[_find_end_of_load(tokens, at)].ends, _NOTHING


def _names_nothing(tokens: Sequence[_Token], at: int, follows: str) -> bool:
    """Tell whether no place is named, which is for the engine to refuse."""
    after = [token.text.upper() for token in tokens[at + 1 : at + 3]]
    return [word for word in after if word != "SILENT"][:1] in ([], [follows])


def _close_service(tokens: Sequence[_Token], at: int) -> Iterator[tuple[int, int, str]]:
    """Make its group an optional one without solutions, which binds nothing and keeps the names of its variables."""
    if _names_nothing(tokens, at, "{"):
        return
    if not _are(tokens, at + 1, "SILENT", None, "{"):
        raise NotSilentError
    opens = at + 3
    yield tokens[at].begins, tokens[opens].ends, "OPTIONAL { { {"
    depth = 0
    for token in tokens[opens:]:
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            yield token.begins, token.ends, "} FILTER(false) } }"
            return


def _find_end_of_load(tokens: Sequence[_Token], at: int) -> int:
    """Give the place of its last token."""
    if not _are(tokens, at + 1, "SILENT", None):
        raise NotSilentError
    return at + 5 if _are(tokens, at + 3, "INTO", "GRAPH", None) else at + 2


def _are(tokens: Sequence[_Token], at: int, *wanted: str | None) -> bool:
    """Tell whether these tokens stand there; None is any name of a place."""
    found = tokens[at : at + len(wanted)]
    return len(found) == len(wanted) and all(
        token.kind in _PLACES if word is None else token.text.upper() == word
        for token, word in zip(found, wanted, strict=True)
    )
