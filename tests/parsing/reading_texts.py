"""Small minutes for the tests of parsing: a text becomes a document, people, a meeting."""

from naeringsgraf.linking.lexicon import load_lexicon
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Attendance, Meeting
from naeringsgraf.parsing.attendance import find_attendance
from naeringsgraf.parsing.minutes import parse_minutes
from naeringsgraf.reading.read import read_bytes


def read_text(text: str, name: str = "mote.txt") -> Document:
    """Read a text as a file of this name."""
    return read_bytes(text.encode(), name)


def read_people(text: str, name: str = "mote.txt") -> tuple[Attendance, ...]:
    """Read the attendance lists in a text."""
    return find_attendance(read_text(text, name).lines, load_lexicon()).people


def parse_text(text: str, name: str = "mote.txt") -> Meeting:
    """Parse a text as whole minutes."""
    return parse_minutes(read_text(text, name), load_lexicon())


def describe_turns(meeting: Meeting) -> list[tuple[str | None, str]]:
    """Who spoke and how the turn begins, turn by turn."""
    names = {person.number: person.name for person in meeting.attendees}
    return [(names[t.speaker] if t.speaker else None, " ".join(t.text.split()[:3])) for t in meeting.contributions]
