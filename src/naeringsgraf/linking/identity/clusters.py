"""Profiles become persons: the surest links first, and none that would put two people of one document together.

1. Weigh the candidates. What somebody judged the same or different wins over all evidence, also along chains of
   judgements; profiles that judgements tear apart are taken apart whole, since nobody said to whom the rest belongs.
2. A profile that fits two persons about equally well, who cannot be one, is linked to neither and told as a doubt.
3. Join along the links, the surest first, unless two of those joined are in one document or have names in conflict.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from naeringsgraf.linking.identity.appearance import (
    Appearance,
    Place,
    Profile,
    choose_name,
    make_profiles,
    order_by_day,
)
from naeringsgraf.linking.identity.candidates import find_candidates
from naeringsgraf.linking.identity.names import compare_names, is_form
from naeringsgraf.linking.identity.scoring import DOUBT_ABOVE, LINK_ABOVE, Evidence, weigh

_ABOUT_EQUAL = 1.0
"""Points; of two links that differ by less, neither is surer than the other."""
_JUDGED = 99.0
_SAME, _DIFFERENT = Evidence(_JUDGED, ("judged the same",)), Evidence(-_JUDGED, ("judged different",))


@dataclass(frozen=True, slots=True)
class Link:
    """Two appearances that are, or may be, one person's, and what speaks for it."""

    one: Place
    other: Place
    evidence: Evidence
    judged: bool = False
    """A person said so."""


@dataclass(frozen=True, slots=True)
class Person:
    """One human being across documents."""

    name: str
    """The form most used, of equals the longest."""
    variants: tuple[str, ...]
    """Every other form printed, sorted."""
    appearances: tuple[Appearance, ...]
    """By day, then place."""
    links: tuple[Link, ...]
    """What joins appearances under different names or for different affiliations, and what was judged the same; the
    surest first."""

    @property
    def first(self) -> Appearance:
        """The earliest appearance, which names the person."""
        return self.appearances[0]


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who in all documents."""

    persons: tuple[Person, ...]
    """In the order of their first appearances."""
    doubts: tuple[Link, ...]
    """Pairs that may be one person's and were left apart; the likeliest first."""
    apart: tuple[Link, ...] = ()
    """Pairs that somebody judged different, sorted."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people decided: pairs of places. No pair judged different is the same along a chain of others."""

    same: Collection[tuple[Place, Place]] = ()
    different: Collection[tuple[Place, Place]] = ()


def identify(appearances: Sequence[Appearance], verdicts: Verdicts = Verdicts()) -> Identities:
    """Find the persons behind all appearances. The order of the appearances does not matter."""
    profiles = _make_whole_profiles(appearances, verdicts)
    clustering = _Clustering(profiles, verdicts)
    weighed = clustering.weigh_candidates()
    clear, doubts = clustering.part_doubts(weighed)
    used: dict[int, list[Link]] = defaultdict(list)
    for one, other, evidence in clear:
        link = clustering.link(one, other, evidence)
        if clustering.join(one, other):
            if not clustering.is_judged(one, other):
                used[one].append(link)
        elif clustering.find(one) != clustering.find(other):
            doubts.append((one, other, evidence))
    for place, same in verdicts.same:
        used[clustering.holder[place]].append(_make_judged(place, same, _SAME))
    persons = [_make_person(group, used) for group in clustering.groups()]
    open_doubts = [clustering.link(*doubt) for doubt in _settle(doubts, clustering)]
    return Identities(
        tuple(sorted(persons, key=lambda person: order_by_day(person.first))),
        tuple(sorted(open_doubts, key=lambda link: (-link.evidence.points, link.one, link.other))),
        tuple(_make_judged(*pair, _DIFFERENT) for pair in sorted(map(_sort_pair, verdicts.different))),
    )


def _sort_pair(pair: tuple[Place, Place]) -> tuple[Place, Place]:
    one, other = sorted(pair)
    return one, other


def _make_judged(one: Place, other: Place, evidence: Evidence) -> Link:
    return Link(*_sort_pair((one, other)), evidence, judged=True)


def _make_whole_profiles(appearances: Sequence[Appearance], verdicts: Verdicts) -> list[Profile]:
    """Make profiles none of which, nor any that are judged the same, holds two appearances judged different."""
    torn: set[Place] = set()
    while True:
        profiles = make_profiles(appearances, torn)
        more = _find_torn(profiles, verdicts) - torn
        if not more:
            return profiles
        torn |= more


def _find_torn(profiles: Sequence[Profile], verdicts: Verdicts) -> set[Place]:
    """Give the places of the profiles that, joined along judgements, hold two that were judged different."""
    holder = _find_holders(profiles, verdicts)
    kin = _gather_kin((holder[one], holder[other]) for one, other in verdicts.same)
    torn: set[int] = set()
    for one, other in verdicts.different:
        whole = kin.get(holder[one], {holder[one]})
        if holder[other] in whole:
            torn |= whole
    return {appearance.place for at in torn for appearance in profiles[at].appearances}


def _find_holders(profiles: Sequence[Profile], verdicts: Verdicts) -> dict[Place, int]:
    """Tell which profile each appearance is in that somebody decided about."""
    judged = {place for pair in (*verdicts.same, *verdicts.different) for place in pair}
    if not judged:
        return {}
    places = ((appearance.place, at) for at, profile in enumerate(profiles) for appearance in profile.appearances)
    return {place: at for place, at in places if place in judged}


def _gather_kin(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Give for each thing of the pairs all that are the same along them, itself among them."""
    kin: dict[int, set[int]] = {}
    for one, other in pairs:
        kin.setdefault(one, {one})
        kin.setdefault(other, {other})
        if kin[one] is not kin[other]:
            kin[one] |= kin[other]
            for at in kin[other]:
                kin[at] = kin[one]
    return kin


_Weighed = tuple[int, int, Evidence]
"""Two places in the list of profiles, and the evidence."""


class _Clustering:
    """Groups of profiles that grow by being joined."""

    def __init__(self, profiles: Sequence[Profile], verdicts: Verdicts) -> None:
        self._profiles = profiles
        self._above = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {at: [at] for at in range(len(profiles))}
        self._documents = {at: profile.documents for at, profile in enumerate(profiles)}
        self.holder = _find_holders(profiles, verdicts)
        """Which profile an appearance is in, of those that somebody decided about."""
        self._same = self._pair(verdicts.same)
        self._different = self._pair(verdicts.different)
        self._kin = _gather_kin(self._same)
        """Those that were judged the same, if need be along a chain, by each of them."""

    def _pair(self, judged: Iterable[tuple[Place, Place]]) -> set[tuple[int, int]]:
        """Give the pairs of profiles that a judgement is between."""
        pairs = (sorted((self.holder[one], self.holder[other])) for one, other in judged)
        return {(a, b) for a, b in pairs if a != b}

    def weigh_candidates(self) -> list[_Weighed]:
        """Weigh all pairs worth comparing, judged ones among them; those that cannot be are left out."""
        weighed = []
        for one, other in find_candidates(self._profiles):
            if (one, other) in self._same or (one, other) in self._different:
                continue
            evidence = weigh(self._profiles[one], self._profiles[other])
            if evidence and evidence.points >= DOUBT_ABOVE:
                weighed.append((one, other, evidence))
        weighed += [(one, other, _SAME) for one, other in self._same]
        return sorted(weighed, key=lambda w: (-w[2].points, w[0], w[1]))

    def part_doubts(self, weighed: Sequence[_Weighed]) -> tuple[list[_Weighed], list[_Weighed]]:
        """Part the links that are clear from those that are too weak, or fit two people about equally well."""
        links: dict[int, list[_Weighed]] = defaultdict(list)
        for pair in weighed:
            if pair[2].points >= LINK_ABOVE:
                links[pair[0]].append(pair)
                links[pair[1]].append(pair)
        clear: list[_Weighed] = []
        doubts: list[_Weighed] = []
        for pair in weighed:
            strong = pair[2].points >= LINK_ABOVE and not any(self._has_rival(pair, at, links[at]) for at in pair[:2])
            (clear if strong else doubts).append(pair)
        return clear, doubts

    def _has_rival(self, pair: _Weighed, at: int, links: Sequence[_Weighed]) -> bool:
        """Tell whether `at` is linked about as well to another profile that cannot be the same as this one.

        `links` are those of `at`, the surest first.
        """
        if pair[2].points >= _JUDGED:
            return False
        partner = pair[1] if at == pair[0] else pair[0]
        for rival in links:
            if rival[2].points <= pair[2].points - _ABOUT_EQUAL:
                break
            other = rival[1] if at == rival[0] else rival[0]
            if other != partner and not self._agree(partner, other):
                return True
        return False

    def join(self, one: int, other: int) -> bool:
        """Make one group of two, unless they cannot be one; tell whether it was done now."""
        a, b = self.find(one), self.find(other)
        if a == b or not (self.is_judged(one, other) or self._may_join(a, b)):
            return False
        a, b = sorted((a, b))
        self._above[b] = a
        self._members[a] += self._members.pop(b)
        self._documents[a] |= self._documents.pop(b)
        return True

    def _may_join(self, a: int, b: int) -> bool:
        if not self._documents[a].isdisjoint(self._documents[b]):
            return False
        return all(self._agree(x, y) for x in self._members[a] for y in self._members[b])

    def _agree(self, one: int, other: int) -> bool:
        """Two profiles may be one person's, as far as documents, judgements and names tell.

        Who was judged the same under two names goes by both.
        """
        if self.is_judged(one, other):
            return True
        if (min(one, other), max(one, other)) in self._different:
            return False
        if not self._profiles[one].documents.isdisjoint(self._profiles[other].documents):
            return False
        names = (
            (self._profiles[a].name, self._profiles[b].name) for a in self._kin_of(one) for b in self._kin_of(other)
        )
        return any(not compare_names(a, b).conflict for a, b in names)

    def is_judged(self, one: int, other: int) -> bool:
        """Tell whether two profiles were judged the same, if need be along a chain."""
        return other in self._kin_of(one)

    def _kin_of(self, at: int) -> Collection[int]:
        return self._kin.get(at, (at,))

    def find(self, at: int) -> int:
        """Give the group that a profile is in."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def link(self, one: int, other: int, evidence: Evidence) -> Link:
        """Give the link between the first appearances of two profiles."""
        places = sorted((self._profiles[one].first.place, self._profiles[other].first.place))
        return Link(places[0], places[1], evidence)

    def groups(self) -> Iterator[tuple[list[int], list[Profile]]]:
        """Give the members of each group, by place and in full."""
        for members in self._members.values():
            yield sorted(members), [self._profiles[at] for at in sorted(members)]


def _make_person(group: tuple[list[int], list[Profile]], used: Mapping[int, Sequence[Link]]) -> Person:
    places, profiles = group
    appearances = sorted((a for profile in profiles for a in profile.appearances), key=order_by_day)
    name = choose_name(a.name for a in appearances)
    forms = {form for a in appearances for form in (a.name, *(f for f in a.forms if is_form(f, a.name)))} - {name}
    links = sorted(
        (link for at in places for link in used.get(at, ())), key=lambda x: (-x.evidence.points, x.one, x.other)
    )
    return Person(name, tuple(sorted(forms)), tuple(appearances), tuple(links))


def _settle(doubts: Sequence[_Weighed], clustering: _Clustering) -> Iterator[_Weighed]:
    """Leave out doubts that other links have settled, and those between people who cannot be one."""
    seen = set()
    for one, other, evidence in sorted(doubts, key=lambda w: (-w[2].points, w[0], w[1])):
        groups = tuple(sorted((clustering.find(one), clustering.find(other))))
        if groups[0] != groups[1] and groups not in seen:
            seen.add(groups)
            yield one, other, evidence
