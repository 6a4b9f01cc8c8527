"""The treatment of items as units: paragraphs and list items, each under its item and section."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.agenda import Agenda
from naeringsgraf.parsing.labels import find_label
from naeringsgraf.parsing.vocabulary import load_vocabulary

_SECTIONS = ("decision", "not_decision", "comments", "actions")
_PAGE_FOOT = re.compile(r"(?:side|page)?\s*\d+\s*(?:av|of|/)\s*\d+\Z|side \d+\Z", re.IGNORECASE)


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


def split_units(
    lines: Sequence[Line], agenda: Agenda, used: frozenset[int], begins_turn: Callable[[Line], bool]
) -> Iterator[Unit]:
    """Part the lines that are no headings, labels or attendance into units.

    `begins_turn` tells whether a line begins with the label of a speaker, and so a unit.
    """
    item: int | None = None
    section, heading, passing = "", 0, -1
    pending: list[Line] = []

    def close() -> Iterator[Unit]:
        if pending:
            yield Unit(tuple(pending), item, section, heading)
            pending.clear()

    for at, line in enumerate(lines):
        if at in agenda.starts:
            yield from close()
            item, section, heading = agenda.starts[at] or None, "", heading + 1
        if at in agenda.taken or at in used or _is_noise(line):
            yield from close()
            continue
        if line.kind is LineKind.HEADING:
            yield from close()
            heading += 1
            label = find_label(line, _SECTIONS)
            section = label.kind if label else ""
            continue
        label = find_label(line, _SECTIONS)
        if label:
            yield from close()
            section, heading = label.kind, heading + 1
            passing = line.block if label.rest and label.kind == "actions" else -1
            if label.rest:
                pending.append(label.rest)
            continue
        speaks = begins_turn(line)
        if section and (speaks or (passing >= 0 and line.block != passing)):
            yield from close()
            section, heading, passing = "", heading + 1, -1
        if pending and (line.block != pending[-1].block or line.marker or _follows_list(pending[0], line) or speaks):
            yield from close()
        pending.append(line)
    yield from close()


def _follows_list(item: Line, line: Line) -> bool:
    """A line of plain text right below a list, set no further in than its markers: no part of the last entry."""
    return bool(item.marker) and line.kind is LineKind.TEXT and line.level <= item.level and line.text[:1].isupper()


def _is_noise(line: Line) -> bool:
    if _PAGE_FOOT.match(line.text) or line.kind is LineKind.FRONT_MATTER:
        return True
    constructed = load_vocabulary().patterns["constructed"].search(line.text)
    return bool(constructed) and len(line.text) < 100
