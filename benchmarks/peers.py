"""The peer of extraction: spaCy's matcher over the same forms, and the facts written by rdflib."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import spacy
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from naeringsgraf.mentions.gazetteer import Entry, load_gazetteer
from naeringsgraf.model.meeting import MentionKind

PEER = "spaCy blank nb + PhraseMatcher(LOWER)"
_INFLECTED = ("theme-inflected", 0.9)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form stands for, and by which rule."""

    entry: Entry
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text and what it stands for or may stand for."""

    begins: int
    ends: int
    targets: tuple[str, ...]
    kind: str
    rule: str
    confidence: float


def spell_out(words: Collection[str]) -> dict[str, list[Reading]]:
    """Write every form of the gazetteer out with its endings, so that a matcher of whole words can find it.

    Forms with a word that the texts lack could never be found, and are left out, which can only help the peer.
    """
    forms: dict[str, list[Reading]] = {}
    for form, entries in load_gazetteer().items():
        head = _WORD.findall(form)[:-1]
        if not all(word in words for word in head):
            continue
        for entry in entries:
            for written, rule, confidence in _spell_entry(form, entry):
                if all(word in words for word in _WORD.findall(written)[-1:]):
                    forms.setdefault(written, []).append(Reading(entry, rule, confidence))
    return forms


def _spell_entry(form: str, entry: Entry) -> Iterable[tuple[str, str, float]]:
    if entry.bare:
        yield form, entry.rule, 1.0
    rule, confidence = _INFLECTED if entry.kind is MentionKind.THEME else ("name-genitive", 1.0)
    for ending in sorted(entry.endings):
        yield form + ending, rule, confidence


class SpacyFinder:
    """Finds whole words with PhraseMatcher, and checks capitals and borders as our own finder does."""

    def __init__(self, forms: Mapping[str, Sequence[Reading]]) -> None:
        self.nlp = spacy.blank("nb")
        self.nlp.max_length = 10**9
        self._matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self._readings: dict[int, Sequence[Reading]] = {}
        for form, readings in forms.items():
            self._matcher.add(form, [self.nlp.make_doc(form)])
            self._readings[self.nlp.vocab.strings[form]] = readings

    def match(self, text: str) -> tuple[Doc, list[tuple[int, int, int]]]:
        """Give every form that stands in the text: its number, and the tokens from and to; none is chosen."""
        doc = self.read(text)
        return doc, self._matcher(doc)

    def read(self, text: str) -> Doc:
        """Tokenise. A line end is a blank, as it is for our finder."""
        return self.nlp.make_doc(text.replace("\n", " "))

    def find(self, text: str) -> list[Found]:
        """Give the longest names and themes that do not overlap, in order."""
        doc = self.read(text)
        candidates = []
        for label, first, last in self._matcher(doc):
            begins, ends = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            candidates += self._check(text, begins, ends, self._readings[label])
        candidates.sort(key=lambda one: (one[0].begins, -one[1], -one[0].confidence, -one[2]))
        return _choose(candidates)

    def _check(self, text: str, begins: int, ends: int, readings: Sequence[Reading]) -> list[tuple[Found, int, int]]:
        if text[begins - 1 : begins].isalnum() or text[ends : ends + 1].isalnum():
            return []
        ways: dict[tuple[str, str, float], list[Entry]] = {}
        for reading in readings:
            entry = reading.entry
            if _fits(text, begins, ends, entry):
                ways.setdefault((entry.form, reading.rule, reading.confidence), []).append(entry)
        found = []
        for form in {form for form, _, _ in ways}:
            rule, confidence = max((w[1:] for w in ways if w[0] == form), key=lambda way: way[1])
            kept = [
                entry for way, entries in ways.items() if way[0] == form and way[2] == confidence for entry in entries
            ]
            end = begins + len(form) if rule == "name-genitive" else ends
            found.append((make_found(begins, end, kept, rule, confidence), end, len(form)))
        return found


def make_found(begins: int, ends: int, entries: Sequence[Entry], rule: str, confidence: float) -> Found:
    """Gather what a stretch may stand for."""
    targets = tuple(sorted({entry.target for entry in entries}))
    return Found(begins, ends, targets, min(entry.kind for entry in entries), rule, confidence)


def _fits(text: str, begins: int, ends: int, entry: Entry) -> bool:
    if entry.exact is not None and text[begins : begins + len(entry.form)] != entry.exact:
        return False
    if entry.kind is MentionKind.THEME:
        return True
    bound = text[begins - 1 : begins] == "-" or (text[ends : ends + 1] == "-" and text[ends + 1 : ends + 2].isalnum())
    return not bound and (entry.exact is not None or text[begins].isupper())


def _choose(candidates: Sequence[tuple[Found, int, int]]) -> list[Found]:
    kept: list[Found] = []
    for found, _, _ in candidates:
        last = kept[-1] if kept else None
        if last is None or found.begins >= last.ends or _is_other_reading(found, last):
            kept.append(found)
    return [found for found in kept if found.rule != "idiom"]


def _is_other_reading(found: Found, last: Found) -> bool:
    same = (found.begins, found.ends) == (last.begins, last.ends)
    return same and last.rule == "name" and found.rule.startswith("theme")


Term = tuple[str, str, str]
"""IRI or literal, as `"iri"` or `"literal"`, its text, and the IRI of the type of a literal or empty."""

Statement = tuple[str, str, Term]
"""Subject, predicate and object."""


def write_with_rdflib(graph: str, statements: Iterable[Statement]) -> bytes:
    """Write one named graph as N-Quads, by rdflib alone."""
    dataset = Dataset()
    named = dataset.graph(URIRef(graph))
    dataset.addN((URIRef(s), URIRef(p), _make_term(o), named) for s, p, o in statements)
    return dataset.serialize(format="nquads", encoding="utf-8")


def _make_term(term: Term) -> Node:
    what, text, datatype = term
    if what == "iri":
        return URIRef(text)
    return Literal(text, datatype=URIRef(datatype)) if datatype and datatype != str(XSD.string) else Literal(text)
