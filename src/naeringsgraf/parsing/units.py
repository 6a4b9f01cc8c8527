"""The treatment of items as units: paragraphs and list items, each under its item and section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.agenda import Agenda
from naeringsgraf.parsing.labelled import NUMBERED
from naeringsgraf.parsing.labels import Label, cut_line, find_label, fold_label
from naeringsgraf.parsing.vocabulary import load_vocabulary

_SECTIONS = ("decision", "not_decision", "agreed", "comments", "actions")
_COUNT = re.compile(
    r"(?:[–—−‒―↳→⇒►▸➤»>+-]|\d{1,3}/\d{2,4}|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|[a-zæøå]\)|"
    r"[\[(]?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?[\])]?(?:\s*[-–])?)\s+(?=[A-ZÆØÅ«\"“])"
)
"""A dash, number, letter or time before a paragraph of the treatment: "– Kari Lie (Lier): ...", "2.3  Kari Lie sa"."""
_CLOCK = re.compile(r"[\[(]?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?[\])]?")
_STAMPED = re.compile(rf"(?:{_CLOCK.pattern}\s+(?P<behind>[A-ZÆØÅ].*)|(?P<before>[A-ZÆØÅ].*?)\s+{_CLOCK.pattern})\Z")
"""A line of a transcript that tells who speaks and when: "[13:04] Kari Lie", "Kari Lie 13:04"."""
_PAGE_FOOT = re.compile(r"(?:side|page)?\s*\d+\s*(?:av|of|/)\s*\d+\Z|side \d+\Z|[-–—_*=\s]{3,}\Z", re.IGNORECASE)
_RUNNING_FOOT = re.compile(r"(?:side|page)\s+\d{1,3}\s*(?:av|of|/)\s*\d{1,3}\Z", re.IGNORECASE)
"""The end of a line at the edge of a page: "Samferdselsforum 12.09.2024  Side 1 av 3"."""
_LONGEST_FOOT = 100
"""Characters."""
_SHORTEST_BROKEN = 45
"""Characters of a line that a converter has cut from the rest of its sentence."""
_ENDED = re.compile(r"[.!?:;…»”\"]\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or an item of a list."""

    lines: tuple[Line, ...]
    item: int | None
    """Order of the agenda item; None before the first and after the last."""
    section: str
    """"", or a section label's kind: "decision", "not_decision", "comments", "actions"."""
    heading: int
    """Counts headings and labels passed; a turn does not go on over one."""
    lead: Line | None = None
    """A line above that is nothing but the name of who speaks here; told of the first unit below it."""

    @property
    def begins(self) -> int:
        """Offset of the first character."""
        return self.lines[0].begins

    @property
    def ends(self) -> int:
        """Offset after the last character."""
        return self.lines[-1].ends

    @property
    def marker(self) -> str:
        """The list marker, or ""."""
        return self.lines[0].marker

    @property
    def depth(self) -> int:
        """How deep a list item is nested; 0 for a paragraph."""
        return self.lines[0].level if self.marker else 0


class Speakers(Protocol):
    """Who recognises the beginnings of turns."""

    def begins_turn(self, line: Line) -> bool:
        """Tell whether a line begins with the label of a speaker."""

    def tells_speaker(self, line: Line) -> bool:
        """Tell whether a line begins with a sentence that tells who speaks."""

    def names_speaker(self, line: Line) -> bool:
        """Tell whether a whole line is the label of what stands below it."""


def split_units(lines: Sequence[Line], agenda: Agenda, used: frozenset[int], speakers: Speakers) -> Iterator[Unit]:
    """Part the lines that are no headings, labels or attendance into units."""
    item: int | None = None
    section, heading, passing = "", 0, -1
    lead: Line | None = None
    pending: list[Line] = []
    numbered: int | None = None
    agreed = _find_agreed(agenda)
    orders = {entry.number: entry.order for entry in reversed(agenda.items)}

    def close() -> Iterator[Unit]:
        nonlocal lead, numbered
        if pending:
            yield Unit(tuple(pending), numbered or item, section, heading, lead)
            pending.clear()
            lead = numbered = None

    for at, line in enumerate(lines):
        if at in agenda.starts:
            yield from close()
            item, heading = agenda.starts[at] or None, heading + 1
            section = "decision" if item in agreed else ""
            lead = _find_lead(lines, at, agenda, speakers)
        if _is_noise(line):
            continue
        if at in agenda.taken or at in used:
            yield from close()
            continue
        if pending and _runs_on(pending[-1], line):
            pending.append(line)
            continue
        line, counted = _cut_count(line)
        speaks = speakers.begins_turn(line)
        label = None if speaks else _find_section(line)
        stamped = _cut_stamp(line)
        leads = not label and _stands_above(lines, at) and speakers.names_speaker(stamped or line)
        if line.kind is LineKind.HEADING or leads:
            yield from close()
            heading, section = heading + 1, label.kind if label else ""
            lead = (stamped or line) if leads else None
            continue
        if label:
            yield from close()
            section, heading, lead = label.kind, heading + 1, None
            passing = line.block if label.rest and label.kind == "actions" else -1
            if label.rest:
                pending.append(label.rest)
            continue
        if section and (speaks or (passing >= 0 and line.block != passing)):
            yield from close()
            section, heading, passing = "", heading + 1, -1
        parted = line.block != pending[-1].block or line.marker or counted or speaks if pending else False
        if parted or (pending and (_follows_list(pending[0], line) or _turns_to(pending, line, speakers))):
            yield from close()
        if not pending and section == "decision" and counted:
            # Decisions printed together at the end, each behind the number of its case.
            numbered = orders.get(counted)
        pending.append(line)
    yield from close()


def _find_section(line: Line) -> Label | None:
    """The label of a part of the treatment; what the meeting agreed on is what it decided."""
    label = find_label(line, _SECTIONS)
    return replace(label, kind="decision") if label and label.kind == "agreed" else label


def _find_agreed(agenda: Agenda) -> frozenset[int | None]:
    """The items whose title tells that what stands below was agreed on: "Dette ble vi enige om"."""
    agreed = load_vocabulary().labels["agreed"]
    return frozenset(item.order for item in agenda.items if agreed.match(fold_label(item.title)))


def _cut_count(line: Line) -> tuple[Line, str]:
    """Cut off the dash or number that a paragraph begins with, and give it; "" where there is none."""
    found = _COUNT.match(line.text) if line.kind is LineKind.TEXT and not line.marker else None
    rest = cut_line(line, found.end()) if found else None
    return (rest, found.group().strip()) if rest and found else (line, "")


def _cut_stamp(line: Line) -> Line | None:
    """The speaker of a line that holds nothing else but when they spoke."""
    found = _STAMPED.match(line.text) if not line.cells else None
    return cut_line(line, *found.span("behind" if found["behind"] else "before")) if found else None


def _turns_to(pending: Sequence[Line], line: Line, speakers: Speakers) -> bool:
    """Tell whether a new line tells of somebody, or of several, below a labelled turn: the label holds no further."""
    ended = pending[-1].text.rstrip().endswith((".", "!", "?"))
    if not ended or not speakers.begins_turn(pending[0]):
        return False
    return speakers.tells_speaker(line) or load_vocabulary().patterns["several"].match(line.text) is not None


def _find_lead(lines: Sequence[Line], at: int, agenda: Agenda, speakers: Speakers) -> Line | None:
    """The heading of an item, where it is nothing but a speaker: "## Haugesund v/Kari Lie"."""
    above = lines[at - 1] if at and at - 1 in agenda.taken else None
    return above if above and speakers.names_speaker(above) else None


def _stands_above(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is set apart from what follows as its head: by kind, by bold, by number ("Innlegg 2: ..."),
    above a list or deeper text.
    """
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or line.cells:
        return False
    if line.marker and following.kind is LineKind.HEADING:
        # The last entry of a list; the levels of headings are no depth.
        return False
    if line.kind is LineKind.HEADING or line.strong or (following.block == line.block and _cut_stamp(line)):
        return True
    if NUMBERED.match(line.text):
        return True
    if line.marker and following.block == line.block and not following.marker and following.text[-1:] != ":":
        # "1) Kari Lie (Lier)", and what she said on the lines below it; the head of another list is not hers.
        return True
    if not line.marker and line.kind is following.kind is LineKind.TEXT and following.block == line.block:
        # "Lier", and what Lier said set in below it, also in a list of definitions.
        return following.level > line.level
    return following.level > line.level if line.marker else bool(following.marker)


def _follows_list(item: Line, line: Line) -> bool:
    """A line of plain text right below a list, set no further in than its markers: no part of the last entry."""
    return bool(item.marker) and line.kind is LineKind.TEXT and line.level <= item.level and line.text[:1].isupper()


def _runs_on(before: Line, line: Line) -> bool:
    """Tell whether a line goes on with a sentence that an empty line or the edge of a page has cut in two."""
    plain = line.kind is LineKind.TEXT and before.kind is not LineKind.TABLE_ROW and not (line.marker or line.cells)
    if not plain or line.block == before.block or not line.text[:1].islower():
        return False
    return len(before.text) >= _SHORTEST_BROKEN and not _ENDED.search(before.text)


def _is_noise(line: Line) -> bool:
    if len(line.text) <= _LONGEST_FOOT and _RUNNING_FOOT.search(line.text):
        return True
    if _PAGE_FOOT.match(line.text) or line.kind is LineKind.FRONT_MATTER:
        return True
    constructed = load_vocabulary().patterns["constructed"].search(line.text)
    return bool(constructed) and len(line.text) < 100
