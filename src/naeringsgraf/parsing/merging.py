"""From the entries of all lists to numbered people: each once, and stand-ins tied to whom they stand in for."""

from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.entry import Entry
from naeringsgraf.parsing.names import begins_with_given, turn_name, turn_surname
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_SURNAME_ENDS = load_pattern("entries", "surname_ends")
_FEWEST_TURNED = 2
"""People whose surname surely stands first, for a list to be taken to print all of them so."""
_LONGEST_SHORT = 2
"""Words of a short form: "Silje", "Silje H."."""
_FEWEST_STRAIGHT = 3
"""People whose given name surely stands first, for a list to be taken to print all of them so."""


def number_people(entries: Sequence[Entry], lexicon: Lexicon, details: Sequence[Entry] = ()) -> tuple[Attendance, ...]:
    """Number the people, merge those listed twice, and tie stand-ins to whom they stand in for.

    `details`: people named elsewhere in the head, who add whom they represent to a namesake in the lists.
    """
    merged: list[Entry] = []
    places: dict[str, list[int]] = {}
    names = [turn_name(entry.name, lexicon) for entry in entries]
    turned = sum(name != entry.name for name, entry in zip(names, entries, strict=True))
    surname_first = turned >= _FEWEST_TURNED and turned * 2 > len(entries)
    given_first = sum(begins_with_given(entry.name, lexicon) for entry in entries)
    if turned < _FEWEST_TURNED and given_first >= _FEWEST_STRAIGHT:
        # One name among many others that stand straight: its first word is a given name that is not known.
        names = [_keep_straight(entry.name, name, lexicon) for name, entry in zip(names, entries, strict=True)]
    for entry, name in zip(entries, names, strict=True):
        name = _find_full_name(name, details)
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
    merged = _fill_from_short(merged)
    return _tie_substitutes([_add_details(entry, details) for entry in merged], lexicon)


def _fill_from_short(entries: Sequence[Entry]) -> list[Entry]:
    """Take "Silje", "Hovdhaugen" and "Silje H." for Silje Hovdhaugen, who is listed too; not where they fit two."""
    done: list[Entry | None] = list(entries)
    names = [entry.name.casefold().split() for entry in entries]
    by_given: dict[str, list[int]] = {}
    by_surname: dict[str, list[int]] = {}
    for at, words in enumerate(names):
        if len(words) > 1:
            by_given.setdefault(words[0], []).append(at)
            by_surname.setdefault(words[-1], []).append(at)
    for at, (short, words) in enumerate(zip(entries, names, strict=True)):
        if len(words) > _LONGEST_SHORT or (len(words) > 1 and not words[-1].endswith(".")):
            continue
        fitting = [other for other in by_given.get(words[0], ()) if other != at]
        if len(words) > 1:
            fitting = [other for other in fitting if names[other][-1].startswith(words[-1].rstrip("."))]
        fitting = fitting or (by_surname.get(words[0], []) if len(words) == 1 else [])
        whole = done[fitting[0]] if len(fitting) == 1 else None
        if whole and not (short.affiliation and whole.affiliation != short.affiliation):
            done[fitting[0]], done[at] = _fill(whole, short), None
    return [entry for entry in done if entry]


def _keep_straight(printed: str, turned: str, lexicon: Lexicon) -> str:
    """A name of two words as printed, unless its first is a surname, known or by its ending."""
    first, *rest = printed.split()
    is_surname = first.casefold() in lexicon.surnames or _SURNAME_ENDS.search(first.casefold())
    return turned if "," in printed or len(rest) != 1 or is_surname else printed


def _find_full_name(name: str, details: Sequence[Entry]) -> str:
    """The whole name of whom a list calls by given name only, where one of those named elsewhere in the head fits."""
    if " " in name:
        return name
    fitting = {detail.name for detail in details if detail.name.split()[0].casefold() == name.casefold()}
    return fitting.pop() if len(fitting) == 1 else name


def _add_details(entry: Entry, details: Sequence[Entry]) -> Entry:
    """Fill in whom an entry represents, and the office, from a namesake; not where several are printed."""
    same = [detail for detail in details if detail.name.casefold() == entry.name.casefold()]
    owners = {detail.affiliation for detail in same if detail.affiliation}
    if len(owners) != 1 or " " not in entry.name:
        return entry
    role = next((detail.role for detail in same if detail.role), None)
    return replace(entry, affiliation=entry.affiliation or owners.pop(), role=entry.role or role)


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
        role=_choose_role(first.role, second.role),
        affiliation=first.affiliation or second.affiliation,
        party=first.party or second.party,
        initials=first.initials or second.initials,
        status=second.status if second.status is Status.ABSENT and first.affiliation else first.status,
        substitute_for=first.substitute_for or second.substitute_for,
    )


def _choose_role(first: str | None, second: str | None) -> str | None:
    """The office of somebody who is listed twice; what they did at the meeting yields to one that they hold."""
    return second if second and first in load_vocabulary().meeting_roles else first or second


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
        if not entry.affiliation:
            # Who stands in for a member sits in the member's seat.
            everyone[index] = replace(entry, affiliation=everyone[place].affiliation)
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
