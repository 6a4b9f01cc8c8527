"""Who was there, for whom, and who was not: tables, runs of names, groups by municipality or office, prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.entries import Entry, read_entries, read_office
from naeringsgraf.parsing.labels import Label, cut_line, find_label, fold_label, stands_out
from naeringsgraf.parsing.names import is_person_like, turn_name
from naeringsgraf.parsing.tables import Table, find_table
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_LISTS = ("absent", "present", "also_present")
_OTHERS = (
    "agenda",
    "date",
    "place",
    "subject",
    "mail",
    "decision",
    "not_decision",
    "comments",
    "actions",
    "body",
    "copy",
)
_PROSE = load_pattern("attendance", "prose")
_SENTENCE_END = re.compile(r"(?<=[a-zæøå)]{2})\.\s+(?=[A-ZÆØÅ])")
_EXCUSED = load_pattern("attendance", "excused")


_LONGEST_LINE = 20_000
"""Characters; a longer line is no list of people."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """How the entries of the list we are in are to be taken."""

    status: Status
    role: str | None = None
    affiliation: str | None = None
    begun: int = 0
    """Block in which the list began."""


def find_attendance(lines: Sequence[Line], lexicon: Lexicon) -> tuple[tuple[Attendance, ...], frozenset[int]]:
    """Read the attendance lists among the lines before the first item.

    Gives the people in the order they are listed, each once, and the indices of the lines that were read. Someone
    who is listed twice keeps what the first list says, filled up from the second.
    """
    reader = _Reader(lines, lexicon)
    reader.read()
    return _number(reader.entries, lexicon), frozenset(reader.used)


class _Reader:
    def __init__(self, lines: Sequence[Line], lexicon: Lexicon) -> None:
        self.entries: list[Entry] = []
        self.used: set[int] = set()
        self._lines = lines
        self._lexicon = lexicon
        self._zone: _Zone | None = None
        self._author: str | None = None
        self._copied: list[Entry] = []
        """Who was sent a copy: their full names, where the text later says that "Roar" was excused."""

    def read(self) -> None:
        at = 0
        while at < len(self._lines):
            at += self._step(at)

    def _step(self, at: int) -> int:
        """Read the line at this index; give how many lines that took."""
        line = self._lines[at]
        self._read_excused(line, at)
        if find_label(line, _OTHERS) and not find_label(line, _LISTS):
            self._zone = None
            self._note_sender(line)
            return 1
        label = find_label(line, _LISTS)
        if label and (label.rest or self._begins_list(at, label)):
            self._begin(label, at)
            if label.rest:
                self._take(label.rest, at)
            return 1
        table = find_table(self._lines, at)
        if table and (self._zone or table.tells_people):
            self._read_table(table, at)
            return table.height
        if self._read_prose(line, at):
            return 1
        if self._zone:
            self._read_line(line, at)
        return 1

    def _note_sender(self, line: Line) -> None:
        label = find_label(line, ("mail", "copy"))
        if not label or not label.rest or self.entries:
            return
        if label.kind == "copy":
            self._copied = list(read_entries(label.rest, self._lexicon))
        elif fold_label(label.text) in ("fra", "frå", "from") and is_person_like(label.rest.text, self._lexicon):
            self._author = label.rest.text

    def _begins_list(self, at: int, label: Label) -> bool:
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        return following is not None and (
            label.kind != "also_present" or self._zone is not None or label.text.endswith("møtte")
        )

    def _begin(self, label: Label, at: int) -> None:
        status = Status.ABSENT if label.kind == "absent" else Status.PRESENT
        self.used.add(at)
        self._zone = _Zone(status, _role_of_group(label.text), _owner_of_group(label.text), self._lines[at].block)

    def _read_table(self, table: Table, at: int) -> None:
        status = self._zone.status if self._zone else Status.PRESENT
        for entry in table.read_people(status, self._lexicon):
            self.entries.append(entry)
        self.used.update(range(at, at + table.height))
        if not self._zone:
            self._zone = _Zone(Status.PRESENT, begun=self._lines[at].block)

    def _read_prose(self, line: Line, at: int) -> bool:
        found = _PROSE.match(line.text)
        if found and not line.marker:
            rest = cut_line(line, found.end())
            people = list(read_entries(rest, self._lexicon, prose=True)) if rest else []
            if people:
                self.entries += people
                self.used.add(at)
                return True
        return False

    def _read_excused(self, line: Line, at: int) -> None:
        excused = _EXCUSED.search(line.text)
        if excused:
            part = cut_line(line, *excused.span(1))
            for entry in read_entries(part, self._lexicon, prose=True) if part else ():
                known = next((c for c in self._copied if _may_be(c.name, entry.name.casefold())), entry)
                self.entries.append(replace(known, status=Status.ABSENT))
                self.used.add(at)

    def _read_line(self, line: Line, at: int) -> None:
        assert self._zone
        group = self._find_group(line, at)
        if group is not None:
            name, rest = group
            self._zone = replace(self._zone, role=_role_of_group(name), affiliation=_affiliation_of_group(name))
            self.used.add(at)
            if rest:
                self._take(rest, at)
            return
        if stands_out(line) and not line.marker:
            self._zone = None
            return
        self._take(line, at)

    def _find_group(self, line: Line, at: int) -> tuple[str, Line | None] | None:
        """A line "Trysil kommune" in bold, "Rådmenn:   Knut Haraldset, Ål" or "Sekretariatet: Jon Glosli"."""
        colon = line.text.find(":")
        if 0 < colon <= 50 and not is_person_like(line.text[:colon], self._lexicon):
            return line.text[:colon], cut_line(line, colon + 1)
        if line.strong and line.kind is not LineKind.TABLE_ROW and not is_person_like(line.text, self._lexicon):
            return line.text, None
        return None

    def _take(self, line: Line, at: int) -> None:
        assert self._zone
        if len(line.text) > _LONGEST_LINE:
            return
        stop = _SENTENCE_END.search(line.text)
        line = (cut_line(line, 0, stop.start()) or line) if stop else line
        people = list(read_entries(line, self._lexicon, author=self._author))
        if not people:
            if line.block != self._zone.begun and not line.marker and len(line.text) > 60:
                self._zone = None
            return
        self.used.add(at)
        for entry in people:
            status = self._zone.status if entry.status is Status.PRESENT else entry.status
            self.entries.append(
                replace(
                    entry,
                    status=status,
                    role=entry.role or self._zone.role,
                    affiliation=entry.affiliation or self._zone.affiliation,
                )
            )


def _role_of_group(label: str) -> str | None:
    """ "Rådmenn" gives "rådmann"; a label that names no office gives None."""
    vocabulary = load_vocabulary()
    for word in re.split(r"\s+|/", fold_label(label)):
        if word in vocabulary.office_plurals:
            return vocabulary.office_plurals[word]
    folded = fold_label(label)
    if folded in vocabulary.offices and folded not in ("sekretariat", "medlem"):
        return folded
    return None


def _owner_of_group(label: str) -> str | None:
    """ "Fra sekretariatet møtte" gives "Sekretariatet"."""
    return "Sekretariatet" if re.search(r"sekretariat", label, re.IGNORECASE) else None


def _affiliation_of_group(label: str) -> str | None:
    if _role_of_group(label):
        return None
    owner = _owner_of_group(label)
    if owner:
        return owner
    _, rest = read_office(label)
    folded = fold_label(label)
    is_list = load_vocabulary().labels["also_present"].match(folded) or load_vocabulary().labels["present"].match(
        folded
    )
    if is_list or "," in label or not rest[:1].isupper() or re.search(r"\b(og|m\.fl)\b", folded):
        return None
    return label.strip()


def _number(entries: Sequence[Entry], lexicon: Lexicon) -> tuple[Attendance, ...]:
    """Number the people, merge those listed twice, and tie stand-ins to whom they stand in for."""
    merged: list[Entry] = []
    places: dict[str, list[int]] = {}
    for entry in entries:
        entry = replace(entry, name=turn_name(entry.name, lexicon))
        namesakes = places.setdefault(entry.name.casefold(), [])
        same = next((i for i in namesakes if _is_same(entry, merged[i])), None)
        if same is None:
            namesakes.append(len(merged))
            merged.append(entry)
        else:
            merged[same] = _fill(merged[same], entry)
    return _tie_substitutes(merged)


def _is_same(one: Entry, other: Entry) -> bool:
    if one.name.casefold() != other.name.casefold():
        return False
    return (
        not (one.affiliation and other.affiliation)
        or one.affiliation.casefold() == other.affiliation.casefold()
        or ("sekretariat" in one.affiliation.casefold() and "sekretariat" in other.affiliation.casefold())
    )


def _fill(first: Entry, second: Entry) -> Entry:
    return replace(
        first,
        role=first.role or second.role,
        affiliation=first.affiliation or second.affiliation,
        party=first.party or second.party,
        initials=first.initials or second.initials,
        status=second.status if second.status is Status.ABSENT and first.affiliation else first.status,
    )


def _tie_substitutes(entries: list[Entry]) -> tuple[Attendance, ...]:
    everyone = list(entries)
    ties: dict[int, int] = {}
    for index, entry in enumerate(entries):
        if not entry.substitute_for:
            continue
        wanted = entry.substitute_for.text.casefold()
        place = next((i for i, other in enumerate(everyone) if _may_be(other.name, wanted)), None)
        if place is None:
            place = len(everyone)
            stood_in = entry.substitute_for
            everyone.append(
                Entry(stood_in.text, stood_in.text, stood_in.begins, stood_in.ends, affiliation=entry.affiliation,
                      party=entry.party, status=Status.ABSENT)
            )  # fmt: skip
        elif everyone[place].status is Status.PRESENT:
            everyone[place] = replace(everyone[place], status=Status.ABSENT)
        ties[index] = place
    return tuple(
        Attendance(
            number=index + 1,
            name=entry.name,
            printed=entry.printed,
            begins=entry.begins,
            ends=entry.ends,
            affiliation_printed=entry.affiliation,
            role=entry.role,
            party_printed=entry.party,
            status=Status.SUBSTITUTE if index in ties else entry.status,
            substitute_for=ties[index] + 1 if index in ties else None,
            aliases=(entry.initials,) if entry.initials else (),
        )
        for index, entry in enumerate(everyone)
    )


def _may_be(name: str, wanted: str) -> bool:
    words = set(name.casefold().split())
    return set(wanted.split()) <= words
