"""What was decided: sentences that decide, and what stands under a label "Vedtak"; one decision an item."""

import re

from naeringsgraf.model.meeting import Decision
from naeringsgraf.parsing.committees import tells_of_group
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_IMPERSONAL = load_pattern("contributions", "impersonal")
_FIRST_CLAUSE = re.compile(
    r"(?:(?:enstemmig|einstemmig|samrøystes)(?: vedtatt| vedteke| vedtak)?\s*:(?:\s+|\Z))?(?:(?:1[.)]|a\))\s*(?=\D))?",
    re.IGNORECASE,
)
"""Before the words of a decision: how it was voted for, and the number of its first clause."""


def is_impersonal(sentence: str) -> bool:
    """Tell whether a sentence speaks of the meeting as a whole: "Regionrådet vedtok ..."."""
    return _IMPERSONAL.match(sentence) is not None


def is_of_meeting(sentence: str) -> bool:
    """Tell whether a sentence speaks of the meeting as a whole, or tells the result of a vote."""
    patterns = load_vocabulary().patterns
    voted = patterns["carried"].search(sentence) and patterns["voted"].search(sentence)
    return bool(is_impersonal(sentence) or voted or patterns["formal"].match(sentence))


class DecisionLog:
    """Keeps the decisions of one document."""

    def __init__(self, text: str, roster: Roster) -> None:
        self._text = text
        self._roster = roster
        self._decided: dict[int | None, Decision] = {}
        self._labelled: set[int | None] = set()

    def list_decisions(self) -> list[Decision]:
        """Give the decisions in the order of the text."""
        return sorted(self._decided.values(), key=lambda decision: decision.begins)

    def decides(self, sentence: str) -> bool:
        """Tell whether a sentence decides something, or sets up a group of people it names."""
        patterns = load_vocabulary().patterns
        if patterns["rejected"].search(sentence):
            return False
        if patterns["decided"].search(sentence):
            return True
        return tells_of_group(sentence, len({found.number for found in self._roster.find(sentence)}))

    def note(self, item: int | None, begins: int, ends: int, labelled: bool = False) -> None:
        """Note a decision; the ones under a label "Vedtak" win over sentences that sound like one, and grow."""
        text = self._text
        if load_vocabulary().patterns["empty"].fullmatch(text[begins:ends].strip(" .")):
            return
        known = self._decided.get(item)
        numbered = _FIRST_CLAUSE.match(text, begins, ends)
        begins = numbered.end() if numbered else begins
        if begins >= ends:
            return
        if known is None or (labelled and item not in self._labelled):
            self._decided[item] = Decision(text[begins:ends], begins, ends, item)
        elif labelled:
            self._decided[item] = Decision(text[known.begins : ends], known.begins, ends, item)
        if labelled:
            self._labelled.add(item)

    def note_carried(self, unit: Unit) -> bool:
        """Take the result of a vote, told among the proposals, as the decision where no label "Vedtak" follows."""
        patterns = load_vocabulary().patterns
        if not patterns["carried"].search(self._text, unit.begins, unit.ends):
            return False
        for span in split_sentences(self._text, unit.begins, unit.ends):
            sentence = self._text[span.begins : span.ends]
            if patterns["carried"].search(sentence) and not patterns["rejected"].search(sentence):
                if unit.item not in self._labelled:
                    self.note(unit.item, span.begins, unit.ends)
                return True
        return False

    def go_on(self, unit: Unit) -> bool:
        """Add an item of a list to the decision that announces it: "Vi vart einige om dette:"."""
        known = self._decided.get(unit.item)
        if known is None or unit.section or not known.text.split("\n", 1)[0].rstrip().endswith(":"):
            return False
        if self._text[known.ends : unit.begins].strip(" \n-*•–·.)0123456789"):
            return False
        self._decided[unit.item] = Decision(self._text[known.begins : unit.ends], known.begins, unit.ends, unit.item)
        return True
