"""A graph held against `ontology/shapes.ttl`: what is wrong in it, in words that say what to do.

All reading is from memory and from the shipped files: nothing is inferred, imported or fetched.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from naeringsgraf.resources import find_resource

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHACL = "http://www.w3.org/ns/shacl#"

_WHOLE_GRAPH = "https://w3id.org/naeringsgraf/ns"
"""Target of the shape whose queries run once over all; what they find at fault is the value of a result."""


class Severity(StrEnum):
    """How much a finding weighs, worst first."""

    VIOLATION = "violation"
    """The graph is wrong; numbers taken from it cannot be trusted."""
    WARNING = "warning"
    """Something that an analysis needs is missing or odd."""
    INFO = "info"
    """Worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as a shape wants it."""

    severity: Severity
    focus: str
    """IRI of what was checked."""
    path: str | None
    """IRI of the property concerned; where it is reached over several, they are joined by "/", and "^" is backwards.

    None where the whole thing is meant.
    """
    value: str | None
    """The value at fault, as an IRI or the text of a literal; None where there is none, or not just one."""
    message_nb: str
    message_en: str


def check_shapes(triples: bytes) -> list[Finding]:
    """Check a graph against the shipped shapes; an empty list says that all is well.

    Args:
        triples: N-Triples in UTF-8, in any order: the union of all named graphs. The registers and the thesaurus must
            be in it, since names that stand nowhere are findings; the ontology need not be.

    Returns:
        Each finding once: the worst severity first, then by focus, path, value and message. Same graph, same list.
    """
    import pyshacl
    from rdflib import Graph

    shapes = Graph().parse(find_resource("ontology", "shapes.ttl"), format="turtle")
    graph = Graph()
    with _quiet_literals():
        graph.parse(data=triples, format="nt")
        # The classes above a class are looked up in the data, so the ontology is mixed into our own copy of it.
        graph.parse(find_resource("ontology", "naeringsgraf.ttl"), format="turtle")
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, inference="none")
    if not isinstance(report, Graph):
        raise TypeError(f"pyshacl gave no report but {report!r}")
    return sorted(set(_read_report(report, graph, shapes)), key=_rank)


@contextmanager
def _quiet_literals() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each malformed value it reads: that is a finding, not a fault."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _read_report(report: "Graph", graph: "Graph", shapes: "Graph") -> Iterator[Finding]:
    from rdflib import SH, Literal

    # pyshacl (0.40) loses the language of what a query's constraint says, so it is told by the text.
    languages = {str(m): m.language for m in shapes.objects(None, SH.message) if isinstance(m, Literal)}
    for result in report.objects(None, SH.result):
        messages = {languages[str(message)]: str(message) for message in report.objects(result, SH.resultMessage)}
        path = report.value(result, SH.resultPath)
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        if str(focus) == _WHOLE_GRAPH:
            focus, value = value, _find_only(graph, value, path)
        yield Finding(
            severity=Severity(str(report.value(result, SH.resultSeverity)).removeprefix(_SHACL).lower()),
            focus=str(focus),
            path=None if path is None else _write_path(report, path),
            value=None if value is None else str(value),
            message_nb=messages["nb"],
            message_en=messages["en"],
        )


def _find_only(graph: "Graph", focus: "Node | None", path: "Node | None") -> "Node | None":
    values = list(graph.objects(focus, path))
    return values[0] if len(values) == 1 else None


def _write_path(report: "Graph", path: "Node") -> str:
    from rdflib import RDF, SH
    from rdflib.collection import Collection

    if (path, RDF.first, None) in report:
        return "/".join(_write_path(report, step) for step in Collection(report, path))
    backwards = report.value(path, SH.inversePath)
    return f"^{_write_path(report, backwards)}" if backwards is not None else str(path)


def _rank(finding: Finding) -> tuple[Any, ...]:
    severity = list(Severity).index(finding.severity)
    return severity, finding.focus, finding.path or "", finding.value or "", finding.message_en
