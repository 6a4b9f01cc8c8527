"""What analysis asks of a graph: rows of plain values to the queries that lie in `queries/analysis`."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol, cast

Found = dict[str, Any]
"""One answer: variable → plain value. A variable without a value has no key."""

_QUERIES: Final = ("queries", "analysis")


class Rows(Protocol):
    """The answer to a SELECT."""

    columns: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows as plain values: IRIs and days are strings, None is unbound."""


class Answers(Protocol):
    """Anything that answers a SPARQL query over the union of all named graphs, such as `store.graph.Graph`."""

    @property
    def lasting(self) -> bool:
        """Whether the same question gets the same answer as long as the graph is open."""

    @property
    def kept(self) -> dict[str, Any]:
        """What analysis has read of a lasting graph, by what it is: language → `Evidence`, and others."""

    def query(self, text: str, /, **values: Any) -> Any:
        """Give the `Rows` of a SELECT, with a variable bound to each of `values`, or to any of a list of them."""

    def columns(self, text: str, /) -> tuple[list[str | None], ...]:
        """Give the values of each variable of a SELECT as texts, in no order; None is unbound."""


def ask(graph: Answers, name: str, **values: Any) -> list[Found]:
    """Ask one of the project's own queries, by the name of its file; of all things, or of those bound by `values`."""
    return list(_read_rows(graph.query(read_query(name), **values)))


def ask_columns(graph: Answers, name: str) -> tuple[list[str | None], ...]:
    """Ask one of the project's own queries for its columns, where rows would be too many to look at one by one."""
    return graph.columns(read_query(name))


def ask_columns_once(graph: Answers, name: str) -> tuple[list[str | None], ...]:
    """Ask as `ask_columns` does, once for a graph that does not change: for what several readings are made of."""
    if not graph.lasting:
        return ask_columns(graph, name)
    kept = f"columns of {name}"
    if kept not in graph.kept:
        graph.kept[kept] = ask_columns(graph, name)
    return cast(tuple[list[str | None], ...], graph.kept[kept])


@cache
def read_query(name: str) -> str:
    """Give the text of a query file."""
    return files("naeringsgraf").joinpath(*_QUERIES, f"{name}.rq").read_text(encoding="utf-8")


def shorten_iri(iri: str) -> str:
    """Give the path of a thing below the base, such as "municipality/3005-2020", whatever the base is."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def take_local(iri: str) -> str:
    """Give the name of a term of our own vocabulary: "request"."""
    return iri.rsplit("#", 1)[-1]


def _read_rows(rows: Rows) -> Iterable[Found]:
    for row in rows:
        yield {name: value for name, value in zip(rows.columns, row, strict=True) if value is not None}
