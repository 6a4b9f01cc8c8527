"""Lines that look like content, though nothing was read from them: the last step, so that none is lost in silence.

1. Mark what was read: people, items, turns, passages that are nobody's, decisions, groups, events, references.
2. Put the lines left over together as the passages they are.
3. Keep those that look like content where they stand, with why they could not be read. A title, a label, a greeting,
   a signature, "Ingen merknader" and the foot of a page are no content; proposals and votes are known for what they
   are.
4. Add the item that is missing in a row of numbers, where a line bears its number.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from naeringsgraf.model.document import Document, Line, LineKind, Span
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Meeting, Unread
from naeringsgraf.parsing.agenda import Agenda
from naeringsgraf.parsing.dates import find_dates, find_times
from naeringsgraf.parsing.headings import read_coded, read_numbered, read_worded
from naeringsgraf.parsing.labels import find_label, fold_label
from naeringsgraf.parsing.names import CAPITAL, INITIAL, NAME_TOKEN, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.turns import Openings
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

PEOPLE = "names somebody before the first item, but was not read as attendance"
PROGRAMME = "numbered or timed like an item of the agenda, but was not read as one"
BEFORE = "stands before the first item, and is nothing that the head of minutes tells"
OUTSIDE = "stands under none of the items of the agenda"
SUBITEM = "a heading numbered like an item, but was not read as one"
GAP = "bears the number that is missing between two items, but was not read as one"
DECIDED = "decides something, but another decision of the same item was kept"
TASK = "a task to follow up, of which the record keeps none"
AMONG_VOTES = "somebody speaks here among proposals or votes, but no turn was read"
NOBODYS = "names who speaks, but no turn of theirs was read below it"
NAMES = "names somebody under an item, but no turn, decision or group was read"
DAY = "tells a day, but not of what"
PROSE = "stands under an item, but nothing could be read from it"

_CLOSING = load_pattern("uncovered", "closing")
_CLERK = load_pattern("uncovered", "clerk")
_CHAIRED = load_pattern("uncovered", "chaired")
_BREAK = load_pattern("uncovered", "break")
_TIMED = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?\s+(?P<title>[A-ZÆØÅ].*)", re.DOTALL)
_ROMAN = re.compile(r"[IVX]{1,4}[.)]\s+(?P<title>[A-ZÆØÅ].*)")
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)[^\s@]+@\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LABEL = re.compile(r"(?P<label>[^:\n]{2,60}):\Z")
_MARKED = re.compile(r"(?P<label>[A-ZÆØÅ][^:;|…=~\n\t]{1,60}?)(?:\s*[:;|…=~\n\t]|\s+(?:[-–—]|\.\.\.|[→⇒»>*]))\s*\S")
"""How a passage begins that may be labelled: words, then a mark or the end of a line."""
_CODED = re.compile(rf"(?P<letters>[A-ZÆØÅ]{{1,4}})[- ]?\d{{1,3}}(?:/\d{{2,4}})?[.:]?\s+{CAPITAL}")
_PEOPLE_IN_ROW = re.compile(rf"(?:{NAME_TOKEN}|{INITIAL})(?: (?:{NAME_TOKEN}|{INITIAL}))*")
_LEADING_NUMBER = re.compile(rf"(?:[A-Za-zæøå]+\.?\s*)?(?P<number>\d{{1,3}}(?:/\d{{2,4}})?)[.):]?\s+{CAPITAL}")
_FEWEST_WORDS = 5
"""Words of two letters or more that make a passage content, though it names nobody and tells no day."""
_FEWEST_NAMED = 3
"""The same for one that names somebody: more than the name."""
_FEWEST_OF_TASK = 2
_MOST_OF_SIGNATURE = 6
"""Words."""
_FARTHEST_LABEL = 20
"""Characters between a label and the words of the turn: a colon, empty lines, the mark of a list."""
_WIDEST_GAP = 3
"""From one number to the next; where more are missing, the numbers are no row."""
_SECTIONS = ("decision", "not_decision", "comments", "actions")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the parts of a document were told apart before they were read."""

    agenda: Agenda
    attendance: frozenset[int]
    """Indices of the lines read as attendance."""
    treatment: int
    """Index of the line at which the treatment of the items begins."""
    units: Sequence[Unit]
    loose: Sequence[Span]
    """Passages under an item that are nobody's."""


def find_uncovered(
    document: Document, meeting: Meeting, layout: Layout, roster: Roster, lexicon: Lexicon
) -> list[Unread]:
    """Find the lines that nothing was read from, though they look like content, in the order of the text.

    `meeting`: all that was read, with the lines already told as unread. A passage of several lines is told once.
    """
    finder = _Finder(document, meeting, layout, roster, lexicon)
    found = {unread.begins: unread for unread in (*finder.find_in_head(), *finder.find_in_treatment())}
    told = {unread.begins for unread in meeting.unread}
    for gap in (*finder.find_gaps(), *finder.find_codes()):
        if gap.begins not in told:
            found[gap.begins] = gap
    return [found[begins] for begins in sorted(found)]


class _Finder:
    def __init__(self, document: Document, meeting: Meeting, layout: Layout, roster: Roster, lexicon: Lexicon) -> None:
        self._document = document
        self._meeting = meeting
        self._layout = layout
        self._roster = roster
        self._lexicon = lexicon
        loose = [span for span in layout.loose if not self._seems_labelled(document.text[span.begins : span.ends])]
        parts = (
            meeting.attendees, meeting.agenda, meeting.contributions, loose, meeting.decisions,
            meeting.committees, meeting.figures, meeting.events, meeting.references, meeting.unread,
        )  # fmt: skip
        read = [(part.begins, part.ends) for some in parts for part in some]
        self._covered = _merge([*read, *self._find_labels()])
        self._starts = [begins for begins, _ in self._covered]
        used = layout.attendance | layout.agenda.taken
        self._left = [
            at
            for at, line in enumerate(document.lines)
            if at not in used and line.kind is not LineKind.FRONT_MATTER and not self._is_covered(line)
        ]
        self._last_covered = self._covered[-1][1] if self._covered else 0
        self._decided = {decision.item for decision in meeting.decisions}
        self._titles = [_squeeze(item.title) for item in meeting.agenda]

    @cached_property
    def _openings(self) -> Openings:
        return Openings(self._roster, self._lexicon)

    def _find_labels(self) -> Iterator[tuple[int, int]]:
        """Find the labels of the turns: they stand before the words, maybe on a line of their own above."""
        text = self._document.text
        for turn in self._meeting.contributions:
            # Where the words themselves name who speaks, a name above them is another's label.
            told = turn.speaker_printed and text.startswith(turn.speaker_printed, turn.begins)
            printed = None if told else turn.speaker_printed
            at = (
                text.rfind(printed, max(0, turn.begins - len(printed) - _FARTHEST_LABEL), turn.begins)
                if printed
                else -1
            )
            if printed and at >= 0:
                yield at, at + len(printed)

    def _is_covered(self, line: Line) -> bool:
        at = bisect_right(self._starts, line.ends - 1) - 1
        return at >= 0 and self._covered[at][1] > line.begins

    def _tell(self, lines: Sequence[Line], reason: str) -> Unread:
        begins, ends = lines[0].begins, lines[-1].ends
        return Unread(self._document.text[begins:ends], begins, ends, lines[0].number, reason)

    # The head: everything before the first item, or before the end of the attendance list.

    def find_in_head(self) -> Iterator[Unread]:
        """Find people, items of a programme, and prose before the first item."""
        head = [self._document.lines[at] for at in self._left if at < self._layout.treatment]
        lists = {line.block for line in head if line.cells and self._read_head(line) == PEOPLE}
        prose: list[Line] = []
        for line in head:
            reason = self._read_head(line, in_list=line.block in lists)
            if reason:
                yield self._tell([line], reason)
            elif not (line.cells or find_label(line, tuple(load_vocabulary().labels))):
                prose.append(line)
        for lines in self._group(prose):
            yield from self._tell_prose(lines)

    def _group(self, left: Sequence[Line]) -> Iterator[list[Line]]:
        """Put lines that follow each other in one paragraph together; a row of columns stands alone."""
        group: list[Line] = []
        for line in left:
            between = self._document.text[group[-1].ends : line.begins] if group else ""
            if group and (between.strip() or line.block != group[-1].block or line.cells or group[-1].cells):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _read_head(self, line: Line, in_list: bool = False) -> str | None:
        """Why a line of the head should have been read; None where nothing shows that it should.

        `in_list`: a row of a table in which people stand, so that a given name in it is one of them.
        """
        if find_label(line, ("mail", "copy", "subject", "date", "place", "body")) or _CLERK.match(line.text):
            return None
        if self._names_unlisted(line.text) or (in_list and self._begins_with_name(line)):
            return PEOPLE
        return PROGRAMME if self._is_item_like(line) else None

    def _begins_with_name(self, line: Line) -> bool:
        """Tell whether a column of a line begins with a given name, though nothing tells of a surname."""
        cells = (line.text[cell.begins - line.begins : cell.ends - line.begins] for cell in line.cells)
        return any(cell and self._is_given(re.split(r"[\s,(]", cell)[0]) for cell in cells)

    def _names_unlisted(self, text: str) -> bool:
        """Tell whether a text names a person by given name and surname who was read in no list of attendance."""
        people = self._roster.people
        listed = [found for found in self._roster.find(text) if people[found.number].listed]
        for row in _PEOPLE_IN_ROW.finditer(text):
            words = row.group().split(" ")
            first = next((i for i, word in enumerate(words[:-1]) if self._is_given(word)), None)
            if first is None or not is_person_like(" ".join(words[first:]), self._lexicon):
                continue
            # A lone word of another's name says nothing, unless it is the surname.
            if not any(
                row.start() <= found.begins < row.end() and (" " in found.printed or found.ends >= row.end())
                for found in listed
            ):
                return True
        return False

    def _is_given(self, word: str) -> bool:
        return word.casefold().split("-")[0] in self._lexicon.given_names

    def _is_item_like(self, line: Line) -> bool:
        """Tell whether a line bears a number or a time, and a title that is no item's already."""
        timed = _TIMED.match(line.text) or _ROMAN.match(line.text)
        numbered = None if timed else read_coded([line], 0) or read_worded([line], 0) or read_numbered([line], 0)
        title = timed["title"] if timed else numbered.title if numbered else ""
        if not _WORD.search(title) or _BREAK.match(title) or any(True for _ in find_dates(line.text)):
            return False
        return not any(known in _squeeze(title) or _squeeze(title) in known for known in self._titles)

    def _tell_prose(self, lines: Sequence[Line]) -> Iterator[Unread]:
        """Tell sentences and items of a list that hold none of the facts of a head: no day, time, place or body."""
        text = " ".join(line.text for line in lines)
        if self._labels_one(text):
            yield self._tell(lines, NOBODYS)
            return
        is_sentence = bool(lines[0].marker) or text.endswith((".", "!", "?"))
        is_sentence = is_sentence and not (_CLOSING.match(text) or _CHAIRED.search(text))
        if is_sentence and (_is_prose(text) or self._is_about_somebody(text)) and not self._is_fact(text):
            yield self._tell(lines, BEFORE)

    def _is_fact(self, text: str) -> bool:
        folded = " ".join(text.casefold().split())
        facts = (self._meeting.place, self._meeting.body.name if self._meeting.body else None)
        return (
            any(fact and fact.casefold() in folded for fact in facts)
            or any(True for _ in find_dates(text))
            or find_times(text) != (None, None)
        )

    # The treatment of the items, and what follows it.

    def find_in_treatment(self) -> Iterator[Unread]:
        """Find passages, and headings that were passed over, among and after the items."""
        # A line of a unit may lack the label or number it began with in the document; it ends at the same place.
        units = {line.ends: unit for unit in self._layout.units for line in unit.lines}
        left = [self._document.lines[at] for at in self._left if at >= self._layout.treatment]
        for line in left:
            reason = None if line.ends in units else self._read_heading(line)
            if reason:
                yield self._tell([line], reason)
        for lines in self._group([line for line in left if line.ends in units]):
            yield from self._tell_passage(lines, units[lines[0].ends])

    def _read_heading(self, line: Line) -> str | None:
        """Why a heading, a label or the head of a table should have been read; None where nothing shows it."""
        if len(line.cells) > 1 and line.kind is LineKind.TABLE_ROW:
            return NAMES if self._is_told_row(line) else None
        named = list(self._roster.find(line.text))
        label = find_label(line, _SECTIONS)
        if label and label.kind == "comments" and len(named) == 1 and self._goes_to_nobody(line, named[0].number):
            return NOBODYS
        if line.kind is not LineKind.HEADING and not line.strong:
            return None
        if find_label(line, tuple(load_vocabulary().labels)):
            return None
        if len(named) > 1:
            return NAMES
        numbers = any(item.number for item in self._meeting.agenda)
        return SUBITEM if numbers and self._is_item_like(line) else None

    def _goes_to_nobody(self, line: Line, number: int) -> bool:
        """Tell whether what follows a label that names somebody is no turn of theirs."""
        turns = self._meeting.contributions
        at = bisect_left(turns, line.ends, key=lambda turn: turn.begins)
        return at == len(turns) or turns[at].speaker != number

    def _is_told_row(self, line: Line) -> bool:
        return self._names(line.text) or any(True for _ in find_dates(line.text))

    def _tell_passage(self, lines: Sequence[Line], unit: Unit) -> Iterator[Unread]:
        text = " ".join(line.text for line in lines)
        reason = self._read_passage(text, lines, unit)
        if reason:
            yield self._tell(lines, reason)

    def _read_passage(self, text: str, lines: Sequence[Line], unit: Unit) -> str | None:
        """Why a passage below an item should have been read; None where it is known for what it is, or no content."""
        if _CLOSING.match(text) or (unit.begins > self._last_covered and self._is_signature(lines)):
            return None
        if unit.section == "not_decision":
            return AMONG_VOTES if self._tells_speaker(unit) else None
        if unit.section == "actions" and self._is_task(text, lines[0]):
            return TASK
        tells_day = any(found.date for found in find_dates(text, self._year))
        if unit.section == "actions":
            return DAY if tells_day else None
        if unit.item is None and self._layout.agenda.items:
            return OUTSIDE if tells_day or self._is_about_somebody(text) or _is_prose(text) else None
        whole = self._document.text[lines[0].begins : lines[-1].ends]
        if self._labels_one(text) or _labels_office(text) or self._seems_labelled(whole):
            return NOBODYS
        if unit.item in self._decided and load_vocabulary().patterns["decided"].search(text):
            return DECIDED
        if self._is_about_somebody(text):
            return NAMES
        if _is_prose(text):
            return PROSE
        return DAY if tells_day else None

    @property
    def _year(self) -> int | None:
        return self._meeting.date.year if self._meeting.date else None

    def _is_about_somebody(self, text: str) -> bool:
        return self._names(text) and len(_WORD.findall(text)) >= _FEWEST_NAMED

    def _names(self, text: str) -> bool:
        return self._names_unlisted(text) or next(self._roster.find(text), None) is not None

    def _labels_one(self, text: str) -> bool:
        """Tell whether a passage is nothing but a label that names one person."""
        found = _LABEL.match(text)
        return found is not None and len(list(self._roster.find(found["label"]))) == 1

    def _seems_labelled(self, text: str) -> bool:
        """Tell whether a passage begins with a speaker or a place, and what may make it a label: a mark, a line end."""
        found = _MARKED.match(text)
        named = self._openings.read_whole_label(found["label"]) if found else None
        return named is not None and (named.speaker is not None or named.place is not None)

    def _is_signature(self, lines: Sequence[Line]) -> bool:
        """Tell whether what stands below everything is a name and no more, maybe with an office behind it."""
        if sum(len(line.text.split()) for line in lines) > _MOST_OF_SIGNATURE:
            return False
        name = re.split(r"[,(]", lines[0].text.strip(" .–-"))[0].strip()
        return self._roster.resolve(name) is not None or is_person_like(name, self._lexicon)

    def _tells_speaker(self, unit: Unit) -> bool:
        for span in split_sentences(self._document.text, unit.begins, unit.ends):
            told = self._openings.read_told(self._document.text[span.begins : span.ends])
            if told and told.speaker:
                return True
        return False

    def _is_task(self, text: str, line: Line) -> bool:
        """Tell whether a passage of a list of tasks is one, and not the head of their columns."""
        if not (line.marker or line.cells):
            return _is_prose(text)
        cells = [line.text[cell.begins - line.begins : cell.ends - line.begins] for cell in line.cells]
        is_head = bool(cells) and all(len(cell.split()) < _FEWEST_OF_TASK for cell in cells)
        return len(_WORD.findall(text)) >= _FEWEST_OF_TASK and not is_head

    # Lines that bear the number of an item.

    def find_codes(self) -> Iterator[Unread]:
        """Find "NU-15/10 Title" and its like, several of one form, where no agenda was read at all."""
        if self._meeting.agenda:
            return
        lines = self._document.lines[self._layout.treatment :]
        coded = [(line, found["letters"]) for line in lines if (found := _CODED.match(line.text))]
        forms = Counter(letters for _, letters in coded)
        yield from (self._tell([line], PROGRAMME) for line, letters in coded if forms[letters] > 1)

    def find_gaps(self) -> Iterator[Unread]:
        """Find the lines that bear a number missing between two items that follow each other in the text."""
        numbered = [(item, parts) for item in self._meeting.agenda if (parts := _part_number(item.number or ""))]
        lines = sorted(self._document.lines, key=lambda line: line.begins)
        for (first, (before, year)), (second, (after, its_year)) in pairwise(numbered):
            if year != its_year or not before + 1 < after <= before + _WIDEST_GAP:
                continue
            missing = {f"{number}{year}" for number in range(before + 1, after)}
            begins = bisect_left(lines, first.ends, key=lambda line: line.begins)
            for line in lines[begins : bisect_left(lines, second.begins, key=lambda line: line.begins)]:
                found = _LEADING_NUMBER.match(line.text)
                if found and found["number"] in missing:
                    yield self._tell([line], GAP)


def _labels_office(text: str) -> bool:
    found = _LABEL.match(text)
    return found is not None and read_office(found["label"])[0] is not None


def _part_number(number: str) -> tuple[int, str] | None:
    """ "12" is 12 and "", "PS 12/19" is 12 and "/19"; None for any other form."""
    found = re.fullmatch(r"(?:[A-ZÆØÅ]+ )?(\d{1,3})(/\d{2,4})?", number)
    return (int(found[1]), found[2] or "") if found else None


def _is_prose(text: str) -> bool:
    """Tell whether a text has words enough to be a sentence about something."""
    bare = _ADDRESS.sub("", text)
    patterns = load_vocabulary().patterns
    is_aside = (
        patterns["constructed"].search(bare) or _CLOSING.match(bare) or patterns["none"].fullmatch(bare.strip(" ."))
    )
    return not is_aside and len(_WORD.findall(bare)) >= _FEWEST_WORDS


def _squeeze(text: str) -> str:
    return "".join(fold_label(text).split())


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put spans that overlap together, in the order of the text."""
    merged: list[tuple[int, int]] = []
    for begins, ends in sorted(spans):
        if merged and begins <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], ends)
        else:
            merged.append((begins, ends))
    return merged
