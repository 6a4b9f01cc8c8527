"""Municipalities and counties over time: by the name of the day, or rolled forward to today."""

import datetime as dt
import json
from dataclasses import replace
from functools import cache

import pytest

from handmade import GRID, make_short
from naeringsgraf.analysis.networks.kinds import draw_network
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import Trace, trace
from naeringsgraf.errors import CallError
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Actor, ActorKind, Meeting
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.places import load_places
from naeringsgraf.store.graph import Graph
from naeringsgraf.views.finding_table import tabulate_finding
from naeringsgraf.views.network_files import write_network
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.table import write_table
from naeringsgraf.views.trace_text import show_trace
from roundtable import load_meetings

SAID = (
    ("0231", "2015-03-01"),
    ("3030", "2021-03-01"),
    ("3205", "2024-03-01"),
    ("0213", "2015-03-02"),
    ("0217", "2015-03-03"),
    ("3020", "2021-03-02"),
    ("0602", "2015-03-04"),
    ("0625", "2015-03-05"),
    ("3005", "2022-11-04"),
    ("3301", "2024-03-02"),
    ("0533", "2015-03-06"),
    ("3054", "2021-03-03"),
    ("3234", "2024-03-03"),
    ("1504", "2015-03-07"),
    ("1523", "2015-03-08"),
    ("1507", "2022-03-01"),
    ("1508", "2024-03-04"),
    ("0716", "2001-03-01"),
    ("0716", "2015-03-09"),
    ("1850", "2015-03-10"),
)
"""Number and day: a municipality that says one sentence about the grid that day."""


@cache
def load_graph() -> Graph:
    """A meeting for each sentence, and one where Drammensregionen and Viken speak."""
    meetings = []
    for number, day in SAID:
        place = load_places().municipality_on(number, dt.date.fromisoformat(day))
        assert place is not None
        meetings.append(speak(Actor(place.id, place.name, ActorKind.MUNICIPALITY, registered=True), day))
    region = Actor(ThingId("region/drammensregionen"), "Drammensregionen", ActorKind.REGION, registered=True)
    counties = [("county/30-2020", "Viken"), ("county/02-1972", "Akershus"), ("county/12-1972", "Hordaland")]
    meetings.append(speak(region, "2022-11-05"))
    for at, (thing, name) in enumerate([*counties, ("county/32-2024", "Akershus")], 1):
        actor = Actor(ThingId(thing), name, ActorKind.COUNTY, registered=True)
        meetings.append(speak(actor, f"2022-12-{at:02}"))
    return load_meetings(meetings)


def speak(actor: Actor, day: str) -> tuple[Document, Meeting]:
    document, meeting = make_short(f"{day}-{actor.id.replace('/', '-')}", dt.date.fromisoformat(day))
    turn = replace(meeting.contributions[0], on_behalf_of=actor)
    return document, replace(meeting, contributions=(turn,))


def count(table: Trace) -> dict[str, int]:
    """Give row → number of sentences."""
    return {row.label: len(table.quotes_of_row(row)) for row in table.rows}


def test_municipality_stands_under_its_name_on_the_day() -> None:
    """Skedsmo and Lillestrøm are two, Drammen under three numbers is one, and Ålesund before its split is another."""
    table = trace(load_graph())

    assert table.places is PlaceTime.AS_OF
    assert count(table) == {
        "Drammen": 3,
        "Lillestrøm": 2,
        "Lunner": 3,
        "Nedre Eiker": 1,
        "Nordre Follo": 1,
        "Oppegård": 1,
        "Re": 1,
        "Skedsmo": 1,
        "Ski": 1,
        "Tysfjord": 1,
        "Våle": 1,
        "Ørskog": 1,
        "Ålesund (–2023)": 2,
        "Ålesund (2024–)": 1,
    }


def test_municipality_is_rolled_forward_where_one_took_over() -> None:
    """Skedsmo becomes Lillestrøm, Ski and Oppegård Nordre Follo, Våle and Re Tønsberg; what was split stays."""
    table = trace(load_graph(), places="today")

    assert count(table) == {
        "Drammen": 4,
        "Lillestrøm": 3,
        "Lunner": 3,
        "Nordre Follo": 3,
        "Tysfjord (split 2020; no one successor)": 1,
        "Tønsberg": 2,
        "Ørskog (Ålesund split 2024; no one successor)": 1,
        "Ålesund (2024–)": 1,
        "Ålesund (split 2024; no one successor)": 2,
    }
    assert sum(count(table).values()) == len(SAID)
    assert [row.id for row in table.rows if row.label == "Tønsberg"] == ["municipality/3905-2024"]


def test_every_sentence_keeps_the_name_it_was_said_for() -> None:
    """A reader of Lillestrøm sees which sentence was Skedsmo's."""
    table = trace(load_graph(), municipality="Lillestrøm", places="today")

    assert [(row["actor"], row["said_for"]) for row in table.to_quote_dicts()] == [
        ("Lillestrøm", "Skedsmo"),
        ("Lillestrøm", "Lillestrøm"),
        ("Lillestrøm", "Lillestrøm"),
    ]
    assert "for Skedsmo ·" in show_trace(table, quotes=True)


@pytest.mark.parametrize("name", ["Lillestrøm", "Skedsmo", "3030", "0231"])
def test_whoever_asks_for_one_name_gets_the_whole_row_of_today(name: str) -> None:
    """A row means the same whatever it was asked by."""
    assert count(trace(load_graph(), municipality=name, places="today")) == {"Lillestrøm": 3}


def test_notes_say_how_places_are_counted() -> None:
    """In every answer, with each change of name, each split and each merger under one name."""
    as_of, today = "\n".join(trace(load_graph()).notes()), "\n".join(trace(load_graph(), places="today").notes())

    assert "under its name on the day (as-of); a new number alone makes no new row." in as_of
    assert "One name, but more ground since a merger: Drammen (2020, with Nedre Eiker, Svelvik), Ålesund" in as_of
    assert "Lunner (" not in as_of
    assert "rolled forward to those of today, where one has taken over (today)." in today
    assert "Nedre Eiker → Drammen, Oppegård → Nordre Follo, Re → Tønsberg, Skedsmo → Lillestrøm" in today
    assert "Left under the old name, for several took over: Tysfjord (split 2020; no one successor), Ørskog" in today


def test_counties_are_rolled_forward_alike() -> None:
    """Hordaland becomes Vestland; Viken was split, and so Akershus of 2015 is not Akershus of 2024."""
    as_of, today = (count(trace(load_graph(), kinds=["county"], places=places)) for places in PlaceTime)

    assert as_of == {"Akershus (2024–)": 1, "Akershus (–2019)": 1, "Hordaland": 1, "Viken": 1}
    assert today == {
        "Akershus (2024–)": 1,
        "Akershus (Viken split 2024; no one successor)": 1,
        "Vestland": 1,
        "Viken (split 2024; no one successor)": 1,
    }


def test_region_is_no_municipality_unless_its_members_are_asked_for() -> None:
    """What Drammensregionen says is not Drammen's; counted in, each number tells how much of it is the region's."""
    alone, counted = trace(load_graph()), trace(load_graph(), include_regions=True)
    drammen, lier = (trace(load_graph(), municipality=name, include_regions=True) for name in ("Drammen", "Lier"))

    assert count(counted) == count(alone) | {"Drammen": 4, "Lier": 1, "Øvre Eiker": 1, "Holmestrand": 1}
    assert [(cell.statements, cell.through_region) for cell in (*drammen.cells, *lier.cells)] == [(4, 1), (1, 1)]
    assert all(cell.statements == len(cell.quotes) for cell in counted.cells)
    assert alone.other_actors == counted.other_actors + 1
    assert "counted in each of its members: Drammensregionen (members as of 2024-01-01)." in "\n".join(counted.notes())


def test_cell_shows_how_much_comes_through_a_region() -> None:
    """In the table in parentheses, in CSV and JSON as a column, and each sentence tells the region."""
    table = trace(load_graph(), municipality="Drammen", include_regions=True, by="year")
    lines = write_table(tabulate_finding(table.to_finding()), "csv").splitlines()
    row = {line.split(",")[3]: line for line in lines}["2022"]

    assert "2 (1)" in show_trace(table)
    assert row == ("Drammen,municipality,municipality/3301-2024,2022,2022,2,1,2,2,1.0,2,7,0.2857,2022-11-04,2022-11-05")
    assert [quote["said_for"] for quote in table.to_quote_dicts()].count("Drammensregionen") == 1
    assert {cell["through_region"] for cell in trace(load_graph()).to_dicts()} == {0}


@pytest.mark.parametrize("places", PlaceTime)
@pytest.mark.parametrize("include_regions", [False, True])
def test_network_has_the_rows_and_numbers_of_the_table(places: PlaceTime, include_regions: bool) -> None:
    """The same choices give the same sentences, and files say which choice it was."""
    network = draw_network(load_graph(), places=places, include_regions=include_regions)
    table = trace(load_graph(), places=places, include_regions=include_regions)
    node_link = json.loads(write_network(network, "json"))

    assert {(edge.source, edge.weight) for edge in network.edges} == {(c.row.id, c.statements) for c in table.cells}
    assert [edge.through_region for edge in network.edges] == [cell.through_region for cell in table.cells]
    assert node_link["graph"]["places"] == places
    assert node_link["graph"]["counted"] == table.tell_places()
    assert f">{places}<" in write_network(network, "graphml")


@pytest.mark.parametrize(
    ("language", "as_of", "today", "split"),
    [
        ("nb", "navnet de hadde på møtedagen", "regnet fram til dagens", "Ålesund (delt 2024; ingen én har tatt over)"),
        ("nn", "namnet dei hadde på møtedagen", "rekna fram til", "Ålesund (delt 2024; ingen éin har teke over)"),
        (
            "en",
            "name they had on the day",
            "rolled forward to those of today",
            "Ålesund (split 2024; no one successor)",
        ),
    ],
)
def test_page_and_picture_say_how_places_are_counted(language: str, as_of: str, today: str, split: str) -> None:
    """In the language of the page, splits too."""
    pages = [write_network_page(draw_network(load_graph(), places=places, language=language)) for places in PlaceTime]
    picture = write_network(draw_network(load_graph(), places="today", language=language), "svg")

    assert as_of in pages[0] and today in pages[1] and today in picture
    assert split not in pages[0] and split in pages[1] and split in picture


def test_page_tells_what_comes_through_a_region() -> None:
    """Beside the number, and at the sentence."""
    page = write_network_page(draw_network(load_graph(), include_regions=True))

    assert "1 gjennom region" in page
    assert "regnet med i hver av medlemskommunene: Drammensregionen (01.01.2024)." in page
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    through = {at for listed in data["through"].values() for at in listed}
    column = data["quotes"]["actor"]
    actors = {data["strings"][column[at] if isinstance(column, list) else column] for at in through}
    assert actors == {"Drammensregionen"}


def test_unknown_choice_of_places_is_told() -> None:
    """With the choices there are."""
    with pytest.raises(CallError, match="places 'then' is unknown; choose one of as-of, today"):
        trace(load_graph(), theme=str(GRID), places="then")
