"""What pages of things know: properties and ties of one thing, and who met, read once for a graph."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import shorten_iri
from naeringsgraf.analysis.counts import Choice, count, read_marker
from naeringsgraf.analysis.evidence import Evidence, Quote, read_evidence
from naeringsgraf.analysis.persons import PersonFacts, find_people
from naeringsgraf.analysis.quoting import read_some
from naeringsgraf.analysis.requests import Addressee, read_addressees
from naeringsgraf.mapping.iri import NAMESPACE, Iri
from naeringsgraf.mapping.lines import SKOS
from naeringsgraf.store.named import read_query
from naeringsgraf.web.pages.view import View

_PREFIXES: Final = {NAMESPACE: "ng:", SKOS: "skos:"}


@dataclass(frozen=True, slots=True)
class Value:
    """What a property of a thing has as its value."""

    text: str
    """Of a literal, or an IRI."""
    language: str
    """"" where it has none."""
    is_iri: bool


@dataclass(frozen=True)
class Known:
    """What the graph says of one thing."""

    properties: Mapping[str, tuple[Value, ...]]
    """Property, such as "ng:number" or "skos:broader", → its values, sorted."""
    ties: Mapping[str, tuple[str, ...]]
    """Property → ids of the things that lead to this one by it, sorted."""

    def text(self, name: str) -> str | None:
        """Give the first value of a property; None where it has none."""
        return next((value.text for value in self.properties.get(name, ())), None)

    def texts(self, name: str) -> list[tuple[str, str]]:
        """Give text and language of each value of a property."""
        return [(value.text, value.language) for value in self.properties.get(name, ())]

    def ids(self, name: str) -> list[str]:
        """Give the ids of the things that a property leads to."""
        return [shorten_iri(value.text) for value in self.properties.get(name, ()) if value.is_iri]

    def tied(self, name: str) -> list[str]:
        """Give the ids of the things that lead here by a property."""
        return list(self.ties.get(name, ()))


def read_thing(view: View, thing: Iri) -> Known | None:
    """Read what the graph says of a thing; None where it says nothing."""
    properties: defaultdict[str, list[Value]] = defaultdict(list)
    for name, text, language, is_iri in view.graph.query(read_query("web", "properties.rq"), thing=thing):
        properties[_shorten(str(name))].append(Value(str(text), str(language or ""), bool(is_iri)))
    if not properties:
        return None
    ties: defaultdict[str, list[str]] = defaultdict(list)
    for name, other in view.graph.query(read_query("web", "ties.rq"), thing=thing):
        ties[_shorten(str(name))].append(shorten_iri(str(other)))
    return Known(
        {
            name: tuple(sorted(values, key=lambda each: (each.text, each.language)))
            for name, values in properties.items()
        },
        {name: tuple(sorted(others)) for name, others in ties.items()},
    )


def read_all(view: View) -> Evidence:
    """Read all sentences with the actors and themes they name, labels in the language of the page."""
    return read_evidence(view.graph, view.language)


def read_asked(view: View) -> Mapping[str, list[Addressee]]:
    """Read request → whom it asks; once for a graph that does not change."""
    graph = view.graph
    if not graph.lasting or "addressees" not in graph.kept:
        graph.kept["addressees"] = read_addressees(graph, read_marker(graph, view.language).known)
    found: Mapping[str, list[Addressee]] = graph.kept["addressees"]
    return found


def read_chosen(view: View, choice: Choice) -> tuple[Quote, ...]:
    """Read the sentences of a choice, and no others, by date, document and place in the text."""
    known = read_marker(view.graph, view.language).known
    listed = count(view.graph, choice, view.language).list_statements({})
    return read_some(view.graph, view.graph.base, known, listed, 0, sum(map(len, listed.values())))


def read_people(view: View) -> list[PersonFacts]:
    """Read everybody who met; once for a graph that does not change."""
    if not view.graph.lasting:
        return find_people(view.graph)
    if "people" not in view.graph.kept:
        view.graph.kept["people"] = find_people(view.graph)
    people: list[PersonFacts] = view.graph.kept["people"]
    return people


def _shorten(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri.rpartition("#")[2] if iri.endswith("#label") else iri
