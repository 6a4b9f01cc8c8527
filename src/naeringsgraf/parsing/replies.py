"""Who answers whom: people named in a turn who spoke before, and answers to questions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.meeting import Contribution
from naeringsgraf.parsing.people import Roster, fits_place
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_ANSWERS = load_pattern("replies", "answers")
_ANSWERED = load_pattern("replies", "answered")
_BOTH = load_pattern("replies", "both")
_PLACE_ANSWERED = load_pattern("replies", "place_answered")
_PLACE_SAID = load_pattern("replies", "place_said")
_PUT_TO = load_pattern("turns", "put_to")
_THANKS = load_pattern("replies", "thanks")
_PLACE_OWNS = load_pattern("replies", "place_owns")


def find_replies(turns: Sequence[Contribution], roster: Roster) -> list[Contribution]:
    """Fill in `replies_to` of each turn, by the people named in it.

    Somebody named counts when they spoke earlier under the same item, or when the sentence says that they are
    answered. A question's answer, and "svarte" with nobody named, goes to the turn before.
    """
    done: list[Contribution] = []
    for turn in turns:
        earlier = [t for t in done if t.item == turn.item and t.speaker]
        somebody = turn.speaker or turn.on_behalf_printed
        done.append(replace(turn, replies_to=tuple(_find(turn, earlier, roster))) if somebody else turn)
    return done


def _find(turn: Contribution, earlier: Sequence[Contribution], roster: Roster) -> list[int]:
    spoke = [t.speaker for t in earlier if t.speaker]
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
        found += [n for n in _by_place(sentence, earlier, roster) if n != turn.speaker]
    put_to = _PUT_TO.match(turn.speaker_printed or "")
    other = roster.resolve(put_to["other"]) if put_to else None
    if other and other[0] != turn.speaker:
        found.append(other[0])
    if not found and earlier:
        found = _answer_before(turn, earlier, roster)
    return list(dict.fromkeys(found))


def _was_there(roster: Roster, number: int) -> bool:
    return roster.people[number].status.value != "absent"


def _by_place(sentence: str, earlier: Sequence[Contribution], roster: Roster) -> list[int]:
    spoke = [t.speaker for t in earlier if t.speaker]
    if _BOTH.search(sentence):
        return list(dict.fromkeys(reversed(spoke)))[:2][::-1]
    found = []
    for pattern in (_PLACE_ANSWERED, _PLACE_SAID, _PLACE_OWNS):
        for match in pattern.finditer(sentence):
            speaker = _find_speaker(match["place"], earlier, roster)
            if speaker:
                found.append(speaker)
    for match in re.finditer(r"(?<!\w)(?:med|til|mot)\s+([a-zæøå]+(?:en|n))\b", sentence):
        holder = roster.resolve(match[1])
        if holder and holder[1] == "office" and (holder[0] in spoke or load_vocabulary().reply.search(sentence)):
            found.append(holder[0])
    return found


def _find_speaker(place: str, earlier: Sequence[Contribution], roster: Roster) -> int | None:
    """Who spoke for a place before: the one who came for it, or whose turn was labelled with it."""
    for form in dict.fromkeys((place, place.split(" ")[0])):
        labelled = {t.speaker for t in earlier if t.speaker and fits_place(t.on_behalf_printed, form)}
        speaker = roster.find_speaker_for(form, [t.speaker for t in earlier if t.speaker])
        if speaker or len(labelled) == 1:
            return speaker or next(iter(labelled))
    return None


def _answer_before(turn: Contribution, earlier: Sequence[Contribution], roster: Roster) -> list[int]:
    before = earlier[-1]
    if before.speaker is None or before.speaker == turn.speaker or turn.order != before.order + 1:
        return []
    if turn.rule == "answer" or (_THANKS.match(turn.text.lstrip()) and turn.speaker in before.replies_to):
        return [before.speaker]
    asked = before.text.rstrip().endswith("?")
    first = turn.text.lstrip()[:120]
    if (asked and len(before.text) < 400) or _ANSWERS.match(first) or _ANSWERED.search(first.split(". ")[0]):
        return [before.speaker]
    return []
