"""Every form that stands for something known, with what it may stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from naeringsgraf.mentions.inflection import find_stems
from naeringsgraf.model.meeting import ActorKind, MentionKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.organisations import load_clusters, load_organisations
from naeringsgraf.registers.places import load_places
from naeringsgraf.registers.themes import load_themes

_GENITIVE = frozenset("s")
_KINDS = {ActorKind.COUNTY: MentionKind.COUNTY, ActorKind.REGION: MentionKind.REGION}
_SHORTEST_COMPOUND = 5
"""Letters of a theme's label that may begin a longer word: "batteri" in "batterinettverk", no "veg" in "vegetar"."""
_SHORTEST_TAIL = 7
"""Letters of a theme's label that may end a longer word: "kraftverk" in "småkraftverk"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of one thing."""

    form: str
    """Lower case, as it is searched for."""
    kind: MentionKind
    target: ThingId
    name: str
    """Canonical name."""
    exact: str | None
    """The spelling that the text must have, to the letter; None where only the first letter must be a capital, or,
    for a theme, where case does not matter."""
    rule: str
    """Of the form by itself."""
    endings: frozenset[str] = _GENITIVE
    """What may follow the form within the same word."""
    bare: bool = True
    """The form may stand by itself."""
    compounds: bool = False
    """The form may be the first part of a longer word."""
    tails: bool = False
    """The form may be the last part of a longer word."""


@cache
def load_gazetteer() -> dict[str, tuple[Entry, ...]]:
    """Gather all forms of themes, municipalities, counties, regions, clusters and organisations."""
    found: dict[str, dict[tuple[ThingId, bool], Entry]] = {}
    idioms = {entry.form: {(entry.target, True): entry} for entry in _idioms()}
    for entry in (*_themes(), *_places(), *_actors()):
        found.setdefault(entry.form, {}).setdefault((entry.target, entry.bare), entry)
    found |= idioms
    return {form: tuple(entries.values()) for form, entries in found.items()}


def _idioms() -> Iterator[Entry]:
    """Phrases that stand for nothing; being longer, they win over the word of a theme within them."""
    for line in files(__package__).joinpath("idioms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Entry(line, MentionKind.THEME, ThingId(""), "", None, "idiom", frozenset())


def _themes() -> Iterator[Entry]:
    for theme in load_themes().values():
        for language, label in theme.labels():
            if language == "en" and label != theme.pref["nb"] and not label.isupper():
                continue
            exact = label if _is_acronym(label) else None
            single = " " not in label and label.isalpha() and exact is None
            for count, stem in enumerate(find_stems(label)):
                yield Entry(
                    stem.text,
                    MentionKind.THEME,
                    theme.id,
                    theme.pref["nb"],
                    exact,
                    "theme-label" if count == 0 else "theme-inflected",
                    stem.endings,
                    stem.bare,
                    compounds=single and count == 0 and len(label) >= _SHORTEST_COMPOUND,
                    tails=single and len(label) >= _SHORTEST_TAIL,
                )


def _places() -> Iterator[Entry]:
    places = load_places()
    for municipality in places.municipalities:
        for name in (municipality.name, *municipality.other_names):
            for form in (name, f"{name} kommune", f"{name} herad"):
                yield _name(form, MentionKind.MUNICIPALITY, municipality.id, municipality.name)
    for region in places.regions:
        for name in (region.name, *region.alt_names):
            yield _name(name, MentionKind.REGION, region.id, region.name)
    for county in places.counties:
        for form in (county.name, f"{county.name} fylke"):
            yield _name(form, MentionKind.COUNTY, county.id, county.name)


def _actors() -> Iterator[Entry]:
    for cluster in load_clusters():
        for name in cluster.all_names:
            yield _name(name, MentionKind.CLUSTER, cluster.id, cluster.name)
    for organisation in load_organisations():
        kind = _KINDS.get(organisation.actor_kind, MentionKind.ORGANISATION)
        for name in organisation.all_names:
            yield _name(name, kind, organisation.id, organisation.name)


def _name(form: str, kind: MentionKind, target: ThingId, name: str) -> Entry:
    exact = form if _is_acronym(form) else None
    return Entry(form.lower(), kind, target, name, exact, "name")


def _is_acronym(label: str) -> bool:
    """Capitals and digits only, or capitals inside the word: "NTP", "5G", "VR/AR", "GBER"."""
    letters = [c for c in label if c.isalpha()]
    return (
        bool(letters)
        and " " not in label
        and (all(c.isupper() for c in letters) or bool(re.search(r"[a-zæøå][A-ZÆØÅ]", label)))
    )
