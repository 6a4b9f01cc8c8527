"""Where sentences begin and end, also when a converter has cut them by a blank line."""

import re
from collections.abc import Iterator
from functools import lru_cache

from naeringsgraf.model.document import Span
from naeringsgraf.parsing.vocabulary import load_pattern

_ABBREVIATION = load_pattern("sentences", "abbreviation")
_NUMBER = re.compile(r"(?:^|[\s(])\d{1,2}\.\Z")
_MEASURE = load_pattern("sentences", "measure")
_MONTH_NEXT = load_pattern("sentences", "month_next")
_ENDS = re.compile(
    r"(?<=[.!?…])[\"»”')\]]*(?P<gap>\s+(?=[\"«“'(]?[A-ZÆØÅÁČĐŊŠŦŽ0-9])|[ \t]+(?=[–—] [A-ZÆØÅÁČĐŊŠŦŽ]))"
    r"|(?P<bullet>(?<=\S)[ \t]*\n[ \t]*(?:[-−‒―*•–·▪■□]|\(?\d{1,2}[.)]|[a-zæøå]\))\s+)(?=\S)"
    r"|(?P<break>(?<=\S)[ \t]*\n[ \t]*\n\s*)(?=[\"«“'(]?[A-ZÆØÅÁČĐŊŠŦŽ0-9])"
)

_MARKS = re.compile(r"[.!?…\n]")


@lru_cache(maxsize=256)
def split_sentences(text: str, begins: int, ends: int) -> tuple[Span, ...]:
    """Give the sentences of `text[begins:ends]`, in order, without the blanks between them.

    A sentence goes on over a blank line when the next line begins in lower case; an item of a list is a sentence, and
    so is what somebody says after a dash ("Hun smilte. – Det går bra.").
    """
    return tuple(_find_sentences(text, begins, ends))


def first_sentence(text: str) -> str:
    """Give the first sentence of a text; "" where it has none."""
    first = next(iter(split_sentences(text, 0, len(text))), None)
    return text[first.begins : first.ends] if first else ""


def _find_sentences(text: str, begins: int, ends: int) -> Iterator[Span]:
    at = begins
    for found in _list_ends(text, begins, ends):
        if found["gap"] is not None and _goes_on(text, at, found.start("gap"), found.end()):
            continue
        yield from _trim(text, at, found.start("gap") if found["gap"] is not None else found.start())
        at = found.end()
    yield from _trim(text, at, ends)


def _list_ends(text: str, begins: int, ends: int) -> Iterator[re.Match[str]]:
    """Give what `finditer` gives of `_ENDS`, tried only where it may begin: after a mark, or before a line's end."""
    past = begins
    for start in (begins, *(mark.start() + 1 for mark in _MARKS.finditer(text, begins, ends))):
        if text[start - 1 : start] == "\n" and start > begins:
            start -= 1
            while start > begins and text[start - 1] in " \t":
                start -= 1
        found = _ENDS.match(text, start, ends) if start >= past else None
        if found:
            past = found.end()
            yield found


def _goes_on(text: str, begins: int, ends: int, following: int) -> bool:
    head = text[max(begins, ends - 12) : ends]
    if _NUMBER.search(head) and text[following].isupper() and "\n" not in text[ends:following]:
        # "den 24. Deretter" ends a sentence, "1. Fylkeskommunen lager" does not.
        return ends - begins < 4
    if _MEASURE.search(head) and text[following].isupper() and text[following + 1 : following + 2].islower():
        return False
    return bool(_ABBREVIATION.search(head)) or bool(_MONTH_NEXT.match(text, following) and head[-2:-1].isdigit())


def _trim(text: str, begins: int, ends: int) -> Iterator[Span]:
    part = text[begins:ends]
    sentence = part.strip()
    if sentence:
        begins += len(part) - len(part.lstrip())
        yield Span(begins, begins + len(sentence))
