"""Writes the tables of docs/graph.md from the vocabulary: `python tests/ontology/graph_page.py`."""

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource

PAGE = Path(__file__).parents[2] / "docs" / "graph.md"
MARK = "<!-- Below here the page is written by tests/ontology/graph_page.py. -->\n"
_SCHEMA = Namespace("https://schema.org/")
_ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)


def write_tables() -> str:
    """Give the tables of classes, properties and individuals as Markdown, sorted by name."""
    ontology = Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))
    return "\n".join(
        [
            "## Classes\n",
            "| class | nb · nn | what it is | like |",
            "|---|---|---|---|",
            *(_write_class(ontology, term) for term in _sorted(ontology, OWL.Class)),
            "\n## Properties\n",
            "| property | nb · nn | of | gives | what it says | like |",
            "|---|---|---|---|---|---|",
            *(
                _write_property(ontology, term)
                for term in _sorted(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
            ),
            "\n## Individuals\n",
            "| name | nb · nn | one of | what it means |",
            "|---|---|---|---|",
            *(_write_individual(ontology, term) for term in _sorted(ontology, OWL.NamedIndividual)),
            "",
        ]
    )


def _write_class(ontology: Graph, term: Node) -> str:
    return _row(_name(ontology, term), _labels(ontology, term), _definition(ontology, term), _aligned(ontology, term))


def _write_property(ontology: Graph, term: Node) -> str:
    domains = _names(ontology, term, RDFS.domain, _SCHEMA.domainIncludes)
    ranges = _names(ontology, term, RDFS.range, _SCHEMA.rangeIncludes) or "anything"
    return _row(
        _name(ontology, term),
        _labels(ontology, term),
        domains,
        ranges,
        _definition(ontology, term),
        _aligned(ontology, term),
    )


def _write_individual(ontology: Graph, term: Node) -> str:
    classes = [c for c in ontology.objects(term, RDF.type) if str(c).startswith(NAMESPACE)]
    return _row(
        _name(ontology, term),
        _labels(ontology, term),
        ", ".join(_name(ontology, c) for c in classes),
        _definition(ontology, term),
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _sorted(ontology: Graph, *kinds: URIRef) -> list[Node]:
    return sorted({term for kind in kinds for term in ontology.subjects(RDF.type, kind)}, key=str)


def _name(ontology: Graph, term: Node) -> str:
    return f"`{ontology.namespace_manager.curie(str(term))}`"


def _names(ontology: Graph, term: Node, *predicates: URIRef) -> str:
    found = {_name(ontology, there) for predicate in predicates for there in ontology.objects(term, predicate)}
    return ", ".join(sorted(found))


def _labels(ontology: Graph, term: Node) -> str:
    labels = {getattr(m, "language", None): str(m) for m in ontology.objects(term, RDFS.label)}
    return labels["nb"] if labels["nb"] == labels["nn"] else f"{labels['nb']} · {labels['nn']}"


def _definition(ontology: Graph, term: Node) -> str:
    [english] = [str(m) for m in ontology.objects(term, SKOS.definition) if getattr(m, "language", None) == "en"]
    return english


def _aligned(ontology: Graph, term: Node) -> str:
    return _names(ontology, term, *_ALIGNED)


if __name__ == "__main__":
    said, _, _ = PAGE.read_text("utf-8").partition(MARK)
    PAGE.write_text(said + MARK + "\n" + write_tables(), "utf-8", newline="\n")
