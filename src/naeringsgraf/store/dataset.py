"""The same store as rdflib's `Dataset`, for people who know rdflib; it can be asked, and not written to.

Terms are made once and kept, since making them is most of the time of a large answer. All queries are answered by the
engine: a prepared one, or one with `base=`, would else be given to rdflib's own evaluator without a word, which is
many times slower and fetches what FROM names.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn

from oxrdflib import OxigraphStore
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
)
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib import Variable as RdflibVariable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result, ResultRow
from rdflib.term import Node

from naeringsgraf.errors import QueryError, StoreError
from naeringsgraf.store.prefixes import VOCABULARIES
from naeringsgraf.store.querytext import explain, look_at
from naeringsgraf.store.remote.endpoint import EndpointStore
from naeringsgraf.store.terms import Term, to_term

_MOST_TERMS: Final = 500_000
"""Kept at a time; about 200 MB of a graph's longest texts."""

_COUNT: Final = "SELECT (COUNT(*) AS ?count) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"


def make_dataset(store: Store | EndpointStore) -> Dataset:
    """Give a dataset over the store whose default graph is the union of all, with our prefixes bound."""
    dataset = Dataset(store=_ReadOnlyStore(store), default_union=True)
    for prefix, namespace in VOCABULARIES.items():
        dataset.bind(prefix, namespace)
    return dataset


class _ReadOnlyStore(OxigraphStore):
    """What rdflib asks. The store beneath never changes, so whatever was found out once may be kept."""

    def __init__(self, store: Store | EndpointStore) -> None:
        super().__init__()
        self._engine = store
        self._terms = _Terms()
        self._graphs: dict[Any, Graph] = {}
        self._lengths: dict[Node | None, int] = {}

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib calls it by this name
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **further: Any,
    ) -> Result:
        """Answer any form of query.

        Raises:
            QueryError: it cannot be read, would ask other machines, or comes with words that the engine has no use for.
        """
        text, prefixes, base = _open_query(query, initNs)
        base = further.pop("base", None) or base
        if further:
            raise QueryError(f"a query here takes no {', '.join(sorted(further))}; leave it out")
        looked = look_at(text)
        # The engine's own way of binding takes only variables that are selected.
        ran = looked.bind({name: str(to_term(value)) for name, value in initBindings.items()})
        try:
            found = self._engine.query(
                ran,
                base_iri=None if base is None else str(base),
                prefixes={**self._namespace_for_prefix, **prefixes},
                **_choose_graphs(queryGraph, names_dataset=looked.names_dataset),
            )
            return self._collect(found, looked.form)
        except SyntaxError as error:
            raise explain(error, looked, ran) from None

    def triples(
        self, triple_pattern: Any, context: Graph | None = None
    ) -> Iterator[tuple[tuple[Any, Any, Any], Iterator[Graph | None]]]:
        """Give the triples of one graph, or of all, each with the graph it stands in."""
        try:
            found = self._find(triple_pattern, context)
        except (TypeError, ValueError):
            # Nothing has such a subject or predicate: a literal, say.
            return
        terms = self._terms
        for quad in found:
            triple = (terms[quad.subject], terms[quad.predicate], terms[quad.object])
            yield triple, iter((self._name_graph(quad.graph_name),))

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        """Give all graphs, or those that hold a triple, each once."""
        if triple is None:
            names: Iterable[Any] = self._engine.named_graphs()
        else:
            names = dict.fromkeys(quad.graph_name for quad in self._find(triple, None))
        yield from map(self._name_graph, names)

    def __len__(self, context: Graph | None = None) -> int:
        """Count the triples of one graph, or the distinct ones of all; counted once, since nothing changes here."""
        name = None if context is None else context.identifier
        if name not in self._lengths:
            found: Any = self._engine.query(_COUNT, **_choose_graphs("__UNION__" if name is None else name))
            self._lengths[name] = sum(int(count.value) for (count,) in found)
        return self._lengths[name]

    def add_graph(self, graph: Graph) -> None:
        """Let `Dataset.graph` give a graph that is there.

        Raises:
            StoreError: it is not there.
        """
        name = _to_graph_name(graph.identifier)
        if not isinstance(name, DefaultGraph) and not self._engine.contains_named_graph(name):
            _refuse()

    def _refuse_change(self, *_: Any, **__: Any) -> NoReturn:
        _refuse()

    open = add = addN = remove = remove_graph = update = destroy = _refuse_change  # noqa: N815

    def _collect(self, found: Any, form: str) -> Result:
        terms = self._terms
        if form == "SELECT":
            columns = [RdflibVariable(variable.value) for variable in found.variables]
            return _Selection(columns, [tuple(map(terms.__getitem__, row)) for row in found])
        if form == "ASK":
            answer = Result("ASK")
            answer.askAnswer = bool(found)
            return answer
        made = Graph()
        for triple in found:
            made.add((terms[triple.subject], terms[triple.predicate], terms[triple.object]))
        answer = Result("CONSTRUCT")
        answer.graph = made
        return answer

    def _find(self, pattern: Any, context: Graph | None) -> Iterator[Quad]:
        subject, predicate, value = map(_to_pattern, pattern)
        graph = None if context is None else _to_graph_name(context.identifier)
        return self._engine.quads_for_pattern(subject, predicate, value, graph)

    def _name_graph(self, name: Any) -> Graph:
        if name not in self._graphs:
            identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, DefaultGraph) else self._terms[name]
            self._graphs[name] = Graph(identifier=identifier, store=self)
        return self._graphs[name]


class _Selection(Result):
    """The rows of a SELECT. rdflib's own makes a dictionary of each, and another of the columns' places."""

    def __init__(self, columns: list[RdflibVariable], rows: list[tuple[Any, ...]]) -> None:
        super().__init__("SELECT")
        self.vars = columns
        self._rows = rows
        places = {str(column): at for at, column in enumerate(columns)}
        self._row = type("ResultRow", (_Row,), {"labels": places})
        # Made when somebody asks for them: rdflib writes JSON and CSV from these.
        self.bindings = (
            {column: term for column, term in zip(columns, row, strict=True) if term is not None} for row in rows
        )

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return map(self._row, self._rows)


class _Row(ResultRow):
    """One row; its class knows where each column is."""

    def __new__(cls, terms: tuple[Any, ...]) -> "_Row":
        return tuple.__new__(cls, terms)


class _Terms(dict[Term | None, Any]):
    """Term of the engine → term of rdflib."""

    def __missing__(self, term: Term | None) -> Any:
        if len(self) >= _MOST_TERMS:
            self.clear()
        made = self[term] = _to_rdflib(term)
        return made


def _to_rdflib(term: Term | None) -> Any:
    match term:
        case None:
            return None
        case NamedNode():
            return URIRef(term.value)
        case Literal():
            if term.language:
                return RdflibLiteral(term.value, lang=term.language)
            return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value))
        case BlankNode():
            return BNode(term.value)
        case Triple():
            return _to_rdflib(term.subject), _to_rdflib(term.predicate), _to_rdflib(term.object)


def _to_pattern(term: Any) -> Any:
    if term is None:
        return None
    return BlankNode(str(term)) if isinstance(term, BNode) else to_term(term)


def _to_graph_name(name: Any) -> Any:
    return DefaultGraph() if name == DATASET_DEFAULT_GRAPH_ID else _to_pattern(name)


def _open_query(query: Query | str, prefixes: Mapping[str, Any]) -> tuple[str, dict[str, str], str | None]:
    """Give text, prefixes and base; a prepared query keeps what it was made from."""
    base = None
    if isinstance(query, Query):
        query, own, base = query._original_args
        prefixes = {**prefixes, **own}
    return query, {name: str(iri) for name, iri in prefixes.items()}, base


def _choose_graphs(graph: Any, *, names_dataset: bool = False) -> dict[str, Any]:
    """Say what the default graph is. A union would win over FROM, so there is none where the query names its own."""
    if names_dataset:
        return {}
    if graph == "__UNION__":
        return {"use_default_graph_as_union": True}
    return {"default_graph": _to_graph_name(graph)}


def _refuse() -> NoReturn:
    raise StoreError("a graph of minutes is not changed through rdflib; change the sources and build again")
