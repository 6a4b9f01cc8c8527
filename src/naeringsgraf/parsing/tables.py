"""Attendance tables: with a head that names the columns, or municipality by office."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Status
from naeringsgraf.parsing.entry import Entry, add_note, add_part, read_person, set_affiliation
from naeringsgraf.parsing.labels import cut_line, find_label, fold_label
from naeringsgraf.parsing.names import is_name_shaped
from naeringsgraf.parsing.offices import read_office, spell_office
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_SECTIONS = ("present", "also_present", "absent", "agenda")
_NOBODY = re.compile(r"[-–—.\s]*\Z")
_YES = load_pattern("tables", "yes")
_NO = load_pattern("tables", "no")
_EXCUSED = load_pattern("tables", "excused")


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head was understood."""

    rows: tuple[tuple[Line | None, ...], ...]
    """Cells, one for each column; None where a cell is empty."""
    columns: tuple[str, ...]
    """For each column a key of `Vocabulary.columns`, "office:<name>", or ""."""
    height: int
    """How many lines it takes, head and all."""

    absence_column: bool = False
    """The column that tells who was there is headed "Forfall": a mark in it means absent."""

    @property
    def tells_people(self) -> bool:
        """It has a column for names, or columns for offices."""
        return bool({"name", "surname"} & set(self.columns)) or any(c.startswith("office:") for c in self.columns)

    def read_people(self, status: Status, lexicon: Lexicon) -> Iterator[Entry]:
        """Read every person, in the order of the rows."""
        for row in self.rows:
            if {"name", "surname"} & set(self.columns):
                entry = self._read_row(row, lexicon)
                if entry:
                    yield replace(entry, status=status) if entry.status is Status.PRESENT else entry
            else:
                yield from self._read_matrix_row(row, lexicon)

    def _read_row(self, row: Sequence[Line | None], lexicon: Lexicon) -> Entry | None:
        cells = dict(zip(self.columns, row, strict=True))
        name = cells.get("name") or _join_names(cells.get("given_name"), cells.get("surname"))
        entry = _read_name(name, lexicon) if name else None
        if entry is None:
            return None
        for kind in ("role", "affiliation", "party", "status"):
            cell = cells.get(kind)
            if cell:
                known = kind == "affiliation" and not read_office(cell.text)[0]
                entry = self._add_cell(entry, kind, cell.text, known, lexicon)
        for kind, cell in zip(self.columns, row, strict=True):
            if cell and kind in ("note", ""):
                entry = add_note(entry, cell, lexicon)
        return replace(entry, substitute_for=cells.get("substitute_for") or entry.substitute_for)

    def _add_cell(self, entry: Entry, kind: str, text: str, known: bool, lexicon: Lexicon) -> Entry:
        if kind == "status":
            return self._set_status(entry, text, lexicon)
        if known:
            return set_affiliation(entry, text, lexicon)
        return add_part(entry, spell_office(text) if kind == "role" else text, lexicon)

    def _set_status(self, entry: Entry, text: str, lexicon: Lexicon) -> Entry:
        """Read "x", "ja", "nei", "forfall" in a column "Til stede" or "Forfall"."""
        tells_absence = self.absence_column
        if _YES.match(text):
            return replace(entry, status=Status.ABSENT) if tells_absence else entry
        if _NO.match(text):
            return entry if tells_absence else replace(entry, status=Status.ABSENT)
        return add_part(entry, text, lexicon)

    def _read_matrix_row(self, row: Sequence[Line | None], lexicon: Lexicon) -> Iterator[Entry]:
        owner = row[0].text if row[0] else None
        for column, cell in zip(self.columns[1:], row[1:], strict=True):
            if cell is None or _NOBODY.match(cell.text):
                continue
            excused = _EXCUSED.match(cell.text)
            line = cut_line(cell, *excused.span(1)) if excused else cell
            entry = read_person(line, lexicon) if line else None
            if entry:
                role = column.removeprefix("office:") or None
                status = Status.ABSENT if excused else entry.status
                yield replace(entry, affiliation=entry.affiliation or owner, role=entry.role or role, status=status)


def find_table(lines: Sequence[Line], at: int) -> Table | None:
    """Read the table whose head stands at this index; None where the line is no head of an attendance table."""
    head = lines[at]
    columns = _read_head(head)
    if columns is None:
        return None
    rows: list[tuple[Line | None, ...]] = []
    height = 1
    for line in lines[at + 1 :]:
        if line.kind is not head.kind or (line.block != head.block and not _same_columns(head, line)):
            break
        if find_label(line, _SECTIONS):
            break
        if not line.cells:
            if (
                not rows
                or not is_name_shaped(line.text)
                or not rows[-1][columns.index("name") if "name" in columns else 0]
            ):
                break
            if " " not in line.text and "name" in columns:
                rows[-1] = _join_name(rows[-1], columns.index("name"), line)
            else:
                rows.append((line, *[None] * (len(columns) - 1)))
        else:
            row = _split_row(head, line, len(columns))
            rows.append(_go_on(row, rows[-1], line.merged, columns) if rows else row)
        height += 1
    return Table(tuple(rows), columns, height, _tells_absence(head)) if rows else None


def _read_head(line: Line) -> tuple[str, ...] | None:
    vocabulary = load_vocabulary()
    columns = []
    for cell in line.cells:
        folded = fold_label(line.text[cell.begins - line.begins : cell.ends - line.begins])
        kind = next((k for k, pattern in vocabulary.columns.items() if pattern.match(folded)), "")
        office = vocabulary.office_plurals.get(folded) or (folded if folded in vocabulary.offices else None)
        columns.append(kind or (f"office:{office}" if office else ""))
    known = sum(bool(column) for column in columns)
    if len(columns) < 2 or known < 2 or known * 2 < len(columns):
        return None
    return tuple(columns)


def _tells_absence(head: Line) -> bool:
    absent = load_vocabulary().labels["absent"]
    cells = (head.text[cell.begins - head.begins : cell.ends - head.begins] for cell in head.cells)
    return any(absent.match(fold_label(cell)) for cell in cells)


def _same_columns(head: Line, line: Line) -> bool:
    return line.kind is LineKind.TABLE_ROW or (len(line.cells) == len(head.cells) and "\t" in line.text)


def _split_row(head: Line, line: Line, width: int) -> tuple[Line | None, ...]:
    if line.kind is LineKind.TABLE_ROW or "\t" in line.text:
        printed = [cut_line(line, c.begins - line.begins, c.ends - line.begins) for c in line.cells]
        return tuple((printed + [None] * width)[:width])
    starts = [c.begins - head.begins + head.level - line.level for c in head.cells]
    cells: list[Line | None] = [None] * width
    for span in line.cells:
        begins, ends = span.begins - line.begins, span.ends - line.begins
        column = min(range(width), key=lambda i: abs(starts[i] - begins))
        for following in range(column + 1, width):
            cut = starts[following]
            if begins < cut < ends and line.text[cut - 1] == " ":
                cells[column] = cut_line(line, begins, cut)
                begins, column = cut, following
        cells[column] = cut_line(line, begins, ends)
    return tuple(cells)


def _go_on(
    row: tuple[Line | None, ...], above: Sequence[Line | None], merged: Sequence[int], columns: Sequence[str]
) -> tuple[Line | None, ...]:
    """Give the cells that go on from the row above; a name that does is the person already read."""
    kept = {
        at for at in merged if at < len(columns) and columns[at] != "name" and not columns[at].startswith("office:")
    }
    return tuple(above[at] if at in kept else cell for at, cell in enumerate(row))


def _read_name(cell: Line, lexicon: Lexicon) -> Entry | None:
    """Read a cell that holds a person: "Lie, Kari" is Kari Lie, "Kari Lie, rådgiver" has an office behind the name."""
    head, comma, tail = cell.text.partition(", ")
    first = cut_line(cell, 0, len(head))
    if not comma or first is None:
        return read_person(cell, lexicon)
    given = " " in head and {word.casefold() for word in head.split()} & lexicon.given_names
    if not given and is_name_shaped(tail) and tail.split()[0].casefold() in lexicon.given_names:
        turned = read_person(replace(cell, text=f"{tail} {head}"), lexicon)
        return turned and replace(turned, printed=cell.text, begins=cell.begins, ends=cell.ends)
    entry = read_person(first, lexicon)
    return add_part(entry, tail, lexicon) if entry else read_person(cell, lexicon)


def _join_names(given: Line | None, surname: Line | None) -> Line | None:
    """A name whose parts stand in columns of their own, in either order."""
    if not given or not surname:
        return given or surname
    first, last = sorted((given, surname), key=lambda cell: cell.begins)
    return replace(first, text=f"{given.text} {surname.text}", begins=first.begins, ends=last.ends)


def _join_name(row: tuple[Line | None, ...], column: int, rest: Line) -> tuple[Line | None, ...]:
    name = row[column]
    if name is None:
        return row
    joined = replace(name, text=f"{name.text} {rest.text}", ends=rest.ends)
    return (*row[:column], joined, *row[column + 1 :])
