"""Groups set up in a meeting, with their members; boards that it elects are read in `elections`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from naeringsgraf.model.document import Document, Span
from naeringsgraf.model.meeting import AgendaItem, Committee
from naeringsgraf.parsing.elections import find_elected
from naeringsgraf.parsing.people import Found, Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_words

_WORK = load_pattern("committees", "work")
_FEWEST = 2
_FEWEST_AT_WORK = 3
"""People who write something together, to be a group that nobody calls one; two merely share a task."""
_LABEL = re.compile(r"[^:.\n]{0,120}:\s*")


def find_committees(
    document: Document, units: Sequence[Unit], agenda: Sequence[AgendaItem], roster: Roster
) -> list[Committee]:
    """Find the groups that a meeting sets up and the boards that it elects, in the order of the text."""
    elected = find_elected(document, units, agenda, roster)
    named = [
        group
        for group in _find_named(document, units, roster)
        if not any(group.begins < board.ends and board.begins < group.ends for board in elected)
    ]
    return sorted((*elected, *named), key=lambda group: group.begins)


def _find_named(document: Document, units: Sequence[Unit], roster: Roster) -> list[Committee]:
    """Find the groups that are named with their members: two people or more, listed one after the other.

    The name of the group may stand in the sentence before ("Gruppen består av ..."), before a colon ("Arbeidsgruppe:
    Lie, Vik"), or above a list of members.
    """
    found: list[Committee] = []
    for at, unit in enumerate(units):
        before = ""
        for span in split_sentences(document.text, unit.begins, unit.ends):
            sentence = document.text[span.begins : span.ends]
            members = _find_members(sentence, roster)
            ends = span.ends
            if not members and sentence.endswith(":"):
                members, ends = _read_list(document, units[at + 1 :], roster, span)
            # Few sentences list people, so what they are called is looked for only there.
            name = _find_name(sentence, before) if len(members) >= _FEWEST else None
            if name is None and len(members) >= _FEWEST_AT_WORK and _WORK.search(sentence):
                name = "arbeidsgruppe"
            if name:
                found.append(Committee(name, tuple(m.number for m in members), unit.item, span.begins, ends))
            before = sentence
    return found


def tells_of_group(sentence: str, people: int) -> bool:
    """Tell whether a sentence about so many people says of a group who is in it, or what they do together.

    A caption does not; two who do something together merely share a task.
    """
    named = _patterns()["consists"].search(sentence) and next(_find_groups(sentence), None)
    at_work = people >= _FEWEST_AT_WORK and _WORK.search(sentence)
    return people >= _FEWEST and bool(named or at_work)


def _find_members(sentence: str, roster: Roster) -> list[Found]:
    """The longest list of people in the sentence: parted by commas and "og", maybe with a place or office."""
    best: list[Found] = []
    current: list[Found] = []
    for person in roster.find(sentence):
        if current and not _patterns()["listed"].fullmatch(sentence[current[-1].ends : person.begins]):
            best, current = max(best, current, key=len), []
        current.append(person)
    members = max(best, current, key=len)
    return members if len({m.number for m in members}) == len(members) else []


def _read_list(document: Document, following: Sequence[Unit], roster: Roster, span: Span) -> tuple[list[Found], int]:
    """Read the members that stand below, one a list item, each item beginning with a name; and where they end."""
    members: list[Found] = []
    ends = span.ends
    for unit in following:
        text = document.text[unit.begins : unit.ends].lstrip(" -–•*\t")
        first = next(roster.find(text), None)
        if not unit.marker or first is None or first.begins > 0:
            break
        members.append(first)
        ends = unit.ends
    return (members if len({m.number for m in members}) == len(members) else []), ends


def _find_name(sentence: str, before: str) -> str | None:
    patterns = _patterns()
    if not patterns["consists"].search(sentence) and not _LABEL.match(sentence):
        return None
    for text in (sentence, before):
        named = next(_find_groups(text), None)
        if named:
            if text is sentence and named.group()[:1].isupper() and next(_find_groups(before), None):
                # "Gruppen består av ..." after the sentence that says which group.
                continue
            purpose = patterns["for"].match(text[named.end() :].lstrip())
            return f"{named.group()} {purpose.group()}".strip() if purpose else named.group()
    return None


def _find_groups(text: str) -> Iterator[re.Match[str]]:
    patterns = _patterns()
    return (found for found in patterns["group"].finditer(text) if not patterns["not_group"].fullmatch(found.group()))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = {name: "|".join(entries) for name, entries in load_words("committees.toml").items()}
    joint = r"(?:,\s+(?:og\s+|samt\s+)?|;\s*|\s*/\s*|\s+(?:og|samt)\s+)(?:[a-zæøå]+\s+){0,2}"
    return {
        "group": re.compile(rf"(?<![\w-])[\w-]*(?:{words['kinds']})(?!\w)", re.IGNORECASE),
        "not_group": re.compile(rf"(?:{words['not_kinds']})", re.IGNORECASE),
        "consists": re.compile(rf"(?<!\w)(?:{words['consists']})(?!\w)", re.IGNORECASE),
        "for": re.compile(words["for"]),
        # The place has a capital, so case matters here.
        "listed": re.compile(rf"(?:{words['between']})?{joint}"),
    }
