"""What the shipped vocabulary says of each of its terms, and what the shapes ask of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "class": (f"{_OWL}Class",),
    "property": (
        f"{_OWL}ObjectProperty",
        f"{_OWL}DatatypeProperty",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
    ),
    "individual": (f"{_OWL}NamedIndividual",),
}
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA: Final = "https://schema.org/"
_SH: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Name:
    """A term as it is written, and where it leads."""

    short: str
    """With a prefix: "ng:Attendance", "prov:Association"."""
    iri: str

    @property
    def own(self) -> str | None:
        """What it is called within our vocabulary; None for a term of another one."""
        return self.iri.removeprefix(NAMESPACE) if self.iri.startswith(NAMESPACE) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape asks of a property of a class."""

    of: Name
    path: Name
    """Of several properties in a row, as SPARQL writes them, with the IRI of the first."""
    least: int
    most: int | None
    """None where there may be any number."""
    values: tuple[Name, ...]
    """Class, datatype or the values there are; empty where all are good."""
    literals: tuple[str, ...]
    """The texts there are, where only some are good."""
    severity: str
    """"violation", "warning" or "info"."""
    messages: Mapping[str, str]
    """Language, "nb" or "en" → what is said where it does not hold."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or individual of the vocabulary."""

    name: Name
    kind: str
    """"class", "property" or "individual"."""
    labels: Mapping[str, str]
    """Language, "nb", "nn" or "en" → what it is called."""
    definitions: Mapping[str, str]
    """Language → what it is."""
    examples: tuple[str, ...]
    """Turtle."""
    of: tuple[Name, ...]
    """For a property, the classes that have it; for an individual, the class it is one of; for a class, none."""
    gives: tuple[Name, ...]
    """For a property, what its values are; empty where they may be anything."""
    under: tuple[Name, ...]
    """Broader classes or properties, mostly of other vocabularies."""
    like: tuple[Name, ...]
    """Close to these."""
    rules: tuple[Rule, ...]
    """Of a class, those of its properties; of a property, those on it; by class, then property."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary as a whole."""

    iri: str
    version: str
    titles: Mapping[str, str]
    """Language → its title."""
    descriptions: Mapping[str, str]
    prefixes: Mapping[str, str]
    """Prefixes of the examples and of other vocabularies, sorted → what they stand for."""
    terms: tuple[Term, ...]
    """Classes, properties, individuals; by name within each."""


def read_vocabulary() -> Vocabulary:
    """Read the shipped ontology and its shapes."""
    from rdflib import Graph

    ontology = Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))
    shapes = Graph().parse(find_resource("ontology", "shapes.ttl"))
    return _Reader(ontology, shapes).read()


class _Reader:
    """The two graphs, and the names in them."""

    def __init__(self, ontology: "Graph", shapes: "Graph") -> None:
        self._ontology = ontology
        self._shapes = shapes
        self._rules = sorted(self._list_rules(), key=lambda rule: (rule.of.short, rule.path.short, rule.least == 0))

    def read(self) -> Vocabulary:
        from rdflib import URIRef

        whole = URIRef(NAMESPACE.removesuffix("#"))
        terms = [
            self._read_term(it, kind)
            for kind, types in _KINDS.items()
            for it in sorted({it for each in types for it in self._subjects(each) if str(it).startswith(NAMESPACE)})
        ]
        used = {name.short.partition(":")[0] for term in terms for name in (*term.under, *term.like, *term.gives)}
        bound = {prefix: str(iri) for prefix, iri in self._ontology.namespaces() if prefix in used | {"ng", "dct"}}
        return Vocabulary(
            str(whole),
            str(self._ontology.value(whole, URIRef(f"{_OWL}versionInfo"))),
            self._texts(whole, "http://purl.org/dc/terms/title"),
            self._texts(whole, "http://purl.org/dc/terms/description"),
            dict(sorted(bound.items())),
            tuple(terms),
        )

    def _read_term(self, it: "Node", kind: str) -> Term:
        name = self._name(it)
        types = [each for each in self._names(it, _TYPE) if each.own]
        return Term(
            name,
            kind,
            self._texts(it, f"{_RDFS}label"),
            self._texts(it, f"{_SKOS}definition"),
            tuple(sorted(str(each) for each in self._objects(it, f"{_SKOS}example"))),
            tuple(types) if kind == "individual" else self._names(it, f"{_RDFS}domain", f"{_SCHEMA}domainIncludes"),
            self._names(it, f"{_RDFS}range", f"{_SCHEMA}rangeIncludes"),
            self._names(it, f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf"),
            self._names(it, f"{_SKOS}closeMatch"),
            tuple(rule for rule in self._rules if name in ((rule.of,) if kind == "class" else (rule.path,))),
        )

    def _list_rules(self) -> Iterator[Rule]:
        from rdflib import URIRef

        for shape, target in self._shapes.subject_objects(URIRef(f"{_SH}targetClass")):
            for each in self._shapes.objects(shape, URIRef(f"{_SH}property")):
                path = self._shapes.value(each, URIRef(f"{_SH}path"))
                if path is not None:
                    yield self._read_rule(each, self._name(target), self._read_path(path))

    def _read_path(self, path: "Node") -> Name:
        """Name what a rule is on, where it is more than one property as SPARQL writes it: "ng:item/ng:order"."""
        from rdflib import BNode, URIRef

        if not isinstance(path, BNode):
            return self._name(path)
        turned = self._shapes.value(path, URIRef(f"{_SH}inversePath"))
        steps = [turned] if turned is not None else list(self._shapes.items(path))
        names = [self._read_path(step) for step in steps]
        return Name(("^" if turned is not None else "") + "/".join(name.short for name in names), names[0].iri)

    def _read_rule(self, shape: "Node", of: Name, path: Name) -> Rule:
        from rdflib import Literal

        listed = list(self._read_list(shape, "in"))
        kinds = [*self._shape_values(shape, "class"), *self._shape_values(shape, "datatype")]
        most = next(iter(self._shape_values(shape, "maxCount")), None)
        severity = next(iter(self._shape_values(shape, "severity")), None)
        return Rule(
            of,
            path,
            int(str(next(iter(self._shape_values(shape, "minCount")), 0))),
            None if most is None else int(str(most)),
            tuple(self._name(each) for each in (*kinds, *listed) if not isinstance(each, Literal)),
            tuple(str(each) for each in listed if isinstance(each, Literal)),
            str(severity).rpartition("#")[2].lower() if severity is not None else "violation",
            {str(getattr(message, "language", "")): str(message) for message in self._shape_values(shape, "message")},
        )

    def _read_list(self, shape: "Node", name: str) -> Iterator["Node"]:
        for head in self._shape_values(shape, name):
            yield from self._shapes.items(head)

    def _shape_values(self, shape: "Node", name: str) -> list["Node"]:
        from rdflib import URIRef

        return list(self._shapes.objects(shape, URIRef(_SH + name)))

    def _subjects(self, kind: str) -> Iterable[Any]:
        from rdflib import URIRef

        return self._ontology.subjects(URIRef(_TYPE), URIRef(kind))

    def _objects(self, it: "Node", predicate: str) -> Iterable[Any]:
        from rdflib import URIRef

        return self._ontology.objects(it, URIRef(predicate))

    def _texts(self, it: "Node", predicate: str) -> dict[str, str]:
        return {str(each.language): str(each) for each in self._objects(it, predicate)}

    def _names(self, it: "Node", *predicates: str) -> tuple[Name, ...]:
        found = {self._name(each) for predicate in predicates for each in self._objects(it, predicate)}
        return tuple(sorted(found, key=lambda name: name.short))

    def _name(self, it: "Node") -> Name:
        return Name(self._ontology.namespace_manager.curie(str(it)), str(it))


_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
