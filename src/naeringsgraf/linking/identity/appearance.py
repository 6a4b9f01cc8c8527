"""One person at one meeting, as far as it tells who that is; and those who are alike enough to be taken as one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from naeringsgraf.linking.identity.affiliations import find_root
from naeringsgraf.linking.identity.names import read_name
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.names import given_names


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an attendance stands: the document and its number there."""

    document: str
    number: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """One attendance, by what could tell it from others."""

    place: Place
    name: str
    """Given name first."""
    forms: tuple[str, ...] = ()
    """Other forms used in the document, as printed."""
    day: dt.date | None = None
    body: ThingId | None = None
    affiliation: ThingId | None = None
    """None where the text names nobody, or the name is ambiguous."""
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Appearances under one name for one affiliation, which are one person."""

    key: tuple[str, ...]
    """Tells profiles apart and orders them; independent of the order of documents."""
    name: str
    """The form most used, of equals the longest."""
    affiliation: ThingId | None
    """As of its first appearance."""
    root: ThingId | None
    """Today's municipality on the same ground, for a municipality; else the affiliation itself."""
    appearances: tuple[Appearance, ...]
    """By day, then place; those without a day last."""
    days: tuple[dt.date, ...]
    """Those that are known, in order."""
    documents: frozenset[str]
    """Those it appears in."""
    bodies: frozenset[ThingId]
    """Those met in."""
    roles: frozenset[str]
    """The offices held, casefolded."""

    @property
    def first(self) -> Appearance:
        """The earliest appearance."""
        return self.appearances[0]


def find_appearances(document: Document, meeting: Meeting) -> tuple[Appearance, ...]:
    """Give everyone who stands in a document's attendance."""
    return tuple(
        Appearance(
            place=Place(document.slug, person.number),
            name=person.name,
            forms=tuple(dict.fromkeys((person.printed, *person.aliases))),
            day=meeting.date,
            body=meeting.body.id if meeting.body else None,
            affiliation=person.affiliation.id if person.affiliation else None,
            role=person.role,
        )
        for person in meeting.attendees
    )


def make_profiles(appearances: Iterable[Appearance], torn: Collection[Place] = ()) -> list[Profile]:
    """Put appearances under one name for one affiliation together, sorted by key.

    Two of one name and affiliation in one document are two people: where that happens each appearance under the name
    is a profile of its own. So it is where one of them is `torn` from others by a judgement, and so is one without an
    affiliation, since a name alone is no evidence.
    """
    groups: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        root = find_root(appearance.affiliation)
        alone = () if root else (appearance.place.document, f"{appearance.place.number:06d}")
        groups[(*sorted(read_name(appearance.name).tokens), root or "", *alone)].append(appearance)
    profiles = []
    for key, group in groups.items():
        documents = [appearance.place.document for appearance in group]
        if len(set(documents)) == len(documents) and not any(appearance.place in torn for appearance in group):
            profiles.append(_make_profile(key, group))
        else:
            profiles += [_make_profile((*key, a.place.document, f"{a.place.number:06d}"), [a]) for a in group]
    return sorted(profiles, key=lambda profile: profile.key)


def _make_profile(key: tuple[str, ...], group: Sequence[Appearance]) -> Profile:
    ordered = tuple(sorted(group, key=order_by_day))
    return Profile(
        key=key,
        name=choose_name(appearance.name for appearance in ordered),
        affiliation=ordered[0].affiliation,
        root=find_root(ordered[0].affiliation),
        appearances=ordered,
        days=tuple(appearance.day for appearance in ordered if appearance.day is not None),
        documents=frozenset(appearance.place.document for appearance in ordered),
        bodies=frozenset(appearance.body for appearance in ordered if appearance.body),
        roles=frozenset(appearance.role.casefold() for appearance in ordered if appearance.role),
    )


def order_by_day(appearance: Appearance) -> tuple[dt.date, Place]:
    """Sort key: the day, then the document and number; those without a day last."""
    return appearance.day or dt.date.max, appearance.place


def choose_name(names: Iterable[str]) -> str:
    """Give the name most used; of equals one that begins with a given name, then the longest, then by the alphabet."""
    counts: dict[str, int] = defaultdict(int)
    for name in names:
        counts[name] += 1
    return min(counts, key=lambda name: (-counts[name], not _begins_with_given(name), -len(name), name))


def _begins_with_given(name: str) -> bool:
    return name.split()[0].casefold() in given_names() if name.strip() else False
