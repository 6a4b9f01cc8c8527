"""An endpoint asked as `pyoxigraph.Store` is, so that whoever asks a graph need not know which of them it has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Variable,
    parse,
    parse_query_results,
)

from naeringsgraf.errors import QueryError, StoreError
from naeringsgraf.mapping.lines import XSD
from naeringsgraf.store.querytext import look_at
from naeringsgraf.store.remote.address import Address
from naeringsgraf.store.remote.door import Door, RefusedError, Reply
from naeringsgraf.store.remote.inventory import Inventory, find_inventory
from naeringsgraf.store.terms import Term, Value, to_value

_MOST_NAMED: Final = 500
"""Graphs that are named in each question where the endpoint's default graph is not the union of all."""

# Not XML: the engine's reader takes blanks off both ends of a text.
_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"

_BOOLEAN: Final = XSD + "boolean"
_ROW_FORMATS: Final = dict.fromkeys(("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON)
_GRAPH_FORMATS: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
}

_CUT: Final = {
    "x-sparql-maxrows": "raise ResultSetMaxRows in its virtuoso.ini",
    "x-sql-state": "raise MaxQueryExecutionTime in its virtuoso.ini",
}
"""Header by which an endpoint says that it left rows out → next step."""


class EndpointStore:
    """The reading side of `pyoxigraph.Store`, over HTTP. What others publish there meanwhile is seen."""

    def __init__(self, address: Address, door: Door | None = None) -> None:
        """Remember the address; nothing is sent before something is asked."""
        self._address = address
        self._door = door or Door(address)

    @property
    def base(self) -> str:
        """What the things there are named under.

        Raises:
            StoreError: the endpoint holds no graph of ours.
        """
        return self._content.base

    @property
    def unfinished(self) -> int:
        """Graphs that were not there yet when this was opened, since a publish was broken off or is under way."""
        return self._content.unfinished

    @cached_property
    def engine(self) -> str:
        """What the endpoint calls itself ("Virtuoso", "oxigraph"); empty where it does not say."""
        headers = self._door.ask([("query", "ASK { ?s ?p ?o }")], _ROWS).headers
        told = next((value for name, value in headers.items() if name.lower() == "server"), "")
        return told.partition("/")[0].strip()

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Any:
        """Ask any form of query; gives what the engine gives.

        Raises:
            SyntaxError: as the engine finds it, before anything is sent.
            QueryError: the endpoint does not take the query.
            StoreError: it cannot be reached, gives no whole answer, or none that can be read.
        """
        known = dict(prefixes or {})
        Store().query(query, base_iri=base_iri, prefixes=known)
        looked = look_at(query)
        if looked.names_dataset and self._ignores_from:
            raise StoreError(
                f"{self._address} answers from all graphs whatever FROM says; ask with GRAPH <…> {{ }} instead"
            )
        head = "" if base_iri is None else f"BASE <{base_iri}>\n"
        head += "".join(f"PREFIX {name}: <{known[name]}>\n" for name in sorted(looked.undeclared) if name in known)
        graphs: list[tuple[str, str]] = []
        if isinstance(default_graph, NamedNode):
            graphs = [("default-graph-uri", default_graph.value)]
        elif use_default_graph_as_union:
            graphs = self._union
        return self._ask(head + query, looked.form, graphs)

    def named_graphs(self) -> Iterator[NamedNode]:
        """Give the names of our graphs; others at the endpoint are not counted as ours."""
        yield from map(NamedNode, self._content.hashes)

    def contains_named_graph(self, graph: NamedNode | BlankNode | DefaultGraph) -> bool:
        """Tell whether a graph is one of ours."""
        return isinstance(graph, NamedNode) and graph in set(self.named_graphs())

    def quads_for_pattern(self, subject: Any, predicate: Any, object_: Any, graph_name: Any = None) -> Iterator[Quad]:
        """Give the quads of our graphs that fit; None fits all.

        Raises:
            TypeError: a literal cannot stand there.
            ValueError: a blank node, which has no name that an endpoint knows.
        """
        given: dict[str, Any] = {"s": subject, "p": predicate, "o": object_, "g": graph_name}
        if isinstance(subject, Literal) or not (predicate is None or isinstance(predicate, NamedNode)):
            raise TypeError("nothing has such a subject or predicate")
        if any(isinstance(term, BlankNode) for term in given.values()):
            raise ValueError("a blank node cannot be asked for by its name")
        if isinstance(graph_name, DefaultGraph):
            return iter(())
        places = {name: f"?{name}" if term is None else str(term) for name, term in given.items()}
        wanted = [name for name, term in given.items() if term is None]
        pattern = "GRAPH {g} {{ {s} {p} {o} }}".format(**places)
        if not wanted:
            found = self._ask(f"ASK {{ {pattern} }}", "ASK", [])
            return iter([Quad(*given.values())] if found else [])
        return self._find_quads(f"SELECT {' '.join(f'?{name}' for name in wanted)} WHERE {{ {pattern} }}", given)

    def __len__(self) -> int:
        """Count the quads of our graphs, as they are there."""
        ours = {graph.value for graph in self.named_graphs()}
        counts = self._select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return sum(int(count or 0) for graph, count in counts if graph in ours)

    def find_inventory(self) -> Inventory | None:
        """Ask what was published there; None where nothing was."""
        return find_inventory(self._select, str(self._address))

    @cached_property
    def _content(self) -> Inventory:
        """What is there; graphs that came in by another way, such as a bulk loader, are known by their names."""
        found = self.find_inventory()
        if found is not None:
            return found
        graphs = sorted(str(name) for (name,) in self._select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))
        registers = [name for name in graphs if name.endswith("/graph/registers")]
        if len(registers) != 1:
            held = "several graphs of registers" if registers else "no graph of minutes yet"
            raise StoreError(
                f"{self._address} holds {held}; publish one there with: naeringsgraf build PATH --store {self._address}"
            )
        base = registers[0].removesuffix("graph/registers")
        return Inventory(base, {name: "" for name in graphs if name.startswith(base)})

    @cached_property
    def _union(self) -> list[tuple[str, str]]:
        """Give the parameters that make the default graph the union of ours; none where it is that already."""
        pattern = f"GRAPH <{self.base}graph/registers> {{ ?s a ?c }} ?s a ?c"
        if self._ask(f"ASK {{ {pattern} }}", "ASK", []):
            return []
        names = [*self._content.hashes, self._content.iri]
        if len(names) > _MOST_NAMED:
            raise StoreError(
                f"{self._address} does not take its default graph as the union of all, and {len(names)} graphs are too "
                "many to name in each question; change its setting, see docs/endpoints.md"
            )
        return [(kind, name) for kind in ("default-graph-uri", "named-graph-uri") for name in names]

    @cached_property
    def _ignores_from(self) -> bool:
        """Tell whether the union wins over FROM, as in Oxigraph where it is switched on: such rows would be wrong."""
        return bool(self._ask("ASK FROM <urn:x-naeringsgraf:nothing> { ?s ?p ?o }", "ASK", []))

    def _find_quads(self, query: str, given: Mapping[str, Any]) -> Iterator[Quad]:
        ours = set(self.named_graphs())
        found = self._ask(query, "SELECT", [])
        names = [variable.value for variable in found.variables]
        for row in found:
            parts = {**given, **dict(zip(names, row, strict=True))}
            if parts["g"] in ours:
                yield Quad(parts["s"], parts["p"], parts["o"], parts["g"])

    def _select(self, query: str) -> Iterable[tuple[Value, ...]]:
        return [tuple(map(to_value, row)) for row in self._ask(query, "SELECT", [])]

    def _ask(self, text: str, form: str, graphs: Sequence[tuple[str, str]]) -> Any:
        accept = _ROWS if form in ("ASK", "SELECT") else _TRIPLES
        try:
            reply = self._door.ask([("query", text), *graphs], accept)
        except RefusedError as problem:
            if problem.status == 400:
                raise QueryError(str(problem)) from None
            raise
        self._check_whole(reply)
        formats: Mapping[str, Any] = _ROW_FORMATS if form in ("ASK", "SELECT") else _GRAPH_FORMATS
        if reply.media_type not in formats:
            raise StoreError(
                f"{self._address} answers {reply.media_type or 'nothing that says what it is'} and no SPARQL results; "
                "is this where it takes questions? See docs/endpoints.md"
            )
        try:
            return _read(reply, form, formats[reply.media_type])
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._address}: the answer cannot be read ({error}); it may be cut short") from None

    def _check_whole(self, reply: Reply) -> None:
        for header, next_step in _CUT.items():
            if any(name.lower() == header for name in reply.headers):
                raise StoreError(f"{self._address} left rows out of its answer; ask for less, or {next_step}")


@dataclass(frozen=True, slots=True)
class _Solutions:
    """The rows of a SELECT, read to the end, as the engine gives them."""

    variables: list[Variable]
    rows: list[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


def _read(reply: Reply, form: str, media: Any) -> Any:
    """Read an answer to its end, so that one that broke off is found out here."""
    if form not in ("ASK", "SELECT"):
        return [quad.triple for quad in parse(reply.data, format=media)]
    found = parse_query_results(reply.data, format=media)
    if isinstance(found, QueryBoolean):
        return bool(found)
    rows = [tuple(map(_canonize, solution)) for solution in found]
    if form == "ASK":
        # Virtuoso 7.2 answers with one cell, which holds 1 or 0.
        return any(to_value(term) for row in rows for term in row)
    return _Solutions(list(found.variables), rows)


def _canonize(term: Term | None) -> Term | None:
    """Write a truth value as the engine does; Virtuoso gives it as a number."""
    if isinstance(term, Literal) and term.datatype.value == _BOOLEAN and term.value in ("0", "1"):
        return Literal(term.value == "1")
    return term
