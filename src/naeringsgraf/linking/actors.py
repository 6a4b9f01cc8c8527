"""Whom a printed name represents, as of the day of the meeting.

A name is looked up as what it says it is ("X kommune", "X fylkeskommune", "Sekretariatet"), then as a municipality,
a region, a cluster, an organisation. A homonym is told apart as `homonyms.py` says; where nothing decides it stays
ambiguous, and nobody is guessed.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from naeringsgraf.linking.homonyms import choose_homonym, keep_within, split_qualifier
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.organisations import (
    find_clusters,
    find_organisations,
    find_parties,
    load_clusters,
    load_organisations,
    load_parties,
)
from naeringsgraf.registers.places import Municipality, load_places

_MUNICIPALITY = re.compile(r"(.+?) (?:kommune|herad)\Z", re.IGNORECASE)
_COUNTY = re.compile(r"(.+?) (?:fylkeskommune|fylkeskommun)\Z", re.IGNORECASE)
_SECRETARIAT = re.compile(
    r"(?:fra |frå )?sekretariatet?\b[\s,.]*(?:i |for |hos )?(?P<owner>.*)\Z|(?P<genitive>.+?)s sekretariat\Z",
    re.IGNORECASE,
)
_KINDS = {
    ActorKind.COMPANY: re.compile(
        r"\b(?:AS|ASA|SA|DA|ANS|KF|IKS|HF|Holding|Energi|Nett|Kraft|Sparebank)\Z|\A\w+ Sparebank\b|\ASparebanken? "
        r"|(?:[Vv]erft|[Gg]lassverk|[Ss]melteverk|[Mm]ekaniske|[Bb]ryggeri|[Mm]eieri|[Ss]lakteri|[Tt]relast|[Hh]avbruk|[Ss]jømat)\Z"
    ),
    ActorKind.CLUSTER: re.compile(r"klyng(?:e|a|en)\b|\bcluster\b", re.IGNORECASE),
    ActorKind.STATE: re.compile(
        r"departement(?:et)?\Z|direktorat(?:et)?\Z|politidistrikt\Z|\A(?:Statsforvalt[ae]ren|Fylkesmannen|Brigade)\b"
    ),
}
"""Shapes of names in no register that tell what they are."""
_HELD_BY = re.compile(r"(?:Styret|Representantskapet|Arbeidsutvalget|Arbeidsutvalet) i (.+)", re.IGNORECASE)
_IS_COUNCIL = re.compile(r"regionråd|politisk råd|samarbeidsråd", re.IGNORECASE)
"""A body that is itself a council of municipalities has a secretariat of its own."""
_LEADS_SECRETARIAT = re.compile(
    r"(?:daglig leder|dagleg leiar|sekretariatslede\w*|sekretariatsleia\w*|regionkoordinator|sekretariat)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that fits several."""

    name: str
    candidates: tuple[ThingId, ...]


@dataclass
class ActorFinder:
    """Finds actors for one meeting."""

    day: dt.date | None
    body: Actor | None
    counties: frozenset[ThingId] = frozenset()
    """Counties of the municipalities that are told without doubt."""
    ambiguous: dict[str, Ambiguous] = field(default_factory=dict)
    judged: dict[str, Municipality | None] = field(default_factory=dict)
    """Folded name → the municipality that somebody decided it stands for here; None for none."""

    def find(self, printed: str | None, role: str | None = None) -> Actor | None:
        """Give whom the printed name stands for; None for no name, and for an ambiguous one."""
        if not printed:
            return self._find_by_role(role)
        text = re.sub(r"\s+", " ", printed).strip(" .,")
        secretariat = _SECRETARIAT.match(text)
        if secretariat:
            return self._make_secretariat((secretariat["owner"] or secretariat["genitive"] or "").strip())
        known = self.find_known(text)
        if known or self._is_ambiguous(text):
            return known
        return self._find_body(text) or self._make_new(text)

    def _is_ambiguous(self, text: str) -> bool:
        named = _MUNICIPALITY.match(text)
        return text in self.ambiguous or bool(named and named[1] in self.ambiguous)

    def find_known(self, text: str) -> Actor | None:
        """Give the registered actor of this name; None where there is none, or several."""
        if text in self.ambiguous:
            return None
        named = _MUNICIPALITY.match(text)
        if named:
            return self._find_municipality(named[1])
        if _COUNTY.match(text):
            return self._find_organisation(text)
        if not text.isupper() or len(text) > 3:
            found = self._find_municipality(text)
            if found or text in self.ambiguous:
                return found
        return (
            self._find_party(text)
            or self._find_region(text)
            or self._find_cluster(text)
            or self._find_organisation(text)
        )

    def find_by_id(self, thing: ThingId) -> Actor | None:
        """Give the registered actor of an id; None where there is none."""
        named = [
            *((each.id, each.name, each.actor_kind) for each in load_organisations()),
            *((each.id, each.name, ActorKind.REGION) for each in load_places().regions),
            *((each.id, each.name, ActorKind.CLUSTER) for each in load_clusters()),
            *((each.id, each.name, ActorKind.PARTY) for each in load_parties()),
        ]
        if municipality := next((each for each in load_places().municipalities if each.id == thing), None):
            return make_municipality(municipality)
        return next((Actor(*each, registered=True) for each in named if each[0] == thing), None)

    def resolve_municipality(self, name: str, place: str = "") -> Municipality | Ambiguous | None:
        """Find the municipality of this name on the day; several that fit are told apart.

        `place` is a county or region that stands beside the name; it may also stand in it, as in "Våler i Solør".
        """
        places = load_places()
        if not place and fold_name(name) in self.judged:
            return self.judged[fold_name(name)]
        name, place = split_qualifier(name) or (name, place)
        found: Sequence[Municipality] = keep_within(places.find_municipalities(name, self.day), place)
        if not found and name.isupper():
            found = _find_shouted(name, self.day)
        if len({m.number for m in found}) > 1:
            chosen = choose_homonym(found, self.counties, self.body)
            return chosen or Ambiguous(name, tuple(sorted(m.id for m in found)))
        return found[0] if found else None

    def _find_municipality(self, name: str) -> Actor | None:
        found = self.resolve_municipality(name)
        if isinstance(found, Ambiguous):
            self.ambiguous[name] = found
            return None
        return make_municipality(found) if found else None

    def _find_region(self, name: str) -> Actor | None:
        for form in (name, name.replace(" regionen", "regionen"), name.replace("-regionen", "regionen")):
            found = load_places().find_regions(form)
            if len(found) == 1:
                return Actor(found[0].id, found[0].name, ActorKind.REGION, registered=True)
        return None

    def _find_cluster(self, name: str) -> Actor | None:
        found = find_clusters(name)
        return Actor(found[0].id, found[0].name, ActorKind.CLUSTER, registered=True) if len(found) == 1 else None

    def _find_organisation(self, name: str) -> Actor | None:
        found = find_organisations(name, self.day)
        if len(found) != 1:
            return None
        return Actor(found[0].id, found[0].name, found[0].actor_kind, registered=True)

    def _find_party(self, name: str) -> Actor | None:
        found = find_parties(name, self.day)
        return Actor(found[0].id, found[0].name, ActorKind.PARTY, registered=True) if len(found) == 1 else None

    def _find_body(self, text: str) -> Actor | None:
        """ "regionrådet" at a meeting of a regionråd is the body's own secretariat."""
        if self.body and text.islower() and text.split()[0] in self.body.name.casefold():
            return self._make_secretariat("")
        return None

    def _find_by_role(self, role: str | None) -> Actor | None:
        """Who leads the secretariat and is listed for nobody is there for the body's own secretariat."""
        if not role or not self.body or " " not in self.body.name or not _LEADS_SECRETARIAT.match(role):
            return None
        owner = self._find_owner("")
        return owner if owner and owner.kind is ActorKind.CLUSTER else self._make_secretariat("")

    def _make_secretariat(self, owner: str) -> Actor | None:
        found = self._find_owner(owner)
        if not found:
            return None
        return Actor(
            ThingId(f"secretariat/{make_slug(found.name)}"), found.name, ActorKind.SECRETARIAT, part_of=found.id
        )  # fmt: skip

    def _find_owner(self, owner: str) -> Actor | None:
        """Whose the secretariat is: the one named, else the region or cluster in the body's name, else the body."""
        if owner:
            return self.find_known(owner) or self._make_new(owner)
        if not self.body:
            return None
        if _IS_COUNCIL.search(self.body.name):
            council = _HELD_BY.sub(r"\1", self.body.name)
            return self._find_region(council) or (self.body if council == self.body.name else self._make_new(council))
        words = self.body.name.split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                text = " ".join(words[start : start + length])
                if load_places().find_counties(text):
                    # "Romsdal" in the name of the county "Møre og Romsdal" is no region.
                    return self.body
                for form in (text, text.removesuffix("s")):
                    known = self._find_region(form) or self._find_cluster(form)
                    if known and known.name != self.body.name:
                        return known
        owned = _HELD_BY.match(self.body.name)
        return self._make_new(owned[1]) if owned else self.body

    def _make_new(self, name: str) -> Actor | None:
        kind = next((kind for kind, shape in _KINDS.items() if shape.search(name)), None) or self._kind_of_whole(name)
        folder = "company" if kind is ActorKind.COMPANY else "organisation"
        return Actor(ThingId(f"{folder}/{make_slug(name)}"), name, kind)

    def _kind_of_whole(self, name: str) -> ActorKind:
        """The kind of a known organisation whose part in some place this is: "NAV Agder" is what NAV is."""
        words = name.split()
        for length in range(len(words) - 1, 0, -1):
            place = " ".join(words[length:])
            whole = self._find_organisation(" ".join(words[:length]))
            places = load_places()
            known = places.find_counties(place) or places.find_municipalities(place) or places.find_regions(place)
            # A part of the state that bears the name of an area of its own: "Innovasjon Norge Arktis".
            if whole and (known or (whole.kind is ActorKind.STATE and " " not in place and place.istitle())):
                return whole.kind
        return ActorKind.OTHER


def make_municipality(found: Municipality) -> Actor:
    """Give the actor for a municipality of the register."""
    return Actor(found.id, f"{found.name} kommune", ActorKind.MUNICIPALITY, registered=True)


@lru_cache(maxsize=1024)
def _find_shouted(name: str, day: dt.date | None) -> Sequence[Municipality]:
    """The municipalities of a name in capitals, whose letters may have lost their accents: "SNASA"."""
    slug = make_slug(name)
    return [m for m in load_places().municipalities_on(day) if make_slug(m.name) == slug] if day else ()


def find_counties(names: Iterable[str], day: dt.date | None) -> frozenset[ThingId]:
    """The counties of the municipalities that are named and have one reading only; the commonest where many are."""
    places = load_places()
    counted: Counter[ThingId] = Counter()
    for name in names:
        bare = re.sub(r" (?:kommune|herad)$", "", name.strip(), flags=re.IGNORECASE)
        found = places.find_municipalities(bare, day) or (_find_shouted(bare, day) if bare.isupper() else ())
        if len({m.number for m in found}) == 1:
            counted[found[0].county] += 1
    return frozenset(counted)
