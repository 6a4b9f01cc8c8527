"""The founding document: what must be read from it, claim by claim."""

import datetime as dt
from pathlib import Path

import pytest

from naeringsgraf.linking.extract import extract_file
from naeringsgraf.model.meeting import ActorKind, Attendance, Contribution, Meeting, MentionKind, Mode, ReferenceKind
from naeringsgraf.registers.themes import load_themes

SEED = Path(__file__).parents[3] / "shared" / "minutes" / "real" / "00-seed.md"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the founding document is not beside this checkout")


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    """The founding meeting, read and linked."""
    return extract_file(SEED, SEED.parent)[0][1]


def name_of(meeting: Meeting, number: int | None) -> str | None:
    """The name of the one with this number."""
    return next((p.name for p in meeting.attendees if p.number == number), None)


def find_person(meeting: Meeting, name: str) -> Attendance:
    """The one of this name."""
    return next(p for p in meeting.attendees if p.name == name)


def turns_of(meeting: Meeting, item: int) -> list[Contribution]:
    """The turns under an item."""
    return [turn for turn in meeting.contributions if turn.item == item]


def themes_of(turn: Contribution) -> set[str]:
    """The bokmål names of the themes of a turn."""
    return {load_themes()[theme].pref["nb"] for theme in turn.themes}


def test_the_head_is_read(meeting: Meeting) -> None:
    """Body, day and hours."""
    assert meeting.body is not None
    assert meeting.body.name == "Osloregionens faggruppe Næringssamarbeidet"
    assert (meeting.date, meeting.start, meeting.end) == (dt.date(2022, 11, 4), dt.time(9), dt.time(11))


def test_all_twenty_one_people_are_there_and_told_apart(meeting: Meeting) -> None:
    """13 municipalities, Hamarregionen, three of the secretariat, two clusters."""
    kinds: dict[ActorKind, set[str]] = {}
    for person in meeting.attendees:
        assert person.affiliation is not None
        kinds.setdefault(person.affiliation.kind, set()).add(person.affiliation.name)

    assert len(meeting.attendees) == 21
    assert len(kinds[ActorKind.MUNICIPALITY]) == 13
    assert kinds[ActorKind.REGION] == {"Hamarregionen"}
    assert kinds[ActorKind.CLUSTER] == {"VRINN", "Kongsbergklyngen"}
    assert (
        sum(p.affiliation is not None and p.affiliation.kind is ActorKind.SECRETARIAT for p in meeting.attendees) == 3
    )


def test_names_are_turned_and_slips_understood(meeting: Meeting) -> None:
    """Surname first is turned; other forms of a name are kept with the one they stand for."""
    assert find_person(meeting, "Kari Elisabeth Halvorsrud").printed == "Halvorsrud Kari Elisabeth"
    assert {"Dag Aanonsen", "Dag"} <= set(find_person(meeting, "Dag Aanensen").aliases)
    assert "Eli Bryhni" in find_person(meeting, "Eli Arnkværn Bryhni").aliases
    assert "Jørgen" in find_person(meeting, "Karl Jørgen Tofte").aliases
    assert "Maria" in find_person(meeting, "Maria Hermansdatter Hoff").aliases


def test_the_agenda_has_its_printed_numbers(meeting: Meeting) -> None:
    """Eleven items, and "Sak 9." is not printed twice."""
    assert [item.number for item in meeting.agenda] == [str(n) for n in range(1, 12)]
    assert meeting.agenda[8].title == "Korte orienteringer fra sekretariatet"


def test_both_approvals_and_the_committee_are_decisions(meeting: Meeting) -> None:
    """Items 1, 2 and 7."""
    assert [(d.item, d.text.split()[0]) for d in meeting.decisions] == [
        (1, "Innkallingen"),
        (2, "Referatet"),
        (7, "Det"),
    ]
    (committee,) = meeting.committees
    assert {name_of(meeting, n) for n in committee.members} == {
        "Eli Arnkværn Bryhni",
        "Ingar Vaskinn",
        "Nina Mosseby",
        "Dag Aanensen",
        "Harriet Slaaen",
    }


def test_the_round_has_five_turns_with_speaker_and_municipality(meeting: Meeting) -> None:
    """Who spoke for whom; Maria answers two."""
    turns = turns_of(meeting, 8)

    assert [(name_of(meeting, t.speaker), t.on_behalf_of and t.on_behalf_of.name) for t in turns] == [
        ("Dag Aanensen", "Drammen kommune"),
        ("Ingar Vaskinn", "Kongsberg kommune"),
        ("Maria Hermansdatter Hoff", "Lillestrøm kommune"),
        ("Eli Arnkværn Bryhni", "Hamarregionen"),
        ("Karl Jørgen Tofte", "Horten kommune"),
    ]
    assert [name_of(meeting, n) for n in turns[2].replies_to] == ["Ingar Vaskinn", "Dag Aanensen"]


def test_five_presentations_open_their_items(meeting: Meeting) -> None:
    """Items 3 to 7."""
    opened = [(t.item, name_of(meeting, t.speaker)) for t in meeting.contributions if t.presentation and t.item != 8]

    assert opened == [
        (3, "Keith Mellingen"),
        (4, "Lars Lyshaug"),
        (5, "Øyvind Såtvedt"),
        (6, "Øyvind Såtvedt"),
        (7, "Øyvind Såtvedt"),
    ]


def test_the_three_requests_of_item_six_are_nobodys(meeting: Meeting) -> None:
    """They stand after the presentation, and are not the presenter's."""
    unnamed = [t for t in turns_of(meeting, 6) if t.speaker is None]

    assert len(unnamed) == 3
    assert all(t.on_behalf_of is None and t.statements[0].mode is Mode.REQUEST for t in unnamed)


def test_the_six_figures_are_read(meeting: Meeting) -> None:
    """As printed, with who said them."""
    assert [(f.value, name_of(meeting, f.said_by)) for f in meeting.figures] == [
        ("10-16 år", "Dag Aanensen"),
        ("35%", "Dag Aanensen"),
        ("8000", "Dag Aanensen"),
        ("16", "Ingar Vaskinn"),
        ("80", "Ingar Vaskinn"),
        ("140 000", "Maria Hermansdatter Hoff"),
    ]


def test_the_earlier_meeting_and_the_policies_are_references(meeting: Meeting) -> None:
    """The minutes of 24.08.2022, the roadmap and the national transport plan."""
    minutes = [r.date for r in meeting.references if r.kind is ReferenceKind.MINUTES]
    policies = " ".join(r.title for r in meeting.references if r.kind is ReferenceKind.POLICY)

    assert minutes == [dt.date(2022, 8, 24)]
    assert "veikart for grønt industriløft" in policies
    assert "Nasjonal transportplan" in policies
    assert "Handlingsprogram 2023" in policies


@pytest.mark.parametrize(
    ("place", "themes"),
    [
        (0, {"Grønt industriløft", "Næringsarealer", "Ladeinfrastruktur"}),
        (1, {"Batterifabrikk", "Fagskole", "Hydrogenfabrikk"}),
        (2, {"Batterigjenvinning", "Næringsarealer", "Fagskole"}),
        (3, {"Batterigjenvinning"}),
        (4, {"Batterigjenvinning", "Maritim næring"}),
    ],
)
def test_the_themes_are_on_the_right_turns(meeting: Meeting, place: int, themes: set[str]) -> None:
    """Each stands in a sentence of that turn."""
    assert themes <= themes_of(turns_of(meeting, 8)[place])


def test_every_mention_is_the_text_it_stands_on(meeting: Meeting) -> None:
    """Municipalities are those of the day: Drammen is 3005, not 0602 or 3301."""
    text = extract_file(SEED, SEED.parent)[0][0].text
    drammen = {m.target for m in meeting.mentions if m.kind is MentionKind.MUNICIPALITY and m.name == "Drammen"}

    assert all(text[m.begins : m.ends] == m.text for m in meeting.mentions)
    assert drammen == {"municipality/3005-2020"}
