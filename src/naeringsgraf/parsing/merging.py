"""From the entries of all lists to numbered people: each once, and stand-ins tied to whom they stand in for."""

from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.entry import Entry
from naeringsgraf.parsing.names import turn_name, turn_surname

_FEWEST_TURNED = 2
"""People whose surname surely stands first, for a list to be taken to print all of them so."""


def number_people(entries: Sequence[Entry], lexicon: Lexicon) -> tuple[Attendance, ...]:
    """Number the people, merge those listed twice, and tie stand-ins to whom they stand in for."""
    merged: list[Entry] = []
    places: dict[str, list[int]] = {}
    names = [turn_name(entry.name, lexicon) for entry in entries]
    turned = sum(name != entry.name for name, entry in zip(names, entries, strict=True))
    surname_first = turned >= _FEWEST_TURNED and turned * 2 > len(entries)
    for entry, name in zip(entries, names, strict=True):
        if surname_first and name == entry.name:
            name = turn_surname(name, lexicon)
        entry = replace(entry, name=name)
        namesakes = places.setdefault(entry.name.casefold(), [])
        same = next((i for i in namesakes if _is_same(entry, merged[i])), None)
        if same is None:
            namesakes.append(len(merged))
            merged.append(entry)
        else:
            merged[same] = _fill(merged[same], entry)
    return _tie_substitutes(merged, lexicon)


def _is_same(one: Entry, other: Entry) -> bool:
    if one.name.casefold() != other.name.casefold():
        return False
    return (
        not (one.affiliation and other.affiliation)
        or one.affiliation.casefold() == other.affiliation.casefold()
        or ("sekretariat" in one.affiliation.casefold() and "sekretariat" in other.affiliation.casefold())
    )


def _fill(first: Entry, second: Entry) -> Entry:
    return replace(
        first,
        role=first.role or second.role,
        affiliation=first.affiliation or second.affiliation,
        party=first.party or second.party,
        initials=first.initials or second.initials,
        status=second.status if second.status is Status.ABSENT and first.affiliation else first.status,
        substitute_for=first.substitute_for or second.substitute_for,
    )


def _tie_substitutes(entries: list[Entry], lexicon: Lexicon) -> tuple[Attendance, ...]:
    everyone = list(entries)
    ties: dict[int, int] = {}
    for index, entry in enumerate(entries):
        if not entry.substitute_for:
            continue
        stood_in = entry.substitute_for
        name = turn_name(" ".join(stood_in.text.split()), lexicon)
        place = next((i for i, other in enumerate(everyone) if i != index and is_part_of(name, other.name)), None)
        if place is None:
            place = len(everyone)
            everyone.append(
                Entry(name, stood_in.text, stood_in.begins, stood_in.ends, affiliation=entry.affiliation,
                      party=entry.party, status=Status.ABSENT)
            )  # fmt: skip
        elif everyone[place].status is Status.PRESENT:
            everyone[place] = replace(everyone[place], status=Status.ABSENT)
        ties[index] = place
    return tuple(_make_attendance(index, entry, ties.get(index)) for index, entry in enumerate(everyone))


def _make_attendance(index: int, entry: Entry, stood_in: int | None) -> Attendance:
    return Attendance(
        number=index + 1,
        name=entry.name,
        printed=entry.printed,
        begins=entry.begins,
        ends=entry.ends,
        affiliation_printed=entry.affiliation,
        role=entry.role,
        party_printed=entry.party,
        status=entry.status if stood_in is None else Status.SUBSTITUTE,
        substitute_for=None if stood_in is None else stood_in + 1,
        aliases=(entry.initials,) if entry.initials else (),
    )


def is_part_of(wanted: str, name: str) -> bool:
    """Tell whether every word of a form stands in a name: "Roar" in "Roar Skjelbred"."""
    return set(wanted.casefold().split()) <= set(name.casefold().split())
