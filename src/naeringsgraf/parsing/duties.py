"""What else people are at a meeting than their office: "ordfører, styreleder" in the list, "Møteleder: Kari Lie"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from naeringsgraf.model.document import Line
from naeringsgraf.model.meeting import Attendance
from naeringsgraf.parsing.names import INITIAL, NAME_TOKEN
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.vocabulary import load_vocabulary

_MARKS = re.compile(r"[,;()|\t/]|\s[-–—·]\s|\s{2,}")
_LABELLED = re.compile(
    rf"\W{{0,4}}(?P<office>[A-ZÆØÅ][a-zæøå-]{{3,24}})(?:\s*[:|\t]|\s{{2,}})\W*"
    rf"(?P<name>{NAME_TOKEN}(?: (?:{NAME_TOKEN}|{INITIAL})){{1,4}})"
)
_LONGEST = 160
"""Characters behind a name in which its offices stand."""


def find_duties(head: Sequence[Line], people: Sequence[Attendance]) -> Mapping[int, frozenset[str]]:
    """Give the offices that stand beside each name, by the number of the attendance; many have none.

    `head`: the lines before the first item; what stands below them tells who was chosen, and not who had the office.
    """
    roster = Roster(people)
    found: dict[int, set[str]] = {}
    listed = _by_line(head, people)
    for line in head:
        named = sorted(_find_named(line, roster, listed.get(line.number, ())))
        for at, (_, ends, number) in enumerate(named):
            following = named[at + 1][0] if at + 1 < len(named) else None
            found.setdefault(number, set()).update(_read_behind(line.text, ends, following))
        labelled = _LABELLED.match(line.text)
        office, rest = read_office(labelled["office"]) if labelled else (None, "")
        bearer = roster.resolve(labelled["name"]) if labelled and office and not rest else None
        if bearer and office:
            found.setdefault(bearer[0], set()).add(office)
    chairs = load_vocabulary().words["chairs"]
    return {number: frozenset(offices | (chairs if offices & chairs else set())) for number, offices in found.items()}


def _by_line(head: Sequence[Line], people: Sequence[Attendance]) -> Mapping[int, Sequence[Attendance]]:
    """The people printed in each line, by its number; a name may be printed with the surname first."""
    starts = [line.begins for line in head]
    found: dict[int, list[Attendance]] = {}
    for person in people:
        at = bisect_right(starts, person.begins) - 1
        if at >= 0 and person.ends <= head[at].ends:
            found.setdefault(head[at].number, []).append(person)
    return found


def _find_named(line: Line, roster: Roster, listed: Sequence[Attendance]) -> set[tuple[int, int, int]]:
    """Where each person is named in a line by the whole name: begins, ends, number of the attendance."""
    whole = {(p.begins, p.ends, p.number) for p in roster.find(line.text) if p.rule == "full-name"}
    here = {(p.begins - line.begins, p.ends - line.begins, p.number) for p in listed}
    return here | {each for each in whole if each[2] not in {number for _, _, number in here}}


def _read_behind(text: str, begins: int, following: int | None) -> Iterator[str]:
    """The offices between a name and the end of its line; one right before the next name is of the next."""
    parts = _MARKS.split(text[begins : begins + _LONGEST if following is None else following])
    for part in parts if following is None else parts[:-1]:
        office, rest = read_office(part.strip(" .*"))
        if office and not rest:
            yield office
