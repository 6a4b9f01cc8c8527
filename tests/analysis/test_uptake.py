"""Who took up a theme first and who after, on small meetings whose answers are known."""

import datetime as dt

import pytest

from handmade import BATTERY, DRAMMEN, GRID, Said, make_graph, make_municipality, make_talk
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.uptake import uptake
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph

MOSS = make_municipality("3002-2020", "Moss")
HORTEN = make_municipality("3801-2020", "Horten")
OSLO = make_municipality("0301-1925", "Oslo")
BAERUM = make_municipality("3024-2020", "Bærum")
CLUSTER = Actor(ThingId("cluster/batteriklyngen"), "Batteriklyngen", ActorKind.CLUSTER)
COUNCIL = Actor(ThingId("body/regionradet"), "Regionrådet", ActorKind.BODY)
RECYCLING = ThingId("theme/batterigjenvinning")

SHOWN = ("order", "actor", "how", "answers", "date", "lag_days", "lag_meetings", "lag_turns")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Four dated meetings of two bodies and one without a day."""
    people = {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN, "Per Dal": OSLO, "Eva Ek": CLUSTER}
    return make_graph(
        make_talk(
            "2021-03-12-a",
            dt.date(2021, 3, 12),
            people,
            [
                Said("Per Dal", (BATTERY,)),
                Said("Åse Vik", (GRID,)),
                Said("Ola Li", (GRID,), answers=("Åse Vik",)),
                Said("Liv Moe", (BATTERY,)),
                Said("Liv Moe", (GRID,)),
                Said("Åse Vik", (GRID,)),
            ],
        ),
        make_talk("2022-02-28-b", dt.date(2022, 2, 28), people, [Said("Eva Ek", (RECYCLING,))]),
        make_talk(
            "2024-02-29-c",
            dt.date(2024, 2, 29),
            people | {"Kari Bø": BAERUM},
            [
                Said(None, (GRID,)),
                Said("Per Dal", (GRID,)),
                Said("Kari Bø", (GRID,), answers=("Per Dal",)),
                Said("Ola Li", (GRID,)),
            ],
        ),
        make_talk("2021-06-01-d", dt.date(2021, 6, 1), people, [Said("Eva Ek", (GRID,))], body=COUNCIL),
        make_talk("udatert", None, {"Kari Bø": BAERUM}, [Said("Kari Bø", (GRID, BATTERY))]),
    )


def tell(finding: Finding, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names or SHOWN) for row in finding.to_dicts()]


def test_first_reply_and_later_mentions_are_told_apart(graph: Graph) -> None:
    """Days since the first, meetings of that body since, turns since the theme came up at the meeting."""
    assert tell(uptake(graph, "strømnett")) == [
        (1, "Drammen", "first", None, "2021-03-12", 0, 0, 0),
        (2, "Moss", "reply", "Åse Vik", "2021-03-12", 0, 0, 1),
        (3, "Horten", "same-meeting", None, "2021-03-12", 0, 0, 3),
        (4, "Batteriklyngen", "other-body", None, "2021-06-01", 81, 1, 0),
        (5, "Oslo", "later-meeting", None, "2024-02-29", 1084, 2, 1),
        (6, "Bærum", "reply", "Per Dal", "2024-02-29", 1084, 2, 2),
    ]


def test_narrower_theme_counts_as_the_theme(graph: Graph) -> None:
    """And is a theme of its own as well."""
    assert tell(uptake(graph, ["batteri", "batterigjenvinning"]), "theme", "order", "actor", "how", "lag_days") == [
        ("Batterigjenvinning", 1, "Batteriklyngen", "first", 0),
        ("Batteriverdikjede", 1, "Oslo", "first", 0),
        ("Batteriverdikjede", 2, "Horten", "same-meeting", 0),
        ("Batteriverdikjede", 3, "Batteriklyngen", "later-meeting", 353),
    ]


def test_period_begins_the_count_anew(graph: Graph) -> None:
    """What was raised before it does not count."""
    assert tell(uptake(graph, "strømnett", since="2022"), "order", "actor", "how", "lag_days", "lag_turns") == [
        (1, "Oslo", "first", 0, 1),
        (2, "Bærum", "reply", 0, 2),
        (3, "Moss", "same-meeting", 0, 3),
    ]


def test_body_limits_the_meetings(graph: Graph) -> None:
    """Its name in any case, and its id."""
    for name in ("regionrådet", "body/regionradet"):
        assert tell(uptake(graph, "strømnett", body=name), "order", "actor") == [(1, "Batteriklyngen")]


def test_actor_shown_keeps_the_order_among_all(graph: Graph) -> None:
    """Only rows are left out."""
    assert tell(uptake(graph, "strømnett", actor="Horten"), "order", "actor") == [(3, "Horten")]


def test_what_is_not_in_the_order_is_told(graph: Graph) -> None:
    """A turn that nobody is named for, and the meeting without a day."""
    notes = uptake(graph, "strømnett").notes

    assert 'Sentences on "Strømnett" not in the order, for nobody is named: 1.' in notes
    assert "Meetings left out, for they have no date: 1." in notes


def test_nameless_turn_before_all_others_is_told(graph: Graph) -> None:
    """Or the first would seem to be the very first."""
    notes = uptake(graph, "strømnett", since="2022").notes

    assert any("the first of them (2024-02-29) came before all others" in note for note in notes)


def test_every_row_quotes_its_sentence(graph: Graph) -> None:
    """The first one on the theme."""
    finding = uptake(graph, "strømnett", actor="Drammen")

    assert tell(finding, "text", "statement") == [
        ("Innlegg 2 handler om theme/stromnett.", "minutes/2021-03-12-a#statement-2")
    ]
    assert [quote.id for quote in finding.quotes] == ["minutes/2021-03-12-a#statement-2"]


def test_meetings_of_one_day_are_not_put_in_order() -> None:
    """Nobody can tell which came first."""
    day = dt.date(2021, 3, 12)
    graph = make_graph(
        make_talk("a", day, {"Åse Vik": DRAMMEN, "Ola Li": MOSS}, [Said("Åse Vik", (GRID,)), Said("Ola Li", (GRID,))]),
        make_talk("b", day, {"Per Dal": OSLO, "Liv Moe": HORTEN}, [Said("Per Dal", (GRID,)), Said("Liv Moe", (GRID,))]),
    )

    found = tell(uptake(graph, "strømnett"), "order", "actor", "how")

    assert found == [
        (1, "Drammen", "first"),
        (1, "Oslo", "first"),
        (2, "Moss", "same-meeting"),
        (2, "Horten", "same-meeting"),
    ]
    assert [row[2:6:3] for row in graph.run_named("uptake", theme="strømnett")] == [
        (1, "first"),
        (1, "first"),
        (2, "same-meeting"),
        (2, "same-meeting"),
    ]


def test_query_counts_days_as_the_calendar_does() -> None:
    """Over leap days, centuries and the ends of years."""
    days = ["1899-12-31", "1900-02-28", "1900-03-01", "1999-12-31", "2000-02-29", "2000-03-01", "2023-12-31"]
    days += ["2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31", "2100-03-01"]
    people = [Actor(ThingId(f"organisation/o{number}"), f"O{number}", ActorKind.OTHER) for number in range(len(days))]
    graph = make_graph(
        *(
            make_talk(day, dt.date.fromisoformat(day), {"Åse Vik": who}, [Said("Åse Vik", (GRID,))])
            for day, who in zip(days, people, strict=True)
        )
    )
    first = dt.date.fromisoformat(days[0])
    expected = [(day, (dt.date.fromisoformat(day) - first).days) for day in days]

    assert tell(uptake(graph, "strømnett"), "date", "lag_days") == expected
    assert [(row[7], row[8]) for row in graph.run_named("uptake", theme="strømnett")] == expected


def test_names_that_are_not_known_are_told_with_the_nearest(graph: Graph) -> None:
    """A body and an actor."""
    with pytest.raises(CallError, match=r'no body is called .*; did you mean "Regionrådet"'):
        uptake(graph, "strømnett", body="Regionrådt")
    with pytest.raises(CallError, match='did you mean "Drammen'):
        uptake(graph, "strømnett", actor="Dramen")


def test_query_gives_the_rows_of_the_function(graph: Graph) -> None:
    """Also here, where there are replies, undated meetings and a second body."""
    for choice in ({}, {"theme": "strømnett"}, {"theme": "batteri", "since": "2022"}, {"places": "today"}):
        finding = uptake(graph, **choice)

        assert list(graph.run_named("uptake", **finding.asked)) == list(finding.rows)
