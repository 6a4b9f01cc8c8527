"""Sentences that tell who spoke elsewhere than before the verb: behind the words, by a noun, or in the passive."""

import re
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.names import INITIAL, NAME_TOKEN, begins_with_given, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.represented import Represented
from naeringsgraf.parsing.vocabulary import load_pattern

_SAID_BEHIND = load_pattern("turns", "said_behind")
_ACCORDING = load_pattern("turns", "according")
_BY_NOUN = load_pattern("turns", "by_noun")
_IN_PASSIVE = load_pattern("turns", "in_passive")
_FROM_PLACE_CAME = load_pattern("turns", "from_place_came")
_REPRESENTED_BY = load_pattern("turns", "represented_by")
_NEXT_ON = load_pattern("turns", "next_on")
_ANSWER_NOUN = load_pattern("turns", "answer_noun")
_PARTS = re.compile(r"\s*,\s*(?:og\s+|samt\s+)?|\s+(?:og|samt|eller)\s+")
_ONE = re.compile(
    rf"(?:[a-zæøå]+\s+)?(?P<name>(?:{NAME_TOKEN}|{INITIAL})(?: (?:{NAME_TOKEN}|{INITIAL}|kommune))*)"
    r"(?:\s+\((?P<place>[^()]+)\)|\s+(?:fra|frå|i)\s+(?P<source>[A-ZÆØÅ][\w -]+))?"
)
_YOUNGER = re.compile(r"\s(?:d\.[ey]\.|jr\.?|sr\.?|junior|senior)(?![\w-])")
_NEAR = 8
"""Characters behind a name in which it is told which of two bears it."""
_BOTH = re.compile(r"(?:Både|Såvel|Så vel|Hverken|Verken|Korkje)\s+")


def resolve_named(roster: Roster, who: str) -> Opening | None:
    """Give the one that words begin with: the longest beginning that is somebody, by name or by office."""
    words = who.split()
    for length in range(len(words), 0, -1):
        form = " ".join(words[:length])
        form = form[0].upper() + form[1:]
        resolved = roster.resolve(form)
        if resolved and (words[length - 1][:1].isupper() or resolved[1] == "office"):
            return Opening(resolved[0], None, None, form, 0, resolved[1])
    return None


class Reported:
    """Recognises such sentences about the people of one document."""

    def __init__(self, roster: Roster, represented: Represented, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._roster = roster
        self._represented = represented

    def read(self, sentence: str) -> Opening | None:
        """Read who a sentence says spoke; None where it tells of nobody listed, and of no place represented."""
        return (
            self._read_from_place(sentence)
            or self._read_named(_REPRESENTED_BY.match(sentence))
            or self._read_noun(sentence)
            or self._read_named(_IN_PASSIVE.match(sentence))
            or self._read_named(_NEXT_ON.match(sentence))
            or self._read_named(_ACCORDING.search(sentence))
            or self._read_named(_SAID_BEHIND.search(sentence))
            or self._read_unlisted(_SAID_BEHIND.search(sentence))
        )

    def _read_unlisted(self, found: re.Match[str] | None) -> Opening | None:
        """Read "..., sa daglig leder Kari Lie" where the list does not hold her: office, given name and surname."""
        office, bare = read_office(found["who"].strip(" .")) if found else (None, "")
        if not office or " " not in bare or not is_person_like(bare, self._lexicon):
            return None
        return Opening(None, bare, None, bare, 0, "unlisted") if begins_with_given(bare, self._lexicon) else None

    def _read_from_place(self, sentence: str) -> Opening | None:
        """Read "Fra Lier (Kari Lie) kom spørsmål om ..." and "Fra Lier, som ikke møtte, ble det meldt ..."."""
        found = _FROM_PLACE_CAME.match(sentence)
        if not found:
            return None
        place = found["place"]
        spoke = self._roster.resolve(found["beside"], place) if found["beside"] else None
        if spoke:
            return Opening(spoke[0], None, place, found.group(), 0, spoke[1])
        if found["beside"] and is_person_like(found["beside"], self._lexicon) and " " in found["beside"]:
            return Opening(None, found["beside"], place, found.group(), 0, "unlisted")
        if self._represented.names(place):
            return Opening(self._represented.sole_speaker(place), None, place, found.group(), 0, "place")
        # Who is named is not listed: what follows is theirs, and not of whoever spoke before.
        return Opening(None, None, None, place, 0, "unknown-speaker")

    def _read_noun(self, sentence: str) -> Opening | None:
        """Read "Svaret frå Lie var at ..." and "Spørsmål fra Lie om ..."."""
        found = _BY_NOUN.match(sentence)
        told = self._read_named(found)
        if told and found and _YOUNGER.search(found.string, found.end("who"), found.end() + _NEAR):
            # "Lie d.y." is not the Lie who stands in the list.
            return Opening(None, None, None, found["who"], 0, "unknown-speaker")
        if told and found and _ANSWER_NOUN.match(found["noun"].casefold()):
            return Opening(told.speaker, None, told.place, told.printed, 0, told.rule, answers=True)
        if told is None and found and begins_with_given(found["who"], self._lexicon):
            return Opening(None, None, None, found["who"], 0, "unknown-speaker")
        return told

    def _read_named(self, found: re.Match[str] | None) -> Opening | None:
        if found is None:
            return None
        named = resolve_named(self._roster, found["who"])
        if named or not self._represented.names(found["who"].strip()):
            return named
        place = found["who"].strip()
        return Opening(self._represented.sole_speaker(place), None, place, place, 0, "place")

    def read_several(self, subject: str) -> Opening | None:
        """Read the subject "Både Hansen (Lier) og Berg (Røyken)": several who say the same.

        Where one of them is nobody in the list, the words are nobody's: it is not known who said them.
        """
        bare = _BOTH.sub("", subject.strip(" ,"))
        parts = [part for part in _PARTS.split(bare) if part]
        if len(parts) < 2 or not re.search(r"\s(?:og|samt|eller)\s", bare):
            return None
        told = [self._read_one(part) for part in parts]
        found = [one for one in told if one]
        if not found:
            return None
        distinct = {one.speaker or one.place for one in found}
        if len(found) < len(parts) or len(distinct) < len(found):
            return Opening(None, None, None, subject.strip(), 0, "unknown-speaker")
        return _join(found)

    def _read_one(self, part: str) -> Opening | None:
        found = _ONE.fullmatch(part)
        if not found:
            return None
        place = found["place"] or found["source"]
        resolved = self._roster.resolve(part if not place else found["name"], place)
        if resolved:
            return Opening(resolved[0], None, place if place and place[:1].isupper() else None, part, 0, resolved[1])
        if place or not self._represented.names(part):
            return None
        return Opening(self._represented.sole_speaker(part), None, part, part, 0, "place")


def _join(found: Sequence[Opening]) -> Opening:
    first, *rest = found
    also = tuple(replace(one, rule="narrated-turn") for one in rest)
    return Opening(first.speaker, None, first.place, first.printed, 0, "narrated-turn", also=also)
