"""Which of several municipalities of one name is meant: Våler, Herøy, Os, Nes, Bø and Sande.

What stands beside the name decides first ("Våler i Solør", "Nes (Akershus)"). Else the counties of the others that met,
the county in the body's name, and the members of the region that the body is of, each where it fits one alone; if two
of them disagree, or none decides, the name stays ambiguous. A county of before counts too: Våler 3018 lies in Østfold
also while that is part of Viken.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from naeringsgraf.model.meeting import Actor
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.places import Municipality, load_places

LONGEST_PLACE = 60
"""Code points after a name within which its county or region stands: "Våler kommune i Østfold"."""

_SOON = 731
"""Days."""
_QUALIFIED = re.compile(
    r"(?P<name>\w[\w-]*)(?: kommune| herad)?(?:,? ?\((?P<within>[^()]+)\)|(?:,| i| på) (?P<after>.+))"
)
_FOLLOWING = re.compile(r"(?: kommune| herad)?(?: i | på | ?\()(?P<place>[A-ZÆØÅ][\w-]*(?: [\w-]+){0,2})")
_COUNCIL = re.compile(r"(?i)kommune\Z|kommun\Z")


def split_qualifier(name: str) -> tuple[str, str] | None:
    """Part "Våler i Solør" into name and place; None for a name that no two municipalities have, and for no place."""
    found = _QUALIFIED.fullmatch(name)
    if not found or not _is_shared(found["name"]):
        return None
    place = found["within"] or found["after"]
    # "Våler, Innlandet fylkeskommune" names two.
    return (found["name"], place) if _is_place(place) and not _COUNCIL.search(place) else None


def find_qualifier(following: str) -> str:
    """Give the county or region that stands right after a name in running text; empty where none does."""
    found = _FOLLOWING.match(following)
    words = found["place"].split() if found else []
    for length in range(len(words), 0, -1):
        place = " ".join(words[:length])
        if _is_place(place):
            return place
    return ""


def keep_within(found: Iterable[Municipality], place: str) -> list[Municipality]:
    """Keep those that lie in a county or region, by its name; all of them where it names neither."""
    if not _is_place(place):
        return list(found)
    return [each for each in found if _lies_in(each, place)]


def choose_homonym(
    found: Sequence[Municipality], counties: Iterable[ThingId], body: Actor | None
) -> Municipality | None:
    """Give the one that all evidence points at; None where nothing decides, or where it points at two."""
    near = set(counties)
    choices = [
        [each for each in found if each.county in near],
        [each for each in found if body and _is_county_named(each, body.name)],
        [each for each in found if body and _is_member(each, body)],
    ]
    decided = {choice[0].id: choice[0] for choice in choices if len(choice) == 1}
    return next(iter(decided.values())) if len(decided) == 1 else None


def find_ever(name: str, place: str) -> Municipality | None:
    """Give the newest municipality of a name that ever lay in a county or region; None for none, or several."""
    found = keep_within(load_places().find_municipalities(name), place) if place else []
    return found[0] if len(found) == 1 else None


def find_coming(name: str, day: dt.date | None) -> Municipality | None:
    """Give the municipality of a name that begins within two years of a day: it is decided on, and spoken of."""
    if day is None:
        return None
    places = load_places().municipalities
    soon = [
        each for each in places if fold_name(each.name) == fold_name(name) and 0 < (each.valid_from - day).days <= _SOON
    ]
    return soon[0] if len(soon) == 1 else None


@lru_cache(maxsize=1024)
def _is_shared(name: str) -> bool:
    found = load_places().find_municipalities(name)
    return len(found) > 1


@lru_cache(maxsize=1024)
def _is_place(name: str) -> bool:
    places = load_places()
    return bool(places.find_counties(name) or places.find_regions(name))


def _lies_in(municipality: Municipality, place: str) -> bool:
    counties = {fold_name(county.name) for county in load_places().find_counties(place)}
    return bool(counties & _find_counties_ever(municipality.id)) or any(
        _is_among(municipality, region.members) for region in load_places().find_regions(place)
    )


@lru_cache(maxsize=1024)
def _find_counties_ever(thing: ThingId) -> frozenset[str]:
    """Give the names of all counties that a municipality lay in under its name, folded."""
    places = load_places()
    it = places.municipality(thing)
    same = [it, *(each for each in places.municipalities if each.name == it.name and each.current == it.current)]
    return frozenset(fold_name(places.county(each.county).name) for each in same if each is it or it.current)


def _is_among(municipality: Municipality, members: Iterable[ThingId]) -> bool:
    """Tell whether a municipality is one of these, or has gone on as one of them."""
    listed = set(members)
    return municipality.id in listed or municipality.current in listed


def _is_county_named(municipality: Municipality, name: str) -> bool:
    ever = _find_counties_ever(municipality.id)
    return any(fold_name(window) in ever for window in _find_windows(name))


def _is_member(municipality: Municipality, body: Actor) -> bool:
    places = load_places()
    named = [region for window in _find_windows(body.name) for region in places.find_regions(window)]
    named += [region for region in places.regions if region.id == body.part_of]
    return any(_is_among(municipality, region.members) for region in named)


@lru_cache(maxsize=1024)
def _find_windows(name: str) -> tuple[str, ...]:
    """Give every row of words of a name that begins with a capital, also without the genitive."""
    words = re.findall(r"[\w-]+", name)
    rows = [
        " ".join(words[at:end])
        for at in range(len(words))
        if words[at][0].isupper()
        for end in range(at + 1, len(words) + 1)
    ]
    return tuple(dict.fromkeys(form for row in rows for form in (row, row.removesuffix("s"))))
