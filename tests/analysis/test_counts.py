"""Counts from columns are those of `trace`, which holds every sentence; a filter tells what choosing a value gives."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naeringsgraf as ng
from benchmarks.generate import generate
from naeringsgraf.analysis.columns import NONE, Pairs, read_columns
from naeringsgraf.analysis.counts import Axis, Choice, Counts, Table, count
from naeringsgraf.analysis.evidence import Quote, read_evidence
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import ALL_KINDS, MUNICIPALITIES, By, Trace, lay_out
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.store.graph import Graph
from roundtable import load_roundtable

DAYS = st.one_of(st.none(), st.dates(dt.date(2016, 1, 1), dt.date(2025, 1, 1)), st.sampled_from(("2021", "2022-11")))
KINDS = st.sampled_from(
    (MUNICIPALITIES, ALL_KINDS, (ActorKind.REGION, ActorKind.MUNICIPALITY), (ActorKind.CLUSTER, "county"))
)
THEMES = ("Energi", "Batteriverdikjede", "grønt industriløft", "theme/naeringsareal", "Næringsutvikling", "solkraft")
PLACES = ("Drammen", "Våler", "Lillestrøm", "Asker", "Indre Østfold", "Kongsvinger", "no such place")


@pytest.fixture(scope="module")
def graphs(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Graph]:
    """The sample corpus, made-up minutes of years in which municipalities got new numbers, and four sketches."""
    folder = tmp_path_factory.mktemp("counted")
    for number, minutes in enumerate(generate(30)):
        (folder / f"{number:02}.txt").write_text(minutes.write_text(), encoding="utf-8")
    return {
        "sample": ng.open(sample_store),
        "generated": ng.build(folder, folder / "generated.store", workers=0),
        "sketches": load_roundtable(),
    }


GRAPHS = st.sampled_from(("sample", "generated", "sketches"))
FILTERS = st.fixed_dictionaries(
    {"places": st.sampled_from(PlaceTime), "include_regions": st.booleans(), "kinds": KINDS},
    optional={
        "theme": st.lists(st.sampled_from(THEMES), max_size=3, unique=True),
        "include_narrower": st.booleans(),
        "level": st.integers(0, 4),
        "municipality": st.lists(st.sampled_from(PLACES), min_size=1, max_size=2, unique=True),
        "since": DAYS,
        "until": DAYS,
    },
)


@given(name=GRAPHS, by=st.sampled_from(By), asked=FILTERS)
def test_every_number_is_that_of_trace(graphs: Mapping[str, Graph], name: str, by: By, asked: dict[str, Any]) -> None:
    """Each cell, total, row, column and note on what is left out is the same, and so is what is refused."""
    graph = graphs[name]
    try:
        table = lay_out(read_evidence(graph), by=by, **asked)
    except CallError as refused:
        if by is By.THEME or "level" not in asked:
            with pytest.raises(CallError, match=f"^{re.escape(str(refused))}$"):
                count(graph, Choice(**asked))
        return

    counts = count(graph, Choice(**asked))

    assert _tell(counts, by) == _tell_trace(table)


def _tell(counts: Counts, by: By) -> dict[str, Any]:
    table = counts.table(Axis.MUNICIPALITY, Axis(by))
    return {
        "rows": counts.rows(),
        "columns": table.columns,
        "cells": {
            (row.id, row.label, column.id): (int(table.cells[at]), int(table.through_region[at]))
            for at, row, column in _list_cells(table)
        },
        "row totals": table.row_totals.tolist(),
        "column totals": table.column_totals.tolist(),
        "left out": (counts.without_actor, counts.other_actors, counts.undated),
        "total": counts.total,
    }


def _tell_trace(table: Trace) -> dict[str, Any]:
    return {
        "rows": table.rows,
        "columns": table.columns,
        "cells": {
            (cell.row.id, cell.row.label, cell.column.id): (cell.statements, cell.through_region)
            for cell in table.cells
        },
        "row totals": [len(table.quotes_of_row(row)) for row in table.rows],
        "column totals": [len(table.quotes_of_column(column)) for column in table.columns],
        "left out": (table.without_actor, table.other_actors, table.undated),
        "total": len(table.quotes),
    }


def _list_cells(table: Table) -> list[tuple[tuple[int, int], Any, Any]]:
    return [(at, table.rows[at[0]], table.columns[at[1]]) for at in np.ndindex(table.cells.shape) if table.cells[at]]


_FREE = ("places", "include_regions", "kinds", "include_narrower")
CHOSEN_BY = {
    Axis.MUNICIPALITY: "row",
    Axis.THEME: "theme",
    Axis.ORGANISATION: "organisation",
    Axis.BODY: "body",
    Axis.BASIS: "basis",
}


@given(name=GRAPHS, axis=st.sampled_from(sorted(CHOSEN_BY)), asked=FILTERS, data=st.data())
def test_filter_tells_what_choosing_a_value_gives(
    graphs: Mapping[str, Graph], name: str, axis: Axis, asked: dict[str, Any], data: st.DataObject
) -> None:
    """Beside each value stands how many sentences there are once it alone is chosen, whatever was chosen before."""
    graph = graphs[name]
    choice = Choice(**{key: value for key, value in asked.items() if key in (*_FREE, "since")})
    listed = count(graph, choice).facet(axis)
    if not listed:
        return
    value, other = data.draw(st.sampled_from(listed)), data.draw(st.sampled_from(listed))

    def choose(*ids: str) -> Counts:
        chosen: dict[str, Any] = {CHOSEN_BY[axis]: ids}
        return count(graph, replace(choice, **chosen))

    counts = choose(value.id)

    assert counts.total == value.count > 0
    assert counts.facet(axis) == listed
    assert choose(value.id, other.id).facet(axis) == listed


@pytest.mark.parametrize("name", ["sample", "generated", "sketches"])
def test_other_filters_are_those_of_the_sentences(graphs: Mapping[str, Graph], name: str) -> None:
    """Body, basis, month and mode are told as each sentence has them; whom a speaker represented, as the graph says."""
    graph = graphs[name]
    quotes = [quote for quote in read_evidence(graph).quotes if quote.themes and quote.actor]
    everyone = Choice(kinds=ALL_KINDS)

    def expect(axis: Axis, value_of: Any) -> None:
        told = {value.id: value.count for value in count(graph, everyone).facet(axis)}
        wanted: dict[str, int] = {}
        for quote in quotes:
            if (value := value_of(quote)) is not None:
                wanted[value] = wanted.get(value, 0) + 1
        assert told == wanted

    expect(Axis.BODY, lambda quote: "/".join(quote.meeting.body.rsplit("/", 2)[-2:]) if quote.meeting.body else None)
    expect(Axis.BASIS, lambda quote: quote.basis)
    expect(Axis.MODE, lambda quote: quote.mode)
    expect(Axis.MONTH, lambda quote: quote.date.isoformat()[:7] if quote.date else None)
    expect(Axis.QUARTER, _tell_quarter)
    speakers = _ask_for_organisations(graph)
    expect(Axis.ORGANISATION, lambda quote: speakers.get(quote.turn))


def _tell_quarter(quote: Quote) -> str | None:
    if quote.date is None:
        return None
    return f"{quote.date.year}-Q{ {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}.get(quote.date.month, 4) }"


def _ask_for_organisations(graph: Graph) -> dict[str, str]:
    """Ask who each speaker represented, under the last that bears the name."""
    rows = graph.query(
        "SELECT ?turn ?row { ?turn ng:speaker/ng:representing ?who . OPTIONAL { ?who ng:lastOfName ?last } "
        "BIND(COALESCE(?last, ?who) AS ?row) }"
    )
    return {_shorten(str(turn)): _shorten(str(row)) for turn, row in rows}


def _shorten(iri: str) -> str:
    return "/".join(iri.rsplit("/", 2)[-2:])


def test_filters_narrow_each_other(graphs: Mapping[str, Graph]) -> None:
    """What is counted for two filters is what both let through, and the table adds up to it where one cell is one."""
    graph = graphs["generated"]
    body = count(graph).facet(Axis.BODY)[0]
    basis = count(graph, Choice(body=body.id)).facet(Axis.BASIS)[0]

    counts = count(graph, Choice(body=body.id, basis=basis.id))
    table = counts.table(Axis.BODY, Axis.BASIS)

    assert table.cells.tolist() == [[basis.count]] == [[counts.total]]
    assert [column.id for column in (*table.rows, *table.columns)] == [body.id, basis.id]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"basis": "guessed"}, "basis 'guessed' is unknown"),
        ({"body": "Ingen"}, "no body is called 'Ingen'"),
        ({"organisation": "Ingen"}, "no municipality is called 'Ingen'"),
        ({"since": "2022", "until": "2021"}, "before it begins"),
    ],
)
def test_unknown_names_are_told(graphs: Mapping[str, Graph], choice: dict[str, Any], told: str) -> None:
    """A name that nothing goes by is no empty table."""
    with pytest.raises(CallError, match=told):
        count(graphs["sample"], Choice(**choice))


def test_graph_without_sentences_has_an_empty_table() -> None:
    """Nothing is counted, and no filter has a value to choose."""
    counts = count(Graph.from_nquads([]))

    table = counts.table()
    assert (counts.total, table.rows, table.columns, table.cells.shape) == (0, (), (), (0, 0))
    assert [counts.facet(axis) for axis in Axis] == [()] * len(Axis)


def test_columns_are_read_once(graphs: Mapping[str, Graph]) -> None:
    """A graph that lasts keeps them, and each number points to a name."""
    columns = read_columns(graphs["sample"])

    assert columns is read_columns(graphs["sample"])
    assert list(columns.statements) == sorted(columns.statements)
    assert columns.turn.min() >= 0
    assert columns.turn.max() < len(columns.turns) == len(columns.actor) == len(columns.meeting)
    assert columns.actor.min() == NONE
    assert columns.raised.value.max() < len(columns.themes)


@given(
    st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 3))),
    st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 3))),
)
def test_pairs_meet_as_in_a_join(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    """Pairs are sets without those that point to nothing, and joining gives every two with the same first."""
    one, other = (Pairs.of_arrays(*np.array(each, np.intp).reshape(-1, 2).T) for each in (first, second))
    known = [{pair for pair in each if NONE not in pair} for each in (first, second)]

    mine, theirs = one.join(other)

    assert list(zip(one.of.tolist(), one.value.tolist(), strict=True)) == sorted(known[0])
    joined = list(zip(one.of[mine].tolist(), one.value[mine].tolist(), other.value[theirs].tolist(), strict=True))
    assert sorted(joined) == sorted((a, b, d) for a, b in known[0] for c, d in known[1] if a == c)
