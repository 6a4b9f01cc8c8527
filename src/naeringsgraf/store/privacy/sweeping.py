"""Finds every name in the texts of one document: what reading found first, then a sweep for every known form.

What counts as a name: a whole form of anybody known, wherever it stands; a given name and a surname beside each other,
also of somebody nobody knows; one word of the name of somebody in this document, or a surname that nothing else is
called by, where it begins with a capital and no place, organisation or theme was found in its stead; and the beginning
of a mail address that is made of a name.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from naeringsgraf.registers.names import given_names, surnames
from naeringsgraf.store.privacy.editing import Edited, Span, choose
from naeringsgraf.store.privacy.forms import ANYBODY, Forms, Found, is_genitive
from naeringsgraf.store.privacy.words import Vocabulary, Word, make_key, read_keys, read_words

_MAIL: Final = re.compile(r"([\w.+-]{1,64})@([\w-]+\.[\w.-]*\w)")
_SENTENCE_END: Final = re.compile(r"(?:[.!?:;•–|*#>\-]|\d[.)]|\n)\s*\Z")
_SHORTEST_SLIP: Final = 6
"""Letters; in shorter words a slip of one letter is as likely another word."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who stands in a document."""

    names: tuple[str, ...]
    """All forms used for them there, the full name first."""
    instead: str
    """What is written in place of each."""


@dataclass
class Names:
    """Everything that names are told by in a whole store."""

    forms: Forms
    vocabulary: Vocabulary
    surnames: Mapping[str, str] = field(default_factory=dict)
    """Key of a surname that nothing else is called by → what is written instead."""
    strangers: bool = True
    """Names of people that nobody knows are looked for, too."""


class Sweep:
    """Finds the names in the texts of one document."""

    def __init__(self, names: Names, people: Sequence[Known], others: Iterable[str] = ()) -> None:
        """Take those who stand in the document; `others` are keys of words that belong to people whose names stay."""
        self._names = names
        self._single: dict[str, str] = {}
        """Key of a word that tells somebody of this document → what is written instead."""
        self._used: dict[str, str] = {}
        """The same for ordinary words that the document uses as names."""
        self._whole: dict[str, str] = {}
        """A text that is nothing but a name → what is written instead."""
        self._forms = Forms()
        stay = set(others)
        for person in people:
            self._add(person, stay)
        self._long = [key for key in self._single if len(key) >= _SHORTEST_SLIP]

    def _add(self, person: Known, stay: set[str]) -> None:
        for name in person.names:
            keys = read_keys(name)
            self._forms.add(name, person.instead)
            _put(self._whole, " ".join(keys), person.instead)
            ends = {keys[0], keys[-1]} if keys else set()
            for key in ends - stay:
                if len(key) > 1 and not self._names.vocabulary.is_ordinary([key]):
                    _put(self._single, key, person.instead)
                elif len(keys) == 1 and len(key) > 1:
                    _put(self._used, key, person.instead)
            if len(keys) > 1 and len(keys[-1]) > 1 and keys[0] not in stay:
                # "Kari N." is used where two have the same given name.
                self._forms.by_first[keys[0]].setdefault((keys[0], keys[-1][0]), (person.instead, False))

    def edit(self, text: str, sure: Sequence[Found] = (), guards: Sequence[Span] = ()) -> Edited:
        """Change a text.

        Args:
            text: in NFC.
            sure: names that reading found.
            guards: stretches that stand for a place, organisation or theme; one word alone is no name there.
        """
        words = read_words(text)
        found = [*choose(sure)]
        found = choose(self._find_mail(text), found)
        found = choose(self._forms.find(text, words, self._names.vocabulary), found)
        found = choose(self._names.forms.find(text, words, self._names.vocabulary), found)
        if self._names.strangers:
            found = choose(self._find_strangers(text, words, guards), found)
        found = choose(self._find_single(text, words, guards), found)
        return Edited(text, found)

    def write(self, text: str) -> str:
        """Give a text that stands by itself, such as a title, without names."""
        composed = unicodedata.normalize("NFC", text)
        whole = self._whole.get(" ".join(read_keys(composed)))
        if whole is not None:
            return whole
        done = self.edit(composed).text
        return text if done == composed else done

    def _find_mail(self, text: str) -> Iterator[Found]:
        for found in _MAIL.finditer(text):
            keys = read_keys(found[1])
            if any(self._is_of_name(key) for key in keys):
                yield Found(*found.span(1), self._tell_mail(keys))

    def _is_of_name(self, key: str) -> bool:
        if len(key) < 2 or self._names.vocabulary.is_ordinary([key]):
            return False
        known = (*self._single, *self._names.surnames)
        if key in self._single or key in self._names.surnames or key in self._forms.joined:
            return True
        if self._names.strangers and (key in _given() or key in _sur()):
            return True
        return any(len(name) > 3 and (key.endswith(name) or key.startswith(name)) for name in known)

    def _tell_mail(self, keys: Sequence[str]) -> str:
        tellers = [self._single[key] for key in keys if key in self._single]
        return tellers[-1] if tellers else ANYBODY

    def _find_strangers(self, text: str, words: Sequence[Word], guards: Sequence[Span]) -> Iterator[Found]:
        """Give where a given name and what may be a surname stand beside each other."""
        at = 0
        while at < len(words) - 1:
            last = _find_surname(text, words, at, self._names.vocabulary) if _is_given(words[at]) else None
            if last is None or _overlaps(guards, words[at].begins, words[last].ends):
                at += 1
                continue
            yield Found(words[at].begins, words[last].ends - _ends_in_genitive(words[last]), ANYBODY)
            at = last + 1

    def _find_single(self, text: str, words: Sequence[Word], guards: Sequence[Span]) -> Iterator[Found]:
        for word in words:
            if not word.is_capital or len(word.key) < 2 or _overlaps(guards, word.begins, word.ends):
                continue
            for key in (word.key, word.key.removesuffix("s")):
                instead = self._tell_single(text, word, key)
                if instead is not None:
                    yield Found(word.begins, word.ends - is_genitive(word, key), instead)
                    break

    def _tell_single(self, text: str, word: Word, key: str) -> str | None:
        known = self._single.get(key) or self._names.surnames.get(key)
        if known is not None:
            return known
        if key in self._used and not _SENTENCE_END.search(text[max(0, word.begins - 8) : word.begins]):
            return self._used[key] if word.begins else None
        if len(key) >= _SHORTEST_SLIP and not self._names.vocabulary.is_ordinary([key]):
            near = next((name for name in self._long if OSA.distance(name, key, score_cutoff=1) <= 1), None)
            return self._single[near] if near else None
        return None


def _put(where: dict[str, str], key: str, instead: str) -> None:
    where[key] = instead if where.get(key, instead) == instead else ANYBODY


def _overlaps(spans: Sequence[Span], begins: int, ends: int) -> bool:
    """Tell whether a stretch touches one of those, which are in order and do not overlap."""
    at = bisect_right(spans, (ends - 1, 1 << 60))
    return at > 0 and spans[at - 1][1] > begins


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Give stretches in order, those that overlap as one."""
    merged: list[Span] = []
    for begins, ends in sorted(spans):
        if merged and begins < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((begins, ends))
    return merged


@cache
def _given() -> frozenset[str]:
    return frozenset(make_key(name) for name in given_names())


@cache
def _sur() -> frozenset[str]:
    return frozenset(make_key(name) for name in surnames())


def _is_given(word: Word) -> bool:
    return word.is_capital and word.key in _given()


def _ends_in_genitive(word: Word) -> bool:
    return word.key not in _sur() and is_genitive(word, word.key[:-1]) and word.key[:-1] in _sur()


_MOST_WORDS: Final = 5


def _find_surname(text: str, words: Sequence[Word], at: int, vocabulary: Vocabulary) -> int | None:
    """Give the last of the words that go on from a given name as a name does; None where none can be its surname."""
    last = None
    for number in range(at + 1, min(at + _MOST_WORDS, len(words))):
        word, gap = words[number], text[words[number - 1].ends : words[number].begins]
        if not word.is_capital or gap not in (" ", "-", ". ") or (gap == ". " and len(words[number - 1].key) > 1):
            break
        if word.key in _sur() or word.key.removesuffix("s") in _sur() or not vocabulary.is_ordinary([word.key]):
            last = number
    return last
