"""Rows for people and programs: a table that fits the terminal, CSV, TSV, Markdown, JSON, one JSON object a line."""

import csv
import io
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from naeringsgraf.errors import CallError
from naeringsgraf.views.characters import measure_width, show_controls

Value = str | int | float | bool | None
"""Of a cell; None is an empty one."""

TABLE_FORMATS: Final = ("table", "csv", "tsv", "json", "ndjson", "md")

_GAP: Final = "  "
_LEAST_COLUMN: Final = 8
_LONGEST_WORD: Final = 22
"""A column is no narrower than its longest word, up to this; where that is too wide, rows are told line by line."""

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
"""What Markdown may take for markup within a line."""

_FORMULA: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+@\t\r\n＝＋－＠-]")
"""What a spreadsheet takes for the beginning of a formula, wide letters too, also behind marks that are not seen."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows, each as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @classmethod
    def from_dicts(cls, dicts: Sequence[Mapping[str, Value]], header: Sequence[str] = ()) -> "Table":
        """Make a table of rows with equal keys; the header is needed only where there may be no row."""
        names = tuple(header or (dicts[0] if dicts else ()))
        return cls(names, tuple(tuple(row.get(name) for name in names) for row in dicts))


def write_table(table: Table, form: str = "table", *, width: int = 80, excel: bool = False) -> str:
    """Write a table in one of `TABLE_FORMATS`.

    Args:
        table: what to write.
        form: one of `TABLE_FORMATS`.
        width: columns of the terminal, for "table".
        excel: for "csv", semicolons and a byte order mark, as Norwegian spreadsheets want them.

    Raises:
        CallError: there is no such form.
    """
    match form:
        case "table":
            return show_table(table, width)
        case "csv":
            return write_csv(table, excel=excel)
        case "tsv":
            return write_tsv(table)
        case "json":
            return json.dumps(_to_dicts(table), ensure_ascii=False, indent=1) + "\n"
        case "ndjson":
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _to_dicts(table))
        case "md":
            return write_markdown(table)
    raise CallError(f"rows cannot be written as {form!r}; choose one of {', '.join(TABLE_FORMATS)}")


def write_csv(table: Table, *, excel: bool = False) -> str:
    """Write CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    writer.writerow([guard_formula(name) for name in table.header])
    writer.writerows([guard_formula(value) for value in row] for row in table.rows)
    return ("\ufeff" if excel else "") + out.getvalue()


def write_tsv(table: Table) -> str:
    r"""Write TSV: tabs, line ends and backslashes within a cell as \t, \n and \\."""
    lines = [table.header, *table.rows]
    return "".join("\t".join(_escape_tsv(guard_formula(value)) for value in line) + "\n" for line in lines)


def write_markdown(table: Table) -> str:
    """Write a Markdown table; nothing in a cell is taken for markup."""
    if not table.header:
        return ""
    ruler = ["---:" if _is_numeric(table, at) else "---" for at in range(len(table.header))]
    lines = [table.header, ruler, *([show_value(value) for value in row] for row in table.rows)]
    return "".join(
        f"| {' | '.join(cell if at == 1 else _escape_markdown(cell) for cell in line)} |\n"
        for at, line in enumerate(lines)
    )


def show_table(table: Table, width: int = 80) -> str:
    """Lay a table out within a width: long cells wrap; where even that is too wide, each row is told line by line."""
    texts = [[show_value(value) for value in row] for row in table.rows]
    numeric = [_is_numeric(table, at) for at in range(len(table.header))]
    widths = _fit_columns(table.header, texts, numeric, width)
    if widths is None:
        return _tell_rows(table.header, texts, width)
    ruler = ["-" * each for each in widths]
    lines = [*_lay_out(table.header, widths, numeric), *_lay_out(ruler, widths, numeric)]
    for row in texts:
        lines += _lay_out(row, widths, numeric)
    return "".join(f"{line}\n" for line in lines)


def guard_formula(value: Value) -> Value:
    """Put an apostrophe before a text that begins as a formula does; numbers stay numbers."""
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def _to_dicts(table: Table) -> list[dict[str, Value]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def show_value(value: Value) -> str:
    """Write a value as people read it, on one line; controls as escapes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else show_controls(str(value)).replace("\n", " ")


def _is_numeric(table: Table, at: int) -> bool:
    values = [row[at] for row in table.rows if row[at] is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _escape_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _escape_tsv(value: Value) -> str:
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _fit_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int
) -> list[int] | None:
    """Give the width of each column, the widest shrunk first; None where they cannot all be read."""
    if not header:
        return []
    widths = [max(measure_width(text) for text in column) for column in zip(header, *rows, strict=True)]
    room = width - len(_GAP) * (len(header) - 1)
    floors = [_find_floor(column) for column in zip(header, *rows, strict=True)]
    while sum(widths) > room:
        # A number is never broken over lines.
        shrinking = [at for at, each in enumerate(widths) if each > floors[at] and not numeric[at]]
        if not shrinking:
            return None
        widths[max(shrinking, key=lambda at: (widths[at], -at))] -= 1
    return widths


def _find_floor(texts: Sequence[str]) -> int:
    longest = max((measure_width(word) for text in texts for word in text.split()), default=0)
    return max(_LEAST_COLUMN, min(longest, _LONGEST_WORD))


def _lay_out(texts: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    cells = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    height = max((len(cell) for cell in cells), default=0)
    lines = []
    for at in range(height):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        aligned = [_align(*each) for each in zip(parts, widths, numeric, strict=True)]
        lines.append(_GAP.join(aligned).rstrip())
    return lines


def _tell_rows(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Tell each row as lines of "name: value", with a blank line between rows."""
    told = []
    for row in rows:
        lines = []
        for name, text in zip(header, row, strict=True):
            if text:
                lines += textwrap.wrap(f"{name}: {text}", max(width, 10), subsequent_indent="  ")
        told.append("".join(f"{line}\n" for line in lines))
    return "\n".join(told)


def wrap(text: str, width: int) -> list[str]:
    """Break a text at blanks, and longer words where they must be; never an empty list."""
    return textwrap.wrap(text, max(width, 1)) or [""]


def _align(text: str, width: int, numeric: bool) -> str:
    padding = " " * max(0, width - measure_width(text))
    return padding + text if numeric else text + padding
