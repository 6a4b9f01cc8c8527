import datetime as dt
from dataclasses import replace

import pytest

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.trace import trace
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId
from roundtable import SKETCHES, load_meetings, load_roundtable, make_sketch


def test_cited_meetings_that_are_not_here_are_named() -> None:
    """Of three cited meetings one is in the graph; the others are told with who cites them."""
    missing = coverage(load_roundtable()).missing

    assert [(each.date, each.body) for each in missing] == [
        (dt.date(2017, 11, 29), "Næringsrunden"),
        (dt.date(2022, 8, 24), "Næringsrunden"),
    ]
    assert missing[1].cited_in == ("minutes/2022-11-04-naeringsrunden",)


def test_counts_what_is_not_known() -> None:
    """Turns to slides, turns without a name, unread lines and ambiguous names are counted."""
    found = coverage(load_roundtable())

    assert (found.documents, found.constructed, found.turns) == (4, 4, 19)
    assert (found.presentations, found.without_speaker, found.unresolved_speakers) == (1, 1, 0)
    assert (found.unread_lines, dict(found.ambiguous)) == (4, {"Våler": 4})


def test_share_is_of_the_text_of_turns() -> None:
    """Each code point counts once, whatever stands over it."""
    meetings = [make_sketch(sketch) for sketch in SKETCHES]
    turns = sum(len(range(turn.begins, turn.ends)) for _, meeting in meetings for turn in meeting.contributions)
    said = sum(
        len(statement.text)
        for _, meeting in meetings
        for turn in meeting.contributions
        for statement in turn.statements
    )

    assert coverage(load_roundtable()).share_under_statements == pytest.approx(said / turns)


def test_lines_say_each_of_it() -> None:
    """A reader sees every gap in words."""
    said = "\n".join(coverage(load_roundtable()).lines())

    assert "4 documents (4 of them constructed), 19 turns." in said
    assert "the minutes of Næringsrunden, 2022-08-24" in said
    assert "Våler (4)" in said
    assert "% of the text of turns" in said


def test_empty_graph_has_no_share() -> None:
    """Nothing was read, so there is nothing to have a share of."""
    found = coverage(load_meetings([]))

    assert (found.documents, found.share_under_statements) == (0, None)
    assert found.lines() == ["0 documents, 0 turns.", "No turns."]


def test_meeting_held_under_another_name_of_the_body_is_not_missing() -> None:
    """Minutes of 2022 cite a meeting of 2018, whose own minutes name the body otherwise."""
    names = {
        SKETCHES[0]: "Faggruppe næring, Osloregionen",
        SKETCHES[1]: "Osloregionens faggruppe Næringssamarbeidet",
    }
    meetings = []
    for sketch, name in names.items():
        document, meeting = make_sketch(sketch)
        meetings.append((document, replace(meeting, body=Actor(ThingId(f"body/{name[:4]}"), name, ActorKind.BODY))))
    graph = load_meetings(meetings)

    assert SKETCHES[0].day in SKETCHES[1].cited
    assert [(each.date, each.body) for each in coverage(graph).missing] == [
        (dt.date(2017, 11, 29), "Osloregionens faggruppe Næringssamarbeidet"),
        (dt.date(2022, 8, 24), "Osloregionens faggruppe Næringssamarbeidet"),
    ]
    assert {column.label[11:] for column in trace(graph, by="meeting").columns} == {
        "Osloregionens faggruppe Næringssamarbeidet"
    }
