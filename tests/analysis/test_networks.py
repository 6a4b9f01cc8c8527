"""The kinds of network: what each line counts, and the sentences or meetings it stands on."""

import datetime as dt
import math
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import roundtable
from handmade import BATTERY, CLUSTER, DRAMMEN, make_document, make_graph, make_meeting, make_short
from naeringsgraf.analysis.network import Network, Unit
from naeringsgraf.analysis.networks.kinds import KINDS, draw_network, find_network
from naeringsgraf.analysis.networks.readings import Readings, read_once
from naeringsgraf.analysis.networks.series import draw_series, list_windows, read_length
from naeringsgraf.analysis.trace import trace
from naeringsgraf.errors import CallError
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Attendance, Meeting, Status


def weigh(network: Network) -> dict[tuple[str, str], float]:
    """Give the weights by the labels of both ends."""
    labels = {node.id: node.label for node in network.nodes}
    return {(labels[edge.source], labels[edge.target]): edge.weight for edge in network.edges}


@cache
def load_roundtable() -> Readings:
    """Give the four meetings of the round table, read once for all tests."""
    return read_once(roundtable.load_roundtable())


@cache
def load_handmade() -> Readings:
    """One meeting with a reply and an absence, and two short ones."""
    graph = make_graph(
        (make_document(), make_meeting()),
        make_short("2022-kort", dt.date(2022, 5, 3)),
        make_short("2023-kort", dt.date(2023, 5, 3), BATTERY, "Vi trenger batterier."),
        identities=True,
    )
    return read_once(graph)


@pytest.mark.parametrize("kind", KINDS)
def test_marks_and_lines_agree(kind: str) -> None:
    """No mark without a line, no line without marks, no line twice, and every line stands on something."""
    network = draw_network(load_roundtable(), kind)
    ids = [node.id for node in network.nodes]
    degrees = Counter(id for edge in network.edges for id in (edge.source, edge.target))

    assert len(set(ids)) == len(ids)
    assert {node.id: node.degree for node in network.nodes} == dict(degrees)
    assert len({edge.id for edge in network.edges}) == len(network.edges)
    assert all(edge.quotes or edge.met for edge in network.edges)
    assert network.notes


@pytest.mark.parametrize(("weight", "count"), [("sentences", "statements"), ("turns", "turns")])
def test_municipality_theme_weighs_as_the_trace_counts(weight: str, count: str) -> None:
    """Sentences or turns of each cell."""
    cells = {(row["actor_id"], row["theme_id"]): row[count] for row in trace(load_roundtable()).to_dicts()}
    network = find_network(load_roundtable(), "municipality-theme", weight=weight)

    assert {(edge.source, edge.target): edge.weight for edge in network.edges} == cells


def test_what_is_repeated_within_one_document_counts_once() -> None:
    """When meetings are counted; the sentences stay."""
    by_meeting = find_network(load_roundtable(), "municipality-theme", weight="meetings")
    grid = next(
        edge for edge in by_meeting.edges if edge.target == "theme/stromnett" and len(edge.quotes) > edge.weight
    )

    assert grid.weight == len({quote.meeting.document for quote in grid.quotes})
    assert any("counts once" in note for note in by_meeting.notes)


def test_shared_themes_are_counted_from_the_table() -> None:
    """Each theme once for both, with the sentences of both; Jaccard and cosine by their definitions."""
    cells = trace(load_roundtable()).cells
    counts: dict[str, dict[str, int]] = {}
    for cell in cells:
        counts.setdefault(cell.row.id, {})[cell.column.id] = cell.statements
    networks = {
        unit: find_network(load_roundtable(), "municipality-municipality", weight=unit)
        for unit in ("count", "jaccard", "cosine")
    }

    pairs = {(a, b) for a in counts for b in counts if a < b and counts[a].keys() & counts[b].keys()}
    assert {(edge.source, edge.target) for edge in networks["count"].edges} == pairs
    for edge in networks["count"].edges:
        one, other = counts[edge.source], counts[edge.target]
        shared = one.keys() & other.keys()
        assert (edge.weight, set(edge.themes)) == (len(shared), shared)
        said = {
            q.id for c in cells if c.row.id in (edge.source, edge.target) and c.column.id in shared for q in c.quotes
        }
        assert {quote.id for quote in edge.quotes} == said
    for edge in networks["jaccard"].edges:
        one, other = counts[edge.source], counts[edge.target]
        assert edge.weight == len(one.keys() & other.keys()) / len(one.keys() | other.keys())
    for edge in networks["cosine"].edges:
        one, other = counts[edge.source], counts[edge.target]
        product = sum(number * other.get(theme, 0) for theme, number in one.items())
        length = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
        assert edge.weight == pytest.approx(product / length)


def test_themes_of_one_turn_are_tied() -> None:
    """A sentence ties fewer than a turn, and a turn fewer than a meeting."""
    drawn = {
        within: find_network(load_roundtable(), "theme-theme", within=within)
        for within in ("sentence", "turn", "meeting")
    }
    pairs = {within: {(edge.source, edge.target) for edge in network.edges} for within, network in drawn.items()}

    assert pairs["sentence"] < pairs["turn"] < pairs["meeting"]
    assert [network.unit for network in drawn.values()] == [Unit.SENTENCES, Unit.TURNS, Unit.MEETINGS]
    for edge in drawn["turn"].edges:
        assert edge.weight == edge.turns
        for turn in {quote.turn for quote in edge.quotes}:
            raised = {theme for quote in edge.quotes if quote.turn == turn for theme in quote.themes}
            assert {edge.source, edge.target} <= raised


def test_theme_asked_for_gathers_what_is_narrower() -> None:
    """It stands at one end of every line, and no theme below it stands at the other."""
    network = find_network(load_roundtable(), "theme-theme", theme="Batteriverdikjede", within="meeting")
    others = {end for edge in network.edges for end in (edge.source, edge.target)} - {"theme/batteri"}

    assert network.edges
    assert all("theme/batteri" in (edge.source, edge.target) for edge in network.edges)
    assert "theme/batterigjenvinning" not in others


def test_reply_goes_from_who_answers_to_who_is_answered() -> None:
    """With all sentences of the answer; between actors of kinds shown, or between people."""
    everyone = find_network(load_handmade(), "replies", kinds=["municipality", "cluster"])
    people = find_network(load_handmade(), "replies", between="people")

    assert everyone.directed
    assert weigh(everyone) == {("Teknoklyngen", "Drammen"): 1}
    assert [quote.text for quote in everyone.edges[0].quotes] == ["Vik svarte at batterier hjelper."]
    assert weigh(people) == {("Åse Vik", "Åse Vik"): 1}
    assert people.edges[0].source != people.edges[0].target
    assert find_network(load_handmade(), "replies").edges == ()


def test_absent_people_met_nobody() -> None:
    """Ola Li was absent; the substitute was there."""
    network = find_network(load_handmade(), "co-attendance")
    names = {node.label for node in network.nodes}

    assert "Ola Li" not in names
    assert "Våler" in names
    assert all(edge.weight == len(edge.met) == len(edge.meetings) for edge in network.edges)


def make_attended(day: dt.date, *people: tuple[str, Status]) -> tuple[Document, Meeting]:
    """Make a meeting that some people are on the list of."""
    text = "\n".join(name for name, _ in people)
    attendees = tuple(
        Attendance(number, name, name, text.index(name), text.index(name) + len(name), affiliation=actor, status=status)
        for number, ((name, status), actor) in enumerate(zip(people, (DRAMMEN, CLUSTER, DRAMMEN), strict=False), 1)
    )
    return make_document(f"{day}-m", text), Meeting(body=make_meeting().body, date=day, attendees=attendees)


def test_meetings_of_two_people_are_counted_once_each() -> None:
    """Weights are meetings at which both were, not pairs of names."""
    here, away = Status.PRESENT, Status.ABSENT
    graph = make_graph(
        make_attended(dt.date(2021, 1, 4), ("Ada Lunde", here), ("Bo Mork", here), ("Ivar Ness", here)),
        make_attended(dt.date(2022, 1, 3), ("Ada Lunde", here), ("Bo Mork", here), ("Ivar Ness", away)),
        identities=True,
    )
    bodies = find_network(graph, "people-bodies")
    actors = find_network(graph, "co-attendance", between="actors", kinds=["municipality", "cluster"])

    assert weigh(find_network(graph, "co-attendance")) == {
        ("Ada Lunde", "Bo Mork"): 2,
        ("Ada Lunde", "Ivar Ness"): 1,
        ("Bo Mork", "Ivar Ness"): 1,
    }
    assert weigh(bodies) == {
        (name, "Næringsgruppa"): n for name, n in (("Ada Lunde", 2), ("Bo Mork", 2), ("Ivar Ness", 1))
    }
    assert {node.group for node in bodies.nodes} == {"Drammen", "Teknoklyngen", "body"}
    assert {frozenset(pair): weight for pair, weight in weigh(actors).items()} == {
        frozenset(("Drammen", "Teknoklyngen")): 2
    }


def test_network_around_a_mark_holds_its_neighbours() -> None:
    """At depth 1 those it is tied to, at depth 2 theirs too; what lies beyond is told."""
    whole = find_network(load_roundtable(), "municipality-theme")
    moss = next(node.id for node in whole.nodes if node.label == "Moss")
    near = draw_network(load_roundtable(), around="Moss")
    far = draw_network(load_roundtable(), around="moss kommune", depth=2)

    tied = {edge.target for edge in whole.edges if edge.source == moss}
    assert {node.id for node in near.nodes} == {moss, *tied}
    beyond = {edge.source for edge in whole.edges if edge.target in tied}
    assert {node.id for node in far.nodes} == {*tied, *beyond}
    assert any("beyond" in note for note in near.notes)


@pytest.mark.parametrize(
    ("kind", "choice", "told"),
    [
        ("theme-moon", {}, "there is municipality-theme, "),
        ("co-attendance", {"theme": "Havn"}, "cannot be asked with 'theme'; it takes municipality"),
        ("theme-theme", {"weight": "jaccard"}, "choose one of turns, meetings"),
        ("theme-theme", {"within": "day"}, "choose one of sentence, turn, meeting"),
        ("replies", {"between": "dogs"}, "choose one of people, actors"),
        ("municipality-theme", {"theme": "strømnet"}, "did you mean"),
        ("municipality-theme", {"municipality": "Dramen"}, "did you mean"),
        ("municipality-theme", {"around": "Mos"}, 'did you mean "Moss"'),
        ("municipality-theme", {"around": "Moss", "depth": 3}, "choose 1 or 2"),
        ("municipality-theme", {"top": 1}, "ask for two marks or more"),
        ("municipality-theme", {"communities": "guess"}, "choose one of louvain, leiden"),
    ],
)
def test_wrong_call_is_told_with_what_there_is(kind: str, choice: dict[str, Any], told: str) -> None:
    """One line with the next step."""
    with pytest.raises(CallError, match=told):
        draw_network(load_roundtable(), kind, **choice)


def test_unknown_body_is_told_with_the_nearest() -> None:
    """Of those that have met."""
    with pytest.raises(CallError, match='did you mean "Næringsgruppa"'):
        find_network(load_handmade(), "co-attendance", body="Næringsgruppen")

    assert find_network(load_handmade(), "co-attendance", body="næringsgruppa").edges


def test_name_of_two_marks_is_not_guessed() -> None:
    """Two people called Åse Vik: their ids are told, and either id will do."""
    graph = load_handmade()
    with pytest.raises(CallError, match=r"stands for several; choose one of person/ase-vik\S*, person/ase-vik"):
        draw_network(graph, "people-bodies", around="Åse Vik")

    ids = [node.id for node in find_network(graph, "people-bodies").nodes if node.label == "Åse Vik"]
    assert draw_network(graph, "people-bodies", around=ids[0]).nodes


def test_cut_to_the_strongest_is_told() -> None:
    """Those with the greatest sums of weights stay; all counts are of what is left."""
    network = draw_network(load_roundtable(), "theme-theme", top=5)
    sums: Counter[str] = Counter()
    for edge in find_network(load_roundtable(), "theme-theme").edges:
        sums.update({edge.source: int(edge.weight), edge.target: int(edge.weight)})

    assert {node.id for node in network.nodes} <= {id for id, n in sums.items() if n >= sorted(sums.values())[-5]}
    assert any(note.startswith("Only the 5 strongest of") for note in network.notes)


def test_communities_can_be_drawn_as_marks() -> None:
    """One mark each; lines between them add up."""
    whole = draw_network(load_roundtable(), "theme-theme", within="meeting")
    joined = draw_network(load_roundtable(), "theme-theme", within="meeting", aggregate=True)
    of_mark = {node.id: node.community for node in whole.nodes}

    between = sum(edge.weight for edge in whole.edges if of_mark[edge.source] != of_mark[edge.target])
    assert sum(edge.weight for edge in joined.edges) == between
    assert {node.kind for node in joined.nodes} <= {"community"}


def test_empty_period_gives_an_empty_network() -> None:
    """Of each kind, without marks, lines or failure."""
    for kind in KINDS:
        network = draw_network(load_roundtable(), kind, since="2031")
        assert (network.nodes, network.edges) == ((), ())


def test_id_of_a_mark_does_not_depend_on_the_period() -> None:
    """Drammen of 2018 and of 2024 are one mark, so that it can be followed from window to window."""
    ids = {
        node.id
        for period in ({"until": "2018"}, {"since": "2024"}, {})
        for node in find_network(load_roundtable(), "municipality-theme", **period).nodes
        if node.label == "Drammen"
    }

    assert ids == {"municipality/3301-2024"}


def test_series_has_the_lines_of_each_window() -> None:
    """Each is the network of its own days; windows overlap where steps are shorter."""
    windows = draw_series(load_roundtable(), "municipality-theme", "2y", "1y")

    assert [(str(each.since), str(each.until)) for each in windows][:2] == [
        ("2018-01-01", "2019-12-31"),
        ("2019-01-01", "2020-12-31"),
    ]
    assert windows[-1].until >= dt.date(2024, 5, 15)
    for each in windows:
        expected = find_network(load_roundtable(), "municipality-theme", since=each.since, until=each.until)
        assert each.network.edges == expected.edges


@pytest.mark.parametrize(
    ("first", "last", "months", "stride", "windows"),
    [
        ("2020-01-31", "2020-04-01", 1, 1, ["2020-01-31 2020-02-28", "2020-02-29 2020-03-30", "2020-03-31 2020-04-29"]),
        ("2020-01-01", "2020-12-31", 12, 6, ["2020-01-01 2020-12-31"]),
        ("2020-01-01", "2021-01-01", 12, 6, ["2020-01-01 2020-12-31", "2020-07-01 2021-06-30"]),
    ],
)
def test_windows_follow_the_calendar(first: str, last: str, months: int, stride: int, windows: list[str]) -> None:
    """The last is the first that reaches the last day; no day is left out between them."""
    found = list_windows(dt.date.fromisoformat(first), dt.date.fromisoformat(last), months, stride)

    assert [f"{begins} {ends}" for begins, ends in found] == windows


@pytest.mark.parametrize("length", ["", "0y", "2", "y", "2w", "-1y", "99999y"])
def test_length_that_is_none_is_told(length: str) -> None:
    """With how to write one."""
    with pytest.raises(CallError, match='write "2y" for years or "6m" for months'):
        read_length(length, "window")


def test_window_beyond_the_calendar_is_told() -> None:
    """As are more windows than anybody reads."""
    with pytest.raises(CallError, match="beyond the year 9999"):
        list_windows(dt.date(2020, 1, 1), dt.date(2021, 1, 1), 12 * 9000, 1)
    with pytest.raises(CallError, match="more than 1000 windows"):
        list_windows(dt.date(1900, 1, 1), dt.date(2020, 1, 1), 1, 1)


def test_meeting_without_a_day_is_in_no_period() -> None:
    """It is left out, and told."""
    document, meeting = make_short("udatert", dt.date(2022, 1, 1))
    graph = make_graph((document, replace(meeting, date=None)), make_short("datert", dt.date(2022, 1, 1)))

    assert find_network(graph, "municipality-theme").edges[0].weight == 2
    narrowed = find_network(graph, "municipality-theme", since="2000")
    assert narrowed.edges[0].weight == 1
    assert any("left out, for their meeting has no date" in note for note in narrowed.notes)
