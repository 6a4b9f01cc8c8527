"""One document becomes one meeting, with all that its text says, and names as printed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.document import HIDDEN, Document, Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Attendance, Contribution, Meeting, Unread
from naeringsgraf.parsing.agenda import Agenda, find_agenda
from naeringsgraf.parsing.attendance import find_attendance, unnumber_label
from naeringsgraf.parsing.committees import find_committees
from naeringsgraf.parsing.contributions import TurnReader
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.duties import find_duties
from naeringsgraf.parsing.figures import find_figures
from naeringsgraf.parsing.header import read_header
from naeringsgraf.parsing.mending import mend_dates
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.references import find_events, find_references
from naeringsgraf.parsing.replies import find_replies
from naeringsgraf.parsing.statements import find_statements
from naeringsgraf.parsing.turns import Openings
from naeringsgraf.parsing.uncovered import Layout, find_uncovered
from naeringsgraf.parsing.unfolding import unfold_tables
from naeringsgraf.parsing.units import Unit, split_units
from naeringsgraf.reading.decoding import describe_doubt

_HIDDEN = re.compile(rf"{HIDDEN}(?:[ .,-]?{HIDDEN})*")


def parse_minutes(document: Document, lexicon: Lexicon) -> Meeting:
    """Read a document's meeting. What is not there is None or empty; nothing is looked up in registers.

    1. The agenda, since it parts the head from the treatment. 2. Head and attendance. 3. The treatment in units, and
    the turns and decisions in them. 4. What needs the turns: replies, statements, committees, figures. 5. What looks
    like content, though nothing was read from it.
    """
    document = unfold_tables(mend_dates(document))
    agenda = find_agenda(document.lines)
    head = _lines_before_items(document.lines, agenda)
    header = read_header(document, [line for at, line in enumerate(head) if at not in agenda.taken][:40])
    attendance = find_attendance(head, lexicon)
    if not attendance.people:
        attendance = find_attendance(_lines_with_opening(document.lines, agenda), lexicon)
    people = _turn_by_use(attendance.people, document)
    # What stands above the end of the attendance list is head, and no treatment of an item.
    used = frozenset(range(max(attendance.used, default=-1) + 1))
    duties = find_duties(head, people)
    roster = Roster(people, duties)
    units, reader, turns = _read_treatment(document, agenda, used, roster, lexicon)
    if reader.minuted.unlisted:
        # Somebody in no list who took part by their whole name is known by surname alone the second time.
        roster = Roster((*people, *reader.minuted.unlisted), duties)
        units, reader, turns = _read_treatment(document, agenda, used, roster, lexicon)
        roster = Roster((*roster.people.values(), *reader.minuted.unlisted), duties)
    people = tuple(roster.people.values())
    turns = find_statements(find_replies(turns, roster))
    rest = [(span.begins, document.text[span.begins : span.ends]) for span in reader.minuted.loose]
    rest += [(d.begins, d.text) for d in reader.minuted.decisions]
    meeting = Meeting(
        body=header.body,
        date=header.date,
        end_date=header.end_date,
        start=header.start,
        end=header.end,
        place=header.place,
        language=header.language,
        constructed=header.constructed,
        attendees=_add_aliases(people, document.text, roster),
        agenda=agenda.items,
        contributions=tuple(turns),
        decisions=tuple(reader.minuted.decisions),
        committees=tuple(find_committees(document, units, agenda.items, roster)),
        figures=tuple(find_figures(_said_once(turns), rest)),
        events=tuple(find_events(document, units, header.date)),
        references=tuple(find_references(document, header.date)),
        unread=tuple(
            sorted(
                [
                    *_find_doubt(document),
                    *_find_hidden(document),
                    *header.problems,
                    *attendance.unread,
                    *_find_unread(units),
                    *_find_unknown(document, turns),
                ],
                key=lambda u: u.begins,
            )
        ),
    )
    starts = _find_starts(agenda)
    treatment = max(max(used, default=-1) + 1, starts[0] if starts else 0)
    layout = Layout(agenda, attendance.used, treatment, units, reader.minuted.loose)
    uncovered = find_uncovered(document, meeting, layout, roster, lexicon)
    return replace(meeting, unread=tuple(sorted((*meeting.unread, *uncovered), key=lambda u: u.begins)))


def _read_treatment(
    document: Document, agenda: Agenda, used: frozenset[int], roster: Roster, lexicon: Lexicon
) -> tuple[list[Unit], TurnReader, list[Contribution]]:
    """Read the treatment of the items with these people: its units, what was minuted, and the turns."""
    openings = Openings(roster, lexicon, document.text)
    units = list(split_units(document.lines, agenda, used, openings))
    reader = TurnReader(document, roster, openings, lexicon, bool(agenda.items))
    reader.read(units)
    return units, reader, list(reader.make_contributions(agenda.items))


def _said_once(turns: Sequence[Contribution]) -> list[Contribution]:
    """The turns without those whose words another has said, too: a figure in them is one figure."""
    return [turn for at, turn in enumerate(turns) if not at or turn.begins != turns[at - 1].begins]


def _lines_before_items(lines: Sequence[Line], agenda: Agenda) -> Sequence[Line]:
    """The lines before the first item is treated; its heading and a list of items are left out by those who read."""
    starts = _find_starts(agenda)
    if not starts:
        return lines[: agenda.first] if agenda.first is not None else lines
    return lines[: starts[0]]


def _lines_with_opening(lines: Sequence[Line], agenda: Agenda) -> Sequence[Line]:
    """The lines before the second item, for minutes whose first item, the opening, holds the attendance list."""
    starts = _find_starts(agenda)
    end = starts[1] if len(starts) > 1 else len(lines)
    return [unnumber_label(line) for line in lines[:end]]


def _find_starts(agenda: Agenda) -> list[int]:
    """For each item that is treated, the index of the first line of its heading."""
    first: dict[int, int] = {}
    for at in sorted(agenda.taken):
        first[at] = first.get(at - 1, at)
    return [first.get(at - 1, at) for at in sorted(at for at, order in agenda.starts.items() if order)]


def _turn_by_use(people: Sequence[Attendance], document: Document) -> tuple[Attendance, ...]:
    """Turn a name round where the rest of the text writes it so: "Kowalczyk Piotr" but "Piotr Kowalczyk, Moss:"."""
    done = []
    for person in people:
        words = person.name.split()
        turned = " ".join([*words[1:], words[0]])
        rest = document.text[person.ends :]
        if len(words) > 1 and person.name == person.printed and turned in rest and person.name not in rest:
            person = replace(person, name=turned)
        done.append(person)
    return tuple(done)


def _add_aliases(people: Sequence[Attendance], text: str, roster: Roster) -> tuple[Attendance, ...]:
    """Give each person the other forms of their name that the text uses, in alphabetical order."""
    forms: dict[int, set[str]] = {}
    for found in roster.find(text):
        forms.setdefault(found.number, set()).add(found.printed)
    return tuple(
        replace(
            person,
            aliases=tuple(sorted({*person.aliases, person.printed, *forms.get(person.number, ())} - {person.name})),
        )
        for person in people
    )


def _find_doubt(document: Document) -> list[Unread]:
    """The first line that shows it, where the characters of the file had to be guessed or repaired."""
    doubt = describe_doubt(document.text, document.encoding)
    if doubt is None:
        return []
    lost = [line for line in document.lines if "\ufffd" in line.text]
    lost = lost or [line for line in document.lines if describe_doubt(line.text, None)]
    found = lost or [line for line in document.lines if not line.text.isascii()]
    return [Unread(line.text, line.begins, line.ends, line.number, doubt) for line in found[:1]]


def _find_hidden(document: Document) -> list[Unread]:
    """What is private and was hidden while reading; the sentences that it stands in raise nothing."""
    return [
        Unread(found.group(), line.begins + found.start(), line.begins + found.end(), line.number, "private, so hidden")
        for line in document.lines
        for found in _HIDDEN.finditer(line.text)
    ]


def _find_unread(units: Sequence[Unit]) -> list[Unread]:
    """Dates in the treatment that cannot exist."""
    return [
        Unread(found.printed, line.begins + found.begins, line.begins + found.ends, line.number, "no such date")
        for unit in units
        for line in unit.lines
        for found in find_dates(line.text)
        if found.date is None and found.has_year
    ]


def _find_unknown(document: Document, turns: Sequence[Contribution]) -> list[Unread]:
    """Turns whose speaker is named, but is nobody in the list, or could be several."""
    unread = []
    starts = [line.begins for line in document.lines]
    for turn in turns:
        printed = turn.speaker_printed
        if turn.rule != "unknown-speaker" or not printed:
            continue
        begins = document.text.rfind(printed, 0, turn.begins + len(printed) + 1)
        at = bisect_right(starts, begins) - 1
        if begins < 0 or at < 0:
            continue
        number = document.lines[at].number
        unread.append(
            Unread(
                printed,
                begins,
                begins + len(printed),
                number,
                "nobody in the attendance list, or several, go by this name",
            )
        )
    return unread
