"""The shipped queries: each begins with its question, runs on every engine, and limits what it says it limits."""

import datetime as dt
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from rdflib.plugins.sparql import prepareQuery

from handmade import BATTERY, make_document, make_graph, make_meeting, make_short
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.named import NamedQuery, list_queries, load_query
from naeringsgraf.store.rows import Rows

QUERIES = list_queries()
VALUES = {
    "theme": "Strømnett",
    "municipality": "Drammen",
    "actor": "Drammen kommune",
    "addressee": "Staten",
    "year": "2021",
    "name": "vik",
    "person": "Åse Vik",
    "body": "Næringsgruppa",
    "organisation": "Drammen",
    "basis": "recorded",
    "since": "2021-03",
    "until": "2024",
    "language": "nb",
    "kind": "municipality",
    "narrower": "no",
    "weight": "count",
    "within": "turn",
    "by": "theme",
    "unit": "year",
    "day": "2022-01-01",
}
COMPARING = {"uptake", "salience", "silence"}
"""Queries that order, rank or judge by all that is asked for, so that less of it may change a row."""
COUNTED_OTHERWISE = {"between", "by", "day", "level", "places", "regions", "unit", "weight", "within"}
"""Parameters that choose what is counted for whom, and limit nothing."""


PLACE = "Næringsgruppa 2021-03-12", "minutes/2021-03-12-naeringsgruppa"
ASKED = (
    "2021-03-12",
    "Drammen",
    "municipality/3005-2020",
    "Staten",
    "organisation/staten",
    "Strømnett",
    "theme/stromnett",
    "Åse Vik",
    "Staten må bygge ut nettet.",
    *PLACE,
    f"{PLACE[1]}#statement-2",
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    pairs = (
        (make_document(), make_meeting()),
        make_short("2022-kort", dt.date(2022, 5, 3)),
        make_short("2023-kort", dt.date(2023, 5, 3), BATTERY, "Vi trenger batterier."),
    )
    return make_graph(*pairs, identities=True)


def ask(graph: Graph, name: str, /, **values: str | int) -> Rows:
    answer = graph.run_named(name, **values)
    assert isinstance(answer, Rows)
    return answer


def name_query(query: NamedQuery) -> str:
    return query.name


def test_there_are_enough_of_them() -> None:
    """At least ten, and their names are those of the files."""
    names = [query.name for query in QUERIES]

    assert len(names) >= 10
    assert names == sorted(names)


@pytest.mark.parametrize("query", QUERIES, ids=name_query)
def test_a_query_begins_with_its_question(query: NamedQuery) -> None:
    """In English and in Norwegian."""
    assert query.question.endswith("?")
    assert query.question_nb.endswith("?")
    assert query.question != query.question_nb


@pytest.mark.parametrize("query", QUERIES, ids=name_query)
def test_a_query_is_standard_sparql(query: NamedQuery) -> None:
    """A second parser takes it as it stands in the file, prefixes declared."""
    prepareQuery(query.text)


@pytest.mark.parametrize("query", QUERIES, ids=name_query)
def test_a_query_orders_its_rows(query: NamedQuery) -> None:
    """The order is the query's own, so every engine gives it."""
    assert re.search(r"^ORDER BY", query.text, re.MULTILINE)


@pytest.mark.parametrize("query", QUERIES, ids=name_query)
def test_a_query_gives_the_same_rows_again(graph: Graph, query: NamedQuery) -> None:
    """Also from rdflib's face of the store."""
    rows = ask(graph, query.name)
    other = [tuple(None if term is None else str(term) for term in row) for row in graph.rdflib().query(query.text)]  # type: ignore[union-attr]

    assert [tuple(None if term is None else term.value for term in row) for row in rows.terms] == other  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(q, p.name) for q in QUERIES for p in q.parameters if p.name not in COUNTED_OTHERWISE and q.name not in COMPARING],
)
def test_a_parameter_limits_and_never_adds(graph: Graph, query: NamedQuery, parameter: str) -> None:
    """A value gives some of the rows that come without it, or counts no larger than theirs."""
    everything = ask(graph, query.name)
    limited = ask(graph, query.name, **{parameter: VALUES[parameter]})

    # The first and the last day of a number go with it.
    kept = [at for at, name in enumerate(everything.columns) if name not in ("first", "last")]

    def labels(rows: Rows) -> set[tuple[object, ...]]:
        return {tuple(row[at] for at in kept if not isinstance(row[at], int | float)) for row in rows}

    assert labels(limited) <= labels(everything)


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("who-raises-what", {}, [("Drammen", "Strømnett", 2, 2), ("Drammen", "Batteriverdikjede", 1, 1)]),
        ("who-raises-what", {"theme": "gront"}, None),
        ("who-raises-what", {"year": 2022}, [("Drammen", "Strømnett", 1, 1)]),
        ("who-raises-what", {"year": 1999}, []),
        ("who-raises-what", {"municipality": "Kongsberg"}, []),
        ("who-raises-what", {"theme": "batteri"}, [("Drammen", "Batteriverdikjede", 1, 1)]),
        (
            "first-raised",
            {},
            [
                ("Batteriverdikjede", "2021-03-12", "Teknoklyngen", "Åse Vik"),
                ("Strømnett", "2021-03-12", "Drammen", "Åse Vik"),
            ],
        ),
        ("theme-by-year", {"theme": "theme/stromnett"}, [(2021, "Strømnett", 1, 1, 1), (2022, "Strømnett", 1, 1, 1)]),
        ("requests-to-state", {}, [("2021-03-12", "Drammen", "Åse Vik", "Staten", "Staten må bygge ut nettet.")]),
        (
            "requests",
            {"addressee": "Staten"},
            [ASKED],
        ),
        ("requests", {"since": "2021-04"}, []),
        ("requests", {"until": "2021-03-12", "theme": "stromnett"}, [ASKED]),
        ("requests", {"actor": "Teknoklyngen"}, []),
        (
            "requests",
            {},
            [
                ASKED,
                ("2021-03-12", *[None] * 7, "Det er ønske om en felles strategi.", *PLACE, f"{PLACE[1]}#statement-4"),
            ],
        ),
        ("problems", {"year": 0}, None),
        ("who-replies", {}, [("Åse Vik", "Teknoklyngen", "Åse Vik", "Drammen", 1)]),
        (
            "people",
            {"actor": "Teknoklyngen"},
            [
                (
                    "Åse Vik",
                    "person/ase-vik-teknoklyngen",
                    "Teknoklyngen",
                    "cluster/teknoklyngen",
                    "leder",
                    1,
                    0,
                    "2021-03-12",
                    "2021-03-12",
                )
            ],
        ),
        ("attendance", {"year": 2021}, [("2021-03-12", "Næringsgruppa 2021-03-12", 2, 1, 1)]),
        ("committees", {}, [("2021-03-12", "arbeidsgruppe", "Åse Vik", "Drammen")]),
        ("figures", {}, [("2021-03-12", "35 %", "av bedriftene venter", "Åse Vik", "Drammen")]),
        (
            "decisions",
            {},
            [("2021-03-12", "Næringsgruppa", "Sak 1", "Referat fra 04.12.2020", "Referatet ble godkjent.")],
        ),
        ("unnamed-turns", {}, [("2021-03-12", None, "felles strategi", "Det er ønske om en felles strategi.")]),
        ("silent-attendees", {}, [("2021-03-12", "Næringsgruppa", "Våler", None)]),
        ("ambiguous-names", {}, [("Våler", "Våler", 1, 1), ("Våler", "Våler", 1, 1)]),
        ("shared-themes", {}, []),
        ("themes-together", {}, []),
    ],
)
def test_answers(graph: Graph, name: str, values: dict[str, str | int], rows: list[tuple[object, ...]] | None) -> None:
    """Known answers to each question, IRIs left out; None where the call is wrong."""
    if rows is None:
        with pytest.raises(CallError):
            ask(graph, name, **values)
        return
    found = [tuple(v for v in row if not str(v).startswith("https://")) for row in ask(graph, name, **values)]

    assert found == rows


def test_evidence_is_the_very_sentence(graph: Graph) -> None:
    """By theme and by municipality, with its name in the graph."""
    by_theme = ask(graph, "theme-evidence", theme="batteri", year=2023)
    by_place = ask(graph, "municipality-evidence", municipality="Drammen", year=2023)

    assert [row[4] for row in by_theme] == [row[3] for row in by_place] == ["Vi trenger batterier."]


def test_shared_themes_pair_municipalities() -> None:
    """Two that raise one theme are a pair, told from both ends."""
    document, meeting = make_short("a", dt.date(2021, 1, 1))
    other, second = make_short("b", dt.date(2015, 1, 1))
    moss = Actor(ThingId("municipality/0104-1838"), "Moss kommune", ActorKind.MUNICIPALITY, registered=True)
    turn = replace(second.contributions[0], on_behalf_of=moss)
    graph = make_graph((document, meeting), (other, replace(second, contributions=(turn,))))

    found = [(row[1], row[3], row[4]) for row in ask(graph, "shared-themes")]

    assert found == [("Drammen", "Moss", 1), ("Moss", "Drammen", 1)]


def make_places() -> Graph:
    """Skedsmo, Lillestrøm and Ålesund 1507 raise one theme, each in a meeting of its own."""
    said = [
        ("municipality/0231-1838", dt.date(2015, 1, 1)),
        ("municipality/3030-2020", dt.date(2021, 1, 1)),
        ("municipality/3205-2024", dt.date(2024, 1, 1)),
        ("municipality/1507-2020", dt.date(2022, 1, 1)),
    ]
    pairs = []
    for thing, day in said:
        document, meeting = make_short(f"{day}", day)
        actor = Actor(ThingId(thing), "x", ActorKind.MUNICIPALITY, registered=True)
        turn = replace(meeting.contributions[0], on_behalf_of=actor)
        pairs.append((document, replace(meeting, contributions=(turn,))))
    return make_graph(*pairs)


def test_places_are_as_of_the_meeting_or_rolled_forward() -> None:
    """Skedsmo is Lillestrøm today; Ålesund was split, and stays as it was."""
    graph = make_places()
    as_of, said, today = (
        [(row[1], row[-2]) for row in ask(graph, "who-raises-what", **values)]
        for values in ({}, {"places": "as-of"}, {"places": "today"})
    )

    assert as_of == said == [("Lillestrøm", 1), ("Lillestrøm", 1), ("Skedsmo", 1), ("Ålesund", 1)]
    assert today == [("Lillestrøm", 3), ("Ålesund", 1)]


def test_places_rolled_forward_go_with_the_other_parameters() -> None:
    """The municipality asked for is that of today, and so are the rows of every query about municipalities."""
    graph = make_places()
    taking = [query.name for query in QUERIES if any(p.kind == "places" for p in query.parameters)]
    evidence = ask(graph, "municipality-evidence", municipality="Lillestrøm", places="today")
    pairs = [(row[1], row[3]) for row in ask(graph, "shared-themes", places="today")]

    assert taking == [
        "municipality-evidence",
        "network-municipality-municipality",
        "network-municipality-theme",
        "network-replies",
        "salience",
        "shared-themes",
        "silence",
        "timeline",
        "trace",
        "trace-by-body",
        "trace-by-meeting",
        "trace-by-year",
        "uptake",
        "who-raises-what",
    ]
    assert [row[2] for row in evidence] == ["2015-01-01", "2021-01-01", "2024-01-01"]
    assert pairs == [("Lillestrøm", "Ålesund"), ("Ålesund", "Lillestrøm")]


def test_unknown_choice_of_places_is_told() -> None:
    """With the choices there are."""
    with pytest.raises(CallError, match="places is as-of or today, not 'then'"):
        ask(make_places(), "who-raises-what", places="then")


def test_an_unknown_query_names_its_neighbours() -> None:
    """The next step is in the line."""
    with pytest.raises(CallError, match="did you mean who-met"):
        load_query("who-meets")


def test_an_unknown_parameter_names_those_there_are(graph: Graph) -> None:
    """So that a slip does not limit nothing."""
    with pytest.raises(CallError, match="cannot be asked with 'tema'; it takes municipality, theme, places, year"):
        ask(graph, "who-raises-what", tema="x")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"theme": "strømnet"}, "did you mean [Ss]trømnett"),
        ({"municipality": "Dramen"}, "did you mean Drammen"),
        ({"year": "i fjor"}, "year must be a whole number"),
    ],
)
def test_an_unknown_value_names_the_nearest(graph: Graph, values: dict[str, str | int], message: str) -> None:
    """A theme, a municipality and a number."""
    with pytest.raises(CallError, match=message):
        ask(graph, "who-raises-what", **values)


@pytest.mark.parametrize(
    "name",
    ["Strømnett", "strømnett", "stromnett", "theme/stromnett", "https://w3id.org/naeringsgraf/id/theme/stromnett"],
)
def test_a_theme_goes_by_any_of_its_names(graph: Graph, name: str) -> None:
    """Label in any case, id, path or IRI."""
    assert len(ask(graph, "theme-by-year", theme=name)) == 2


def test_every_file_of_queries_begins_with_a_question() -> None:
    """Those of the other rooms too."""
    folder = files("naeringsgraf").joinpath("queries")
    texts = [
        path.read_text("utf-8")
        for path in [
            *folder.iterdir(),
            *(file for room in folder.iterdir() if room.is_dir() for file in room.iterdir()),
        ]
        if path.name.endswith(".rq")
    ]

    assert all(text.startswith("# ") and text.split("\n")[0].endswith("?") for text in texts)
