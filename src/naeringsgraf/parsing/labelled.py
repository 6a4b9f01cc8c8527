"""Labels before a turn: "Name, Place:", "Name (Place):", "Given:", "KAL:", "Place v/Name:", "Place:", "Svar:"."""

import re
from dataclasses import replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.entry import is_initials
from naeringsgraf.parsing.labels import find_label
from naeringsgraf.parsing.names import NAME_TOKEN, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.represented import Represented
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_LABEL = re.compile(r"[(\[*]*(?P<label>[^:\n]{1,90}?)\s*:\**(?!\d)\s*")
_DASHED = re.compile(r"(?P<label>[^:\n]{2,60}?)\s+[-–—]\s+(?=[^\W_])")
_SIGNED = re.compile(r"\s[(\[](?P<who>[^()\[\]]{2,70})[)\]]\s*\.?\s*\Z")
_INNER = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<bracket>[^()]+)\)|,\s*(?P<comma>.+))\Z")
_BY = load_pattern("turns", "by")
_ASKS = load_pattern("turns", "asks")
_ANSWERS = load_pattern("turns", "answers")
_OFFICE_OF = load_pattern("turns", "office_of")
_FEWEST_SAID = 3
"""Words behind the name of somebody who is not listed; fewer are no turn."""
_PUT_TO = load_pattern("turns", "put_to")
_SEVERAL = load_pattern("turns", "several")
_FOR_PREFIX = load_pattern("turns", "for_prefix")
_BY_PREFIX = re.compile(r"v/\s*")
_OWNED = load_pattern("turns", "owned")
_REMOTE_BESIDE = load_pattern("turns", "remote_beside")
_SAID_BESIDE = load_pattern("turns", "said_beside")
_SIGNED_BY = load_pattern("turns", "signed_by")
_SIGNED_TO = load_pattern("turns", "signed_to")
_ANSWER_NOUN = load_pattern("turns", "answer_noun")
_TO_SOMEBODY = re.compile(r"til\s", re.IGNORECASE)
_PLACE_AND_NAME = re.compile(
    r"(?P<place>[A-ZÆØÅ][^:.(\n–—]{1,40}?)\s*(?:"
    r"[-–—:]?\s*\((?:v/\s*)?(?P<beside>[^()]{2,50})\)\s*[-–—:]?\s+(?=[\"«“A-ZÆØÅ0-9])|(?:\s[-–—]|:)\s+(?P<behind>[^:.\n]{2,40}):\s+)"
)
_BRACKETED = re.compile(
    rf"(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,3}}) \([^()\n]{{2,50}}\)\**\s+(?=[A-ZÆØÅ][a-zæøå]* [a-zæøå])"
)
_FIRST_NAMED = re.compile(rf"(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,3}})\s*(?:[,(;.]|\Z)")
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
_LINE_LABEL = re.compile(rf"^[\s*_•–-]*(?P<label>{NAME_TOKEN}(?: {NAME_TOKEN})?)[*_]*:", re.MULTILINE)
_LONE = ("surname", "part-of-name")
"""Rules by which a single word is somebody who may be called after a place."""
_PAIR = 2
_SURE = ("full-name", "given-name", "surname", "part-of-name", "initials", "spelling")
"""Rules by which a name in brackets is surely somebody listed."""
_QUOTED = re.compile(r"[\"«“][^\n]+[\"»”]\s*[–—-]+\s*(?P<who>[A-ZÆØÅ][^\n]{1,50}?)\s*\Z")
_PARTS = re.compile(r"\s*[,/&]\s*|\s+(?:og|samt)\s+")
_COUNT = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_MOST_DASHED = 6
"""Words before a dash that may be a label; more are the beginning of a sentence."""


class LabelReader:
    """Recognises the labels of the people of one document."""

    def __init__(self, roster: Roster, represented: Represented, lexicon: Lexicon, text: str = "") -> None:
        """`text`: the whole document, whose labels show whether it labels turns by places."""
        self._by_place = _labels_by_place(text, roster, represented)
        self._roster = roster
        self._represented = represented
        self._lexicon = lexicon

    def read(self, text: str) -> Opening | None:
        """Read the label that a text begins with; None where it begins with none."""
        placed = self._read_placed(text)
        if placed:
            return placed
        found = _LABEL.match(text)
        opening = self._read_label(found, text) if found else None
        return opening or self._read_dashed(text) or self._read_bracketed(text)

    def _read_bracketed(self, text: str) -> Opening | None:
        """Read "Kari Lie (Lier) Vi trenger ...": the whole name of somebody listed, whom for, and no mark behind."""
        found = _BRACKETED.match(text)
        named = self._roster.resolve(found["name"]) if found else None
        if not found or named is None or named[1] != "full-name" or self._begins_with_name(text[found.end() :]):
            return None
        inner = self._read_inner(found.group().strip(" *"))
        return self._finish(inner, found.group(), found.end()) if inner and inner.speaker else None

    def _read_placed(self, text: str) -> Opening | None:
        """Read "Lier – Ola: ...", "Lier (Ola) Vi mangler ...": a place, then somebody listed, then what they said."""
        found = _PLACE_AND_NAME.match(text)
        place = found["place"].strip(" *") if found else ""
        if not found or not (self._represented.names(place) or self._read_place(place)):
            return None
        spoke = self._roster.resolve((found["beside"] or found["behind"]).strip(" *"), place)
        if spoke is None or found.end() == len(text):
            return None
        return self._finish(Opening(spoke[0], None, place, place, 0, spoke[1]), found.group(), found.end())

    def read_whole(self, text: str) -> Opening | None:
        """Read a line that is nothing but a label, with or without its colon: "Drammen", "Kari Lie (Drammen)"."""
        label = _COUNT.sub("", text.strip(" *:–-"))
        if not label or len(label.split()) > _MOST_DASHED:
            return None
        opening = self._read_inner(label)
        if opening is None and self._represented.is_known(label):
            opening = Opening(None, None, label, label, 0, "place-label")
        # "LO v/ Lie" is surely a speaker, "Lie" alone may be the head of anything.
        placed = opening is not None and opening.place is not None and self._represented.names(opening.place)
        sure = ("surname", "part-of-name") if _BY.match(label) or placed else ()
        doubted = {"unlisted", "office", "slip", "spelling", "surname", "part-of-name"}.difference(sure)
        if opening is None or opening.rule in doubted:
            return None
        return self._finish(opening, label, len(text))

    def read_signed(self, text: str) -> Opening | None:
        """Read "E134 må utbedres (Kari Lie)" and "... (Karmøy)": who said it stands in brackets behind."""
        found = _QUOTED.match(text) or _SIGNED.search(text)
        if found is None:
            return None
        first, last = _SIGNED_BY.match(found["who"]), _SIGNED_TO.search(found["who"])
        who = found["who"][first.end() if first else 0 : last.start() if last else None].strip()
        if not who[:1].isupper():
            return None
        several = self._read_signers(who)
        if len(several) > 1:
            return replace(several[0], also=several[1:])
        opening = self._read_inner(who)
        if not opening or opening.rule not in (*_SURE, "place-label"):
            return None
        rule = "place-label" if opening.rule == "place-label" else "labelled-turn"
        answers = bool(last and _ANSWER_NOUN.match(last["noun"]))
        return Opening(opening.speaker, None, opening.place, found["who"], 0, rule, answers)

    def _read_signers(self, who: str) -> tuple[Opening, ...]:
        """ "(Kari, Ola)" are two who said it; () where one of them is somebody that the list does not tell."""
        named = [(part, self._roster.resolve(part)) for part in _PARTS.split(who)]
        if not all(part[:1].isupper() and found for part, found in named):
            return ()
        numbers = {found[0]: part for part, found in named if found}
        return tuple(Opening(number, None, None, part, 0, "labelled-turn") for number, part in numbers.items())

    def _read_label(self, found: re.Match[str], text: str) -> Opening | None:
        label = _REMOTE_BESIDE.sub("", found["label"].strip(" *"))
        how = _SAID_BESIDE.search(label)
        if how and how.start() and self._read_inner(label[: how.start()]):
            opening = self._read_inner(label[: how.start()])
            if opening and found.end() < len(text):
                return self._finish(opening, label, found.end(), how["answer"] is not None)
        if _TO_SOMEBODY.match(label):
            # "Til Lier: ..." is put to Lier by whoever has the floor.
            return None
        owned = _OWNED.match(label)
        owner = self._read_inner(owned["who"]) if owned else None
        if owned and owner and found.end() < len(text):
            return self._finish(owner, label, found.end(), bool(_ANSWER_NOUN.match(owned["noun"])))
        asks, answers = _ASKS.match(label), _ANSWERS.match(label)
        cue = answers or asks
        named = _strip_brackets(label[cue.end() :]) if cue else label
        # "Spørsmål til Kari:" was not put by Kari.
        named = "" if cue and (_SEVERAL.match(named) or _TO_SOMEBODY.match(named)) else named
        opening = self._read_named(named, bool(cue), text[found.end() :]) if named else None
        if cue and opening is None:
            opening = Opening(None, None, None, label, 0, "nobody-named", bool(answers)) if not named else None
        if opening is None or (found.end() == len(text) and not (opening.speaker or opening.rule == "place-label")):
            return None
        if self._fills_office(label, text[found.end() :]):
            return None
        return self._finish(opening, label, found.end(), bool(answers))

    def _fills_office(self, label: str, rest: str) -> bool:
        """Tell whether a label is an office and a person stands behind it: "Leder: Kari Lie (gjenvalgt, 1 år)"."""
        office, bare = read_office(label.partition("(")[0].strip())
        named = _FIRST_NAMED.match(rest)
        return bool(office and not bare and named and is_person_like(named["name"], self._lexicon))

    def _read_named(self, named: str, cued: bool, rest: str) -> Opening | None:
        opening = self._read_inner(named)
        if opening or find_label(_as_line(named), tuple(load_vocabulary().labels)):
            return opening
        if self._represented.is_known(named) and len(rest.split()) >= _FEWEST_SAID and not rest[:1].isdigit():
            return Opening(None, None, named, named, 0, "place-label")
        return self._read_unknown(named, cued)

    @staticmethod
    def _finish(opening: Opening, label: str, skip: int, answers: bool = False) -> Opening:
        kept = opening.rule in ("unknown-speaker", "place-label", "nobody-named")
        rule = opening.rule if kept else "labelled-turn"
        return Opening(opening.speaker, opening.name, opening.place, label, skip, rule, answers)

    def _read_dashed(self, text: str) -> Opening | None:
        """Read "Kari Lie – Vi trenger ..." and "Kongsberg – har fått ...", where the name is surely one."""
        found = _DASHED.match(text)
        if not found or len(found["label"].split()) > _MOST_DASHED:
            return None
        label, rest = found["label"].strip(" *"), text[found.end() :]
        opening = self._read_inner(label)
        sure = opening and (opening.rule in ("full-name", "place-label") or opening.place)
        if not opening or not sure or read_office(rest)[0] or self._begins_with_name(rest):
            return None
        return self._finish(opening, label, found.end())

    def _begins_with_name(self, text: str) -> bool:
        """Tell whether a text begins with a place or a person: "Drammen – Oslo", "Lier – Ola Dal"."""
        first = re.match(r"[\w-]+(?: [A-ZÆØÅ][\w-]+)?", text)
        words = first.group() if first else ""
        single = words.split(" ")[0]
        if words.casefold() in self._lexicon.places or single.casefold() in self._lexicon.places:
            return True
        return single[:1].isupper() and self._roster.resolve(words) is not None

    def _read_inner(self, label: str) -> Opening | None:
        by = _BY.match(label)
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
        return spoke if spoke and spoke[1] in _SURE else None

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

    def _read_unknown(self, label: str, cued: bool) -> Opening | None:
        """A label that names somebody, but nobody in the list or several: the turn is nobody's, and told as unread."""
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


def _strip_brackets(named: str) -> str:
    """Take off the brackets around the whole of who is named, and no others: "(Kari Lie)", but "Lier (Kari Lie)"."""
    named = named.strip(" .,")
    bare = named.strip("()")
    return bare.strip(" .,") if "(" not in bare and named.startswith("(") else named


def _capitalise(office: str) -> str:
    return office[:1].upper() + office[1:]


def _as_line(text: str) -> Line:
    return Line(text + ":", 0, len(text) + 1, 0)
