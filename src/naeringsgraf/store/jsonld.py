"""Statements as JSON-LD with the shipped context, which stands in the file so that readers fetch nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from naeringsgraf.mapping.lines import RDF_TYPE, XSD
from naeringsgraf.resources import find_resource

_STRING: Final = XSD + "string"
_INTEGER: Final = XSD + "integer"
_BOOLEAN: Final = XSD + "boolean"


def write_jsonld(statements: Iterable[Triple | Quad]) -> str:
    """Write statements, which must be sorted by graph and subject, as one JSON-LD document."""
    context = _read_context()
    graphs = groupby(statements, key=_name_graph)
    parts: list[Any] = []
    for graph, within in graphs:
        nodes = [context.make_node(list(group)) for _, group in groupby(within, key=lambda each: each.subject)]
        parts += nodes if graph is None else [{"id": graph, "graph": nodes}]
    return json.dumps({"@context": context.source, "graph": parts}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class _Term:
    """How the context writes one property."""

    key: str
    datatype: str | None
    """IRI, "@id", "@vocab", or None where the context names none."""
    container: str | None = None
    """"@set": always a list. "@language": an object of language → text. None: a list where there are several."""


@dataclass(frozen=True, slots=True)
class _Context:
    source: Mapping[str, Any]
    properties: Mapping[str, _Term]
    names: Mapping[str, str]
    """IRI → short name, for classes and individuals."""

    def make_node(self, statements: list[Triple | Quad]) -> dict[str, Any]:
        """Make the object of one subject."""
        node: dict[str, Any] = {"id": _name(statements[0].subject)}
        for statement in statements:
            predicate = statement.predicate.value
            if predicate == RDF_TYPE:
                iri = _name(statement.object)
                node.setdefault("type", []).append(self.names.get(iri, iri))
                continue
            term = self.properties.get(predicate, _Term(predicate, None))
            self._add_value(node, statement.object, term)
        return node

    def _add_value(self, node: dict[str, Any], value: Any, term: _Term) -> None:
        if term.container == "@language" and isinstance(value, Literal) and value.language:
            _add(node.setdefault(term.key, {}), value.language, value.value)
        elif term.container == "@set":
            node.setdefault(term.key, []).append(self._write_object(value, term))
        else:
            _add(node, term.key, self._write_object(value, term))

    def _write_object(self, value: Any, term: _Term) -> Any:
        if isinstance(value, Literal):
            return _write_literal(value, term)
        name = _name(value)
        if term.datatype == "@vocab":
            return self.names.get(name, name)
        return name if term.datatype == "@id" else {"id": name}


def _add(node: dict[str, Any], key: str, value: Any) -> None:
    """Keep one value as it is, several as a list."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _write_literal(value: Literal, term: _Term) -> Any:
    datatype = value.datatype.value
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if datatype == (term.datatype or _STRING):
        if datatype == _INTEGER:
            return int(value.value)
        # Other numbers stay strings, for JSON's would come back as floating point.
        return value.value == "true" if datatype == _BOOLEAN else value.value
    return {"@value": value.value} if datatype == _STRING else {"@value": value.value, "@type": datatype}


@cache
def _read_context() -> _Context:
    source = json.loads(find_resource("ontology", "context.jsonld").read_text("utf-8"))["@context"]
    properties: dict[str, _Term] = {}
    names: dict[str, str] = {}
    for key, entry in source.items():
        described = {"@id": entry} if isinstance(entry, str) else entry
        if not isinstance(described, dict) or ":" not in described.get("@id", "") or "//" in described["@id"]:
            continue
        iri = _expand(described["@id"], source)
        datatype = described.get("@type")
        if datatype is not None and ":" in datatype:
            datatype = _expand(datatype, source)
        properties[iri] = _Term(key, datatype, described.get("@container"))
        names[iri] = key
    return _Context(source, properties, names)


def _expand(name: str, source: Mapping[str, Any]) -> str:
    prefix, _, local = name.partition(":")
    return f"{source[prefix]}{local}"


def _name(term: NamedNode | BlankNode | Any) -> str:
    return str(term) if isinstance(term, BlankNode) else str(term.value)


def _name_graph(statement: Triple | Quad) -> str | None:
    graph = statement.graph_name if isinstance(statement, Quad) else None
    return _name(graph) if isinstance(graph, NamedNode | BlankNode) else None
