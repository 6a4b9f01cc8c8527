"""Who was there, for whom, and who was not: tables, runs of names, groups by municipality or office, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Attendance, Status, Unread
from naeringsgraf.parsing.affiliations import is_affiliation
from naeringsgraf.parsing.beside import ListsBeside, find_lists_beside
from naeringsgraf.parsing.entries import read_entries
from naeringsgraf.parsing.entry import Entry, add_notes, add_part, read_person
from naeringsgraf.parsing.groups import affiliation_of_group, find_group, owner_of_group, role_of_group
from naeringsgraf.parsing.joining import Stretch, join_lines
from naeringsgraf.parsing.labels import Label, cut_line, find_label, fold_label, stands_out
from naeringsgraf.parsing.merging import number_people
from naeringsgraf.parsing.names import is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.owners import join_owners
from naeringsgraf.parsing.runs import PARENTHESES, split_chunks
from naeringsgraf.parsing.tables import (
    Head,
    Table,
    find_days,
    find_table,
    names_columns,
    read_head,
    read_rows,
    sole_cell,
)
from naeringsgraf.parsing.told import read_told, split_told
from naeringsgraf.parsing.unmarked import lower_surnames, part_codes, part_columns, part_places, tick_boxes
from naeringsgraf.parsing.vocabulary import load_pattern

_LISTS = ("absent", "present", "also_present", "invited")
_OTHERS = (
    "agenda", "date", "place", "subject", "mail", "decision", "not_decision", "comments", "actions", "body", "copy",
    "filing",
)  # fmt: skip
_CLOSING = load_pattern("attendance", "closing")
_VARA_LABEL = load_pattern("attendance", "vara_label")
_NOBODY = load_pattern("attendance", "nobody")
_FROM = re.compile(r"\s(?:fra|frå)\s+(?=[A-ZÆØÅ])")
_FROM_LABEL = re.compile(r"(?:fra|frå)\s", re.IGNORECASE)
_DEPARTMENT = re.compile(r"(?<!\w)departementet\Z", re.IGNORECASE)
_DEPARTMENTS = re.compile(r"(?<!\w)[A-ZÆØÅ][a-zæøå]{2,20}(?:-,? (?:[a-zæøå]+- )?og [a-zæøå]+)?departementet(?!\w)")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_LONGEST_LINE = 20_000
"""Characters; a longer line is no list of people."""
_FEWEST_BLANKS = 3
"""Blanks in a line that ends in a point; with more of them it is a sentence and no entry."""
_FEWEST_UNLABELLED = 3
"""Lines in a row that each name one person and whom they came for, to be a list without a label."""
_FEWEST_IN_COLUMNS = 2
_PAIR = 2
_LONGEST_UNLABELLED = 100
"""Characters of such a line."""
_LONGEST_ENTRY = 60
"""Characters; a longer line that names nobody is no entry, and the list has ended."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the attendance lists gave."""

    people: tuple[Attendance, ...]
    """In the order they are listed, each once."""
    used: frozenset[int]
    """Indices of the lines that were read."""
    unread: tuple[Unread, ...]
    """Lines of a list that name nobody who could be told."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """How the entries of the list we are in are to be taken."""

    status: Status
    role: str | None = None
    affiliation: str | None = None
    begun: int = 0
    """Block in which the list began."""
    below: bool = False
    """Its entries stand below its label, and not on the same line."""
    invited: bool = False
    """Those in it were called to the meeting."""
    inset: int | None = None
    """Depth of the line "Group: people" that we are below; only deeper lines belong to it. None below none."""


def find_attendance(lines: Sequence[Line], lexicon: Lexicon) -> Found:
    """Read the attendance lists among the lines before the first item.

    Someone who is listed twice keeps what the first list says, filled up from the second.
    """
    spoken = lower_surnames(lines, lexicon)
    spoken = tick_boxes([_as_labelled(line) for line in spoken])
    reader = _Reader(part_places(part_columns(part_codes(spoken)), lexicon), lexicon)
    reader.read()
    people = number_people(reader.entries, lexicon, reader.details)
    if spoken != list(lines):
        people = tuple(_print_as_written(person, lines) for person in people)
    return Found(people, frozenset(reader.used), tuple(reader.unread))


def _as_labelled(line: Line) -> Line:
    """A row "Møteleder | Kari Lie" as a line whose label stands in a column of its own; any other line as it is."""
    if line.kind is not LineKind.TABLE_ROW or len(line.cells) != _PAIR:
        return line
    label = cut_line(line, 0, line.cells[0].ends - line.begins)
    beside = cut_line(line, line.cells[1].begins - line.begins)
    head = label and beside and find_label(beside, _LISTS)
    return replace(line, kind=LineKind.TEXT) if label and find_label(label, _LISTS) and beside and not head else line


def _print_as_written(person: Attendance, lines: Sequence[Line]) -> Attendance:
    """Give the name of a person as the text has it, whose surname stands there in capitals."""
    line = next((line for line in lines if line.begins <= person.begins and person.ends <= line.ends), None)
    if line is None:
        return person
    printed = " ".join(line.text[person.begins - line.begins : person.ends - line.begins].split())
    return replace(person, printed=printed) if printed.casefold() == person.printed.casefold() else person


def unnumber_label(line: Line) -> Line:
    """Take the number off a heading that begins a list: "1.1 Frammøtte"; any other line as it is."""
    number = _NUMBER.match(line.text)
    rest = cut_line(line, number.end()) if number else None
    return rest if rest and find_label(rest, _LISTS) else line


class _Reader:
    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self.entries: list[Entry] = []
        self.used: set[int] = set()
        self.unread: list[Unread] = []
        self._lines = lines
        self._days = find_days(lines)
        self._lexicon = lexicon
        self._zone: _Zone | None = None
        self._author: str | None = None
        self._read_before: dict[tuple[Line, str | None, bool], Sequence[Entry]] = {}
        self._sent: list[Entry] = []
        self._copied: list[Entry] = []
        """Who was sent a copy: their full names, where the text later says that "Roar" was excused."""
        self._invited: list[Entry] = []
        self._head: Head | None = None
        """The columns of the table we are in."""
        self._column: tuple[int, Entry] | None = None
        """Where the people of the row above begin, behind whom they came for, and the last of them."""
        self._tells_present = False
        """A list tells who came, so that who was only called to the meeting may have stayed away."""

    @property
    def details(self) -> list[Entry]:
        """People who are told nothing of but whom they represent: those the minutes were sent to, those invited."""
        return [*self._sent, *self._invited]

    def read(self) -> None:
        self._read_lines()
        if not self.entries and not self._invited:
            self._read_unlabelled()
        if not self._tells_present:
            self.entries = [*self._invited, *self.entries]
        self.entries = join_owners(self.entries, self._lines, self._lexicon)

    def _read_lines(self) -> None:
        past = 0
        for stretch in join_lines(self._lines, self._count_people):
            if stretch.first >= past:
                past = max(past, stretch.first + self._step(stretch))

    def _read_unlabelled(self) -> None:
        """Read the first lines in a row that each name one person and whom they came for, though no label says why."""
        run: list[tuple[int, Entry]] = []
        for at, line in enumerate(self._lines):
            entry = self._read_sole(line)
            if entry:
                run.append((at, entry))
            elif self._is_list(run):
                break
            else:
                run = []
        if self._is_list(run):
            self.entries = [entry for _, entry in run]
            self.used.update(at for at, _ in run)

    def _is_list(self, run: Sequence[tuple[int, Entry]]) -> bool:
        """Tell whether so many lines are a list; two are where they are set in columns."""
        in_columns = all(self._lines[at].cells for at, _ in run)
        return len(run) >= (_FEWEST_IN_COLUMNS if in_columns else _FEWEST_UNLABELLED)

    def _read_sole(self, line: Line) -> Entry | None:
        """The one person of a line that tells whom they came for; None for a label, a heading or a sentence."""
        is_list = line.kind is not LineKind.HEADING and len(line.text) <= _LONGEST_UNLABELLED
        if not is_list or line.text.endswith(".") or ":" in line.text or find_label(line, (*_LISTS, *_OTHERS)):
            return None
        entries = list(read_entries(line, self._lexicon))
        if len(entries) != 1 or line.text.find(entries[0].printed) > 0:
            return None
        owner = entries[0].affiliation
        known = owner is not None and (is_affiliation(owner, self._lexicon) or owner.casefold() in self._lexicon.places)
        return entries[0] if known else None

    def _count_people(self, line: Line) -> int:
        label = find_label(line, (*_LISTS, "mail", "copy"))
        line = label.rest if label and label.rest else line
        return len(self._read_entries(line)) if len(line.text) < _LONGEST_LINE else 0

    def _read_entries(self, line: Line, author: str | None = None, lone: bool = False) -> Sequence[Entry]:
        """Read every person in a line; most lines are read once to see whether they go on, and once to be taken."""
        key = line, author, lone
        if key not in self._read_before:
            self._read_before[key] = list(read_entries(line, self._lexicon, author=author, lone=lone))
        return self._read_before[key]

    def _step(self, stretch: Stretch) -> int:
        """Read a line; give how many lines from its first are dealt with, 0 for its own."""
        line, at = stretch.line, stretch.first
        if find_label(line, _OTHERS) and not find_label(line, _LISTS):
            self._zone = None
            self._note_sender(line)
            return 0
        table = (
            find_table(self._lines, at, self._lexicon, self._days)
            if stretch.first == stretch.last and line.cells
            else None
        )
        if table and {"name", "surname"} & set(table.columns):
            # "Deltakere" above a column is no label before its people.
            self._read_table(table, at)
            return table.height
        if table is None and line.cells and stretch.first == stretch.last:
            more = self._read_more(line, at)
            if more:
                return more
            line = sole_cell(line) or line
            stretch = replace(stretch, line=line)
        beside = find_lists_beside(self._lines, at) if stretch.first == stretch.last and line.cells else None
        if beside:
            self._read_beside(beside, at)
            return beside.height
        label = find_label(line, _LISTS)
        vara = _VARA_LABEL.match(line.text)
        if vara:
            self._read_vara(stretch, *vara.span("member"), vara.end())
            return 0
        if label and (label.rest or self._begins_list(stretch, label)):
            self._begin(label, stretch)
            if label.rest:
                self._take(label.rest, stretch)
            return 0
        if table and (self._zone or table.tells_people):
            self._read_table(table, at)
            return table.height
        if names_columns(line):
            return 0
        is_entry = self._zone is not None and (not line.text.endswith(".") or self._begins_with_people(line))
        if is_entry or not self._read_told(line, stretch):
            self._read_line(line, stretch)
        return 0

    def _begins_with_people(self, line: Line) -> bool:
        """Tell whether the first of several sentences is a run of people, and tells nothing more of them."""
        first, *rest = split_told(line)
        told = any(True for _ in read_told(first, self._lexicon)) if rest else True
        return not told and sum(" " in entry.name for entry in self._read_entries(first)) > 1

    def _note_sender(self, line: Line) -> None:
        label = find_label(line, ("mail", "copy"))
        if not label or not label.rest or len(line.text) > _LONGEST_LINE:
            return
        named = list(read_entries(label.rest, self._lexicon))
        self._sent += named
        if self.entries:
            return
        if label.kind == "copy":
            self._copied = named
        elif fold_label(label.text) in ("fra", "frå", "from"):
            sender = PARENTHESES.sub("", label.rest.text).strip()
            self._author = sender if is_person_like(sender, self._lexicon) else self._author

    def _read_vara(self, stretch: Stretch, begins: int, ends: int, start: int) -> None:
        """Read "Vara for Kari Lie: Per Vik"."""
        member, people = cut_line(stretch.line, begins, ends), cut_line(stretch.line, start)
        if people and len(people.text) <= _LONGEST_LINE:
            self._use(stretch)
            found = read_entries(people, self._lexicon)
            self.entries += [replace(entry, substitute_for=member) for entry in found]

    def _begins_list(self, stretch: Stretch, label: Label) -> bool:
        following = self._lines[stretch.last + 1] if stretch.last + 1 < len(self._lines) else None
        if following is None or label.kind != "also_present" or self._zone is not None or label.text.endswith("møtte"):
            return following is not None
        return _FROM_LABEL.match(label.text) is not None and self._count_people(following) > 0

    def _begin(self, label: Label, stretch: Stretch) -> None:
        status = Status.ABSENT if label.kind == "absent" else Status.PRESENT
        zone = self._zone
        if zone and zone.below and zone.begun == stretch.line.block and label.rest and role_of_group(label.text):
            # "Sekretær: Kari Lie" within the list of those who were absent names one of them.
            status = zone.status
        self._use(stretch)
        below = label.rest is None or status is not (Status.ABSENT if label.kind == "absent" else Status.PRESENT)
        block = stretch.line.block
        invited = label.kind == "invited"
        owner = owner_of_group(label.text) or self._owner_in_label(label.text)
        role = role_of_group(label.text)
        # "Møtende medlemmer" tells who has a seat, which nobody calls an office of theirs.
        role = None if role == "medlem" else role
        self._zone = _Zone(status, role, owner, block, below, invited=invited)
        self._tells_present = self._tells_present or label.kind == "present"

    def _owner_in_label(self, label: str) -> str | None:
        """ "Til stede fra Vang" gives "Vang"; "Fra departementet" the only department that the head names."""
        if _DEPARTMENT.search(label):
            named = {found.group() for line in self._lines for found in _DEPARTMENTS.finditer(line.text)}
            return named.pop() if len(named) == 1 else None
        source = _FROM.search(label)
        return affiliation_of_group(label[source.end() :], self._lexicon) if source else None

    def _read_table(self, table: Table, at: int) -> None:
        # A list that stands on the line of its label does not go on in a table below it.
        fresh = _Zone(Status.PRESENT, begun=self._lines[at].block, below=True)
        zone = self._zone if self._zone and self._zone.below else fresh
        # The columns tell the office; a label such as "Varamedlemmer som møtte" only tells who is listed.
        group = replace(zone, role=None)
        self.entries += [self._place(entry, group) for entry in table.read_people(zone.status, self._lexicon)]
        self.used.update(range(at, at + table.height))
        self._zone = zone

    def _read_more(self, line: Line, at: int) -> int:
        """Read rows below the head of a table that the name of a group parts from them; give how many lines.

        The head itself, where the name of a group follows at once, is one line.
        """
        columns = read_head(line, self._days)
        if columns:
            self._head = Head(line, columns) if {"name", "surname"} & set(columns) else None
            parted = self._head and at + 2 < len(self._lines) and self._head.goes_for(self._lines[at + 2])
            if parted:
                self.used.add(at)
                self._zone = self._zone or _Zone(Status.PRESENT, begun=line.block, below=True)
            return 1 if parted else 0
        going_on = self._head if self._zone and at - 1 in self.used else None
        table = read_rows(self._lines, at, going_on, self._lexicon) if going_on and going_on.goes_for(line) else None
        if not table:
            return 0
        self._read_table(table, at)
        return table.height

    def _read_beside(self, beside: ListsBeside, at: int) -> None:
        """Read lists that stand beside each other, each under its label."""
        columns = zip(beside.labels, beside.heads, beside.lists, beside.owners, strict=True)
        for label, head, people, owners in columns:
            status = Status.ABSENT if label == "absent" else Status.PRESENT
            owned = owner_of_group(head) or self._owner_in_label(head)
            for line, owner in zip(people, owners, strict=True):
                known = owner.text if owner and is_affiliation(owner.text, self._lexicon) else None
                zone = _Zone(status, affiliation=known or owned, begun=self._lines[at].block)
                self.entries += [self._place(entry, zone) for entry in self._read_entries(line, lone=owner is not None)]
            self._tells_present = self._tells_present or label == "present"
        self.used.update(range(at, at + beside.height))
        self._zone = None

    def _read_told(self, line: Line, stretch: Stretch) -> bool:
        """Read sentences that tell who was there; False where none does."""
        if line.cells or len(line.text) > _LONGEST_LINE:
            return False
        people = list(self._read_sentences(split_told(line), self.entries[-1] if self.entries else None))
        self.entries += people
        if people:
            self._use(stretch)
        return bool(people)

    def _read_line(self, line: Line, stretch: Stretch) -> None:
        if self._zone is None:
            return
        if _CLOSING.match(line.text):
            self._zone = None
            return
        following = self._lines[stretch.last + 1] if stretch.last + 1 < len(self._lines) else None
        group = find_group(line, following, self._lexicon)
        if group is None:
            if stands_out(line) and not (line.marker or line.cells or is_person_like(line.text.title(), self._lexicon)):
                self._zone = None
                return
            if self._zone.inset is not None and line.level <= self._zone.inset:
                self._zone = replace(self._zone, role=None, affiliation=None, inset=None)
            self._take(line, stretch)
            return
        outside = self._zone
        self._zone = replace(
            outside,
            role=role_of_group(group.name),
            affiliation=affiliation_of_group(group.name, self._lexicon),
            inset=line.level if group.rest else None,
        )
        self._use(stretch)
        if group.rest:
            self._take(group.rest, stretch, lone=self._zone.affiliation is not None)
            if line.marker and self._zone:
                self._zone = outside

    def _take(self, line: Line, stretch: Stretch, lone: bool = False) -> None:
        assert self._zone
        if len(line.text) > _LONGEST_LINE:
            return
        first, *rest = split_told(line)
        if self._add_below(line, stretch):
            return
        people = [self._place(entry, self._zone) for entry in self._read_entries(first, self._author, lone)]
        people = self._place_in_column(line, people)
        told = list(self._read_sentences(rest, people[-1] if people else None, self._zone))
        if not people and not told:
            self._pass_over(line)
            return
        self._use(stretch)
        if self._zone.invited:
            self._invited += people
        else:
            self.entries += people
        self.entries += told

    def _add_below(self, line: Line, stretch: Stretch) -> bool:
        """Add what stands in the line below a lone name, as in a list of definitions; False where it tells nobody more.

        "Kari Lie" above "ordfører, Vang kommune" is one person.
        """
        above = self._lines[stretch.first - 1] if stretch.first else None
        if not (self.entries and above and above.block == line.block and not above.cells and not line.cells):
            return False
        last = self.entries[-1]
        if above.text.strip(" ,:*-–") != last.printed or above.ends < last.ends or (last.affiliation or last.role):
            return False
        chunks = list(split_chunks(line, self._lexicon))
        if not chunks or not all(self._tells_more(chunk.text) for chunk in chunks[:2]):
            return False
        for chunk in chunks:
            last = add_notes(add_part(last, chunk.text, self._lexicon), chunk, self._lexicon)
        self.entries[-1] = last
        self._use(stretch)
        return True

    def _tells_more(self, text: str) -> bool:
        """Tell whether a text names an office or somebody to represent, and no person."""
        office, rest = read_office(text)
        return (office is not None and not is_person_like(rest, self._lexicon)) or is_affiliation(text, self._lexicon)

    def _place_in_column(self, line: Line, people: list[Entry]) -> list[Entry]:
        """Give people in a column below others whom the first row tells they came for, in a column of its own.

        "Høyre    Kari Lie" above "         Ola Dal" tells of two from Høyre.
        """
        if len(line.cells) > 1 and people and people[0].affiliation:
            first = line.text[: line.cells[0].ends - line.begins].strip(" :")
            owns = people[0].affiliation == first and people[0].begins > line.cells[0].ends
            self._column = (line.level + line.cells[1].begins - line.begins, people[0]) if owns else None
        elif self._column and not line.cells and not line.marker and abs(line.level - self._column[0]) <= 1:
            above = self._column[1]
            people = [
                replace(e, affiliation=e.affiliation or above.affiliation, party=e.party or above.party) for e in people
            ]
        else:
            self._column = None
        return people

    def _read_sentences(
        self, sentences: Sequence[Line], before: Entry | None, zone: _Zone | None = None
    ) -> Iterator[Entry]:
        """Read the people told of in sentences; `before`: who was named last before the first.

        `zone`: the list they stand in, where a point may part two of its entries.
        """
        for sentence in sentences:
            told = list(read_told(sentence, self._lexicon, self._copied, before, self._author))
            sole = self._read_alone(sentence) if zone and not told else None
            for entry in [self._place(sole, zone)] if sole and zone else told:
                yield entry
                before = entry

    def _read_alone(self, sentence: Line) -> Entry | None:
        """The one person that a sentence in a list names: "Rådmann Kari Lie, Vang.", "Kari Lie, NAV."; else None."""
        sole = read_person(sentence, self._lexicon, lone=False)
        if sole:
            return sole
        entries = list(read_entries(sentence, self._lexicon))
        if len(entries) != 1 or not entries[0].affiliation:
            return None
        first = entries[0]
        behind = sentence.text.startswith(f"{first.printed},") and is_affiliation(first.affiliation, self._lexicon)
        whole = behind and (first.role is None or read_office(first.role)[0] is not None)
        return first if whole or read_office(sentence.text)[0] else None

    def _place(self, entry: Entry, zone: _Zone) -> Entry:
        """Give an entry what the list or group says of all of its people."""
        is_party = zone.affiliation is not None and zone.affiliation.casefold() in self._lexicon.parties
        return replace(
            entry,
            status=zone.status if entry.status is Status.PRESENT else entry.status,
            role=entry.role or zone.role,
            affiliation=entry.affiliation or zone.affiliation,
            party=entry.party or (zone.affiliation if is_party else None),
        )

    def _pass_over(self, line: Line) -> None:
        """Deal with a line of a list that names nobody: it ends the list, says "ingen", or could not be read."""
        assert self._zone
        apart = self.used and line.block > self._lines[max(self.used)].block and not line.marker
        is_sentence = line.text.endswith(".") and line.text.count(" ") >= _FEWEST_BLANKS
        if (
            apart
            or is_sentence
            or (line.block != self._zone.begun and not line.marker and len(line.text) > _LONGEST_ENTRY)
        ):
            self._zone = None
        elif not _NOBODY.match(line.text) and len(line.text) <= _LONGEST_ENTRY:
            reason = "nobody in this line of the attendance list could be told"
            self.unread.append(Unread(line.text, line.begins, line.ends, line.number, reason))

    def _use(self, stretch: Stretch) -> None:
        self.used.update(range(stretch.first, stretch.last + 1))
