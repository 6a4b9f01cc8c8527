"""Phrases by which a sentence shows what it does, read from `words/statements.toml`, and where they stand in it.

A phrase is a row of words and classes of words. It is matched word by word, never letter by letter, so that the time
grows with the length of the sentence alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from naeringsgraf.parsing.vocabulary import load_words

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[-’']\w+)*|[^\w\s]")
_GAPS = {"?": 1, "..": 3}
"""How many words may stand between, at most."""
_ENDS = ("...", "$")
_SHORTEST_WITH_ENDING = 5
_WORDS_KEPT = 65536
_LONGEST_CLAUSE = 60
"""Tokens."""
_NAME = "name"
"""Class of the words with a capital that do not begin the sentence."""
_VERB = ("", "e", "a", "er", "ar", "et", "te", "t", "es", "ast", "ende", "ande")
_NOUN = ("", "e", "en", "a", "et", "er", "ene", "ar", "ane", "n")
_NOUN_IN_E = ("e", "en", "a", "er", "ene", "ar", "ane")
_ADJECTIVE = ("", "t", "e", "ere", "are", "est", "ast", "este", "aste")


class Token(NamedTuple):
    """A word, a number or a mark of a sentence."""

    text: str
    """In lower case."""
    begins: int
    ends: int
    labels: frozenset[str]
    """The classes it belongs to."""
    fits: frozenset[str]
    """The parts of phrases that it fits: itself, and its classes as phrases name them."""
    is_word: bool
    """It is a word or number, and no mark."""


_NOTHING = frozenset[str]()


class Hit(NamedTuple):
    """A phrase in a sentence."""

    cue: str
    """Name of the list that the phrase stands in: "asks.must", "obstacle.certain"."""
    first: int
    """Place of its first token."""
    last: int

    @property
    def tokens(self) -> range:
        """The places of its tokens."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class _Phrase:
    cue: str
    parts: tuple[str, ...]
    at_start: bool
    second: str | None
    """The word or class that must come right after the first; None where it need not."""


class Cues:
    """All phrases, found in one pass over a sentence."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the content of `words/statements.toml`."""
        self._exact: dict[str, set[str]] = {}
        self._tails: dict[str, set[str]] = {}
        self._endings: dict[str, set[str]] = {}
        for name, entry in words["classes"].items():
            self._add_class(name, entry, words["classes"])
        self._longest_tail = max(map(len, self._tails))
        self._by_first: dict[str, list[_Phrase]] = {}
        for section, lists in words.items():
            for name, phrases in lists.items() if section != "classes" else ():
                for phrase in phrases:
                    self._add_phrase(f"{section}.{name}", phrase.split())
        self._look_up = lru_cache(maxsize=_WORDS_KEPT)(self._find_fits)
        self._begin = lru_cache(maxsize=_WORDS_KEPT)(self._find_beginning)

    def _add_class(self, name: str, entry: Mapping[str, Sequence[str]], classes: Mapping[str, Any]) -> None:
        forms = list(entry.get("words", ()))
        forms += [stem + ending for stem in entry.get("verbs", ()) for ending in _VERB]
        forms += [stem + ending for stem in entry.get("adjectives", ()) for ending in _ADJECTIVE]
        forms += [form for stem in (*entry.get("nouns", ()), *entry.get("tails", ())) for form in _decline(stem)]
        for form in forms:
            self._exact.setdefault(form, set()).add(name)
        for stem in entry.get("tails", ()):
            for form in _decline(stem):
                self._tails.setdefault(form, set()).add(name)
        for ending in entry.get("endings", ()):
            self._endings.setdefault(ending, set()).add(name)
        for other in entry.get("of", ()):
            self._add_class(name, {k: v for k, v in classes[other].items() if k != "of"}, classes)

    def _add_phrase(self, cue: str, parts: list[str]) -> None:
        at_start = parts[0] == "^"
        parts = parts[1:] if at_start else parts
        second = parts[1] if len(parts) > 1 and parts[1] not in (*_GAPS, *_ENDS) else None
        self._by_first.setdefault(parts[0], []).append(_Phrase(cue, tuple(parts), at_start, second))

    def read(self, sentence: str) -> list[Token]:
        """Take a sentence apart."""
        tokens: list[Token] = []
        for found in _TOKEN.finditer(sentence):
            word = found.group().casefold()
            labels, fits, is_word = self._look_up(word)
            if tokens and found.group()[0].isupper():
                labels, fits = labels | {_NAME}, fits | {f"<{_NAME}>"}
            tokens.append(Token(word, found.start(), found.end(), labels, fits, is_word))
        return tokens

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Find every phrase, in the order of the sentence."""
        hits = []
        start = next((at for at, token in enumerate(tokens) if token.is_word), 0)
        for at, token in enumerate(tokens):
            phrases = self._begin(token.text)
            if not phrases:
                continue
            following = tokens[at + 1].fits if at + 1 < len(tokens) else _NOTHING
            for phrase in phrases:
                if phrase.second and phrase.second not in following:
                    continue
                if phrase.at_start and at != start:
                    continue
                last = _match(phrase.parts, 1, tokens, at + 1) if len(phrase.parts) > 1 else at
                if last is not None:
                    hits.append(Hit(phrase.cue, at, last))
        return hits

    def _find_beginning(self, word: str) -> tuple[_Phrase, ...]:
        """Give the phrases that may begin with a word."""
        keys = (word, *(f"<{label}>" for label in sorted(self._find_labels(word))))
        return tuple(phrase for key in keys for phrase in self._by_first.get(key, ()))

    def _find_fits(self, word: str) -> tuple[frozenset[str], frozenset[str], bool]:
        """Give what a token tells of its word: classes, parts that it fits, and whether it is a word."""
        labels = self._find_labels(word)
        return labels, frozenset((word, *(f"<{label}>" for label in labels))), word[0].isalnum()

    def _find_labels(self, word: str) -> frozenset[str]:
        labels = set(self._exact.get(word, ()))
        if word[0].isdigit():
            labels.add("number")
        if len(word) >= _SHORTEST_WITH_ENDING:
            for ending, names in self._endings.items():
                labels |= names if word.endswith(ending) else set()
        # A compound has two letters or more before its last part.
        for length in range(3, min(len(word) - 2, self._longest_tail) + 1):
            labels |= self._tails.get(word[-length:], set())
        return frozenset(labels)


@cache
def load_cues() -> Cues:
    """Read `words/statements.toml`."""
    return Cues(load_words("statements.toml"))


def _decline(stem: str) -> Iterator[str]:
    base, endings = (stem[:-1], _NOUN_IN_E) if stem.endswith("e") else (stem, _NOUN)
    return (base + ending for ending in endings)


def _match(parts: Sequence[str], part: int, tokens: Sequence[Token], at: int) -> int | None:
    """Match the rest of a phrase; give the place of its last token. At most four tries for each gap."""
    if part == len(parts):
        return at - 1
    wanted = parts[part]
    if wanted == "...":
        most = min(at + _LONGEST_CLAUSE, len(tokens))
        return next((i for i in range(at, most) if not tokens[i].is_word), most) - 1
    if wanted == "$":
        rest = (i for i in range(at, len(tokens)) if tokens[i].is_word)
        return at - 1 if next(rest, None) is None else None
    if wanted not in _GAPS:
        fits = at < len(tokens) and wanted in tokens[at].fits
        return _match(parts, part + 1, tokens, at + 1) if fits else None
    for skipped in range(_GAPS[wanted] + 1):
        last = _match(parts, part + 1, tokens, at + skipped)
        if last is not None or at + skipped >= len(tokens) or not tokens[at + skipped].is_word:
            return last
    return None
