"""Who begins to speak: labels before a turn, and sentences that tell that somebody spoke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.entries import read_office
from naeringsgraf.parsing.names import NAME_TOKEN, is_name_shaped, is_person_like
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_LABEL = re.compile(r"(?P<label>[^:\n]{1,90}?)\s*:(?!\d)\s*")
_INNER = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<bracket>[^()]+)\)|,\s*(?P<comma>.+))\Z")
_BY = load_pattern("turns", "by")
_DASHED = re.compile(r"(?P<place>[A-ZÆØÅ][\w-]*(?: [\w-]+)?)\s+[-–—]\s+(?=[A-ZÆØÅ])")
_ASKED = re.compile(rf"(?:Fra|Frå)\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)\s*(?:\([^()]*\)\s*)?(?=om\b|vedr|ang)")
_ANSWERED = load_pattern("turns", "answered")
_SHOWN_BY = re.compile(rf"\sv/\s*(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)\s*\Z")
_FROM_PLACE = load_pattern("turns", "from_place")
_MOST_WORDS = 14
"""Words before the verb of a narrated turn; longer openings are sentences about something else."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a turn."""

    speaker: int | None
    """Number of an attendance; None when only whom they speak for is named, or the person stands in no list."""
    name: str | None
    """The printed name of a person who stands in no list."""
    place: str | None
    """Whom they speak for, as printed beside the name."""
    printed: str
    skip: int
    """Characters of the label, before the words of the turn."""
    rule: str


class Openings:
    """Recognises turns of the people of one document."""

    def __init__(self, roster: Roster, lexicon: Lexicon) -> None:
        self._roster = roster
        self._lexicon = lexicon
        self._places = {
            part.casefold()
            for person in roster.people.values()
            for part in (person.affiliation_printed or "", (person.affiliation_printed or "").removesuffix(" kommune"))
            if part
        }

    def begins_turn(self, line: Line) -> bool:
        """Tell whether a line begins with the label of a speaker, or asks or answers a question."""
        return self.read_label(line.text) is not None or self.read_question(line.text) is not None

    def read_label(self, text: str) -> Opening | None:
        """Read "Name, Place:", "Name (Place):", "Given:", "KAL:", "Place v/Name:" or "Place:" at the start."""
        found = _LABEL.match(text)
        if not found:
            return None
        label = found["label"].strip(" *")
        opening = self._read_inner(label) or self._read_unknown(label)
        if opening is None or (found.end() == len(text) and not opening.speaker):
            return None
        rule = opening.rule if opening.rule == "unknown-speaker" else "labelled-turn"
        return Opening(opening.speaker, opening.name, opening.place, label, found.end(), rule)

    def _read_unknown(self, label: str) -> Opening | None:
        """A label that names somebody, but nobody in the list or several: the turn is nobody's, and told as unread."""
        inner = _INNER.match(label)
        name = (inner["name"] if inner else label).strip()
        place = (inner["bracket"] or inner["comma"]) if inner else None
        _, bare = read_office(name)
        if not is_name_shaped(bare, most=4):
            return None
        given = bare.split()[0].casefold() in self._lexicon.given_names
        place_like = bare.casefold() in self._lexicon.places
        if self._roster.is_ambiguous(name) or (given and not place_like and self._roster.people):
            return Opening(None, None, place, label, 0, "unknown-speaker")
        return None

    def _read_inner(self, label: str) -> Opening | None:
        by = _BY.match(label)
        if by:
            return self._make(by["name"], by["place"], label)
        inner = _INNER.match(label)
        if inner:
            return self._make(inner["name"], inner["bracket"] or inner["comma"], label)
        whole = self._make(label, None, label)
        if whole:
            return whole
        if label.casefold() in self._places:
            return Opening(None, None, label, label, 0, "place-label")
        return None

    def _make(self, name: str, place: str | None, printed: str) -> Opening | None:
        name = name.strip()
        role, bare = read_office(name)
        if not (name[:1].isupper() and (is_name_shaped(bare) or name.isupper() or role)):
            return None
        resolved = self._roster.resolve(name, place) or (self._roster.resolve(bare, place) if bare else None)
        if resolved:
            return Opening(resolved[0], None, place, printed, 0, resolved[1])
        listed = self._roster.people and any(word.casefold() in self._lexicon.given_names for word in bare.split()[:1])
        if " " in bare and is_person_like(bare, self._lexicon) and (place or listed):
            return Opening(None, bare, place, printed, 0, "unlisted")
        return None

    def read_told(self, sentence: str) -> Opening | None:
        """Read a sentence that begins with a person and a verb of speaking: "Ordfører X orienterte om ..."."""
        dashed = _DASHED.match(sentence)
        skip = dashed.end() if dashed and dashed["place"].casefold() in self._places else 0
        place = dashed["place"] if dashed and skip else None
        told = self._read_subject(sentence[skip:], place)
        if told:
            rule = told.rule if told.rule == "unknown-speaker" else "narrated-turn"
            return Opening(told.speaker, told.name, told.place or place, told.printed, skip, rule)
        return None

    def _read_subject(self, sentence: str, place: str | None) -> Opening | None:
        for prefix in _prefixes(sentence):
            subject = self._resolve_subject(prefix, place)
            if subject:
                return subject
        return None

    def _resolve_subject(self, prefix: str, place: str | None) -> Opening | None:
        prefix = prefix.strip(" ,–-")
        if not prefix[:1].isupper() or re.search(r"\s(?:og|samt)\s", prefix.partition(",")[0]):
            return None
        resolved = self._roster.resolve(prefix, place)
        if resolved:
            return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        head, _, tail = prefix.partition(",")
        for part in (head, tail.strip()):
            resolved = self._roster.resolve(part, place) if part else None
            if resolved:
                return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        source = _FROM_PLACE.match(head)
        if source:
            resolved = self._roster.resolve(source["name"], source["place"])
            if resolved:
                return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        if self._roster.is_ambiguous(head):
            return Opening(None, None, None, prefix, 0, "unknown-speaker")
        _, bare = read_office(head)
        bare = _FROM_PLACE.sub(lambda m: m["name"], bare)
        if (
            " " in bare
            and is_person_like(bare, self._lexicon)
            and bare.split()[0].casefold() in self._lexicon.given_names
        ):
            owner = source["place"] if source else None
            return Opening(None, bare, owner, prefix, 0, "unlisted")
        return None

    def read_presented(self, text: str) -> Opening | None:
        """Read "Lars Lie, leder for X. Se egen presentasjon." and "Temaplan v/Kari Lie", which have no verb."""
        shown = _SHOWN_BY.search(text)
        if shown and "\n" not in text:
            return self._named(shown["name"], text, "presented-by")
        if not load_vocabulary().patterns["presentation"].search(text):
            return None
        first = re.split(r"(?<=[a-zæøå])\.\s", text, maxsplit=1)[0]
        return self._resolve_subject(first, None)

    def read_question(self, text: str) -> Opening | None:
        """Read "Fra Kari Lie (H) om vann" and "Spørsmålet ble besvart av kommunalsjef Per Vik"."""
        asked = _ASKED.match(text)
        if asked:
            return self._named(asked["name"], text, "question")
        answered = _ANSWERED.match(text)
        if answered:
            _, name = read_office(answered["name"].strip())
            return self._named(name, text, "answer") if name else None
        return None

    def _named(self, name: str, printed: str, rule: str) -> Opening | None:
        resolved = self._roster.resolve(name)
        if resolved:
            return Opening(resolved[0], None, None, name, 0, rule)
        if is_person_like(name, self._lexicon):
            return Opening(None, name, None, name, 0, rule)
        return None


def _prefixes(sentence: str) -> Iterator[str]:
    """What stands before each verb of speaking near the start of a sentence."""
    folded = sentence.lower()
    if len(folded) != len(sentence):
        return
    speech = load_vocabulary().speech
    for count, word in enumerate(re.finditer(r"(?<=\s)[^\W\d_]", sentence[:220])):
        if count > _MOST_WORDS:
            return
        if speech.match(folded, word.start()):
            yield sentence[: word.start()]
