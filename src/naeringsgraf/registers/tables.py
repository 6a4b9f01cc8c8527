"""Reads the CSV tables of `data/registers`, so that a slip in one is told with its file and line."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from naeringsgraf.errors import SourceError
from naeringsgraf.resources import find_resource


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
            SourceError: the table has no such column, or the row ends before it.
        """
        cell = self.cells.get(column)
        if cell is None:
            raise self.make_error(f"no column {column!r}; compare the row with the header")
        return cell.strip()

    def read_list(self, column: str) -> tuple[str, ...]:
        """Give the parts of a cell that holds a list set apart by semicolons; empty for an empty cell."""
        return tuple(part.strip() for part in self.read_text(column).split(";") if part.strip())

    def read_date(self, column: str) -> dt.date | None:
        """Give the day in a cell; None where it is empty.

        Raises:
            SourceError: it is no day of the calendar written as 2024-01-31.
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

    def make_error(self, reason: str) -> SourceError:
        """Make the error that says what is wrong with this row."""
        return SourceError(_show_path(self.path), reason, self.line)


def read_rows(path: Path) -> Iterator[Row]:
    """Read a table row by row, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for cells in reader:
            yield Row(path, reader.line_num, cells)


def check_unique(rows: Iterable[tuple[Row, str]]) -> None:
    """Refuse a table where two rows lead to the same id; each row comes with its id.

    Raises:
        SourceError: the second row of the same id.
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
    """Give the folder of the shipped tables."""
    return find_resource("data", "registers")


def _show_path(path: Path) -> str:
    """Give a path as it is told to people: from the data folder down."""
    return "/".join(path.parts[-3:])
