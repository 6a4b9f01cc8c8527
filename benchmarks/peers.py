"""The peer of extraction: spaCy's matcher over the same forms, and the facts written by rdflib."""

from collections.abc import Iterable, Mapping, Sequence

import spacy
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from benchmarks.readings import Found, Reading, choose_readings

PEER = "spaCy blank nb + PhraseMatcher(LOWER)"


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
        doc, matches = self.match(text)
        return choose_readings(
            text,
            (
                (doc[first].idx, doc[last - 1].idx + len(doc[last - 1]), self._readings[label])
                for label, first, last in matches
            ),
        )

    def reaches(self, doc: Doc, begins: int, ends: int) -> bool:
        """Tell whether a stretch is parted into tokens as its words are by themselves, so that a form can be found.

        The same words are not the same tokens everywhere: "5G-nett." may be parted in one place and not in another.
        """
        span = doc.char_span(begins, ends)
        written = doc.text[begins:ends]
        return span is not None and [t.text for t in span] == [t.text for t in self.nlp.make_doc(written)]


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
