"""Groups set up in a meeting, with their members."""

import re
from collections.abc import Sequence

from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Committee
from naeringsgraf.parsing.people import Found, Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_CONSISTS = load_pattern("committees", "consists")
_LISTED = re.compile(r"(?:,\s+|\s+(?:og|samt)\s+)(?:[a-zæøå]+\s+)?")
_FOR = load_pattern("committees", "for")
_WORK = load_pattern("committees", "work")


def find_committees(document: Document, units: Sequence[Unit], roster: Roster) -> list[Committee]:
    """Find sentences that name a group and its members: two people or more, listed one after the other.

    The name of the group may stand in the sentence before ("Gruppen består av ...").
    """
    found: list[Committee] = []
    for unit in units:
        before = ""
        for span in split_sentences(document.text, unit.begins, unit.ends):
            sentence = document.text[span.begins : span.ends]
            members = _find_members(sentence, roster)
            if len(members) >= 2 and (name := _find_name(sentence, before)):
                found.append(Committee(name, tuple(m.number for m in members), unit.item, span.begins, span.ends))
            before = sentence
    return found


def _find_members(sentence: str, roster: Roster) -> list[Found]:
    """The longest list of people in the sentence: parted by nothing but commas and "og"."""
    best: list[Found] = []
    current: list[Found] = []
    for person in roster.find(sentence):
        if current and not _LISTED.fullmatch(sentence[current[-1].ends : person.begins]):
            best, current = max(best, current, key=len), []
        current.append(person)
    members = max(best, current, key=len)
    return members if len({m.number for m in members}) == len(members) else []


def _find_name(sentence: str, before: str) -> str | None:
    if not _CONSISTS.search(sentence):
        return None
    group = load_vocabulary().patterns["committee"]
    for text in (sentence, before):
        named = group.search(text)
        if named:
            word = named.group().split()[-1]
            if text is sentence and word[:1].isupper() and before and group.search(before):
                continue
            purpose = _FOR.match(text[named.end() :].lstrip())
            return f"{word} {purpose.group()}".strip() if purpose else word
    return "arbeidsgruppe" if _WORK.search(sentence) else None
