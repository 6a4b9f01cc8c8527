"""Who answers whom: people named in a turn who spoke before, and answers to questions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.meeting import Contribution
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_ANSWERS = load_pattern("replies", "answers")
_ANSWERED = load_pattern("replies", "answered")
_BOTH = load_pattern("replies", "both")
_PLACE_ANSWERED = load_pattern("replies", "place_answered")
_PLACE_OWNS = load_pattern("replies", "place_owns")


def find_replies(turns: Sequence[Contribution], roster: Roster) -> list[Contribution]:
    """Fill in `replies_to` of each turn, by the people named in it.

    Somebody named counts when they spoke earlier under the same item, or when the sentence says that they are
    answered. A question's answer, and "svarte" with nobody named, goes to the turn before.
    """
    done: list[Contribution] = []
    spoke: dict[int | None, list[int]] = {}
    """Item → who has spoken under it so far, in order."""
    last: dict[int | None, Contribution] = {}
    for turn in turns:
        if turn.speaker or turn.on_behalf_printed:
            speakers = spoke.setdefault(turn.item, [])
            turn = replace(turn, replies_to=tuple(_find(turn, speakers, last.get(turn.item), roster)))
        if turn.speaker:
            speakers.append(turn.speaker)
            last[turn.item] = turn
        done.append(turn)
    return done


def _find(turn: Contribution, spoke: Sequence[int], before: Contribution | None, roster: Roster) -> list[int]:
    """Give whom a turn answers; `before` is the last turn with a speaker under its item."""
    found: list[int] = []
    for span in split_sentences(turn.text, 0, len(turn.text)):
        sentence = turn.text[span.begins : span.ends]
        cued = bool(load_vocabulary().reply.search(sentence))
        for person in roster.find(sentence):
            office = sentence[: person.begins].endswith("-")
            if (
                person.number != turn.speaker
                and not office
                and (person.number in spoke or (cued and _was_there(roster, person.number)))
            ):
                found.append(person.number)
        found += [n for n in _by_place(sentence, spoke, roster) if n != turn.speaker]
    if not found and before:
        found = _answer_before(turn, before)
    return list(dict.fromkeys(found))


def _was_there(roster: Roster, number: int) -> bool:
    return roster.people[number].status.value != "absent"


def _by_place(sentence: str, spoke: Sequence[int], roster: Roster) -> list[int]:
    if _BOTH.search(sentence):
        return list(dict.fromkeys(reversed(spoke)))[:2][::-1]
    found = []
    for pattern in (_PLACE_ANSWERED, _PLACE_OWNS):
        for match in pattern.finditer(sentence):
            speaker = roster.find_speaker_for(match["place"], spoke)
            if speaker:
                found.append(speaker)
    for match in re.finditer(r"(?<!\w)(?:med|til|mot)\s+([a-zæøå]+(?:en|n))\b", sentence):
        holder = roster.resolve(match[1])
        if holder and holder[1] == "office" and (holder[0] in spoke or load_vocabulary().reply.search(sentence)):
            found.append(holder[0])
    return found


def _answer_before(turn: Contribution, before: Contribution) -> list[int]:
    if before.speaker is None or before.speaker == turn.speaker or turn.order != before.order + 1:
        return []
    if turn.rule == "answer":
        return [before.speaker]
    asked = before.text.rstrip().endswith("?")
    first = turn.text.lstrip()[:120]
    if (asked and len(before.text) < 400) or _ANSWERS.match(first) or _ANSWERED.search(first.split(".")[0]):
        return [before.speaker]
    return []
