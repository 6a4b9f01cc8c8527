"""Who answers whom: people named in a turn who spoke before, and answers to questions."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from naeringsgraf.model.meeting import Contribution
from naeringsgraf.parsing.people import Found, Roster, fits_place
from naeringsgraf.parsing.sentences import first_sentence, split_sentences
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_ANSWERS = load_pattern("replies", "answers")
_ANSWERED = load_pattern("replies", "answered")
_BOTH = load_pattern("replies", "both")
_PLACE_ANSWERED = load_pattern("replies", "place_answered")
_PLACE_SAID = load_pattern("replies", "place_said")
_PLACE_FROM = load_pattern("replies", "place_from")
_PLACE_JUDGED = load_pattern("replies", "place_judged")
_ASKED = load_pattern("replies", "asked")
_PUT_TO = load_pattern("turns", "put_to")
_THANKS = load_pattern("replies", "thanks")
_WHERE = re.compile(
    r"(?<!\w)(?:[Ii]|[Pp]å|[Vv]ed|[Mm]ellom|[Gg]jennom|[Rr]undt|[Uu]tanfor|[Uu]tenfor|[Nn]ær)\s+(?P<place>[A-ZÆØÅ][\w-]+)"
)
"""Where something is: a place that a surname may be called after."""
_TO_OFFICE = re.compile(r"(?<!\w)(?:med|til|mot|over)\s+([a-zæøå]+(?:en|n|der|iar|rer|rar|ent))\b")
_PLACE_OWNS = load_pattern("replies", "place_owns")
_TO_PLACE = load_pattern("replies", "to_place")
_OFFICE_IN = load_pattern("replies", "office_in")


_LONGEST_START = 160
"""Characters of a turn that tell whether it answers the one before."""
_MOST_TOGETHER = 6
"""People who say the same words, at most."""


@dataclass
class _Earlier:
    """What was said under one item so far."""

    speakers: list[int] = field(default_factory=list)
    """One a turn, in order."""
    labelled: list[tuple[str, int]] = field(default_factory=list)
    """Places that turns were labelled with, and who spoke there."""
    nameless: list[str] = field(default_factory=list)
    """Places that turns were labelled with, though several came for them, and it is not told who spoke."""
    anywhere: list[int] = field(default_factory=list)
    """Who spoke under any item, one a turn."""
    last: Contribution | None = None
    """The last turn with a speaker."""


def find_replies(turns: Sequence[Contribution], roster: Roster) -> list[Contribution]:
    """Fill in `replies_to` of each turn, by the people named in it.

    Somebody named counts when they spoke earlier under the same item, or when the sentence says that they are
    answered. A question's answer, and "svarte" with nobody named, goes to the turn before.
    """
    done: list[Contribution] = []
    places = frozenset(found["place"].casefold() for turn in turns for found in _WHERE.finditer(turn.text))
    said: dict[int | None, _Earlier] = {}
    anywhere: list[int] = []
    for at, turn in enumerate(turns):
        earlier = said.setdefault(turn.item, _Earlier(anywhere=anywhere))
        together = {
            other.speaker
            for other in turns[max(0, at - _MOST_TOGETHER) : at + _MOST_TOGETHER]
            if other.begins == turn.begins
        }
        if turn.speaker or turn.on_behalf_printed:
            named = [number for number in _find(turn, earlier, roster, places) if number not in together]
            if not named and earlier.last and earlier.last.begins == turn.begins:
                # The same words answer the same ones, whoever of several says them.
                named = [number for number in earlier.last.replies_to if number not in together]
            turn = replace(turn, replies_to=tuple(named))
        if turn.speaker:
            earlier.speakers.append(turn.speaker)
            anywhere.append(turn.speaker)
            earlier.last = turn
            if turn.on_behalf_printed:
                earlier.labelled.append((turn.on_behalf_printed, turn.speaker))
        elif turn.on_behalf_printed:
            earlier.nameless.append(turn.on_behalf_printed)
        done.append(turn)
    return done


def _find(turn: Contribution, earlier: _Earlier, roster: Roster, places: Set[str]) -> list[int]:
    """Give whom a turn answers. `places`: words, folded, that somewhere in the minutes tell where something is."""
    found: list[int] = []
    for span in split_sentences(turn.text, 0, len(turn.text)):
        sentence = turn.text[span.begins : span.ends]
        for person in roster.find(sentence):
            office = sentence[: person.begins].endswith("-")
            if _is_where(person, sentence, places):
                continue
            if not office and (
                person.number in earlier.speakers or (_was_there(roster, person.number) and _is_cued(sentence))
            ):
                found.append(person.number)
        found += _by_place(sentence, earlier, roster)
    put_to = _PUT_TO.match(turn.speaker_printed or "")
    other = roster.resolve(put_to["other"]) if put_to else None
    found += [other[0]] if other else []
    others = [number for number in dict.fromkeys(found) if number != turn.speaker]
    if not others and earlier.last:
        return _answer_before(turn, earlier.last)
    return others


def _is_where(person: Found, sentence: str, places: Set[str]) -> bool:
    """Tell whether a surname is rather the place of that name: "på Halsnøy" is no Halsnøy who spoke."""
    if person.printed.casefold() not in places:
        return False
    there = any(found.start("place") == person.begins for found in _WHERE.finditer(sentence))
    return there or not _is_cued(sentence)


def _was_there(roster: Roster, number: int) -> bool:
    return roster.people[number].status.value != "absent"


@lru_cache(maxsize=16)
def _is_cued(sentence: str) -> bool:
    """Tell, for all who are named in a sentence at once, whether it has words that say that somebody is answered."""
    return load_vocabulary().reply.search(sentence) is not None


def _by_place(sentence: str, earlier: _Earlier, roster: Roster) -> list[int]:
    spoke = earlier.speakers
    if not (spoke or earlier.nameless or _is_cued(sentence)):
        return []
    if _BOTH.search(sentence):
        return list(dict.fromkeys(reversed(spoke)))[:2][::-1]
    found = []
    for pattern in (_PLACE_ANSWERED, _PLACE_SAID, _PLACE_FROM, _PLACE_JUDGED, _PLACE_OWNS, _TO_PLACE):
        for match in pattern.finditer(sentence):
            speaker = _find_speaker(match["place"], earlier, roster)
            if speaker:
                found.append(speaker)
    for match in _OFFICE_IN.finditer(sentence):
        printed = match.group()
        holder = roster.resolve(printed[0].upper() + printed[1:])
        if holder and holder[1] == "office" and holder[0] in spoke:
            found.append(holder[0])
    for match in _TO_OFFICE.finditer(sentence):
        holder = roster.resolve(match[1])
        if holder and holder[1] == "office" and (holder[0] in spoke or _is_cued(sentence)):
            found.append(holder[0])
    return found


def _find_speaker(place: str, earlier: _Earlier, roster: Roster) -> int | None:
    """Who spoke for a place before: the one who came for it, or whose turn was labelled with it.

    Where a turn is the place's alone, the one who has spoken for it under any item.
    """
    for form in dict.fromkeys((place, place.split(" ")[0])):
        labelled = {speaker for label, speaker in earlier.labelled if fits_place(label, form)}
        nameless = any(fits_place(label, form) for label in earlier.nameless)
        speaker = roster.find_speaker_for(form, earlier.anywhere if nameless else earlier.speakers)
        if speaker or len(labelled) == 1:
            return speaker or next(iter(labelled))
    return None


def _answer_before(turn: Contribution, before: Contribution) -> list[int]:
    if before.speaker is None or before.speaker == turn.speaker or turn.order != before.order + 1:
        return []
    if turn.rule == "answer" or (_THANKS.match(turn.text.lstrip()) and turn.speaker in before.replies_to):
        return [before.speaker]
    # Who asks, too, puts the next question of a list.
    asked = before.text.rstrip().endswith("?") and not turn.text.rstrip().endswith("?")
    first = " ".join(turn.text[:_LONGEST_START].split())
    sentence = " ".join(first_sentence(turn.text[:_LONGEST_START]).split())
    if _is_answered_at_once(before, turn):
        return [before.speaker]
    if (asked and len(before.text) < 400) or _ANSWERS.match(first) or _ANSWERED.search(sentence):
        return [before.speaker]
    return []


def _is_answered_at_once(before: Contribution, turn: Contribution) -> bool:
    """Tell whether the turn before ends with a question that is told, and this one goes on in the same paragraph."""
    if turn.begins - before.ends > 1:
        return False
    last = before.text[split_sentences(before.text, 0, len(before.text))[-1].begins :]
    first = turn.text[: split_sentences(turn.text, 0, len(turn.text))[0].ends]
    return _ASKED.search(last) is not None and _ASKED.search(first) is None
