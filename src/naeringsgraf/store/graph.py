"""The graph as people meet it: open or build a store, ask it, write it out.

The default graph of a query is the union of all named graphs, unless the query names its own with FROM.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, overload

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from naeringsgraf.errors import CallError, QueryError, StoreError
from naeringsgraf.mapping.iri import BASE, check_base, mint_iri
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.dataset_asked import DatasetAsked
from naeringsgraf.store.folder import Generation, StoreFolder
from naeringsgraf.store.inventory import find_faults
from naeringsgraf.store.locks import Lease
from naeringsgraf.store.named import NamedQuery, bind_parameters, list_profiles, load_query, read_query
from naeringsgraf.store.prefixes import make_prefixes
from naeringsgraf.store.querytext import QueryText, explain, look_at
from naeringsgraf.store.remote.address import Address, is_address, read_address
from naeringsgraf.store.remote.endpoint import EndpointStore
from naeringsgraf.store.remote.publish import publish_remote
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.terms import sort_rows, to_term
from naeringsgraf.store.triples import (
    DATASET_FORMATS,
    Triples,
    find_graph_format,
    find_prefixes,
    serialize_sorted,
    write_trig,
)
from naeringsgraf.store.vocabulary import sort_lines

if TYPE_CHECKING:
    from rdflib import Dataset

    from naeringsgraf.store.build import BuildReport

Answer = Rows | Triples
Collected = TypeVar("Collected")
PathName = str | PathLike[str]

_ATTEMPTS: Final = 10


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """One document of the graph, for a list."""

    iri: str
    source: str
    label: str
    language: str
    date: str | None
    """Of the meeting, ISO 8601; None where the text does not say."""
    constructed: bool
    turns: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much the graph holds."""

    quads: int
    counts: Mapping[str, int]
    """Class ("Minutes", "Contribution", …) → number of things."""
    themes: int
    """Distinct themes raised in turns."""
    actors: int
    """Distinct actors that somebody spoke for."""
    municipalities: int
    """Of those, municipalities."""
    ambiguous: int
    """Mentions that may stand for several things."""
    first: str | None
    """Day of the earliest meeting; None where no day is known."""
    last: str | None


class Graph:
    """A graph that can be asked.

    One of a folder does not change while it is open, whatever is built meanwhile; closing it lets its files go. One at
    an endpoint answers what the endpoint holds at that moment.
    """

    def __init__(self, store: Store | EndpointStore, base: str = BASE, lease: Lease | None = None) -> None:
        """Take over a store of the engine, or an endpoint; see `open_store`, `build` and `Graph.from_nquads`."""
        self.base = base
        self.report: BuildReport | None = None
        """Of the build that made it; None for a graph that was opened."""
        self.note: str | None = None
        """What somebody should know who takes the answers as they are; None for a graph that is whole."""
        self.generation: int | None = None
        """Number of the generation of a folder; None for a graph in memory or at an endpoint."""
        self.kept: dict[str, Any] = {}
        """What analysis has read of it, so that it need not be read again."""
        self._store = store
        self._lease = lease
        self._dataset = DatasetAsked()

    @classmethod
    def from_nquads(cls, parts: Iterable[bytes], base: str = BASE) -> Self:
        """Make a graph in memory from N-Quads."""
        store = Store()
        for part in parts:
            store.bulk_load(part, format=RdfFormat.N_QUADS)
        return cls(store, check_base(base))

    @property
    def engine(self) -> Store:
        """The engine's store beneath, for what this room does with it.

        Raises:
            StoreError: this is the graph of an endpoint, which has its own.
        """
        if not isinstance(self._store, Store):
            raise StoreError("this is the graph of an endpoint; ask it there")
        return self._store

    @property
    def lasting(self) -> bool:
        """Whether it cannot change while it is open; an endpoint can."""
        return isinstance(self._store, Store)

    def asking(self, dataset: DatasetAsked) -> Self:
        """Give this graph as one whose queries are asked of other graphs than all; it is open as long as this one.

        Raises:
            StoreError: this is the graph of an endpoint, which has its own.
        """
        assert self.engine is self._store
        other = copy(self)
        other._dataset = dataset
        return other

    def query(self, text: str, /, **values: Any) -> Rows:
        """Ask a SELECT or ASK; rows are sorted where the query has no ORDER BY.

        Each of `values` is bound to the variable of its name as a term, a list as any of its terms. The project's
        prefixes are known.

        Raises:
            QueryError: the text cannot be read, or would change the graph or ask other machines.
        """
        answer = self.run(text, **values)
        if isinstance(answer, Triples):
            raise QueryError("this query makes a graph, not rows; use construct()")
        return answer

    def construct(self, text: str, /, **values: Any) -> Triples:
        """Ask a CONSTRUCT or DESCRIBE, bound and refused as in `query`."""
        answer = self.run(text, **values)
        if isinstance(answer, Rows):
            raise QueryError("this query makes rows, not a graph; use query()")
        return answer

    def columns(self, text: str, /) -> tuple[list[str | None], ...]:
        """Ask a SELECT for its columns: the text of every term in the engine's own order, None where unbound.

        For those who count many rows: nothing is put in order, and a number is the text that it is written with.

        Raises:
            QueryError: as in `query`.
        """
        return self._ask(text, {}, _list_columns)

    def run(self, text: str, /, **values: Any) -> Answer:
        """Ask a query of any form, bound and refused as in `query`."""
        return self._ask(text, values, self._collect)

    def run_first(self, text: str, most: int, /, **values: Any) -> tuple[Answer, bool]:
        """Ask as `run` does, and stop after so many rows or triples; say, too, whether there are more.

        Which ones come first is for the engine to say where the query has no ORDER BY.
        """
        cut = _Cut(most)
        return self._ask(text, values, partial(self._collect, take=cut.take)), cut.more

    def _ask(self, text: str, values: Mapping[str, Any], collect: Callable[[Any, QueryText], Collected]) -> Collected:
        """Ask the engine; what it finds is taken in while it is looked for, so that its faults are told here."""
        query = look_at(text)
        ran = self.write(text, **values)
        try:
            found = self._store.query(
                ran, prefixes=dict(make_prefixes(self.base)), **self._dataset.choose(names_dataset=query.names_dataset)
            )
            return collect(found, query)
        except SyntaxError as error:
            raise explain(error, query, ran) from None
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the engine gave up: {error}; build the store again if it is damaged") from error

    def run_named(self, name: str | NamedQuery, /, **values: Any) -> Answer:
        """Ask a shipped or saved query, with values as its parameters say: a theme or actor by name, path or IRI.

        Raises:
            CallError: there is no such query or parameter, or nothing goes by that name.
            QueryError: the endpoint is known to answer it wrongly.
        """
        query = load_query(name) if isinstance(name, str) else name
        if query.not_for and isinstance(self._store, EndpointStore) and self._store.engine in query.not_for:
            raise QueryError(
                f"{self._store.engine} answers {query.name} wrongly or not at all; use the command or function of that "
                "question, which asks it in smaller queries and has the same rows"
            )
        return self.run(query.text, **bind_parameters(query, values, self._find_names, self.base))

    def write_named(self, name: str | NamedQuery, /, **values: Any) -> str:
        """Write a shipped or saved query with its values put in, as text that any engine over this graph answers alike.

        Raises:
            CallError: as in `run_named`.
        """
        query = load_query(name) if isinstance(name, str) else name
        return self.write(query.text, **bind_parameters(query, values, self._find_names, self.base))

    def write(self, text: str, /, **values: Any) -> str:
        """Write a query with values put in; bound and refused as in `query`."""
        return look_at(text).bind({variable: _spell(value) for variable, value in values.items()})

    def rdflib(self) -> "Dataset":
        """Give an `rdflib.Dataset` over the same store; its default graph is the union. It cannot be written to.

        All its queries are answered by the engine. `use_store_provided=False` leaves them to rdflib, which fetches what
        FROM names.
        """
        # rdflib takes a while to import, and few who open a graph need it.
        from naeringsgraf.store.dataset import make_dataset

        return make_dataset(self._store)

    def export(self, form: str, graph: str | None = None) -> bytes:
        """Write all quads, or the triples of one named graph (by IRI, or path such as "graph/themes"), sorted.

        Forms without named graphs (turtle, nt, rdfxml) hold the union, each triple once.

        Raises:
            CallError: there is no such form or graph.
        """
        name = find_graph_format(form)
        graphs = self.graphs() if graph is None else [self._find_graph(graph)]
        parts = [self._write_lines(NamedNode(each)) for each in graphs]
        if graph is None and isinstance(self._store, Store):
            parts.append(self._write_lines(DefaultGraph()))
        if name == "nquads":
            return sort_lines(b"".join(parts))
        quads = parse(b"".join(parts), format=RdfFormat.N_QUADS, lenient=True)
        if name == "trig":
            return write_trig(quads, find_prefixes(parts, self.base)).encode("utf-8")
        statements = (
            list(quads) if name in DATASET_FORMATS else Triples((quad.triple for quad in quads), self.base).triples
        )
        return serialize_sorted(statements, name, self.base).encode("utf-8")

    def export_as(self, profile: str, form: str, **values: Any) -> bytes:
        """Write the graph, or what is to be said of it as a data set, in the words of others.

        Args:
            profile: "web-annotation", "schema.org" or "dcat".
            form: as for `export`; there are no named graphs.
            values: of `dcat`: publisher, contact, title, licence.

        Raises:
            CallError: there is no such profile, form or value.
        """
        query = load_query(profile, list_profiles())
        find_graph_format(form)
        answer = self.run_named(query, **values)
        assert isinstance(answer, Triples)
        return answer.write(form).encode("utf-8")

    def graphs(self) -> list[str]:
        """Give the IRIs of all named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode))

    def documents(self) -> list[DocumentInfo]:
        """Give all documents, by the day of the meeting."""
        return [
            DocumentInfo(str(iri), str(source), str(label), str(language), _text(day), bool(constructed), _count(turns))
            for iri, source, label, language, day, constructed, turns in self.query(read_query("store", "documents.rq"))
        ]

    def stats(self) -> Stats:
        """Count what the graph holds."""
        counts = {str(iri).partition("#")[2]: _count(n) for iri, n in self.query(read_query("store", "counts.rq"))}
        totals = self.query(read_query("store", "totals.rq")).rows[0]
        themes, actors, municipalities, ambiguous = map(_count, totals[:4])
        first, last = map(_text, totals[4:])
        return Stats(len(self._store), counts, themes, actors, municipalities, ambiguous, first, last)

    def close(self) -> None:
        """Let the generation go, so that a later build may remove it. The graph must not be asked afterwards."""
        if self._lease is not None:
            self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._store)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<Graph: {len(self)} quads>"

    def _collect(self, found: Any, query: QueryText, take: Callable[[Any], Iterator[Any]] = iter) -> Answer:
        if query.form in ("CONSTRUCT", "DESCRIBE"):
            return Triples(take(found), self.base)
        if query.form == "ASK":
            return Rows(["answer"], [(to_term(bool(found)),)], truth=bool(found), base=self.base)
        columns = [variable.value for variable in found.variables]
        rows = [tuple(solution) for solution in take(found)]
        if not query.ordered:
            rows = sort_rows(rows)
        return Rows(columns, rows, base=self.base)

    def _write_lines(self, graph: NamedNode | DefaultGraph) -> bytes:
        """Write the quads of one graph as sorted N-Quads."""
        quads = self._store.quads_for_pattern(None, None, None, graph)
        return sort_lines(serialize(quads, format=RdfFormat.N_QUADS) or b"")

    def _find_names(self, file_name: str) -> Sequence[tuple[str | None, ...]]:
        """Ask for all names of a kind, which are thousands: once, where the graph cannot change."""
        names: Sequence[tuple[str | None, ...]] | None = self.kept.get(file_name)
        if names is None:
            names = list(zip(*self.columns(read_query("store", file_name)), strict=True))
            if self.lasting:
                self.kept[file_name] = names
        return names

    def _find_graph(self, graph: str) -> str:
        named = self.graphs()
        for iri in (graph, mint_iri(ThingId(graph), self.base)):
            if iri in named:
                return iri
        raise CallError(f"there is no graph {graph!r}; choose one such as {', '.join(named[:3])}")


class _Cut:
    """Takes the first of what is found, and knows whether there was more."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.more = False

    def take(self, found: Iterable[Any]) -> Iterator[Any]:
        """Give the first ones."""
        for number, each in enumerate(found):
            if number == self._most:
                self.more = True
                return
            yield each


AnyGraph = TypeVar("AnyGraph", bound=Graph)


@overload
def open_store(path: PathName = ...) -> Graph: ...
@overload
def open_store(path: PathName, kind: type[AnyGraph]) -> AnyGraph: ...
def open_store(path: PathName = "naeringsgraf.store", kind: type[Graph] = Graph) -> Graph:
    """Open the newest published generation of a store, or the endpoint at a URL, as a graph of this kind.

    Raises:
        CallError: the URL is none, or a password stands in it.
        StoreError: there is no store, none was published yet, or it is damaged or of another format; or the endpoint
            cannot be reached or does not let us in.
    """
    if is_address(path):
        return _open_endpoint(read_address(str(path)), kind)
    folder = StoreFolder(Path(path))
    folder.check()
    folder.check_manifest()
    generation, lease = _take_lease(folder)
    for name, fault in find_faults(generation.path, generation.files, quick=True):
        lease.close()
        raise StoreError(f"{generation.path / name} is {fault}; {folder.tell_repair()}")
    try:
        graph = kind(Store.read_only(str(generation.path)), generation.base, lease)
        graph.generation = generation.number
        return graph
    except (OSError, RuntimeError) as error:
        lease.close()
        raise StoreError(
            f"{folder.path}: generation {generation.number} is damaged ({error}); {folder.tell_repair()}"
        ) from error


def _open_endpoint(address: Address, kind: type[AnyGraph]) -> AnyGraph:
    store = EndpointStore(address)
    graph = kind(store, store.base)
    if store.unfinished:
        graph.note = (
            f"{address}: {store.unfinished} graphs are still to be published, or their publishing broke off; "
            "build again with the same --store to go on"
        )
    return graph


@overload
def build(
    paths: PathName | Sequence[PathName],
    store: PathName = ...,
    *,
    base: str = ...,
    workers: int | None = ...,
    judgements: PathName | None = ...,
    scheduler: str | None = ...,
    shards: PathName = ...,
) -> Graph: ...
@overload
def build(
    paths: PathName | Sequence[PathName],
    store: PathName = ...,
    *,
    base: str = ...,
    workers: int | None = ...,
    judgements: PathName | None = ...,
    scheduler: str | None = ...,
    shards: PathName = ...,
    kind: type[AnyGraph],
) -> AnyGraph: ...
def build(
    paths: PathName | Sequence[PathName],
    store: PathName = "naeringsgraf.store",
    *,
    base: str = BASE,
    workers: int | None = None,
    judgements: PathName | None = None,
    scheduler: str | None = None,
    shards: PathName = "naeringsgraf.store",
    kind: type[Graph] = Graph,
) -> Graph:
    """Build a store from files or folders of minutes, paths or URLs, and open it; `graph.report` tells what was done.

    A document that is rejected gives a warning, and the others are built. `workers` and `scheduler` are as for
    `build_store`. `judgements` names the file of what people decided; without it, `judgements.csv` of the first folder
    counts, where it is there. Where the store is the URL of an endpoint, `shards` is the
    folder that it is published from.

    Raises:
        CallError: a path does not exist, a URL cannot be read, or there are no minutes.
        JudgementError: a judgement contradicts another, or does not fit what the minutes say now.
        StoreError: the store cannot be written, or nothing could be read and nothing was published before.
    """
    # Reading takes a while to import, and whoever asks a graph that is there does not read.
    from naeringsgraf.linking.judgements.table import find_judgements
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.reading.remote import find_place
    from naeringsgraf.store.build import build_store

    given = [paths] if isinstance(paths, str | PathLike) else paths
    places = [find_place(path) for path in given]
    folders = [place for place in places if isinstance(place, Path)]
    report = build_store(
        find_files(places),
        Path(shards if is_address(store) else store),
        base=base,
        workers=workers,
        judgements=Path(judgements) if judgements is not None else find_judgements(folders),
        scheduler=scheduler,
        publish_elsewhere=partial(publish_remote, read_address(str(store))) if is_address(store) else None,
    )
    for rejected in report.rejected:
        warnings.warn(rejected.message, stacklevel=2)
    if report.generation is None and report.sent is None:
        raise StoreError(f"{store}: none of {len(report.rejected)} documents could be read, so there is no graph yet")
    graph = open_store(store, kind)
    graph.report = report
    return graph


def _take_lease(folder: StoreFolder) -> tuple[Generation, Lease]:
    """Hold the current generation. A build may remove it between the look and the grip, so look again then."""
    for _ in range(_ATTEMPTS):
        generation = folder.find_current()
        if generation is None:
            break
        try:
            lease = Lease(folder.info_path(generation.number))
        except OSError:
            continue
        if generation.path.is_dir():
            return generation, lease
        lease.close()
    raise StoreError(f"{folder.path}: no graph was published yet; make one with: naeringsgraf build PATH")


def _list_columns(found: Any, query: QueryText) -> tuple[list[str | None], ...]:
    if query.form != "SELECT":
        raise QueryError("only a SELECT has columns; use query() or construct()")
    rows = [[None if term is None else term.value for term in solution] for solution in found]
    return tuple(map(list, zip(*rows, strict=True))) if rows else tuple([] for _ in found.variables)


def _spell(value: Any) -> str:
    several = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return " ".join(sorted(str(to_term(each)) for each in several))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _count(value: Any) -> int:
    return int(value or 0)
