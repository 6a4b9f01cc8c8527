"""How the terms of an answer stand on a page: things by their name and with a way to their page, numbers as numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from naeringsgraf.mapping.lines import XSD
from naeringsgraf.store.graph import Answer
from naeringsgraf.store.prefixes import shorten
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.terms import Term, to_value
from naeringsgraf.web.pages.view import View

PAGED: Final = frozenset(
    {
        *("body", "cluster", "company", "county", "minutes", "municipality", "organisation", "party", "person"),
        *("region", "secretariat", "state", "theme"),
    }
)
"""First step of the path of those of our things that have a page."""

_LONG: Final = 280
"""Characters of a text before the rest is folded away."""

_PLAIN: Final = frozenset({XSD + "string", XSD + "date", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
"""Datatypes that go without saying."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One term."""

    text: str
    """What is read first: a label, a number, a text, or a short form of an IRI."""
    kind: str
    """"thing", "number", "text" or "none"."""
    place: str | None = None
    """Address of the page of a thing that has one."""
    short: str = ""
    """Of a thing that has a label: its short form, which is told beside."""
    iri: str = ""
    """Of a thing, whole."""
    language: str = ""
    """Of a text; "" where it has none."""
    datatype: str = ""
    """Short form, where it has to be told."""
    more: bool = False
    """The text is long, so all but its beginning is folded away."""

    @property
    def beginning(self) -> str:
        """Give what stands there of a long text."""
        return f"{self.text[:_LONG].rstrip()} …"


def list_columns(answer: Answer) -> tuple[str, ...]:
    """Give the variables of rows; none for a graph, whose columns are the parts of a triple."""
    return answer.columns if isinstance(answer, Rows) else ()


def list_terms(answer: Answer) -> Sequence[tuple[Term | None, ...]]:
    """Give rows of terms; a graph is rows of three."""
    if isinstance(answer, Rows):
        return answer.terms
    return [(triple.subject, triple.predicate, triple.object) for triple in answer]


def list_things(rows: Iterable[tuple[Term | None, ...]]) -> set[str]:
    """Give the IRIs in rows of terms."""
    return {term.value for row in rows for term in row if isinstance(term, NamedNode)}


def write_cell(term: Term | None, labels: Mapping[str, str], view: View) -> Cell:
    """Say how a term stands on the page."""
    match term:
        case None:
            return Cell("", "none")
        case NamedNode():
            return _write_thing(term.value, labels, view)
        case BlankNode() | Triple():
            return Cell(str(term), "text")
    return _write_literal(term, view.graph.base)


def link_thing(iri: str, view: View) -> str | None:
    """Give the address of the page of a thing; None for what has none, such as a term of a vocabulary."""
    path = iri.removeprefix(view.graph.base)
    if path == iri or path.partition("/")[0] not in PAGED:
        return None
    document, mark, part = path.partition("#")
    # What is within minutes is read where it stands in them.
    return view.link_thing(f"{document}/text#{part}" if mark and document.startswith("minutes/") else path)


def _write_thing(iri: str, labels: Mapping[str, str], view: View) -> Cell:
    short = shorten(iri, view.graph.base)
    label = labels.get(iri)
    return Cell(label or short, "thing", place=link_thing(iri, view), short=short if label else "", iri=iri)


def _write_literal(term: Literal, base: str) -> Cell:
    value = to_value(term)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(term.value, "number")
    datatype = term.datatype.value
    return Cell(
        term.value,
        "text",
        language=term.language or "",
        datatype="" if datatype in _PLAIN else shorten(datatype, base),
        more=len(term.value) > _LONG + 40,
    )
