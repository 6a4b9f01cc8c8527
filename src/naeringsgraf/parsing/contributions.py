"""Turns: who said what under which item, where each begins and ends.

1. Walk the units in order, keeping the turn that is open.
2. A unit that begins with a label, or tells that somebody spoke, opens a turn and closes the one before. Inside a
   narrated unit, a sentence that tells of somebody else does the same.
3. A unit with no opening carries the open turn on, unless it decides something, tells of the meeting as a whole, or
   stands under a new heading.
4. What nobody is named for, but wishes, asks or comments, becomes a turn without a speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from naeringsgraf.model.document import Document, Span
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import AgendaItem, Attendance, Basis, Contribution, Decision
from naeringsgraf.parsing.names import turn_name
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.statements import asks_for_something
from naeringsgraf.parsing.turns import Opening, Openings
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_IMPERSONAL = load_pattern("contributions", "impersonal")
_FIRST_CLAUSE = re.compile(r"1\.\s*(?=\D)")
_WORK = load_pattern("committees", "work")
_ENDED = re.compile(r"[.!?:…»\")]\s*\Z")


@dataclass
class _Turn:
    opening: Opening | None
    item: int | None
    begins: int
    ends: int
    heading: int
    depth: int
    marker: str


@dataclass
class Minuted:
    """What the treatment of the items gave."""

    turns: list[_Turn] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    unlisted: list[Attendance] = field(default_factory=list)
    """People who took part but stand in no list."""
    loose: list[Unit] = field(default_factory=list)
    """Units that belong to no turn and no decision."""


class TurnReader:
    """Reads the turns of one document."""

    def __init__(self, document: Document, people: Sequence[Attendance], lexicon: Lexicon) -> None:
        self.minuted = Minuted()
        self._document = document
        self._people = list(people)
        self._lexicon = lexicon
        self._openings = Openings(Roster(people), lexicon)
        self._roster = Roster(people)
        self._open: _Turn | None = None
        self._decided: dict[int | None, Decision] = {}
        self._labelled_decision: set[int | None] = set()

    def read(self, units: Sequence[Unit]) -> None:
        """Read all units; the result is in `minuted`."""
        for unit in units:
            self._read_unit(unit)
        self._close()
        self.minuted.decisions = [d for _, d in sorted(self._decided.items(), key=lambda pair: pair[1].begins)]

    def _read_unit(self, unit: Unit) -> None:
        text = self._document.text[unit.begins : unit.ends]
        if self._open and (self._open.heading != unit.heading or self._open.item != unit.item):
            self._close()
        if unit.section == "decision":
            self._close()
            self._decide(unit.item, unit.begins, unit.ends, labelled=True)
            return
        if unit.section in ("not_decision", "actions"):
            self._close()
            if unit.section == "not_decision":
                self._read_sentences(unit, labelled=False)
            return
        label = self._openings.read_label(text)
        if label:
            self._begin(label, unit, unit.begins + label.skip, unit.ends)
            return
        other = self._openings.read_question(text) or self._openings.read_presented(text)
        if other:
            self._begin(other, unit, unit.begins, unit.ends)
            if other.rule in ("question", "answer", "presented-by"):
                self._close()
            return
        if unit.item is None:
            return
        self._read_sentences(unit, labelled=bool(self._open and self._open.opening and self._is_labelled(self._open)))

    @staticmethod
    def _is_labelled(turn: _Turn) -> bool:
        return turn.opening is not None and turn.opening.skip > 0 and turn.opening.rule == "labelled-turn"

    def _read_sentences(self, unit: Unit, labelled: bool) -> None:
        spans = list(split_sentences(self._document.text, unit.begins, unit.ends))
        for index, span in enumerate(spans):
            sentence = self._document.text[span.begins : span.ends]
            if index and (labelled or self._within_label(unit)):
                self._extend(unit.ends)
                return
            told = self._openings.read_told(sentence)
            if told and not self._is_speaking(told):
                self._begin(told, unit, span.begins + told.skip, span.ends)
            elif index == 0:
                if not self._continue(unit, span, sentence, told):
                    return
            elif self._stands_alone(span, sentence) and self._decides(sentence):
                self._close()
                self._decide(unit.item, span.begins, unit.ends)
                return
            elif self._open:
                self._extend(span.ends)

    def _within_label(self, unit: Unit) -> bool:
        return self._open is not None and self._is_labelled(self._open) and self._open.begins < unit.begins

    def _is_speaking(self, told: Opening) -> bool:
        """Tell whether the one named has the floor already: "Maria kommenterer at ..." within Maria's turn."""
        return (
            self._open is not None
            and self._open.opening is not None
            and (told.speaker is not None and self._speaker_of(self._open.opening) == told.speaker)
        )

    def _continue(self, unit: Unit, span: Span, sentence: str, told: Opening | None) -> bool:
        """Take the first sentence of a unit that opens no turn; False when the whole unit has been dealt with."""
        before = self._document.text[max(0, unit.begins - 40) : unit.begins]
        cut = sentence[:1].islower() or (
            self._open is not None and not unit.marker and not _ENDED.search(before.rstrip())
        )
        if self._open and cut:
            self._extend(span.ends)
            return True
        if told is None and self._decides(sentence) and not self._goes_on_in_list(unit):
            self._close()
            self._decide(unit.item, unit.begins, unit.ends)
            return False
        if self._open and (told or self._goes_on(unit, sentence)):
            self._extend(span.ends)
            return True
        self._close()
        self._take_loose(unit)
        return False

    def _goes_on_in_list(self, unit: Unit) -> bool:
        return self._open is not None and bool(unit.marker) and unit.depth > self._open.depth

    def _goes_on(self, unit: Unit, sentence: str) -> bool:
        """Tell whether the open turn goes on in a unit that names nobody."""
        assert self._open
        if unit.section == "comments":
            return False
        first = re.split(r"[\s,.]+", sentence, maxsplit=1)[0].casefold()
        if first in load_vocabulary().words["pronouns"] or self._opens_with_speaker(sentence):
            return True
        if unit.marker:
            return self._carries_list(unit)
        if _IMPERSONAL.match(sentence):
            return False
        return self._is_labelled(self._open)

    def _carries_list(self, unit: Unit) -> bool:
        """Tell whether the open turn goes on in an item of a list: it is labelled, in the list, or announces it."""
        assert self._open
        announced = self._document.text[self._open.begins : self._open.ends].rstrip().endswith(":")
        return announced or bool(self._open.marker) or self._is_labelled(self._open)

    def _opens_with_speaker(self, sentence: str) -> bool:
        """Tell whether a sentence begins with the one who has the floor: "Dag, nevner ..."."""
        assert self._open
        speaker = self._open.opening and self._speaker_of(self._open.opening)
        found = next(self._roster.find(sentence[:60]), None)
        return found is not None and found.begins == 0 and found.number == speaker

    def _take_loose(self, unit: Unit) -> None:
        """Keep a unit that nobody is named for: as a turn without a speaker where it wishes, asks or comments."""
        vocabulary = load_vocabulary()
        text = self._document.text[unit.begins : unit.ends]
        if vocabulary.patterns["none"].match(text) or len(text.split()) < 4:
            return
        wishes = vocabulary.patterns["wish"].search(text) or (unit.marker and asks_for_something(text))
        if unit.section == "comments" or wishes:
            self.minuted.turns.append(
                _Turn(None, unit.item, unit.begins, unit.ends, unit.heading, unit.depth, unit.marker)
            )
        else:
            self.minuted.loose.append(unit)

    def _stands_alone(self, span: Span, sentence: str) -> bool:
        """Tell whether a sentence within a unit may be the meeting's own: it begins a line, or is impersonal."""
        return self._document.text[span.begins - 1 : span.begins] == "\n" or bool(_IMPERSONAL.match(sentence))

    def _decides(self, sentence: str) -> bool:
        vocabulary = load_vocabulary()
        patterns = vocabulary.patterns
        if patterns["rejected"].search(sentence):
            return False
        if patterns["decided"].search(sentence):
            return True
        tells_group = patterns["committee"].search(sentence) or _WORK.search(sentence)
        return bool(tells_group) and self._names_several(sentence)

    def _names_several(self, sentence: str) -> bool:
        return len({found.number for found in self._roster.find(sentence)}) > 1

    def _decide(self, item: int | None, begins: int, ends: int, labelled: bool = False) -> None:
        """Note a decision; the ones under a label "Vedtak" win over sentences that sound like one, and grow."""
        known = self._decided.get(item)
        text = self._document.text
        numbered = _FIRST_CLAUSE.match(text, begins, ends)
        begins = numbered.end() if numbered else begins
        if known is None or (labelled and item not in self._labelled_decision):
            self._decided[item] = Decision(text[begins:ends], begins, ends, item)
        elif labelled:
            self._decided[item] = Decision(text[known.begins : ends], known.begins, ends, item)
        if labelled:
            self._labelled_decision.add(item)

    def _begin(self, opening: Opening, unit: Unit, begins: int, ends: int) -> None:
        self._close()
        self._open = _Turn(opening, unit.item, begins, ends, unit.heading, unit.depth, unit.marker)

    def _extend(self, ends: int) -> None:
        if self._open:
            self._open.ends = max(self._open.ends, ends)

    def _close(self) -> None:
        if self._open:
            self.minuted.turns.append(self._open)
            self._open = None

    def _speaker_of(self, opening: Opening) -> int | None:
        if opening.speaker or not opening.name:
            return opening.speaker
        return next((p.number for p in self._people if p.name == opening.name), None)

    def make_contributions(self, items: Sequence[AgendaItem]) -> Iterator[Contribution]:
        """Give the turns in the order of the text; people in no list are added to `minuted.unlisted`."""
        for order, turn in enumerate(sorted(self.minuted.turns, key=lambda t: t.begins), start=1):
            opening = turn.opening
            text = self._document.text[turn.begins : turn.ends]
            speaker = self._number_speaker(opening, turn) if opening else None
            inferred = opening is not None and opening.rule not in ("labelled-turn",)
            yield Contribution(
                order=order,
                text=text,
                begins=turn.begins,
                ends=turn.ends,
                item=turn.item,
                speaker=speaker,
                speaker_printed=opening.printed if opening else None,
                on_behalf_printed=opening.place if opening else None,
                presentation=bool(load_vocabulary().patterns["presentation"].search(text)) or _is_bare_report(text),
                rule=opening.rule if opening else "nobody-named",
                basis=Basis.INFERRED if inferred else Basis.RECORDED,
            )

    def _number_speaker(self, opening: Opening, turn: _Turn) -> int | None:
        if opening.speaker or not opening.name:
            return opening.speaker
        name = turn_name(opening.name, self._lexicon)
        known = next((p.number for p in self._people if p.name == name), None)
        if known:
            return known
        window = self._document.text.find(opening.name, max(0, turn.begins - len(opening.printed) - 8))
        begins = window if window >= 0 else turn.begins
        person = Attendance(
            number=len(self._people) + 1,
            name=name,
            printed=opening.name,
            begins=begins,
            ends=begins + len(opening.name),
            affiliation_printed=opening.place,
            listed=False,
            rule="took-part",
        )
        self._people.append(person)
        self.minuted.unlisted.append(person)
        return person.number


def _is_bare_report(text: str) -> bool:
    """ "X orienterte." and no more: the slides hold what was said."""
    return len(text.split()) <= 6 and bool(re.search(r"orienter(?:te|er|ar)\s*\.?\Z", text.strip()))
