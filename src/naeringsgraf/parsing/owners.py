"""Whom somebody came for, where the name is shaped like a person's: "Kari Lie, Sekse Gard".

Alone, such a line may hold two people; the others, "Ola Dal, Vang Hotell", tell that each holds one and whom for.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.entry import Entry
from naeringsgraf.parsing.names import begins_with_given
from naeringsgraf.parsing.offices import read_office

_FEWEST_ALIKE = 2
"""Other lines that hold one person, a comma, and whom they came for."""
_PAIR = 2


def join_owners(entries: Sequence[Entry], lines: Sequence[Line], lexicon: Lexicon) -> list[Entry]:
    """Take the second of two in a line for whom the first came for, where most lines are of that form."""
    starts = [line.begins for line in lines]
    by_line: dict[int, list[Entry]] = {}
    for entry in entries:
        by_line.setdefault(bisect_right(starts, entry.begins) - 1, []).append(entry)
    alike = sum(len(found) == 1 and _tells_owner(found[0], lines[at]) for at, found in by_line.items())
    joined = {
        id(found[0]): found[1]
        for at, found in by_line.items()
        if len(found) == _PAIR and _may_be_owner(found[0], found[1], lines[at], lexicon)
    }
    if alike < max(_FEWEST_ALIKE, len(joined)):
        return list(entries)
    owners = {id(owner) for owner in joined.values()}
    return [
        replace(entry, affiliation=joined[id(entry)].printed) if id(entry) in joined else entry
        for entry in entries
        if id(entry) not in owners
    ]


def _tells_owner(entry: Entry, line: Line) -> bool:
    """Tell whether a line holds one person, and behind a comma whom they came for."""
    behind = line.text[entry.ends - line.begins :]
    return bool(entry.affiliation) and behind.startswith(f", {entry.affiliation}") and _begins_line(entry, line)


def _begins_line(entry: Entry, line: Line) -> bool:
    """Tell whether nothing but an office stands before a name: no label, and nobody else."""
    before = line.text[: entry.begins - line.begins].strip()
    office, rest = read_office(before)
    return not before or (office is not None and not rest)


def _may_be_owner(first: Entry, second: Entry, line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a second name ends a line behind a comma, and is no known given name's."""
    between = line.text[first.ends - line.begins : second.begins - line.begins]
    bare = not (first.affiliation or first.party or second.affiliation or second.role or second.party)
    last = second.ends == line.ends and between == ", "
    return (
        bare
        and last
        and _begins_line(first, line)
        and " " in second.name
        and not begins_with_given(second.name, lexicon)
    )
