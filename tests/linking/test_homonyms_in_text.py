"""Homonyms in a whole document: each mention by what stands beside it, else by the meeting, else left open."""

from pathlib import Path

from naeringsgraf.linking.extract import extract_file
from naeringsgraf.model.meeting import Meeting, MentionKind

_HEAD = """\
Referat fra møte i {body}

Dato: 12. mars 2015
Til stede:
{present}

Sak 1 Strømnett
"""


def read(folder: Path, said: str, body: str = "Næringsforum", present: str = "Åse Vik, Oslo kommune") -> Meeting:
    """Read minutes of this body where this is said."""
    path = folder / "2015-03-12-moete.txt"
    path.write_text(_HEAD.format(body=body, present=present) + said + "\n", encoding="utf-8")
    ((_, meeting),) = extract_file(path, folder)
    return meeting


def list_places(meeting: Meeting, name: str) -> list[tuple[str | None, int]]:
    """Give target and number of candidates of each mention of a municipality of this name, as they stand."""
    return [
        (mention.target, len(mention.candidates))
        for mention in meeting.mentions
        if mention.kind is MentionKind.MUNICIPALITY and mention.text == name
    ]


def test_place_after_the_name_decides_for_that_mention_alone(tmp_path: Path) -> None:
    """What is said of one Våler says nothing of the next."""
    said = "Åse Vik: Strømnettet er fullt i Våler i Solør, Våler (Østfold) og Våler."

    assert list_places(read(tmp_path, said), "Våler") == [
        ("municipality/0426-1854", 0),
        ("municipality/0137-1838", 0),
        (None, 2),
    ]


def test_secretariat_of_a_region_tells_which_member_met(tmp_path: Path) -> None:
    """The body says no region, but its secretariat does, and one Nes alone is a member."""
    present = "Kari Lie, Sekretariatet Regionrådet for Hallingdal\nOla Dal, Nes kommune"
    meeting = read(tmp_path, "Ola Dal: Strømnettet er fullt.", present=present)

    assert [person.affiliation and person.affiliation.id for person in meeting.attendees] == [
        "secretariat/hallingdal",
        "municipality/0616-1838",
    ]


def test_nothing_that_decides_leaves_it_open(tmp_path: Path) -> None:
    """Nobody is guessed: the one who met has no affiliation, and the name is listed with its candidates."""
    meeting = read(tmp_path, "Ola Dal: Strømnettet er fullt.", present="Ola Dal, Nes kommune")

    assert list_places(meeting, "Nes kommune") == [(None, 2)]
