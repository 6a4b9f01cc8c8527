"""Makes minutes of meetings that never were, the same in every run, and tells what stands in them.

Names, groups and sentences are made up; the places and themes are those of the registers. The shapes are those of real
minutes: labelled and narrated turns, attendance in lists and tables, bokmål and nynorsk.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from naeringsgraf.registers.places import load_places
from naeringsgraf.registers.themes import load_themes

SEED = 20240607

_GIVEN = (
    "Anne", "Berit", "Dag", "Eirik", "Frida", "Gunnar", "Hanne", "Inga", "Jorunn", "Kari", "Lars", "Marit", "Nils",
    "Ola", "Petter", "Ragnhild", "Sigrid", "Tor", "Unni", "Vidar",
)  # fmt: skip
_SURNAMES = (
    "Aasland", "Bergsvik", "Dalheim", "Eikrem", "Fjellstad", "Grønvik", "Haugdal", "Iversbakk", "Jordheim",
    "Kleivland", "Lundemo", "Myrvang", "Nordbakk", "Opdalsrud", "Rognmo", "Solbrekke", "Tveitmo", "Ulvestad",
    "Vassnes", "Ødegårdstuen",
)  # fmt: skip
_FIRST_PARTS = ("Berg", "Dal", "Fjell", "Gran", "Hav", "Kloster", "Lind", "Stor")
_LAST_PARTS = ("berget", "bråten", "heim", "lien", "mark", "rud", "stølen", "vang")
_FROM_A_PLACE = 4
"""People who come to meetings for one municipality, now one and now another."""
_FIRST_DAY = dt.date(2020, 1, 6)
"""Municipalities are those of the day; from 2024 on many have other numbers."""
_DAYS = 1_600
_LANGUAGES = ("nb", "nb", "nn")


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    date: str
    present: str
    absent: str
    item: str
    municipality: str
    months: Sequence[str]
    sentences: Sequence[str]
    narrated: Sequence[str]
    answered: str
    decision: str
    decided: Sequence[str]


_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip

_WORDS = {
    "nb": _Words(
        "Referat fra møte i Næringsrådet for {region}",
        "Dato: {day}. {month} {year} kl. 10.00",
        "Til stede:",
        "Forfall:",
        "Sak {number}/{year}",
        "kommune",
        _MONTHS,
        (
            "Kommunen arbeider med {theme} sammen med {place}.",
            "Arbeidet med {theme} er kommet godt i gang.",
            "Det er knapt med folk som kan noe om {theme}.",
            "Staten må ta større ansvar for {theme}.",
            "Vi ber fylkeskommunen om å prioritere {theme} i neste periode.",
            "Bedriftene i {place} spør ofte etter {theme}.",
            "I fjor gikk {count} prosent av midlene til {theme} og {other}.",
            "Innbyggerne er mest opptatt av {theme}, men også av {other}.",
            "Uten {theme} blir det vanskelig å få til {other}.",
            "Planen sendes på høring til {place} før sommeren.",
            "Det ble satt av {count} millioner kroner til formålet.",
            "Flere av bedriftene har vokst raskt de siste årene.",
        ),
        ("viste til at", "mente at", "spurte om", "fortalte at"),
        "svarte {name} at",
        "Vedtak:",
        ("Saken tas til orientering.", "Rådet ber kommunene følge opp innspillene om {theme}."),
    ),
    "nn": _Words(
        "Referat frå møte i Næringsrådet for {region}",
        "Dato: {day}. {month} {year} kl. 10.00",
        "Til stades:",
        "Forfall:",
        "Sak {number}/{year}",
        "kommune",
        _MONTHS,
        (
            "Kommunen arbeider med {theme} saman med {place}.",
            "Arbeidet med {theme} er komme godt i gang.",
            "Det er få som kan noko om {theme}.",
            "Staten må ta større ansvar for {theme}.",
            "Vi ber fylkeskommunen om å prioritere {theme} i neste periode.",
            "Bedriftene i {place} spør ofte etter {theme}.",
            "I fjor gjekk {count} prosent av midlane til {theme} og {other}.",
            "Utan {theme} blir det vanskeleg å få til {other}.",
            "Det vart sett av {count} millionar kroner til føremålet.",
            "Fleire av bedriftene har vakse raskt dei siste åra.",
        ),
        ("viste til at", "meinte at", "spurde om", "fortalde at"),
        "svarte {name} at",
        "Vedtak:",
        ("Saka blir teken til orientering.", "Rådet ber kommunane følgje opp innspela om {theme}."),
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a meeting, and the municipality they meet for."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said."""

    speaker: Person
    sentences: tuple[str, ...]
    narrated: str = ""
    """Words between the speaker and the first sentence; empty for a labelled turn."""
    answers: Person | None = None
    """Whom the turn says that it answers."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda, and what was said and decided under it."""

    number: str
    title: str
    turns: tuple[Turn, ...]
    decision: str
    decision_label: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting: what its text says, before it is written in any form."""

    slug: str
    title: str
    day: dt.date
    day_line: str
    present_label: str
    municipality: str
    """The word after the name of a place: "kommune"."""
    table: bool
    """The attendance list has columns."""
    present: tuple[Person, ...]
    absent_label: str
    absent: tuple[Person, ...]
    items: tuple[Item, ...]

    def write_text(self) -> str:
        """Write it as a text file."""
        lines = [self.title, "", self.day_line, "", self.present_label, ""]
        lines += [self._list(person) for person in self.present]
        if self.absent:
            lines += ["", self.absent_label, "", *(self._list(person) for person in self.absent)]
        for item in self.items:
            lines += ["", f"{item.number} {item.title}", ""]
            for turn in item.turns:
                lines += [write_turn(turn), ""]
            lines += [item.decision_label, item.decision]
        return "\n".join(lines) + "\n"

    def _list(self, person: Person) -> str:
        affiliation = f"{person.place} {self.municipality}"
        return f"{person.name}\t{affiliation}" if self.table else f"- {person.name}, {affiliation}"


def write_turn(turn: Turn) -> str:
    """Write a turn as one paragraph."""
    first, *rest = turn.sentences
    if not turn.narrated:
        return f"{turn.speaker.name}, {turn.speaker.place}: {' '.join(turn.sentences)}"
    told = f"{turn.speaker.name} ({turn.speaker.place}) {turn.narrated} {first[0].lower()}{first[1:]}"
    return " ".join([told, *rest])


def generate(count: int, seed: int = SEED) -> Iterator[Minutes]:
    """Make so many minutes; the first of them are the same however many are asked for."""
    for number in range(count):
        yield _make_minutes(number, random.Random(seed * 1_000_003 + number))


def _make_minutes(number: int, chance: random.Random) -> Minutes:
    words = _WORDS[chance.choice(_LANGUAGES)]
    day = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
    people = _choose_people(_list_places(day), chance)
    places = [person.place for person in people]
    present, absent = people[: chance.randint(8, 10)], people[10 : 10 + chance.randint(0, 2)]
    region = chance.choice(("Sørdalen", "Midtdalen", "Norddalen", "Ytterdalen"))
    items = tuple(_make_item(at, day, words, present, places, chance) for at in range(1, chance.randint(4, 6)))
    return Minutes(
        slug=f"{day.isoformat()}-naeringsraadet-{number:05}",
        title=words.title.format(region=region),
        day=day,
        day_line=words.date.format(day=day.day, month=words.months[day.month - 1], year=day.year),
        present_label=words.present,
        municipality=words.municipality,
        table=chance.random() < 0.3,
        present=tuple(present),
        absent_label=words.absent,
        absent=tuple(absent),
        items=items,
    )


def _choose_people(places: Sequence[str], chance: random.Random) -> list[Person]:
    """Choose twelve, each for another municipality; no two of them have a given name or a surname in common."""
    chosen: dict[str, Person] = {}
    for place in chance.sample(places, len(places)):
        given, surname = _name_person(place, chance.randrange(_FROM_A_PLACE))
        if given not in chosen and surname not in chosen:
            chosen[given] = chosen[surname] = Person(f"{given} {surname}", place)
        if len(chosen) == 2 * 12:
            break
    return list(dict.fromkeys(chosen.values()))


def _name_person(place: str, number: int) -> tuple[str, str]:
    """Give the name of one of those who come for a municipality: the same one at each meeting."""
    chance = random.Random(f"{place} {number}")
    return chance.choice(_GIVEN), chance.choice(_list_surnames())


@cache
def _list_surnames() -> tuple[str, ...]:
    return (*_SURNAMES, *(first + last for first in _FIRST_PARTS for last in _LAST_PARTS))


def _make_item(
    number: int, day: dt.date, words: _Words, people: Sequence[Person], places: Sequence[str], chance: random.Random
) -> Item:
    themes = list(_list_themes())
    turns: list[Turn] = []
    for speaker in chance.sample(people, chance.randint(2, 5)):
        said = tuple(
            _fill(chance.choice(words.sentences), themes, places, chance) for _ in range(chance.randint(2, 6))
        )  # fmt: skip
        if turns and chance.random() < 0.15:
            answered = turns[-1].speaker
            turns.append(Turn(speaker, said, words.answered.format(name=answered.name), answered))
        else:
            turns.append(Turn(speaker, said, chance.choice(words.narrated) if chance.random() < 0.4 else ""))
    return Item(
        words.item.format(number=number, year=day.year % 100),
        chance.choice(themes).capitalize(),
        tuple(turns),
        _fill(chance.choice(words.decided), themes, places, chance),
        words.decision,
    )


def _fill(sentence: str, themes: Sequence[str], places: Sequence[str], chance: random.Random) -> str:
    theme, other = chance.sample(themes, 2)
    return sentence.format(theme=theme, other=other, place=chance.choice(places), count=chance.randint(2, 90))


@cache
def _list_themes() -> tuple[str, ...]:
    """Names of themes as they stand within a sentence; those with capitals inside are names of programmes."""
    themes = load_themes().values()
    labels = {theme.pref["nb"] for theme in themes} | {
        text for theme in themes for tag, text in theme.alt if tag == "nb"
    }
    return tuple(sorted(label[0].lower() + label[1:] for label in labels if label[1:].islower()))


@cache
def _list_places_of(year: int) -> tuple[str, ...]:
    day = dt.date(year, 7, 1)
    names = [
        m.name for m in load_places().municipalities if m.valid_from <= day and not (m.valid_to and m.valid_to <= day)
    ]
    return tuple(sorted(name for name in names if names.count(name) == 1 and name.isalpha()))


def _list_places(day: dt.date) -> Sequence[str]:
    """Municipalities of the day whose name no other has; no two of which anybody could confuse."""
    return _list_places_of(day.year)
