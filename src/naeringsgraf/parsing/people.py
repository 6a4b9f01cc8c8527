"""Who a name stands for within one document.

`Roster` knows the people of a document by number and resolves each form that minutes use for them: the whole name,
given or surname alone, initials, another spelling ("Aasheim" for Åsheim), a slip of the pen, an office ("Rådmann
Skagen", "ordføraren i Flå", "Gol-ordføraren"). A form that fits two people stands for nobody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from naeringsgraf.model.meeting import Attendance
from naeringsgraf.parsing.names import CAPITAL, INITIAL, NAME_TOKEN, REST_OF_NAME
from naeringsgraf.parsing.offices import fold_office, read_office
from naeringsgraf.parsing.spelling import fold_doubled, fold_spelling
from naeringsgraf.parsing.vocabulary import load_vocabulary

_RUN = re.compile(rf"{CAPITAL}(?<![\w’'-].)(?:{REST_OF_NAME}|\.)(?: (?:{NAME_TOKEN}|{INITIAL})){{0,11}}")
"""A search goes fast to the next capital where the pattern begins with one; what may not stand before comes second."""
_OFFICE_OF_PLACE = re.compile(
    r"(?P<office>[\wæøå]+?)(?:en|n)?\s+(?:i|på|fra|frå|hos)\s+(?P<place>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)\Z",
    re.IGNORECASE,
)
_PLACES_OFFICE = re.compile(
    r"(?P<place>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)(?:s|(?<=s)[’']| sin| si) (?P<office>[a-zæøå]+?)\Z"
)
"""Whose office stands before it: "Hurums rådmann", "Vinje sin ordførar"."""
_PLACE_OFFICE = re.compile(r"(?P<place>[A-ZÆØÅ][\wæøåÆØÅ]*(?:-[A-ZÆØÅ][\wæøå]*)*)-(?P<office>[a-zæøå]+?)(?:en|n)?\Z")
_SHORTEST_SLIP = 5
"""Letters; a slip of one letter in a shorter word is as likely another name."""


_SHORTEST_SWAP = 4
"""The same where two letters changed places: "Kahn" for Khan."""
_SHORTEST_LONE_SLIP = 6
"""The same for a word that stands alone: "Hamna" is no slip for Hanna."""
_SHORTEST_LONE_SPELLING = 4
"""The same for another spelling: "Bor" is a verb, and no Bør."""
_NOBODY = (0, "nobody")
"""No attendance has number 0."""
_UNASKED = (0, "unasked")
_MOST_FOR_SLIPS = 500
"""People; among more, a lone word with a slip could be anybody's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A person named in a text."""

    begins: int
    ends: int
    number: int
    """Of the attendance."""
    printed: str
    rule: str
    """How the form was understood: "full-name", "given-name", "surname", "initials", "spelling", "slip", "office"."""


class Roster:
    """The people of one document."""

    def __init__(
        self, people: Sequence[Attendance], duties: Mapping[int, frozenset[str]] = MappingProxyType({})
    ) -> None:
        """Take the people; `number` tells them apart. `duties`: what else they are than their office, by number."""
        self._duties = duties
        self.people = {person.number: person for person in people}
        self._tokens = {person.number: _tokens(person.name) for person in people}
        self._full: dict[tuple[str, ...], set[int]] = {}
        self._bearers: dict[str, set[int]] = {}
        """Who has this word in their name; a double name counts under its parts too."""
        for number, tokens in self._tokens.items():
            self._full.setdefault(tuple(sorted(tokens)), set()).add(number)
            for token in tokens:
                for part in {token, token[:1] + ".", *token.split("-")}:
                    self._bearers.setdefault(part, set()).add(number)
        self._ends: dict[str, set[int]] = {}
        """Who has this as the first or last word of their name; words too short for a slip are left out."""
        for number, tokens in self._tokens.items():
            for token in {*tokens[:1], *tokens[-1:]}:
                if len(token) >= _SHORTEST_SLIP:
                    self._ends.setdefault(token, set()).add(number)
        self._spelled = {n: tuple(map(fold_spelling, tokens)) for n, tokens in self._tokens.items()}
        self._doubled = {n: tuple(map(fold_doubled, tokens)) for n, tokens in self._tokens.items()}
        self._spellers: dict[str, set[int]] = {}
        """Who has a word in their name that is another spelling of this; a double name counts under its parts too."""
        for number, tokens in self._doubled.items():
            for token in tokens:
                for part in {token, *token.split("-")}:
                    self._spellers.setdefault(part, set()).add(number)
        self._resolved: dict[tuple[str, str | None], tuple[int, str] | None] = {}
        self._named: dict[str, list[Found]] = {}
        """Row of names in a text → the people in it, places counted from its beginning."""
        self._initials = {alias: p.number for p in people for alias in p.aliases if alias.isupper()}
        myself = [person.number for person in people if _is_myself(person.printed)]
        self._author = myself[0] if len(myself) == 1 else None
        """Who wrote the minutes and calls themselves "eg" in the list."""

    def resolve(self, form: str, place: str | None = None) -> tuple[int, str] | None:
        """Give the number of whom a form stands for and the rule that said so; None where nobody, or two, fit.

        `place` is whom they are said to speak for; it decides between two of one name.
        """
        form = re.sub(r"\s+", " ", form.strip(" ,.:"))
        if self._author and self.is_author(form):
            return self._author, "full-name"
        named = self._resolve_name(form, place)
        if named is not _NOBODY:
            return named
        office = self._by_office(form, place)
        return (office, "office") if office else None

    def _resolve_name(self, form: str, place: str | None) -> tuple[int, str] | None:
        """Resolve a form of a name alone. `_NOBODY` where it fits nobody, None where it fits several."""
        known = self._resolved.get((form, place), _UNASKED)
        if known is not _UNASKED:
            return known
        found: tuple[int, str] | None = _NOBODY
        if form in self._initials:
            found = self._initials[form], "initials"
        for rule, numbers in self._by_name(form) if form and found is _NOBODY else ():
            if numbers:
                chosen = self._choose(numbers, place)
                found = (chosen, rule) if chosen else None
                break
        self._resolved[form, place] = found
        return found

    def is_author(self, form: str) -> bool:
        """Tell whether a form is what the one who wrote the minutes calls themselves: "eg", "undertegnede"."""
        return self._author is not None and _is_myself(form)

    def is_ambiguous(self, form: str) -> bool:
        """Tell whether a form of a name fits several people, so that it stands for nobody."""
        form = re.sub(r"\s+", " ", form.strip(" ,.:"))
        if not form[:1].isupper():
            return False
        _, bare = read_office(form)
        words = bare if bare[:1].isupper() else form
        fitting = next((numbers for _, numbers in self._by_name(words) if numbers), set())
        return len(fitting) > 1 and self.resolve(form) is None

    def find(self, text: str, at: int = 0) -> Iterator[Found]:
        """Give each person named in `text`, whose first character has offset `at`; the longest form wins.

        A name may be broken over two lines; `printed` then has a blank where the line ends.
        """
        for run in _RUN.finditer(text.replace("\n", " ")):
            named = self._named.get(run.group())
            if named is None:
                named = self._named[run.group()] = list(self._find_in(run.group()))
            begins = at + run.start()
            for found in named:
                yield Found(begins + found.begins, begins + found.ends, found.number, found.printed, found.rule)

    def _find_in(self, run: str) -> Iterator[Found]:
        words = [(m.start(), m.end()) for m in re.finditer(r"\S+", run)]
        first = 0
        while first < len(words):
            for last in range(len(words), first, -1):
                begins, ends = words[first][0], words[last - 1][1]
                printed = run[begins:ends]
                resolved = self._resolve_printed(printed)
                if resolved:
                    number, rule, length = resolved
                    yield Found(begins, begins + length, number, printed[:length], rule)
                    first = last - 1
                    break
            first += 1

    def _resolve_printed(self, printed: str) -> tuple[int, str, int] | None:
        if printed.casefold() in load_vocabulary().words["not_names"]:
            return None
        for form in (printed, printed[:-1] if printed.endswith("s") and len(printed) > 3 else ""):
            resolved = self._resolve_name(form.rstrip(" ,.:"), None) if form else None
            if resolved and resolved is not _NOBODY:
                return *resolved, len(form)
        return None

    def _by_name(self, form: str) -> Iterator[tuple[str, set[int]]]:
        """Give sets of people that fit, the surest rule first."""
        words = _tokens(form)
        yield "full-name", self._full.get(tuple(sorted(words)), set())
        near = self._gather(self._bearers, words)
        alike = self._gather(self._spellers, [fold_doubled(word) for word in words])
        if len(words) > 1:
            yield "part-of-name", {n for n in near if _is_part(words, self._tokens[n])}
            for fold, tokens in ((fold_spelling, self._spelled), (fold_doubled, self._doubled)):
                spelled = [fold(word) for word in words]
                yield "spelling", {n for n in alike if _is_part(spelled, tokens[n])}
            yield "slip", {n for n in near if _is_slip(words, self._tokens[n])}
            return
        (word,) = words or ("",)
        yield "given-name", {n for n in near if word == self._tokens[n][0]}
        yield "surname", {n for n in near if len(self._tokens[n]) > 1 and word == self._tokens[n][-1]}
        yield "given-name", {n for n in near if word in self._tokens[n][1:-1]}
        yield "part-of-name", {n for n in near if any("-" in t and word in t.split("-") for t in self._tokens[n])}
        # A lone "Anne" is no slip for Ane, so doubled letters tell two apart here.
        if len(word) >= _SHORTEST_LONE_SPELLING and word not in load_vocabulary().words["not_names"]:
            lone = fold_spelling(word)
            yield "spelling", {n for n in alike if lone in (self._spelled[n][0], self._spelled[n][-1])}
        if len(word) >= _SHORTEST_LONE_SLIP and len(self.people) <= _MOST_FOR_SLIPS:
            slips = process.extract(word, list(self._ends), scorer=OSA.distance, score_cutoff=1, limit=None)
            yield "slip", {number for token, _, _ in slips for number in self._ends[token]}

    def _gather(self, bearers: Mapping[str, set[int]], words: Sequence[str]) -> set[int]:
        """Who has one of these words in their name; in a list longer than any that was seen, who has all of them."""
        each = [bearers.get(word, set()) for word in words]
        if len(self.people) <= _MOST_FOR_SLIPS:
            return set().union(*each)
        return set.intersection(*sorted(each, key=len)) if each else set()

    def _choose(self, numbers: set[int], place: str | None) -> int | None:
        if len(numbers) > 1 and place:
            numbers = {n for n in numbers if fits_place(self.people[n].affiliation_printed, place)}
        if len(numbers) > 1:
            # Someone who was there speaks; the one who was excused does not.
            numbers = {n for n in numbers if self.people[n].status.value != "absent"}
        return next(iter(numbers)) if len(numbers) == 1 else None

    def _by_office(self, form: str, place: str | None) -> int | None:
        """ "Ordførar Rudningen", "ordføraren i Flå, Gro Bakkegard", "Gol-ordføraren", "Regiondirektøren"."""
        head, _, tail = form.partition(",")
        named = self._resolve_name_only(tail) if tail else None
        if named:
            return named
        office, rest = read_office(form)
        if office and rest:
            named = self._resolve_name_only(rest, office)
            if named:
                return named
        of_place = _PLACE_OFFICE.match(head) or _OFFICE_OF_PLACE.match(head) or _PLACES_OFFICE.match(head)
        if of_place:
            return self._holder(of_place["office"], of_place["place"])
        return self._holder(form, place) if " " not in form or office else None

    def _resolve_name_only(self, form: str, office: str | None = None) -> int | None:
        words = form.strip()
        if not words[:1].isupper():
            return None
        for _, numbers in self._by_name(words):
            if len(numbers) > 1 and office:
                numbers = {n for n in numbers if holds_office(self.people[n], office)}
            chosen = self._choose(numbers, None)
            if chosen or numbers:
                return chosen
        return None

    def _holder(self, office: str, place: str | None) -> int | None:
        present = {n: person for n, person in self.people.items() if person.status.value != "absent"}
        if place:
            present = {n: person for n, person in present.items() if fits_place(person.affiliation_printed, place)}
        holders = {n for n, person in present.items() if holds_office(person, office)}
        if not holders:
            forms = fold_office(office)
            # "Lederen", where nobody is that of the body, led the meeting.
            forms |= load_vocabulary().words["chairs"] if "leder" in forms else frozenset()
            holders = {n for n in present if any(forms & fold_office(duty) for duty in self._duties.get(n, ()))}
        return next(iter(holders)) if len(holders) == 1 else None

    def find_speaker_for(self, place: str, among: Sequence[int]) -> int | None:
        """The one of these people who was there for this place; None where nobody or several were."""
        fitting = {n for n in among if fits_place(self.people[n].affiliation_printed, place)}
        return next(iter(fitting)) if len(fitting) == 1 else None


def _is_myself(form: str) -> bool:
    return form.casefold() in load_vocabulary().words["myself"]


@lru_cache(maxsize=4096)
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in name.replace("’", "'").split())


def _is_part(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """Every word of the form is a word of the name, or its initial; one word at least is whole."""
    left = list(tokens)
    whole = 0
    for word in words:
        match = next((t for t in left if t == word), None)
        if match is None and (word.endswith(".") or len(word) == 1):
            match = next((t for t in left if t.startswith(word.rstrip("."))), None)
        elif match is None:
            match = next((t for t in left if t.endswith(".") and word.startswith(t[:-1])), None)
        else:
            whole += 1
        if match is None and "-" in word + "".join(left):
            parts = [p for t in left for p in t.split("-")]
            if all(part in parts for part in word.split("-")):
                whole += 1
                continue
        if match is None:
            return False
        left.remove(match)
    return whole > 0


def _is_slip(words: Sequence[str], tokens: Sequence[str]) -> bool:
    """The same name but for one word that differs by a letter: "Dag Aanonsen" for "Dag Aanensen"."""
    left = list(tokens)
    slips = 0
    for word in words:
        match = next((t for t in left if t == word), None)
        if match is None:
            match = next((t for t in left if _near(word, t)), None)
            slips += 1
        if match is None:
            return False
        left.remove(match)
    return slips == 1 and len(words) > 1


def _near(word: str, other: str) -> bool:
    if len(word) >= _SHORTEST_SWAP and len(word) == len(other) and sorted(word) == sorted(other):
        return OSA.distance(word, other, score_cutoff=1) <= 1
    return min(len(word), len(other)) >= _SHORTEST_SLIP and OSA.distance(word, other, score_cutoff=1) <= 1


def fits_place(affiliation: str | None, place: str) -> bool:
    """Tell whether a place is short for whom somebody represents: "Drammen" for "Drammen kommune"."""
    if not affiliation:
        return False
    known, wanted = affiliation.casefold(), place.casefold().removesuffix(" kommune")
    return known.startswith(wanted) or wanted in re.split(r"[\s,]+", known) or wanted.startswith(known)


def holds_office(person: Attendance, office: str) -> bool:
    """Tell whether the person's office is the one named, in any form: "ordføraren", "Fylkesråden"."""
    if not person.role:
        return False
    base = person.role.split(" for ")[0].split(" i ")[0]
    whole = base.casefold().startswith(("daglig ", "dagleg "))
    forms = {form for text in (base, base if whole else base.split()[-1]) for form in fold_office(text)}
    return bool(forms & fold_office(office))
