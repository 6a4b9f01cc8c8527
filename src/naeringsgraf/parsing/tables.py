"""Attendance tables: with a head that names the columns, or municipality by office."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Status
from naeringsgraf.parsing.affiliations import is_affiliation
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.entry import Entry, add_note, add_part, names_deputy, read_person, set_affiliation
from naeringsgraf.parsing.labels import cut_line, find_label, fold_label
from naeringsgraf.parsing.names import begins_with_given, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import read_office, spell_office
from naeringsgraf.parsing.runs import PARENTHESES
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_SECTIONS = ("present", "also_present", "absent", "agenda")
_RULE = re.compile(r"[-=_+|\s]{4,}\Z")
"""A line drawn between the head and the rows."""
_MOST_COLUMNS = 10
_NOBODY = re.compile(r"[-–—.\s]*\Z")
_AT_MEETING = load_pattern("tables", "at_meeting")
_SORT = load_pattern("attendance", "sort_of_people")
_YES = load_pattern("tables", "yes")
_NO = load_pattern("tables", "no")
_EXCUSED = load_pattern("tables", "excused")
_STOOD_IN = load_pattern("tables", "stood_in")
_REPLACED = load_pattern("tables", "replaced")
_DAY = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})\.?(?:\d{2,4})?\Z")
"""The head of a column for one of the year's meetings."""
_LONGEST_SEAT = 200
"""Characters of a cell that tells of somebody and who came instead."""
_BROKEN = re.compile(r"(?<=[a-zæøå])- (?!(?:og|eller|til|samt)\b)(?=[a-zæøå])")
"""Where a word is broken over two lines of a narrow column: "sekretariats- leder"."""
_BETWEEN = re.compile(r"\s*[,;/]\s+|\s+(?:og|samt|&)\s+(?=[A-ZÆØÅ])|\n")
"""Between people in one cell."""
_PAIR = 2
_MARK_ENDS = re.compile(r"[,;–—]|\s-\s")


_OTHER_MEETING = "other-meeting"
"""A column that tells who came to another meeting."""
Days = frozenset[tuple[int, int]]
"""Days with their month."""


@dataclass(frozen=True)
class Table:
    """A table whose head was understood."""

    rows: tuple[tuple[Line | None, ...], ...]
    """Cells, one for each column; None where a cell is empty."""
    columns: tuple[str, ...]
    """For each column a key of `Vocabulary.columns`, "office:<name>", or ""."""
    height: int
    """How many lines it takes, head and all."""

    @property
    def tells_people(self) -> bool:
        """It has a column for names, or columns for offices."""
        return bool({"name", "surname"} & set(self.columns)) or any(c.startswith("office:") for c in self.columns)

    def read_people(self, status: Status, lexicon: Lexicon) -> Iterator[Entry]:
        """Read every person, in the order of the rows."""
        for row in self.rows:
            if {"name", "surname"} & set(self.columns):
                for single in self._part_names(row, lexicon):
                    entry = self._read_row(single, lexicon)
                    if entry:
                        yield replace(entry, status=status) if entry.status is Status.PRESENT else entry
                        yield from self._read_substitute(single, entry, lexicon)
            else:
                yield from self._read_matrix_row(row, lexicon)

    def _part_names(self, row: tuple[Line | None, ...], lexicon: Lexicon) -> Iterator[tuple[Line | None, ...]]:
        """A row for each person where several stand in the cell of names: "Kari Lie (ordfører), Ola Dal"."""
        at = self.columns.index("name") if "name" in self.columns else None
        cell = row[at] if at is not None else None
        parts = _split_people(cell, lexicon) if cell else []
        if at is None or len(parts) < _PAIR:
            yield row
            return
        yield from ((*row[:at], part, *row[at + 1 :]) for part in parts)

    def _read_row(self, row: Sequence[Line | None], lexicon: Lexicon) -> Entry | None:
        cells = dict(zip(self.columns, row, strict=True))
        cells = self._tell_member(cells)
        name = cells.get("name") or _join_names(cells.get("given_name"), cells.get("surname"))
        entry, *_ = [*_read_seat(name, lexicon), None] if name else [None]
        if entry is None:
            return None
        for kind in ("role", "affiliation", "party"):
            cell = cells.get(kind)
            if cell:
                entry = self._add_cell(entry, kind, cell, lexicon)
        for kind, cell in zip(self.columns, row, strict=True):
            if cell and kind in ("note", "") and not _is_surely_person(cell.text, lexicon):
                entry = add_note(entry, cell, lexicon)
        entry = self._set_status(entry, cells.get("status"), cells.get("absence"), lexicon)
        return replace(entry, substitute_for=cells.get("substitute_for") or entry.substitute_for)

    @staticmethod
    def _tell_member(cells: dict[str, Line | None]) -> dict[str, Line | None]:
        """Part "ja, for Lie" in the column of marks into the mark and whom the person stood in for."""
        cell = cells.get("status")
        found = _STOOD_IN.search(cell.text) if cell else None
        if not cell or not found:
            return cells
        told = {"status": cut_line(cell, 0, found.start()) or cell}
        return cells | told | {"substitute_for": cells.get("substitute_for") or cut_line(cell, found.end())}

    def _read_substitute(self, row: Sequence[Line | None], member: Entry, lexicon: Lexicon) -> Iterator[Entry]:
        """Read who came instead of the member of the row, in a column "Vara"."""
        cell = row[self.columns.index("substitute")] if "substitute" in self.columns else None
        entry = read_person(cell, lexicon, lone=False) if cell else None
        if cell and entry:
            seat = replace(cell, text=member.printed, begins=member.begins, ends=member.ends)
            yield replace(entry, substitute_for=seat, party=entry.party or member.party)

    def _add_cell(self, entry: Entry, kind: str, cell: Line, lexicon: Lexicon) -> Entry:
        text = _BROKEN.sub("", cell.text)
        if kind == "party" and text.strip(" .").casefold() in lexicon.parties:
            return replace(entry, party=text.strip(" ."))
        if kind != "affiliation" or read_office(text)[0]:
            return add_part(entry, spell_office(text) if kind == "role" else text, lexicon)
        owner, *offices = _split_owner(text)
        entry = set_affiliation(entry, owner, lexicon)
        for office in offices:
            entry = add_part(entry, office, lexicon)
        return entry

    def _set_status(self, entry: Entry, present: Line | None, absent: Line | None, lexicon: Lexicon) -> Entry:
        """Read "x", "ja", "nei", "forfall" in the columns "Møtt" and "Forfall"; an empty "Møtt" where others are marked
        is no attendance."""
        for cell, mark in ((present, _NO), (absent, _YES)):
            text = _mark_in(cell)
            if cell and mark.match(text):
                return replace(entry, status=Status.ABSENT)
            if cell and text != cell.text:
                entry = _add_behind_mark(entry, cell, text, lexicon)
            if cell and text and not (_YES.match(text) or _NO.match(text)):
                entry = add_part(entry, text, lexicon)
        unmarked = present is None and absent is None and not entry.substitute_for
        return replace(entry, status=Status.ABSENT) if unmarked and self._marks_all else entry

    @cached_property
    def _marks_all(self) -> bool:
        """There is one column that tells who was there, and all that stands in it are marks."""
        if "status" not in self.columns or "absence" in self.columns:
            return False
        column = self.columns.index("status")
        marks = [_mark_in(row[column]) for row in self.rows if row[column]]
        return any(map(_YES.match, marks)) and all(_YES.match(mark) or _NO.match(mark) for mark in marks)

    def _read_matrix_row(self, row: Sequence[Line | None], lexicon: Lexicon) -> Iterator[Entry]:
        owner = row[0].text if row[0] else None
        for column, cell in zip(self.columns[1:], row[1:], strict=True):
            if cell is None or _NOBODY.match(cell.text):
                continue
            role = column.removeprefix("office:") or None
            for entry in _read_seat(cell, lexicon):
                # Who came instead holds the office that is told beside the name, if any.
                seat = entry.role if entry.substitute_for else entry.role or role
                yield replace(entry, affiliation=entry.affiliation or owner, role=seat)


@dataclass(frozen=True, slots=True)
class Head:
    """The line that names the columns of a table."""

    line: Line
    columns: tuple[str, ...]

    def goes_for(self, line: Line) -> bool:
        """Tell whether a line may be a row below this head."""
        return line.kind is self.line.kind and (line.block == self.line.block or _same_columns(self.line, line))


def find_table(lines: Sequence[Line], at: int, lexicon: Lexicon, days: Days = frozenset()) -> Table | None:
    """Read the table whose head stands at this index; None where the line is no head of an attendance table.

    `days`: when the meeting was, for tables that hold a column for each meeting of the year.
    """
    columns = read_head(lines[at], days)
    table = columns and read_rows(lines, at + 1, Head(lines[at], columns), lexicon)
    return replace(table, height=table.height + 1) if table else None


def read_rows(lines: Sequence[Line], at: int, head: Head, lexicon: Lexicon) -> Table | None:
    """Read the rows from this index on that stand below a head; None where there are none.

    They end before the name of a group, whose rows may follow.
    """
    columns = head.columns
    first = columns.index("name") if "name" in columns else 0
    rows: list[tuple[Line | None, ...]] = []
    height = 0
    for line in lines[at:]:
        if not head.goes_for(line) or find_label(line, _SECTIONS) or _begins_anew(line, head):
            break
        if _RULE.match(line.text):
            height += 1
            continue
        if not line.cells:
            if not rows or not is_name_shaped(line.text) or not rows[-1][first]:
                break
            if " " not in line.text and "name" in columns:
                rows[-1] = _join_name(rows[-1], first, line)
            else:
                rows.append((line, *[None] * (len(columns) - 1)))
        else:
            row = split_row(head.line, line, len(columns))
            if _heads_group(row, first, lexicon):
                break
            rows.append(_go_on(row, rows[-1], line.merged, columns) if rows else row)
        height += 1
    if not rows:
        return None
    columns, rows = _stack(columns, rows)
    if not any(line.merged for line in lines[at : at + height]):
        rows = _fill_owners(columns, rows)
    return Table(tuple(rows), _name_first(columns, rows), height)


def _begins_anew(line: Line, head: Head) -> bool:
    """Tell whether a row begins another table: it names its columns, as the head does, or is a label before it."""
    sole = sole_cell(line)
    if sole and sole.text.endswith(":"):
        return True
    columns = read_head(line, frozenset()) if "name" in head.columns else None
    return columns is not None and columns[head.columns.index("name") :][:1] == ("name",)


def sole_cell(line: Line) -> Line | None:
    """The only cell of a row that holds anything; None where several do, and for a line that is no row."""
    if line.kind is not LineKind.TABLE_ROW or len(line.cells) < 2:
        return None
    cells = [cell for c in line.cells if (cell := cut_line(line, c.begins - line.begins, c.ends - line.begins))]
    return replace(cells[0], kind=LineKind.TEXT, cells=()) if len(cells) == 1 else None


def _heads_group(row: Sequence[Line | None], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a row holds nothing but the name of those whose people stand below, where others have a person."""
    cell = row[first]
    if cell is None or sum(other is not None for other in row) > 1:
        return False
    known = is_affiliation(cell.text, lexicon) and cell.text.split()[0].casefold() not in lexicon.given_names
    return known or bool(_SORT.match(cell.text)) or find_label(cell, _SECTIONS) is not None


def _fill_owners(columns: tuple[str, ...], rows: list[tuple[Line | None, ...]]) -> list[tuple[Line | None, ...]]:
    """Give whom a person came for from the row above, where it stands in the first column and is left empty.

    One who has an office at the meeting only, as the secretary has, is told nothing of so; nor is anybody in a table
    that merges the cells it means.
    """
    if columns[:1] != ("affiliation",) or "name" not in columns:
        return rows
    filled: list[tuple[Line | None, ...]] = []
    for row in rows:
        own = any(cell and _AT_MEETING.search(cell.text) for cell in row[1:])
        ditto = filled[-1][0] if filled and row[0] is None and row[columns.index("name")] and not own else None
        filled.append((ditto or row[0], *row[1:]))
    return filled


def _stack(
    columns: tuple[str, ...], rows: list[tuple[Line | None, ...]]
) -> tuple[tuple[str, ...], list[tuple[Line | None, ...]]]:
    """Put people that stand beside each other, under heads that come again, below each other."""
    for width in range(1, len(columns) // 2 + 1):
        times = len(columns) // width
        if "name" in columns[:width] and columns == columns[:width] * times:
            parted = [row[at * width : (at + 1) * width] for row in rows for at in range(times)]
            return columns[:width], [row for row in parted if any(row)]
    return columns, rows


def _name_first(columns: tuple[str, ...], rows: Sequence[Sequence[Line | None]]) -> tuple[str, ...]:
    """The columns, where the first of no known head holds the people: "Styret | Fra | Møtt?"."""
    first = next((at for at, column in enumerate(columns) if not column), None)
    named = {"name", "surname"} & set(columns) or any(column.startswith("office:") for column in columns)
    if first is None or named or not {"status", "absence", "affiliation"} & set(columns):
        return columns
    names = [re.split(r"\s*[,(]", row[first].text)[0] for row in rows if (row[first] is not None)]  # type: ignore[union-attr]
    shaped = [name for name in names if " " in name and is_name_shaped(name)]
    if len(shaped) * 4 < len(rows) * 3:
        return columns
    return (*columns[:first], "name", *columns[first + 1 :])


def names_columns(line: Line) -> bool:
    """Tell whether a line is nothing but the heads of columns, with single blanks between them."""
    patterns = load_vocabulary().columns.values()
    words = line.text.split()
    return 1 < len(words) < _MOST_COLUMNS and all(
        any(pattern.match(fold_label(word)) for pattern in patterns) for word in words
    )


def find_days(lines: Sequence[Line]) -> Days:
    """The days told in the lines that are no rows of a table."""
    told = (found.date for line in lines if not line.cells for found in find_dates(line.text))
    return frozenset((date.day, date.month) for date in told if date)


def read_head(line: Line, days: Days) -> tuple[str, ...] | None:
    """Give for each column what its head tells, as `Table.columns`; None where the line heads no table of people."""
    vocabulary = load_vocabulary()
    columns = []
    dated = 0
    for cell in line.cells:
        folded = fold_label(line.text[cell.begins - line.begins : cell.ends - line.begins].rstrip(" ?"))
        day = _DAY.match(folded)
        if day:
            dated += 1
            columns.append("status" if (int(day["day"]), int(day["month"])) in days else _OTHER_MEETING)
            continue
        kind = next((k for k, pattern in vocabulary.columns.items() if pattern.match(folded)), "")
        office = vocabulary.office_plurals.get(folded) or (folded if folded in vocabulary.offices else None)
        columns.append(kind or (f"office:{office}" if office else ""))
    if dated and columns.count("status") != 1:
        # No column, or several, may tell of this meeting.
        columns = [_OTHER_MEETING if column == "status" else column for column in columns]
    known = sum(bool(column) for column in columns)
    if len(columns) < 2 or known < 2 or known * 2 < len(columns):
        return None
    return tuple(columns)


def _split_people(cell: Line, lexicon: Lexicon) -> list[Line]:
    """Part a cell that holds whole names of several people, each with an office at most; [] for any other cell."""
    cuts = [found.span() for found in _BETWEEN.finditer(cell.text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(cell.text)]
    parts = [part for start, end in zip(starts, ends, strict=True) if (part := cut_line(cell, start, end))]
    people: list[Line] = []
    for part in parts:
        office, name = read_office(PARENTHESES.sub("", part.text).strip())
        if " " in name and is_person_like(name, lexicon) and begins_with_given(name, lexicon):
            people.append(part)
        elif people and office and not name:
            last = people[-1]
            people[-1] = cut_line(cell, last.begins - cell.begins, part.ends - cell.begins) or last
        else:
            return []
    return people


def _is_surely_person(text: str, lexicon: Lexicon) -> bool:
    return is_person_like(text, lexicon) and text.split()[0].casefold() in lexicon.given_names


def _mark_in(cell: Line | None) -> str:
    """What is marked in a cell, without how they took part: "x (Teams)" is "x"."""
    if cell is None:
        return ""
    text = PARENTHESES.sub("", cell.text).strip(" .")
    head = _MARK_ENDS.split(text)[0].strip()
    return head if head and (_YES.match(head) or _NO.match(head)) else text


def _add_behind_mark(entry: Entry, cell: Line, mark: str, lexicon: Lexicon) -> Entry:
    """Add the office that stands behind a mark: "Møtt, ordfører"."""
    behind = _MARK_ENDS.split(cell.text[len(mark) :])
    offices = (part.strip() for part in behind if read_office(part.strip(" ()"))[0])
    for office in offices:
        entry = add_part(entry, office, lexicon)
    return entry


def _same_columns(head: Line, line: Line) -> bool:
    return line.kind is LineKind.TABLE_ROW or (len(line.cells) == len(head.cells) and "\t" in line.text)


def split_row(head: Line, line: Line, width: int) -> tuple[Line | None, ...]:
    """Give the cells of a row, each under the column whose head it stands below; None where nothing does."""
    if line.kind is not LineKind.TABLE_ROW and line.text.count("\t") and head.text.count("\t") == width - 1:
        return _split_at_tabs(line, width)
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


def _split_at_tabs(line: Line, width: int) -> tuple[Line | None, ...]:
    """The cells of a row where one tab parts two columns, so that two beside each other leave a cell empty."""
    starts = [0, *(found.end() for found in re.finditer("\t", line.text))]
    cells = [cut_line(line, start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    return tuple((cells + [None] * width)[:width])


def _go_on(
    row: tuple[Line | None, ...], above: Sequence[Line | None], merged: Sequence[int], columns: Sequence[str]
) -> tuple[Line | None, ...]:
    """Give the cells that go on from the row above; a name that does is the person already read."""
    kept = {
        at for at in merged if at < len(columns) and columns[at] != "name" and not columns[at].startswith("office:")
    }
    return tuple(above[at] if at in kept else cell for at, cell in enumerate(row))


def _read_seat(cell: Line, lexicon: Lexicon) -> Iterator[Entry]:
    """Read who sits in a seat: "Kari Berg", "Forfall (Kari Berg)", "Forfall (Kari Berg), Ola Dal møtte"."""
    replaced = _REPLACED.match(cell.text) if len(cell.text) <= _LONGEST_SEAT else None
    excused = None if replaced else _EXCUSED.match(cell.text)
    member = replaced and replaced.span("member" if replaced["member"] else "before")
    span = member or (excused.span(1) if excused else None)
    line = cut_line(cell, *span) if span else cell
    entry = _read_name(line, lexicon) if line else None
    if entry:
        yield replace(entry, status=Status.ABSENT) if replaced or excused else entry
    deputy = cut_line(cell, *replaced.span("who")) if replaced else None
    instead = read_person(deputy, lexicon, lone=False) if deputy else None
    if instead:
        yield replace(instead, substitute_for=line)


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


def _split_owner(text: str) -> list[str]:
    """Part "Vang kommune, ordfører (leder)" into whom they came for and the offices behind it."""
    first, *rest = re.split(r",\s+", text)
    if not rest or not all(read_office(part)[0] for part in rest):
        first, rest = text, []
    note = PARENTHESES.search(first)
    if note and note.end() == len(first) and (read_office(note[1])[0] or names_deputy(note[1])):
        return [first[: note.start()], *rest, note[1]]
    return [first, *rest]


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
