"""Reads the CSV tables of `data/registers`, or of another folder, so that a slip in one is told with file and line."""

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError, RegisterError
from naeringsgraf.given import read_given
from naeringsgraf.resources import find_resource

REGISTERS_VARIABLE: Final = "NAERINGSGRAF_REGISTERS"
"""Environment variable that names a folder of tables to use instead of the shipped ones."""

_UNSEEN: Final = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, and those that end a line or turn its direction without being seen."""

_NAME_COLUMNS: Final = ("name", "name_nb")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, knowing where it stands."""

    path: Path
    line: int
    """Line of the file; the header is 1."""
    cells: Mapping[str, str]

    def read_text(self, column: str) -> str:
        """Give a cell without blanks around it; empty where nothing stands there.

        Raises:
            RegisterError: the table has no such column, the row ends before it, or the cell holds what cannot be seen.
        """
        cell = self.read_verbatim(column)
        if unseen := _UNSEEN.search(cell):
            told = f"U+{ord(unseen[0]):04X}"
            raise self.make_error(f"{column} holds {told}, which steers and is not seen; take it out")
        return cell

    def read_verbatim(self, column: str) -> str:
        """Give a cell as `read_text` does, whatever it holds: it repeats what somebody else wrote."""
        cell = self.cells.get(column)
        if cell is None:
            raise self.make_error(f"no column {column!r}; compare the row with the header")
        return cell.strip()

    def read_name(self) -> str:
        """Give the name that the thing of the row goes by, from the first of the columns that names stand in."""
        column = next((each for each in _NAME_COLUMNS if each in self.cells), _NAME_COLUMNS[0])
        name = self.read_text(column)
        if not any(letter.isalnum() for letter in name):
            raise self.make_error(f"{column} {name!r} is no name; write what it is called, or take the row out")
        return name

    def read_list(self, column: str) -> tuple[str, ...]:
        """Give the parts of a cell that holds a list set apart by semicolons; empty for an empty cell."""
        return tuple(part.strip() for part in self.read_text(column).split(";") if part.strip())

    def read_date(self, column: str) -> dt.date | None:
        """Give the day in a cell; None where it is empty.

        Raises:
            RegisterError: it is no day of the calendar written as 2024-01-31.
        """
        cell = self.read_text(column)
        if not cell:
            return None
        try:
            return dt.date.fromisoformat(cell)
        except ValueError:
            raise self.make_error(f"{column} {cell!r} is no day; write it as 2024-01-31") from None

    def read_first_day(self, column: str) -> dt.date:
        """Give the day in a cell that must hold one."""
        day = self.read_date(column)
        if day is None:
            raise self.make_error(f"{column} is empty; write a day as 2024-01-31")
        return day

    def make_error(self, reason: str) -> RegisterError:
        """Make the error that says what is wrong with this row."""
        return RegisterError(_show_path(self.path), reason, self.line)


def read_rows(path: Path, columns: Iterable[str] = (), delimiter: str = ",") -> Iterator[Row]:
    """Read a table row by row, in the order of the file; `columns` are those it must have.

    Raises:
        RegisterError: there is no such file, it is no UTF-8, a column is missing or stands twice, or a row is longer
            than the header.
    """
    reader = csv.DictReader(io.StringIO(read_table_text(path), newline=""), delimiter=delimiter, strict=True)
    row = header = Row(path, 1, {})
    try:
        _check_columns(header, reader.fieldnames or (), columns)
        for cells in reader:
            row = Row(path, reader.line_num, cells)
            if None in cells:
                raise row.make_error("more cells than the header has; put a cell that holds a comma in quotation marks")
            yield row
    except csv.Error as error:
        reason = f"no CSV from here on ({error}); set cells apart by commas, and close each quotation mark"
        raise Row(path, row.line + 1, {}).make_error(reason) from None


def read_table_text(path: Path) -> str:
    """Give the text of a file of the registers, without a byte order mark.

    Raises:
        RegisterError: there is no such file, or it is no UTF-8; the line of the first wrong byte is told.
    """
    try:
        data = read_given(path)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); put the table there"
        raise RegisterError(_show_path(path), reason) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegisterError(_show_path(path), "is not written in UTF-8; save it as UTF-8", line) from None


def _check_columns(header: Row, found: Iterable[str], wanted: Iterable[str]) -> None:
    names = list(found)
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise header.make_error(f"the column {twice!r} stands twice; take one of them out")
    missing = [column for column in wanted if column not in names]
    if not missing:
        return
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        raise header.make_error("the cells are not set apart by commas; save the table with commas")
    raise header.make_error(f"no column {missing[0]!r}; the header has {', '.join(names) or 'nothing'}")


def check_unique(rows: Iterable[tuple[Row, str]]) -> None:
    """Refuse a table where two rows lead to the same id; each row comes with its id.

    Raises:
        RegisterError: the second row of the same id.
    """
    seen: dict[str, Row] = {}
    for row, thing in rows:
        first = seen.setdefault(thing, row)
        if first is not row:
            raise row.make_error(f"{thing} stands on line {first.line} too; join the rows or change one name")


def is_valid_on(day: dt.date, valid_from: dt.date | None, valid_to: dt.date | None) -> bool:
    """Tell whether a day lies in a half-open period: its first day counts, its last does not; None is without end."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def find_registers() -> Path:
    """Give the folder of the tables: the one that `REGISTERS_VARIABLE` names, else the shipped one.

    Raises:
        CallError: the variable names no folder.
    """
    chosen = os.environ.get(REGISTERS_VARIABLE)
    if not chosen:
        return find_resource("data", "registers")
    if not Path(chosen).is_dir():
        raise CallError(f"{REGISTERS_VARIABLE} is {chosen!r}, which is no folder; name the folder of the tables")
    return Path(chosen)


def _show_path(path: Path) -> str:
    """Give a path as it is told to people: from the data folder down."""
    return "/".join(path.parts[-3:])
