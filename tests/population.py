"""People who go to meetings over the years, with the slips that secretaries make: who is who is known.

Names come from the shipped lists, common ones more often than rare ones, and some surnames are in no list. People
change their surname, their employer, or both; forms of their names lose middle names, letters and order.
"""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.names import given_names, surnames
from naeringsgraf.registers.places import load_places

_LETTERS = "aeioudlmnrst"
_SPELLINGS = (("aa", "å"), ("å", "aa"), ("kv", "qv"), ("th", "t"), ("ie", "i"), ("c", "k"), ("w", "v"), ("ss", "s"))
_FRONTS = (
    "Kvern",
    "Skog",
    "Lang",
    "Brei",
    "Tind",
    "Myr",
    "Storm",
    "Vester",
    "Øy",
    "Lauv",
    "Grå",
    "Elv",
    "Bjørk",
    "Stein",
)
_BACKS = (
    "vollen",
    "tjønn",
    "skar",
    "aasen",
    "hylla",
    "rusten",
    "moen",
    "tveiten",
    "sletta",
    "grova",
    "haugen",
    "nesset",
)


@dataclass
class _Human:
    given: str
    middle: str
    surname: str
    home: int
    moves_to: int | None
    new_surname: str | None
    keeps_old: bool


def make_appearances(people: int, seed: int = 1) -> tuple[list[Appearance], Mapping[Place, int]]:
    """Give the appearances of so many people, six on average, shuffled; and who is behind each."""
    dice = random.Random(seed)
    towns = [place.id for place in load_places().municipalities if place.valid_on(dt.date(2022, 1, 1))]
    given, family = sorted(given_names()), sorted(surnames())
    dice.shuffle(given)
    dice.shuffle(family)
    meetings: dict[str, int] = {}
    appearances: list[Appearance] = []
    truth: dict[Place, int] = {}
    for who in range(people):
        human = _make_human(dice, given, family, len(towns))
        for day, name, town in _attend(dice, human):
            body = f"radet-{town // 12}"
            document = f"{day}-{body}"
            meetings[document] = meetings.get(document, 0) + 1
            place = Place(document, meetings[document])
            appearances.append(Appearance(place, name, (name,), day, ThingId(f"body/{body}"), towns[town]))
            truth[place] = who
    dice.shuffle(appearances)
    return appearances, truth


def _make_human(dice: random.Random, given: Sequence[str], family: Sequence[str], towns: int) -> _Human:
    middle = dice.random()
    return _Human(
        given=_pick(dice, given).title(),
        middle=_make_surname(dice, family) if middle < 0.2 else _pick(dice, given).title() if middle < 0.35 else "",
        surname=_make_surname(dice, family),
        home=dice.randrange(towns),
        moves_to=dice.randrange(towns) if dice.random() < 0.06 else None,
        new_surname=_make_surname(dice, family) if dice.random() < 0.03 else None,
        keeps_old=dice.random() < 0.7,
    )


def _pick(dice: random.Random, names: Sequence[str]) -> str:
    # The commonest of Norway's names are borne by about one in a hundred, and the tail is long.
    return names[min(int(20 * (len(names) / 20 + 1) ** dice.random()) - 20, len(names) - 1)]


def _make_surname(dice: random.Random, family: Sequence[str]) -> str:
    return dice.choice(_FRONTS) + dice.choice(_BACKS) if dice.random() < 0.15 else _pick(dice, family).title()


def _attend(dice: random.Random, human: _Human) -> Iterator[tuple[dt.date, str, int]]:
    first = dt.date(2008, 1, 1).toordinal() + dice.randrange(4000)
    count = 1 + min(int(dice.expovariate(1 / 5)), 20)
    change = dice.randrange(1, count + 1)
    used = set()
    for number in range(count):
        day = dt.date.fromordinal(first + number * 60 + dice.randrange(50))
        day = day.replace(day=1 + 7 * (day.day // 9))
        later = number >= change
        town = human.moves_to if later and human.moves_to is not None else human.home
        if (day, town // 12) not in used:
            used.add((day, town // 12))
            yield day, _write(dice, human, later), town


def _write(dice: random.Random, human: _Human, later: bool) -> str:
    surname, middle = human.surname, human.middle
    if later and human.new_surname:
        middle = human.surname if human.keeps_old else middle
        surname = human.new_surname
    if middle and dice.random() < 0.15:
        middle = "" if dice.random() < 0.6 else f"{middle[0]}."
    name = " ".join(part for part in (human.given, middle, surname) if part)
    slip = dice.random()
    if slip < 0.02:
        name = _misspell(dice, name)
    elif slip < 0.04:
        before, after = dice.choice(_SPELLINGS)
        name = name.replace(before, after, 1)
    elif slip < 0.05:
        name = f"{surname} {name.removesuffix(surname).strip()}"
    return name


def _misspell(dice: random.Random, name: str) -> str:
    words = name.split(" ")
    at = dice.randrange(len(words))
    word = words[at]
    if len(word) < 6:
        return name
    place = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        word = word[:place] + dice.choice(_LETTERS) + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + word[place + 1 :]
    else:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    words[at] = word
    return " ".join(words)
