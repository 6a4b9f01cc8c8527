"""Answers a query as the SPARQL 1.1 Protocol wants it, written by the engine as it finds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any, Final, cast

from pyoxigraph import DefaultGraph, NamedNode, QueryTriples, Store

from naeringsgraf.errors import CallError, QueryError
from naeringsgraf.store.dataset_asked import DatasetAsked
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.prefixes import is_for_builds, make_prefixes
from naeringsgraf.store.protocol.media import GRAPH_FORMATS, ROW_FORMATS, XML_FORMATS, name_media
from naeringsgraf.store.protocol.outlet import Outlet, Refusal
from naeringsgraf.store.querytext import explain, look_at

_BUILT: Final = "built"
_NOT_KNOWN: Final = "not support"
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was let through, and how its answer is to be written."""

    text: str
    media: str
    """One that fits its form."""
    base: str
    """What relative IRIs in it are below."""
    dataset: DatasetAsked
    names_dataset: bool
    """FROM stands in the text."""


def answer_query(graph: Graph, question: Question, out: Outlet) -> None:
    """Write the answer.

    Raises:
        Refusal: the query cannot be read (400), or its answer not be written so (406).
    """
    try:
        found: Any = graph.engine.query(
            question.text,
            base_iri=question.base,
            prefixes=_find_prefixes(question.text, graph.base),
            **_choose_dataset(question),
        )
        formats: Mapping[str, Any] = GRAPH_FORMATS if isinstance(found, QueryTriples) else ROW_FORMATS
        if question.media not in formats:
            raise Refusal(406, f"this form of query has no answer as {question.media}")
        out.begin(200, name_media(question.media), checks_xml=question.media in XML_FORMATS)
        found.serialize(cast(IO[bytes], out), format=formats[question.media])
    except SyntaxError as error:
        raise tell_syntax(error, question.text) from None
    except (RuntimeError, OSError) as error:
        # A damaged store raises them too, and that is not the query's fault; only the text tells them apart.
        if _NOT_KNOWN not in str(error):
            raise
        # Of a function that nobody knows, or of a format that cannot hold what was found.
        raise Refusal(400 if isinstance(error, RuntimeError) else 406, str(error)) from None
    out.end()


def _find_prefixes(text: str, base: str) -> dict[str, str]:
    """Give those of our prefixes that may stand in a text; the engine takes as long for all as for a small query."""
    known = make_prefixes(base)
    return {name: known[name] for name in set(_find_names(base).findall(text))}


@lru_cache(maxsize=16)
def _find_names(base: str) -> re.Pattern[str]:
    """Give what finds a prefix of ours, or the end of a longer one, before a colon."""
    return re.compile(f"({'|'.join(sorted(make_prefixes(base), key=len, reverse=True))}):")


def _choose_dataset(question: Question) -> dict[str, Any]:
    try:
        return question.dataset.choose(names_dataset=question.names_dataset)
    except CallError as problem:
        raise Refusal(400, str(problem)) from None


def holds_built(graph: Graph) -> bool:
    """Tell whether builds have made anything of it; one that updates alone have written to is a store like any other.

    What people ask of minutes is asked of all documents at once, and so their default graph is the union. Where there
    are no minutes, it is what SPARQL says: what stands in no named graph.
    """
    kept = graph.kept
    if _BUILT not in kept:
        names = (name.value for name in graph.engine.named_graphs() if isinstance(name, NamedNode))
        kept[_BUILT] = any(is_for_builds(name, graph.base) for name in names)
    return bool(kept[_BUILT])


def _read_graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise Refusal(400, f"{iri!r} names no graph; give a whole IRI") from None


def tell_syntax(error: SyntaxError, text: str) -> Refusal:
    """Say where a query goes wrong."""
    try:
        problem = explain(error, look_at(text), text)
    except QueryError as other:
        problem = other
    place = _PLACE.search(str(problem))
    if place is None:
        return Refusal(400, str(problem))
    return Refusal(400, str(problem), line=int(place[1]), column=int(place[2]))


def write_graph(graph: Graph, iri: str | None, media: str, out: Outlet) -> None:
    """Write one graph; None means the default graph, what is in no other.

    Raises:
        Refusal: there is no such graph (404).
    """
    store = graph.engine
    name = DefaultGraph() if iri is None else _read_graph(iri)
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise Refusal(404, f"there is no graph {iri}; the endpoint's description lists those that are there")
    out.begin(200, name_media(media), checks_xml=media in XML_FORMATS)
    _dump(store, name, media, out, graph.base)
    out.end()


def _dump(store: Store, name: NamedNode | DefaultGraph, media: str, out: Outlet, base: str) -> None:
    store.dump(cast(IO[bytes], out), format=GRAPH_FORMATS[media], from_graph=name, prefixes=dict(make_prefixes(base)))
