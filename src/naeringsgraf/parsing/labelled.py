"""Labels before a turn, with the marks behind them: "Kari Lie (Lier): ...", "Lier → ...", "Svar: ...".

Who such a label names is read by `NameReader`.
"""

import re
from dataclasses import replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.labels import find_label
from naeringsgraf.parsing.named import BY, SURE, NameReader
from naeringsgraf.parsing.names import NAME_TOKEN, begins_with_given, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.represented import Represented
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_LABEL = re.compile(r"[(\[*]*(?P<label>[^:\n]{1,90}?)\s*:{1,2}\**(?!\d)\s*")
_DASHED = re.compile(
    r"(?P<label>[^:\n]{2,60}?)\s+(?:[-–—]|(?P<sign>[→⇒⟶➔➜➙►▶▸»›|¦‖·•~]|[-–=]{1,2}>|>{1,2}|//|::))\s+(?=[^\W_]|[\"«“])"
)
"""A dash may also stand within a sentence; the other signs part a label from the words, or one place from the next."""
_SIGNED = re.compile(r"\s[(\[](?P<who>[^()\[\]]{2,70})[)\]]\s*\.?\s*\Z")
_ASKS = load_pattern("turns", "asks")
_ANSWERS = load_pattern("turns", "answers")
NUMBERED = load_pattern("turns", "numbered")
_FEWEST_SAID = 3
"""Words behind the name of somebody who is not listed; fewer are no turn."""
_SEVERAL = load_pattern("turns", "several")
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
_QUOTED = re.compile(r"[\"«“][^\n]+[\"»”]\s*[–—-]+\s*(?P<who>[A-ZÆØÅ][^\n]{1,50}?)\s*\Z")
_COUNT = re.compile(r"\A\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_SENTENCE = re.compile(
    rf"{NAME_TOKEN} (?:har|er|vil|kan|må|bør|skal|trenger|treng|ønsker|ønskjer|hadde|var|ville) [a-zæøå]"
)
"""A sentence of two words or more whose subject is a name."""
_MOST_DASHED = 6
"""Words before a dash that may be a label; more are the beginning of a sentence."""


class LabelReader:
    """Recognises the labels of the people of one document."""

    def __init__(self, roster: Roster, represented: Represented, lexicon: Lexicon, text: str = "") -> None:
        """`text`: the whole document, whose labels show whether it labels turns by places."""
        self._names = NameReader(roster, represented, lexicon, text)
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
        inner = self._names.read(found.group().strip(" *"))
        return self._finish(inner, found.group(), found.end()) if inner and inner.speaker else None

    def _read_placed(self, text: str) -> Opening | None:
        """Read "Lier – Ola: ...", "Lier (Ola) Vi mangler ...": a place, then somebody listed, then what they said."""
        found = _PLACE_AND_NAME.match(text)
        place = found["place"].strip(" *") if found else ""
        if not found or not self._names.knows(place):
            return None
        spoke = self._roster.resolve((found["beside"] or found["behind"]).strip(" *"), place)
        if spoke is None or found.end() == len(text):
            return None
        return self._finish(Opening(spoke[0], None, place, place, 0, spoke[1]), found.group(), found.end())

    def read_whole(self, text: str) -> Opening | None:
        """Read a line that is nothing but a label: "Drammen", "Kari Lie (Drammen):", "Innlegg 2: Kari Lie"."""
        label = NUMBERED.sub("", _COUNT.sub("", text.strip(" *:–-")))
        if not label or len(label.split()) > _MOST_DASHED:
            return None
        opening = self._names.read(label)
        if opening is None and self._represented.is_known(label):
            opening = Opening(None, None, label, label, 0, "place-label")
        # "LO v/ Lie" is surely a speaker, "Lie" alone may be the head of anything.
        placed = opening is not None and opening.place is not None and self._represented.names(opening.place)
        sure = ("surname", "part-of-name") if BY.match(label) or placed else ()
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
        opening = self._names.read(who)
        if not opening or any(one.rule not in (*SURE, "place-label") for one in (opening, *opening.also)):
            return None
        answers = bool(last and _ANSWER_NOUN.match(last["noun"]))
        return self._finish(opening, found["who"], 0, answers)

    def _read_label(self, found: re.Match[str], text: str) -> Opening | None:
        label = _REMOTE_BESIDE.sub("", found["label"].strip(" *"))
        how = _SAID_BESIDE.search(label)
        if how and how.start() and self._names.read(label[: how.start()]):
            opening = self._names.read(label[: how.start()])
            if opening and found.end() < len(text):
                return self._finish(opening, label, found.end(), how["answer"] is not None)
        if _TO_SOMEBODY.match(label):
            # "Til Lier: ..." is put to Lier by whoever has the floor.
            return None
        owned = _OWNED.match(label)
        owner = self._names.read(owned["who"]) if owned else None
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
        opening = self._names.read(named)
        if opening or find_label(_as_line(named), tuple(load_vocabulary().labels)):
            return opening
        if self._represented.is_known(named) and len(rest.split()) >= _FEWEST_SAID and not rest[:1].isdigit():
            return Opening(None, None, named, named, 0, "place-label")
        return self._names.read_unknown(named, cued)

    @staticmethod
    def _finish(opening: Opening, label: str, skip: int, answers: bool = False) -> Opening:
        first, *rest = (
            one
            if one.rule in ("unknown-speaker", "place-label", "nobody-named")
            else replace(one, rule="labelled-turn")
            for one in (opening, *opening.also)
        )
        return replace(first, printed=label, skip=skip, answers=answers, also=tuple(rest))

    def _read_dashed(self, text: str) -> Opening | None:
        """Read "Kari Lie – Vi trenger ...", "Kongsberg → har fått ...", where the name is surely one."""
        found = _DASHED.match(text)
        if not found or len(found["label"].split()) > _MOST_DASHED:
            return None
        label, rest = found["label"].strip(" *"), text[found.end() :]
        beside = _DASHED.match(rest) if found["sign"] else None
        if beside and beside["sign"] == found["sign"] and self._begins_with_name(beside["label"]):
            # "Kari Lie | Lier | Vi trenger ..." is "Kari Lie, Lier".
            label, rest = f"{label}, {beside['label']}", rest[beside.end() :]
        opening = self._names.read(label)
        if opening is None and found["sign"] and begins_with_given(label, self._lexicon):
            opening = self._names.read_unknown(label, cued=False)
            return self._finish(opening, label, len(text) - len(rest)) if opening else None
        rules = ("place-label", "unlisted", *SURE) if found["sign"] else ("place-label", "full-name")
        several = (opening, *opening.also) if opening else ()
        sure = opening and all(one.rule in rules or one.place for one in several)
        if not opening or not sure or read_office(rest)[0] or self._names_other(opening, rest):
            return None
        return self._finish(opening, found["label"], len(text) - len(rest))

    def _names_other(self, opening: Opening, rest: str) -> bool:
        """Tell whether a name stands behind a dash, and is no beginning of what somebody says: "Lier – Ola Dal".

        Behind the whole name of a person a place may be: "Kari Lie – Lier har regulert tomta".
        """
        told = opening.rule == "full-name" and _SENTENCE.match(rest) and self._represented.names(rest.split(" ")[0])
        return not told and self._begins_with_name(rest)

    def _begins_with_name(self, text: str) -> bool:
        """Tell whether a text begins with a place or a person: "Drammen – Oslo", "Lier – Ola Dal"."""
        first = re.match(r"[\w-]+(?: [A-ZÆØÅ][\w-]+)?", text)
        words = first.group() if first else ""
        single = words.split(" ")[0]
        if words.casefold() in self._lexicon.places or single.casefold() in self._lexicon.places:
            return True
        return single[:1].isupper() and self._roster.resolve(words) is not None


def _strip_brackets(named: str) -> str:
    """Take off the brackets around the whole of who is named, and no others: "(Kari Lie)", but "Lier (Kari Lie)"."""
    named = named.strip(" .,")
    bare = named.strip("()")
    return bare.strip(" .,") if "(" not in bare and named.startswith("(") else named


def _as_line(text: str) -> Line:
    return Line(text + ":", 0, len(text) + 1, 0)
