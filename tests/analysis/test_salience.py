"""In what share of its meetings and turns a municipality raised a theme, on small meetings whose answers are known."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import BATTERY, DRAMMEN, GRID, Said, make_graph, make_municipality, make_talk
from naeringsgraf.analysis.finding import Finding, share
from naeringsgraf.analysis.salience import salience
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph

MOSS = make_municipality("3002-2020", "Moss")
HORTEN = make_municipality("3801-2020", "Horten")
OSLO = make_municipality("0301-1925", "Oslo")
CLUSTER = Actor(ThingId("cluster/batteriklyngen"), "Batteriklyngen", ActorKind.CLUSTER)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Drammen met three times, Moss twice and once was only spoken for, Horten once; Oslo was never there."""
    return make_graph(
        make_talk(
            "2021",
            dt.date(2021, 3, 12),
            {"Åse Vik": DRAMMEN, "Nina By": DRAMMEN, "Ola Li": MOSS},
            [Said("Åse Vik", (GRID,)), Said("Nina By", (GRID,)), Said("Ola Li"), Said("Åse Vik", (BATTERY,))],
            absent={"Per Dal": OSLO},
        ),
        make_talk(
            "2022",
            dt.date(2022, 3, 12),
            {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN, "Eva Ek": CLUSTER},
            [Said("Ola Li", (GRID,)), Said("Eva Ek", (GRID,)), Said(None, (GRID,)), Said("Liv Moe", (GRID,))],
        ),
        make_talk(
            "2023",
            dt.date(2023, 3, 12),
            {"Åse Vik": DRAMMEN},
            [Said("Åse Vik"), Said("Åse Vik", (GRID,), on_behalf_of=MOSS)],
        ),
        make_talk("udatert", None, {"Åse Vik": DRAMMEN}, [Said("Åse Vik", (GRID,))]),
    )


def tell(finding: Finding, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in finding.to_dicts()]


def test_share_of_meetings_stands_beside_what_it_is_made_of(graph: Graph) -> None:
    """Somebody met for it, or a turn was taken for it; the group counts every meeting of each alike."""
    found = tell(
        salience(graph, "strømnett", min_n=2),
        *("rank", "municipality", "meetings_raised", "meetings", "meeting_share", "group_meeting_share"),
    )

    assert found == [
        (1, "Moss", 2, 3, 0.6667, 0.5714),
        (2, "Drammen", 1, 3, 0.3333, 0.5714),
        (None, "Horten", 1, 1, 1.0, 0.5714),
    ]


def test_share_of_turns_counts_those_taken_for_it(graph: Graph) -> None:
    """A turn for another is the other's; turns that nobody is named for are nobody's."""
    found = tell(
        salience(graph, "strømnett"), "municipality", "turns_raised", "turns", "turn_share", "group_turn_share"
    )

    assert found == [
        ("Horten", 1, 1, 1.0, 0.625),
        ("Moss", 2, 3, 0.6667, 0.625),
        ("Drammen", 2, 4, 0.5, 0.625),
    ]


def test_few_meetings_have_no_rank_and_a_note_says_so(graph: Graph) -> None:
    """Five are needed unless the caller says otherwise."""
    finding = salience(graph, "strømnett")

    assert {row[0] for row in tell(finding, "rank")} == {None}
    assert "No rank below 5 meetings: 3 of 3 municipalities; such a share is no trend." in finding.notes


def test_one_that_never_raised_it_has_a_row_where_a_theme_is_asked_for(graph: Graph) -> None:
    """And none where all themes are told."""
    assert tell(salience(graph, "batteri"), "municipality", "meetings_raised") == [
        ("Drammen", 1),
        ("Moss", 0),
        ("Horten", 0),
    ]
    assert ("Batteriverdikjede", "Moss") not in tell(salience(graph), "theme", "municipality")


def test_municipality_shown_is_held_against_the_same_group(graph: Graph) -> None:
    """Its rank is that among all."""
    whole = salience(graph, "strømnett", min_n=2)
    one = salience(graph, "strømnett", "Drammen", min_n=2)

    assert list(one.rows) == [row for row in whole.rows if "Drammen" in row]


def test_equal_shares_have_one_rank() -> None:
    """The next one has the rank that counts all before it."""
    people = {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN}
    graph = make_graph(
        make_talk("a", dt.date(2021, 1, 1), people, [Said("Åse Vik", (GRID,)), Said("Ola Li", (GRID,))]),
    )

    finding = salience(graph, "strømnett", min_n=1)

    assert tell(finding, "rank", "municipality") == [(1, "Drammen"), (1, "Moss"), (3, "Horten")]
    assert list(graph.run_named("salience", **finding.asked)) == list(finding.rows)


def test_every_sentence_behind_a_share_is_quoted(graph: Graph) -> None:
    """And none where there are none."""
    finding = salience(graph, "batteri")

    assert [len(quotes) for quotes in finding.evidence] == [1, 0, 0]


def test_query_gives_the_rows_of_the_function(graph: Graph) -> None:
    """Also here, where one is only spoken for, and turns are taken for another."""
    for choice in ({}, {"theme": "strømnett", "min_n": 2}, {"since": "2022", "min_n": 1}, {"places": "today"}):
        finding = salience(graph, **choice)

        assert list(graph.run_named("salience", **finding.asked)) == list(finding.rows)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_shares_are_rounded_half_up(part: int, whole: int) -> None:
    """To four decimals, as a person would by hand."""
    exact = Decimal(part) / Decimal(whole)

    assert share(part, whole) == float(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def test_share_of_nothing_is_none() -> None:
    """Not 0, which would say that it was silent."""
    assert share(0, 0) is None


def test_query_rounds_as_the_function_does(graph: Graph) -> None:
    """By the very expression in the shipped query, on halves and their neighbours."""
    pairs = [
        (part, whole) for whole in (3, 7, 32, 96, 160, 2_000, 3_200, 9_999) for part in range(0, whole, 1 + whole // 40)
    ]
    values = " ".join(f"({part} {whole})" for part, whole in pairs)
    text = f"""SELECT ?part ?whole (FLOOR((20000 * ?part + ?whole) / (2 * ?whole)) / 10000 AS ?share)
        WHERE {{ VALUES (?part ?whole) {{ {values} }} }}"""

    assert sorted(graph.query(text)) == sorted((part, whole, share(part, whole)) for part, whole in pairs)


def test_least_number_below_one_is_refused(graph: Graph) -> None:
    """Nothing can be shared by no meetings."""
    with pytest.raises(CallError, match="min_n is 0"):
        salience(graph, min_n=0)
