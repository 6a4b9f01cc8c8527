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
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import islice

from naeringsgraf.model.document import Document, LineKind, Span
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import AgendaItem, Attendance, Basis, Contribution, Decision
from naeringsgraf.parsing.decisions import DecisionLog, is_impersonal, is_of_meeting
from naeringsgraf.parsing.names import turn_name
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster, fits_place
from naeringsgraf.parsing.sentences import first_sentence, split_sentences
from naeringsgraf.parsing.statements import asks_for_something
from naeringsgraf.parsing.turns import ON_BEHALF, Openings
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_vocabulary

_BRACKETS = re.compile(r"[(\[](?P<said>[A-ZÆØÅ][^()\[\]]{3,400})[)\]]")
_BEFORE_WORDS = re.compile(r"[\s)\]]*\n\s*(?:[-−‒―*•–·]\s+|\d{1,2}[.)]\s+)?|[\s)\].]+")
_COUNT = re.compile(r"\s(?:[–—−‒―↳→⇒►▸➤»>+-]|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?)\s+\Z")
_SEMICOLON = re.compile(r";\s+(?=[A-ZÆØÅ][^:;.\n]{1,50}:\s)")
_LONGEST_LABELLED = 200
"""Characters that tell whether a label stands before them."""
_QUOTES = ('"', "«", "“")
_LONGEST_CAPTION = 6
"""Words of a line that only announces a list: "Kommentarer i chatten:"."""
_ENDED = re.compile(r"[.!?:…»\")]\s*\Z")


class _Step(Enum):
    """What the first sentence of a unit did."""

    CARRIED = auto()
    """It carries the open turn on."""
    DECIDED = auto()
    """The unit is a decision, up to where it tells of somebody."""
    LOOSE = auto()
    """It belongs to nobody."""


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
    loose: list[Span] = field(default_factory=list)
    """Passages that belong to no turn and no decision."""


class TurnReader:
    """Reads the turns of one document."""

    def __init__(
        self, document: Document, roster: Roster, openings: Openings, lexicon: Lexicon, has_items: bool = True
    ) -> None:
        """`has_items`: the minutes have an agenda, so that what stands under none of its items is no treatment."""
        self._has_items = has_items
        self.minuted = Minuted()
        self._document = document
        self._people = list(roster.people.values())
        self._lexicon = lexicon
        self._openings = openings
        self._roster = roster
        self._open: _Turn | None = None
        self._log = DecisionLog(document.text, self._roster)

    def read(self, units: Sequence[Unit]) -> None:
        """Read all units; the result is in `minuted`."""
        for unit in units:
            self._read_unit(unit)
        self._close()
        self.minuted.decisions = self._log.list_decisions()

    def _read_unit(self, unit: Unit) -> None:
        text = self._document.text[unit.begins : unit.ends]
        if self._open and (self._open.heading != unit.heading or self._open.item != unit.item):
            self._close()
        if unit.section == "decision":
            self._close()
            self._log.note(unit.item, unit.begins, unit.ends, labelled=True)
            return
        if unit.marker and not self._open and self._log.go_on(unit):
            return
        if unit.section in ("not_decision", "actions"):
            self._close()
            if unit.section == "not_decision" and self._log.note_carried(unit):
                self._read_before_result(unit)
            elif unit.section == "not_decision":
                self._read_sentences(unit, labelled=False)
            return
        label = self._openings.read_label(text)
        if label and not (self._is_caption(label, text) or (label.rule == "unknown-speaker" and self._tells(unit))):
            self._read_labelled(unit, text, label)
            return
        if self._read_asked(unit, text) or (unit.item is None and self._has_items):
            return
        may_sign = unit.marker and not (self._within_label(unit) and not self._is_beside(unit))
        signed = self._openings.read_signed(text) if may_sign or text.startswith(_QUOTES) else None
        if signed and not self._openings.read_told(text):
            self._begin(signed, unit, unit.begins, unit.ends)
            self._close()
            return
        lead = self._openings.read_whole_label(unit.lead.text) if unit.lead else None
        if lead and not self._openings.read_told(text):
            self._begin(lead, unit, unit.begins, unit.ends)
            self._stand_above()
            return
        self._read_sentences(unit, labelled=bool(self._open and self._is_labelled(self._open)))

    def _read_before_result(self, unit: Unit) -> None:
        """Read who speaks in a unit before the sentence that tells how the vote went."""
        carried = load_vocabulary().patterns["carried"]
        for span in split_sentences(self._document.text, unit.begins, unit.ends):
            sentence = self._document.text[span.begins : span.ends]
            if carried.search(sentence):
                break
            told = self._openings.read_told(sentence)
            if told and not self._is_speaking(told):
                self._begin(told, unit, span.begins + told.skip, span.ends)
            elif self._open:
                self._extend(span.ends)
        self._close()

    def _read_labelled(self, unit: Unit, text: str, label: Opening) -> None:
        """Read a unit with a label before it. "Spm:" names nobody; what follows may: "Spm: Kari Lie: Hvorfor ..."."""
        named = self._look_behind(label, text)
        signed = (
            self._openings.read_signed(text[label.skip :]) if named is label and self._names_nobody(label) else None
        )
        if signed:
            self._begin(
                replace(signed, answers=label.answers or signed.answers), unit, unit.begins + label.skip, unit.ends
            )
            self._close()
            return
        label = named
        self._begin(label, unit, unit.begins + label.skip, unit.ends)
        within = self._openings.read_told(first_sentence(text[label.skip :])) if self._lacks_speaker() else None
        if within:
            self._names_open_speaker(within)
        self._part_brackets(unit, label)
        self._part_labels(unit, label)

    @staticmethod
    def _names_nobody(label: Opening) -> bool:
        return label.rule == "nobody-named"

    def _look_behind(self, label: Opening, text: str) -> Opening:
        """Give the label, or where it names nobody, the one that the words behind it name."""
        if not self._names_nobody(label):
            return label
        rest = text[label.skip :]
        within = self._openings.read_label(rest) or self._openings.read_told(first_sentence(rest))
        if within is None or not (within.speaker or within.name or within.place):
            return label
        return replace(within, answers=label.answers or within.answers, skip=label.skip + within.skip)

    def _part_labels(self, unit: Unit, label: Opening) -> None:
        """Part a labelled unit where another's label begins a sentence: "... Svar: Ja.", "... Ola: Nei."."""
        assert self._open
        text = self._document.text
        told_too = label.rule in ("nobody-named", "narrated-turn")
        # Several came for the place before the words, and may each be told of.
        shared = label.place if label.rule == "place-label" and not (label.speaker or label.also) else None
        for span in islice(self._split_clauses(self._open.begins, unit.ends), 1, None):
            sentence = text[span.begins : span.ends]
            inner = self._openings.read_label(sentence)
            behind = text[span.begins - 2 : span.begins].rstrip() == ";"
            named = inner and (inner.answers or behind or (inner.speaker and inner.rule == "labelled-turn"))
            if inner and named and span.begins > self._open.begins:
                inner = self._look_behind(inner, sentence)
                self._open.ends = span.begins
                self._begin(inner, unit, span.begins + inner.skip, unit.ends)
                told_too = inner.rule == "nobody-named"
                continue
            told = self._openings.read_told(sentence) if told_too or shared or self._lacks_speaker() else None
            if told and self._names_open_speaker(told):
                continue
            from_there = shared and self._came_for(told, shared)
            if (told_too or from_there) and told and told.speaker and not self._is_speaking(told):
                self._open.ends = span.begins
                self._begin(told, unit, span.begins, unit.ends)

    def _came_for(self, told: Opening | None, place: str) -> bool:
        person = self._roster.people[told.speaker] if told and told.speaker else None
        return person is not None and fits_place(person.affiliation_printed, place)

    def _split_clauses(self, begins: int, ends: int) -> Iterator[Span]:
        """The sentences of a passage, parted also where a label stands behind a semicolon: "Lier: tog; Hole: vei"."""
        text = self._document.text
        for span in split_sentences(text, begins, ends):
            starts = [span.begins]
            for found in _SEMICOLON.finditer(text, span.begins, span.ends):
                label = self._openings.read_label(text[found.end() : min(span.ends, found.end() + _LONGEST_LABELLED)])
                starts += [found.end()] if label and (label.speaker or label.place) else []
            yield from map(Span, starts, [*starts[1:], span.ends])

    def _is_caption(self, label: Opening, text: str) -> bool:
        """Tell whether the label of a place is what the words are about: "Lier: Moe (Hole) fortalte om veien dit."."""
        if label.rule != "place-label":
            return False
        told = self._openings.read_told(first_sentence(text[label.skip :]))
        if told is None or not told.speaker:
            return False
        listed = self._roster.people[told.speaker].affiliation_printed
        return bool(label.also) or not fits_place(told.place or listed, label.place or "")

    def _tells(self, unit: Unit) -> bool:
        """Tell whether a sentence of a unit names who speaks: then a caption before it is nobody's label."""
        spans = split_sentences(self._document.text, unit.begins, unit.ends)
        sentences = [self._document.text[span.begins : span.ends] for span in spans]
        if unit.marker and self._openings.read_headed(sentences[0], opens_line=False):
            return True
        return any(map(self._openings.read_told, sentences))

    def _read_asked(self, unit: Unit, text: str) -> bool:
        """Read a question, its answer, or who showed slides; False where the unit is none of these."""
        opening = self._openings.read_question(text) or self._openings.read_presented(text)
        if opening is None:
            return False
        self._begin(opening, unit, unit.begins, unit.ends)
        if opening.rule in ("question", "answer", "presented-by"):
            self._close()
        return True

    def _part_brackets(self, unit: Unit, label: Opening) -> None:
        """Give what stands in brackets behind a label of its own to who said it: "... (Kari: Gratulerer!)"."""
        assert self._open
        for bracket in _BRACKETS.finditer(self._document.text, self._open.begins, unit.ends):
            said = self._openings.read_label(bracket["said"])
            if said is None or said.speaker is None or ":" not in bracket["said"]:
                continue
            self._open.ends = bracket.start()
            begins = bracket.start("said") + said.skip
            self._begin(replace(said, answers=True), unit, begins, bracket.end("said"))
            self._begin(label, unit, bracket.end(), unit.ends)

    @staticmethod
    def _is_labelled(turn: _Turn) -> bool:
        return turn.opening is not None and turn.opening.skip > 0 and turn.opening.is_label

    def _read_sentences(self, unit: Unit, labelled: bool) -> None:
        """Read a unit sentence by sentence; what comes before the first that tells of somebody may be nobody's."""
        loose_ends: int | None = None
        narrated = False
        spans = split_sentences(self._document.text, unit.begins, unit.ends)
        for index, span in enumerate(spans):
            sentence = self._document.text[span.begins : span.ends]
            if index and self._open and not narrated and (labelled or self._within_label(unit)):
                self._extend(unit.ends)
                return
            opens_line = not index or self._begins_line(span)
            headed = self._openings.read_headed(sentence) if unit.marker and not index else None
            told = (
                headed
                or self._read_inner_label(sentence, index)
                or self._openings.read_told(sentence, opens_line=opens_line)
            )
            if told and labelled and self._roster.is_author(told.printed):
                # Within what Kari says, "eg" is Kari.
                told = None
            narrated = narrated or (told is not None and index == 0)
            if told and index and self._names_open_speaker(told):
                self._extend(span.ends)
            elif told and (not self._is_speaking(told) or (unit.marker and not index)):
                if loose_ends is not None:
                    self._take_loose(unit, loose_ends)
                    loose_ends = None
                self._begin(told, unit, span.begins + told.skip, span.ends)
            elif index == 0:
                done = self._continue(unit, span, sentence, told)
                if done is _Step.DECIDED and self._note_decision(unit, unit.begins, spans, index) == unit.ends:
                    return
                loose_ends = span.ends if done is _Step.LOOSE else None
            elif self._log.decides(sentence) and (is_of_meeting(sentence) or self._parts(span, sentence, loose_ends)):
                if loose_ends is not None:
                    self._take_loose(unit, loose_ends)
                self._close()
                loose_ends = None
                if self._note_decision(unit, span.begins, spans, index) == unit.ends:
                    return
            elif loose_ends is not None:
                loose_ends = span.ends
            elif load_vocabulary().patterns["several"].match(sentence):
                self._close()
                self._take_loose(unit, span.ends, span.begins)
                loose_ends = None
            elif self._open:
                self._extend(span.ends)
        if loose_ends is not None:
            self._take_loose(unit, unit.ends)

    def _read_inner_label(self, sentence: str, index: int) -> Opening | None:
        """Read the label of somebody listed before a sentence within a told paragraph: "... Lie: Har kontakt."."""
        label = self._openings.read_label(sentence) if index and ":" in sentence else None
        if label is None or label.speaker is None:
            return None
        placed = label.rule == "place-label" and sentence[label.skip : label.skip + 1].isupper()
        return label if placed or label.rule == "labelled-turn" else None

    def _within_label(self, unit: Unit) -> bool:
        return self._open is not None and self._is_labelled(self._open) and self._open.begins < unit.begins

    def _is_beside(self, unit: Unit) -> bool:
        """Tell whether a unit is an entry of the list that the open turn is an entry of, no deeper."""
        return self._open is not None and bool(self._open.marker) and unit.depth <= self._open.depth

    def _is_speaking(self, told: Opening) -> bool:
        """Tell whether the one named has the floor already: "Maria kommenterer at ..." within Maria's turn.

        Who now speaks for somebody else begins anew, and so does one of several who said the words before.
        """
        return (
            self._open is not None
            and self._open.opening is not None
            and not self._open.opening.also
            and told.place in (None, self._open.opening.place)
            and (told.speaker is not None and self._speaker_of(self._open.opening) == told.speaker)
        )

    def _lacks_speaker(self) -> bool:
        opening = self._open.opening if self._open else None
        return bool(opening and opening.place and not (opening.speaker or opening.name or opening.also))

    def _names_open_speaker(self, told: Opening) -> bool:
        """Take somebody as the speaker of the open turn where it is told for a place alone, and they came for it.

        "Fra Lier ble det vist til køen. Dalen ville vente." is one turn of Dalen's.
        """
        opening = self._open.opening if self._open else None
        if (
            self._open is None
            or opening is None
            or not self._lacks_speaker()
            or not told.speaker
            or told.also
            or opening.also
        ):
            return False
        person = self._roster.people[told.speaker]
        if told.place not in (None, opening.place) or not fits_place(person.affiliation_printed, opening.place or ""):
            return False
        self._open.opening = replace(opening, speaker=told.speaker)
        return True

    def _continue(self, unit: Unit, span: Span, sentence: str, told: Opening | None) -> "_Step":
        """Take the first sentence of a unit that opens no turn."""
        before = _COUNT.sub("", self._document.text[max(0, unit.begins - 40) : unit.begins])
        own_entry = bool(unit.marker) and self._is_beside(unit)
        cut = (sentence[:1].islower() and not own_entry) or (
            self._open is not None and not unit.marker and not _ENDED.search(before.rstrip())
        )
        if self._open and cut and unit.lines[0].kind is not LineKind.TABLE_ROW:
            self._extend(span.ends)
            return _Step.CARRIED
        if told is None and self._log.decides(sentence) and not self._goes_on_in_list(unit):
            self._close()
            return _Step.DECIDED
        if self._open and (told or self._goes_on(unit, sentence)):
            self._extend(span.ends)
            return _Step.CARRIED
        self._close()
        return _Step.LOOSE

    def _note_decision(self, unit: Unit, begins: int, spans: Sequence[Span], at: int) -> int:
        """Note what a unit decides, up to where it tells of somebody: "Godkjent. Lie bad om ..."; give that place.

        `spans`: the sentences of the unit; the one at index `at` decides.
        """
        text = self._document.text
        following = (spans[index] for index in range(at + 1, len(spans)))
        told = ((span, self._openings.read_told(text[span.begins : span.ends])) for span in following)
        ends = next((span.begins for span, opening in told if opening and opening.speaker), unit.ends)
        self._log.note(unit.item, begins, begins + len(text[begins:ends].rstrip()) if ends < unit.ends else ends)
        return ends

    def _goes_on_in_list(self, unit: Unit) -> bool:
        return self._open is not None and bool(unit.marker) and unit.depth > self._open.depth

    def _goes_on(self, unit: Unit, sentence: str) -> bool:
        """Tell whether the open turn goes on in a unit that names nobody."""
        assert self._open
        if unit.lines[0].kind is LineKind.TABLE_ROW:
            return False
        if unit.section == "comments" or (
            not unit.marker and sentence.endswith(":") and len(sentence.split()) <= _LONGEST_CAPTION
        ):
            return False
        first = re.split(r"[\s,.]+", sentence, maxsplit=1)[0].casefold()
        if first in load_vocabulary().words["pronouns"] or self._opens_with_speaker(sentence):
            return True
        if load_vocabulary().patterns["several"].match(sentence):
            return False
        if unit.marker:
            return self._carries_list(unit)
        if is_impersonal(sentence):
            return False
        return self._is_labelled(self._open)

    def _carries_list(self, unit: Unit) -> bool:
        """Tell whether the open turn goes on in an item of a list: it is labelled, in the list, or announces it."""
        assert self._open
        announced = self._document.text[self._open.begins : self._open.ends].rstrip().endswith(":")
        if self._open.marker and unit.depth <= self._open.depth:
            return announced
        return announced or bool(self._open.marker) or self._is_labelled(self._open)

    def _opens_with_speaker(self, sentence: str) -> bool:
        """Tell whether a sentence begins with the one who has the floor: "Dag, nevner ..."."""
        assert self._open
        speaker = self._open.opening and self._speaker_of(self._open.opening)
        found = next(self._roster.find(sentence[:60]), None)
        return found is not None and found.begins == 0 and found.number == speaker

    def _take_loose(self, unit: Unit, ends: int, begins: int | None = None) -> None:
        """Keep a passage that nobody is named for: as a turn without a speaker where it wishes, asks or comments."""
        vocabulary = load_vocabulary()
        begins = unit.begins if begins is None else begins
        text = self._document.text[begins:ends]
        if vocabulary.patterns["none"].match(text) or len(text.split()) < 4:
            return
        wishes = vocabulary.patterns["wish"].search(text) or (unit.marker and asks_for_something(text))
        several = vocabulary.patterns["several"].match(text)
        if unit.section == "comments" or wishes or several:
            self.minuted.turns.append(_Turn(None, unit.item, begins, ends, unit.heading, unit.depth, unit.marker))
        else:
            self.minuted.loose.append(Span(begins, ends))

    def _parts(self, span: Span, sentence: str, loose_ends: int | None) -> bool:
        """Tell whether a sentence that decides may be parted from a turn: it begins a line."""
        return loose_ends is None and self._begins_line(span)

    def _begins_line(self, span: Span) -> bool:
        """Tell whether nothing but an indentation stands before a passage in its line."""
        text = self._document.text
        return not text[text.rfind("\n", 0, span.begins) + 1 : span.begins].strip()

    def _begin(self, opening: Opening, unit: Unit, begins: int, ends: int) -> None:
        self._close()
        self._open = _Turn(opening, unit.item, begins, ends, unit.heading, unit.depth, unit.marker)

    def _stand_above(self) -> None:
        """Let the open turn hold for a whole list: its label stands above the first entry, not within it."""
        if self._open:
            self._open.marker, self._open.depth = "", 0

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
        """Give the turns in the order of the text, once for each who spoke.

        People in no list are added to `minuted.unlisted`.
        """
        turns = [turn for turn in map(self._trim, self.minuted.turns) if self._says_something(turn)]
        spoken = [
            (turn, opening)
            for turn in sorted(turns, key=lambda t: t.begins)
            for opening in ((turn.opening, *turn.opening.also) if turn.opening else (None,))
        ]
        for order, (turn, opening) in enumerate(spoken, start=1):
            text = self._document.text[turn.begins : turn.ends]
            speaker = self._number_speaker(opening, turn) if opening else None
            inferred = opening is not None and opening.rule != "labelled-turn"
            yield Contribution(
                order=order,
                text=text,
                begins=turn.begins,
                ends=turn.ends,
                item=turn.item,
                speaker=speaker,
                speaker_printed=opening.printed if opening else None,
                on_behalf_printed=_find_on_behalf(opening, text) if opening else None,
                presentation=bool(load_vocabulary().patterns["presentation"].search(text)) or _is_bare_report(text),
                rule=_rule_of(opening),
                basis=Basis.INFERRED if inferred else Basis.RECORDED,
            )

    def _says_something(self, turn: _Turn) -> bool:
        """Tell whether words are left, and more than that somebody was not there: "Hole – ikke til stede."."""
        text = self._document.text[turn.begins : turn.ends].strip(" .")
        return bool(text) and not load_vocabulary().patterns["away"].fullmatch(text)

    def _trim(self, turn: _Turn) -> _Turn:
        """Begin a turn at its first word, and end it at its last."""
        text = self._document.text
        before = _BEFORE_WORDS.match(text, turn.begins, turn.ends)
        turn.begins = before.end() if before else turn.begins
        while turn.ends > turn.begins and text[turn.ends - 1].isspace():
            turn.ends -= 1
        return turn

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
            role=read_office(opening.printed.partition(",")[0])[0],
            listed=False,
            rule="took-part",
        )
        self._people.append(person)
        self.minuted.unlisted.append(person)
        return person.number


def _rule_of(opening: Opening | None) -> str:
    if opening is None:
        return "nobody-named"
    return "answer" if opening.answers else opening.rule


def _find_on_behalf(opening: Opening, text: str) -> str | None:
    """Whom a turn is spoken for: told where it opens, or by its first words, "På vegne av Innlandet ..."."""
    stated = None if opening.place else ON_BEHALF.match(text)
    return stated["who"] if stated else opening.place


def _is_bare_report(text: str) -> bool:
    """ "X orienterte." and no more: the slides hold what was said."""
    return len(text.split()) <= 6 and bool(re.search(r"orienter(?:te|er|ar)\s*\.?\Z", text.strip()))
