"""Who a label names: one person, place or body, or several who say the same words.

"Kari Lie (Lier)", "Lier v/Kari", "Lier/Kari", "Ordføreren i Lier", "KAL"; "Lier og Hole", "Kari Lie (Lier) og Ola Dal".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.entry import is_initials
from naeringsgraf.parsing.names import NAME_TOKEN, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster, fits_place
from naeringsgraf.parsing.represented import Represented
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

SURE = ("full-name", "given-name", "surname", "part-of-name", "initials", "spelling")
"""Rules by which a name is surely somebody listed."""
BY = load_pattern("turns", "by")
_TALK = load_pattern("turns", "talk")
_INNER = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<bracket>[^()]+)\)|,\s*(?P<comma>.+))\Z")
_OFFICE_OF = load_pattern("turns", "office_of")
_PUT_TO = load_pattern("turns", "put_to")
_FOR_PREFIX = load_pattern("turns", "for_prefix")
_BY_PREFIX = re.compile(r"v/\s*")
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
_LINE_LABEL = re.compile(rf"^[\s*_•–-]*(?P<label>{NAME_TOKEN}(?: {NAME_TOKEN})?)[*_]*:", re.MULTILINE)
_LONE = ("surname", "part-of-name")
"""Rules by which a single word is somebody who may be called after a place."""
_PAIR = 2
_JOINT = re.compile(r"\s*(?:[,&+;]|(?<![vV])/)\s*(?:(?:og|samt|eller)\s+)?|\s+(?:og|samt)\s+")
_BRACKETED = re.compile(r"\([^()]*\)")
_BEFORE_SEVERAL = load_pattern("turns", "before_several")
_BEHIND_SEVERAL = load_pattern("turns", "behind_several")
_MOST_WORDS = 4
"""Of one of several in a label."""


class NameReader:
    """Reads whom the labels of one document name."""

    def __init__(self, roster: Roster, represented: Represented, lexicon: Lexicon, text: str = "") -> None:
        """`text`: the whole document, whose labels show whether it labels turns by places."""
        self._by_place = _labels_by_place(text, roster, represented)
        self._roster = roster
        self._represented = represented
        self._lexicon = lexicon

    def read(self, label: str) -> Opening | None:
        """Read whom a label names; who says the same words, or whom else they are for, stands in `also`."""
        together = self._read_together(label)
        if together:
            return together
        one = self._read_one(label)
        return self._part_places(one) if one and one.place else one

    def knows(self, place: str) -> bool:
        """Tell whether a word is a place or body: represented, or of the registers and nobody's name."""
        return self._represented.names(place) or self._read_place(place) is not None

    def read_unknown(self, label: str, cued: bool) -> Opening | None:
        """A label that names somebody, but nobody in the list or several: the turn is nobody's, and told as unread."""
        if self._names_some(label):
            return Opening(None, None, None, label, 0, "unknown-speaker")
        inner = _INNER.match(label)
        name = (inner["name"] if inner else label).strip()
        place = (inner["bracket"] or inner["comma"]) if inner else None
        if place and self._may_be_person(place) and not self._represented.names(place):
            # "Industri (Jensen)" speaks for nobody called Jensen.
            place = None
        office, bare = read_office(name)
        if office and not bare and self._roster.people:
            return Opening(None, None, place, label, 0, "unknown-speaker")
        if not is_name_shaped(bare, most=4) or bare.casefold() in load_vocabulary().words["not_names"]:
            return None
        folded = bare.casefold()
        place_like = folded in self._lexicon.places
        if self._roster.is_ambiguous(name):
            return Opening(None, None, place, label, 0, "unknown-speaker")
        if not self._roster.people or folded in load_vocabulary().words["captions"]:
            return None
        if place_like and folded not in self._lexicon.surnames:
            return None
        given = folded.split()[0] in self._lexicon.given_names
        if given or cued or (len(bare) > 2 and not bare.isupper()):
            return Opening(None, None, None if place_like else place, label, 0, "unknown-speaker")
        return None

    def _read_together(self, label: str) -> Opening | None:
        """Read "Lier og Hole", "Kari Lie (Lier) og Ola Dal", "Kari Lie, Lier, og Ola Dal, Hole".

        None where they are not several, or one of them is nobody that is known.
        """
        read = [self._read_one(part) or self._read_registered(part) for part in self._part_several(label)]
        found = [one for one in read if one and one.rule != "unknown-speaker"]
        if len(found) < _PAIR or len(found) < len(read):
            return None
        several = list(self._pair(found))
        distinct = {(one.speaker, one.name, one.place) for one in several}
        if not several or len(distinct) < len(several):
            return None
        return replace(several[0], also=tuple(several[1:]))

    def _part_several(self, label: str) -> list[str]:
        """Part a label where one of several ends; [] where it is the name of one: "Møre og Romsdal", "Lier/Kari"."""
        bare = _BEHIND_SEVERAL.sub("", _BEFORE_SEVERAL.sub("", label))
        folded = bare.casefold()
        if self._represented.names(bare) or folded in self._lexicon.places or folded in self._lexicon.organisations:
            return []
        # Of the same length, so that what stands in brackets parts nothing.
        flat = _BRACKETED.sub(lambda found: "_" * len(found.group()), bare)
        joints = list(_JOINT.finditer(flat))
        starts, ends = [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(bare)]
        parts = [bare[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        return parts if len(parts) > 1 and all(part[:1].isalpha() for part in parts) else []

    def _read_registered(self, part: str) -> Opening | None:
        """A place or organisation of the registers that nobody is listed for, among several."""
        return Opening(None, None, part, part, 0, "place-label") if self._represented.is_known(part) else None

    def _pair(self, found: Sequence[Opening]) -> Iterator[Opening]:
        """Give people the places printed beside them: "Kari Lie, Lier, og Ola Dal, Hole"; nothing where two may fit."""
        runs = [list(run) for _, run in groupby(found, key=lambda one: one.rule == "place-label")]
        if len(runs) == 1:
            yield from runs[0]
            return
        pairs = list(zip(runs[::2], runs[1::2], strict=False))
        # One and their place are one: "Kari Lie, Lier" and "Lier/Kari".
        if len(found) == _PAIR or len(runs) % 2 or any(min(len(first), len(second)) > 1 for first, second in pairs):
            return
        for first, second in pairs:
            people, places = (second, first) if first[0].rule == "place-label" else (first, second)
            for person in people:
                theirs = [place for place in places if len(people) == 1 or self._is_from(person, place.place or "")]
                yield from (replace(person, place=place.place) for place in theirs)
                if not theirs:
                    yield person

    def _is_from(self, person: Opening, place: str) -> bool:
        listed = self._roster.people[person.speaker].affiliation_printed if person.speaker else None
        return listed is None or fits_place(listed, place)

    def _part_places(self, one: Opening) -> Opening:
        """Part whom one speaks for, where it is several: "Kari Lie (Lier og Hole)", "Lier og Hole v/Kari Lie"."""
        places = self._part_several(one.place or "")
        if not places or not all(self.knows(place) or self._represented.is_known(place) for place in places):
            return one
        first, *rest = (replace(one, place=place) for place in places)
        return replace(first, also=tuple(rest))

    def _read_one(self, label: str) -> Opening | None:
        """Read a label that names one person, place or body."""
        by = BY.match(label)
        if by and _TALK.match(by["place"]) and not self._represented.names(by["place"]):
            # "Orientering v/Kari Lie, Lier" tells what Kari Lie gave, and for Lier.
            return self._read_one(by["name"])
        if by:
            return self._make(by["name"], by["place"].strip(" ,"), label) or self._make_for_place(
                by["place"].strip(" ,"), by["name"], label
            )
        slashed = self._read_slashed(label)
        if slashed:
            return slashed
        put_to = _PUT_TO.match(label)
        if put_to and self._roster.resolve(put_to["other"]):
            return self._make(put_to["name"], None, label)
        inner = _INNER.match(label)
        if inner:
            return self._read_with_place(inner["name"], inner["bracket"] or inner["comma"], label)
        whole = self._make(label, None, label)
        represented = self._represented.find(label)
        if whole and not (represented and whole.rule in _LONE and self._by_place):
            return whole
        if represented:
            return Opening(self._represented.sole_speaker(label), None, represented, label, 0, "place-label")
        held = _OFFICE_OF.match(label)
        return self._make_for_place(held["place"], held["office"], label) if held else None

    def _read_slashed(self, label: str) -> Opening | None:
        """Read "Lier/Kari" and "Kari Lie / Drammen": a place, and one who is listed."""
        parts = [part.strip() for part in label.split("/")]
        for place, name in (parts, parts[::-1]) if len(parts) == _PAIR else ():
            resolved = self._roster.resolve(name, place) if self._represented.names(place) else None
            if resolved:
                return Opening(resolved[0], None, place, label, 0, resolved[1])
        return None

    def _read_with_place(self, name: str, place: str, label: str) -> Opening | None:
        """Read a name with what stands beside it; how they took part ("på innspel før møtet") is no place."""
        stated = _FOR_PREFIX.match(place)
        if stated:
            return self._make(name, place[stated.end() :], label)
        turned = self._represented.find(name) or self._read_place(name)
        beside = _BY_PREFIX.sub("", place)
        if turned and read_office(beside)[0] and not read_office(beside)[1]:
            return self._make_for_place(turned, beside, label)
        spoke = self._roster.resolve(_capitalise(beside)) if turned else self._resolve_for_interest(name, beside)
        if spoke:
            return Opening(spoke[0], None, turned, label, 0, spoke[1])
        if not place[:1].islower() or self._represented.is_known(place):
            return self._make(name, place, label)
        return self._make(name, None, label) or self._make_for_body(name)

    def _read_place(self, name: str) -> str | None:
        """A place before somebody in brackets, "Vinje (Kari)", though the list tells nobody's place."""
        return name if name.casefold() in self._lexicon.places and not self._roster.resolve(name) else None

    def _resolve_for_interest(self, name: str, beside: str) -> tuple[int, str] | None:
        """ "Reiseliv (Lie)" is Lie, who is listed: before the brackets stands neither a person nor a place.

        None where what stands in them may be a place: "Offerdal (Vik)" may be somebody unlisted from Vik.
        """
        doubted = self._may_be_person(name) or beside.casefold() in self._lexicon.places
        if (doubted and is_name_shaped(name)) or self._roster.resolve(name):
            return None
        spoke = self._roster.resolve(beside)
        return spoke if spoke and spoke[1] in SURE else None

    def _may_be_person(self, name: str) -> bool:
        """Tell whether a word of a text is known as a name of people."""
        return self._lexicon.knows_person(word.casefold() for word in name.split())

    def _make_for_body(self, name: str) -> Opening | None:
        """ "Fiskarlaget Vest:" is a body that speaks: several words, and none that begins a person's name."""
        words = name.split()
        if len(words) < 2 or not is_name_shaped(name) or self._has_known_name(name):
            return None
        return Opening(None, None, name, name, 0, "place-label")

    def _make_for_place(self, place: str, office: str, printed: str) -> Opening | None:
        """ "Tinn v/ordføreren:" and "Ordføreren i Lier:" speak for a place; who that was may not be told."""
        if not self._represented.names(place) or not read_office(office)[0]:
            return None
        holder = self._roster.resolve(_capitalise(office), place)
        speaker = holder[0] if holder else self._represented.sole_speaker(place, office)
        return Opening(speaker, None, place, printed, 0, "place-label")

    def _make(self, name: str, place: str | None, printed: str) -> Opening | None:
        name = name.strip()
        role, bare = read_office(name)
        # "ordfører Lie" stands behind "Svar fra" and "Lier v/" with a small letter.
        capital = name[:1].isupper() or (role and bare[:1].isupper())
        if not (capital and (is_name_shaped(bare) or name.isupper() or role)):
            return None
        resolved = self._roster.resolve(name, place) or (self._roster.resolve(bare, place) if bare else None)
        if resolved:
            return Opening(resolved[0], None, place, printed, 0, resolved[1])
        if _INITIALS.fullmatch(name):
            return self._read_initials(name)
        listed = self._roster.people and self._has_known_name(bare)
        if " " in bare and is_person_like(bare, self._lexicon) and (listed or (place and place[:1].isupper())):
            return Opening(None, bare, place, printed, 0, "unlisted")
        return None

    def _read_initials(self, label: str) -> Opening | None:
        """Read "PM:", the initials of one who is listed; of two, they are nobody's. "EU:" and "NAV:" are none."""
        folded = label.casefold()
        if folded in self._lexicon.organisations | self._lexicon.parties | load_vocabulary().words["captions"]:
            return None
        bearers = [person.number for person in self._roster.people.values() if is_initials(label, person.name)]
        if not bearers:
            return None
        if len(bearers) > 1:
            return Opening(None, None, None, label, 0, "unknown-speaker")
        return Opening(bearers[0], None, None, label, 0, "initials")

    def _has_known_name(self, name: str) -> bool:
        words = name.casefold().split()
        return bool(words) and (words[0] in self._lexicon.given_names or words[-1] in self._lexicon.surnames)

    def _names_some(self, label: str) -> bool:
        """Tell whether a label names several, of whom one is known and the others look like names."""
        parts = self._part_several(label)
        known = [self._read_one(part) is not None or self._represented.is_known(part) for part in parts]
        shaped = (is_name_shaped(_capitalise(read_office(part)[1] or part), most=_MOST_WORDS) for part in parts)
        return any(known) and all(shaped)


def _labels_by_place(text: str, roster: Roster, represented: Represented) -> bool:
    """Tell whether more lines of a text begin with the label of a place that sent somebody than with a surname alone.

    Then "Hurum:" is the place, though Åse Hurum is there, too.
    """
    places = surnames = 0
    for found in _LINE_LABEL.finditer(text):
        resolved, place = roster.resolve(found["label"]), represented.names(found["label"])
        places += place and resolved is None
        surnames += not place and resolved is not None and resolved[1] in _LONE
    return places > surnames


def _capitalise(office: str) -> str:
    return office[:1].upper() + office[1:]
