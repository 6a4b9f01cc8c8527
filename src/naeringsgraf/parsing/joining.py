"""Runs of names that the file breaks over several lines, put together again."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.labels import find_label, part_labels
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.vocabulary import load_vocabulary

_SHORTEST = 45
"""Columns; a line that was broken because it was full is at least so wide."""
_CUT = re.compile(r"(?:[,;]|\bog|[,;]\s+(?:[a-zæøå]+ )?[A-ZÆØÅ][\w-]+)\Z")
_REST = re.compile(r"[A-ZÆØÅ][\w.-]*(?:\s[A-ZÆØÅ][\w.-]*){0,3}\s?[,(]")
_KIND = re.compile(r"(?:fylkes)?kommune(?=\s*(?:[(,.]|\Z))")
"""Behind the name of a place that ends the line before."""
_PLACE = re.compile(r"[,(]\s*[A-ZÆØÅ][\w-]+(?:(?: og)? [A-ZÆØÅ][\w-]+)?\Z")
_PAIR = 2
_LONE_NAME = re.compile(r"(?:og|samt|,) [a-zæøå]+ [A-ZÆØÅ][a-zæøå-]+\Z")
_SURNAME = re.compile(r"[A-ZÆØÅ][a-zæøå-]+(?: [A-ZÆØÅ][a-zæøå-]+)?")
_LAST_OFFICE = re.compile(r"(?<!\S)(?:og|samt)\s+(?P<office>[a-zæøå]{4,30})\Z")
_OPEN_ENDS = (",", ";", " og", " samt", "(", "-", "–", " i", " frå", " fra", " for", " ved", " hos")
_OWNER_LEAD = re.compile(r"[A-ZÆØÅ][\w.-]*(?: [\w.-]+){0,3}\s+[-–—]\s+\S")
"""How a line begins that names whom its people came for: "Luster - Kari Lie (ordfører)"."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line, a part of one, or several lines that are read as one."""

    line: Line
    """Blanks stand where lines were broken, so that every character keeps its offset."""
    first: int
    """Index of the first line."""
    last: int


def join_lines(lines: Sequence[Line], count_people: Callable[[Line], int]) -> Iterator[Stretch]:
    """Put broken runs together, and part lines that hold several labels.

    A line goes on below where it ends in a comma or "og", or is as wide as one that was broken because it was full, and
    names two people or more, or has a small letter below it.
    """
    at = 0
    while at < len(lines):
        end = _find_end(lines, at, count_people)
        line = _join(lines[at : end + 1]) if end > at else lines[at]
        for part in part_labels(line):
            yield Stretch(part, at, end)
        at = end + 1


def _find_end(lines: Sequence[Line], at: int, count_people: Callable[[Line], int]) -> int:
    """Index of the last line that belongs to the one at this index."""
    end = at
    run: bool | None = None
    while end + 1 < len(lines) and (
        _goes_on_in_column(lines[end], lines[end + 1])
        or _may_go_on(lines[end], lines[end + 1])
        or _is_cut(lines[end], lines[end + 1], count_people)
    ):
        text = lines[end].text.rstrip()
        if _goes_on_in_column(lines[end], lines[end + 1]):
            end += 1
            break
        is_open = text.endswith(_OPEN_ENDS) or _ends_in_office(text)
        if not is_open and lines[end].block == lines[end + 1].block:
            if len(text) + lines[end].level < _SHORTEST:
                break
            if lines[end + 1].text[:1].islower() or lines[end + 1].text.startswith("("):
                end += 1
                continue
            run = count_people(lines[at]) > 1 if run is None else run
            if not run:
                break
        end += 1
    return end


def _ends_in_office(text: str) -> bool:
    """Tell whether a line breaks off behind an office, whose holder stands below: "Kari Lie og seniorrådgiver"."""
    found = _LAST_OFFICE.search(text)
    office, rest = read_office(found["office"]) if found else (None, "")
    return office is not None and not rest


def _goes_on_in_column(line: Line, following: Line) -> bool:
    """Tell whether a line below goes on with the second column: it stands under it, and what is above is no end.

    Above ends in a comma, or in a lone given name behind an office, whose surname stands below.
    """
    if len(line.cells) != _PAIR or following.cells or following.marker or following.block != line.block:
        return False
    begins = line.level + line.cells[1].begins - line.begins
    if LineKind.TABLE_ROW in (line.kind, following.kind) or abs(following.level - begins) > 1:
        return False
    alone = _LONE_NAME.search(line.text) and _SURNAME.fullmatch(following.text)
    return line.text.rstrip().endswith(",") or bool(alone)


def _is_cut(line: Line, following: Line, count_people: Callable[[Line], int]) -> bool:
    """Tell whether a converter's blank line cuts a run: it ends in a comma, or within a name that goes on below."""
    if line.kind is not LineKind.TEXT or following.kind is not LineKind.TEXT or following.strong or line.marker:
        return False
    halved = _KIND.match(following.text) and _PLACE.search(line.text)
    if not halved and not (_CUT.search(line.text) and _REST.match(following.text)):
        return False
    return _may_go_on(replace(line, block=following.block), following) and count_people(line) > (0 if halved else 1)


def _may_go_on(line: Line, following: Line) -> bool:
    cells = line.cells and not (len(line.cells) == 2 and find_label(line, ("mail", "copy")))
    if line.block != following.block or following.marker or cells or following.cells:
        return False
    if LineKind.TABLE_ROW in (line.kind, following.kind) or line.kind in (LineKind.HEADING, LineKind.FRONT_MATTER):
        return False
    if find_label(following, tuple(load_vocabulary().labels)):
        return False
    if _OWNER_LEAD.match(line.text) and _OWNER_LEAD.match(following.text):
        return False
    return not 0 < following.text.find(":") <= _SHORTEST


def _join(lines: Sequence[Line]) -> Line:
    first, last = lines[0], lines[-1]
    text = first.text
    for before, line in pairwise(lines):
        text += " " * (line.begins - before.ends) + line.text
    return replace(first, text=text, ends=last.ends)
