"""The table of who raised what, and its sentences, as text that a terminal of any width can show."""

from collections.abc import Sequence
from typing import Final

from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.analysis.rows import Row
from naeringsgraf.analysis.trace import By, Cell, Trace
from naeringsgraf.views.characters import measure_width, show_controls
from naeringsgraf.views.table import wrap

_WIDEST_COLUMN: Final = 14
"""Of the heading of a theme, when there is a column for each."""

_TOTAL: Final = "all"


def show_trace(trace: Trace, width: int = 80, *, quotes: bool = False, share: str | None = None) -> str:
    """Show the table, and with `quotes` the sentences of each cell below it.

    With `share` "turns" or "meetings", each number is a share of the row's own turns, or of the meetings it attended,
    with part and whole beside it. Where columns do not fit beside each other, each municipality is a list of them.
    """
    if not trace.cells:
        return ""
    parts = [_show_title(trace, width), _show_grid(trace, width, share) or _show_lists(trace, width, share)]
    if quotes:
        parts.append(show_quotes(trace, width))
    return "\n".join(parts)


def show_quotes(trace: Trace, width: int = 80) -> str:
    """Show every sentence under its municipality and theme, with who said it and where it stands."""
    parts = []
    for cell in trace.cells:
        title = f"{cell.row.label} · {cell.column.label} ({_count(cell.statements, 'sentence')})"
        lines = _indent(title, "", width)
        for quote in cell.quotes:
            lines += _indent(f"«{quote.text}»", "  ", width)
            lines += _indent(_tell_source(quote, cell.row), "    ", width)
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _show_title(trace: Trace, width: int) -> str:
    turns = len({quote.turn for quote in trace.quotes})
    what = f"{', '.join(trace.asked)}: " if trace.asked else ""
    said = f"{what}{_count(len(trace.quotes), 'sentence')} in {_count(turns, 'turn')}{_tell_period(trace)}"
    return "\n".join(_indent(said, "", width)) + "\n"


def _tell_period(trace: Trace) -> str:
    days = sorted(quote.date for quote in trace.quotes if quote.date)
    if not days:
        return ""
    return f", {days[0]}" if days[0] == days[-1] else f", {days[0]} – {days[-1]}"


def _show_grid(trace: Trace, width: int, share: str | None) -> str | None:
    """Show a column for each theme, meeting or year; None where they do not fit beside each other."""
    headings = [_break_heading(column.label) for column in trace.columns]
    first = max(measure_width(show_controls(row.label)) for row in trace.rows)
    numbers = {row.id: [_show_number(trace.find(row, column), share) for column in trace.columns] for row in trace.rows}
    widths = [
        max(measure_width(text) for text in (*heading, *column))
        for heading, column in zip(headings, zip(*numbers.values(), strict=True), strict=True)
    ]
    if len(trace.columns) > 1 and first + len(_TOTAL) + 2 + sum(each + 2 for each in widths) > width:
        return None
    height = max(map(len, headings))
    lines = [
        _join("", [heading[at] if at < len(heading) else "" for heading in headings], widths, first, "")
        for at in range(height)
    ]
    lines[-1] = _join("", [h[height - 1] if len(h) == height else "" for h in headings], widths, first, _TOTAL)
    for row in trace.rows:
        total = str(len(trace.quotes_of_row(row)))
        lines.append(_join(show_controls(row.label), numbers[row.id], widths, first, total))
    return "".join(f"{line}\n" for line in lines)


def _show_number(cell: Cell | None, share: str | None) -> str:
    """Show a number, with how many of it come through a region in parentheses; or a share with its part and whole."""
    if cell is None:
        return "·"
    if told := tell_share(cell, share):
        return told
    return f"{cell.statements} ({cell.through_region})" if cell.through_region else str(cell.statements)


def take_share(cell: Cell, of: str) -> tuple[int, int | None, float | None]:
    """Give part, whole and share of the row's own "turns", or of the "meetings" it attended; None: not counted."""
    if of == "turns":
        return cell.turns, cell.own_turns, cell.share_of_turns
    return cell.meetings, cell.meetings_attended, cell.share_of_meetings


def tell_share(cell: Cell, of: str | None) -> str:
    """Write a share as "25% 3/12"; empty where none is wanted or known."""
    if of is None:
        return ""
    part, whole, share = take_share(cell, of)
    return "" if share is None else f"{share:.0%} {part}/{whole}"


def _join(name: str, parts: Sequence[str], widths: Sequence[int], first: int, total: str) -> str:
    padded = [part.rjust(width) for part, width in zip(parts, widths, strict=True)]
    return "  ".join([name + " " * (first - measure_width(name)), *padded, total.rjust(len(_TOTAL))]).rstrip()


def _break_heading(label: str) -> list[str]:
    return wrap(show_controls(label), _WIDEST_COLUMN)


def _show_lists(trace: Trace, width: int, share: str | None) -> str:
    """Show each municipality with a line for each of its themes, the most said first."""
    return "\n".join(_show_list(trace, row, width, share) for row in trace.rows)


def _show_list(trace: Trace, row: Row, width: int, share: str | None) -> str:
    cells = [cell for cell in trace.cells if cell.row == row]
    if trace.by is By.THEME:
        cells.sort(key=lambda cell: -cell.statements)
    quotes = trace.quotes_of_row(row)
    turns = len({quote.turn for quote in quotes})
    lines = _indent(f"{row.label}: {_count(len(quotes), 'sentence')} in {_count(turns, 'turn')}", "", width)
    digits = len(str(max(cell.statements for cell in cells)))
    for cell in cells:
        number = f"  {str(cell.statements).rjust(digits)}  "
        through = f" ({cell.through_region} through a region)" if cell.through_region else ""
        of_all = f" · {told} {share}" if (told := tell_share(cell, share)) else ""
        told = f"{cell.column.label}{through}{of_all} · {_count(cell.turns, 'turn')}{_tell_days(cell)}"
        first, *others = _indent(told, " " * len(number), width)
        lines += [number + first.lstrip(), *others]
    return "".join(f"{line}\n" for line in lines)


def _tell_days(cell: Cell) -> str:
    if cell.first is None:
        return ""
    return f", {cell.first}" if cell.first == cell.last else f", {cell.first} – {cell.last}"


def _tell_source(quote: Quote, row: Row) -> str:
    other = quote.said_for and not row.label.startswith(quote.said_for)
    known = [
        quote.speaker or quote.speaker_printed,
        f"for {quote.said_for}" if other else None,
        quote.meeting.label,
        f"item {quote.item}" if quote.item else None,
        f"{quote.meeting.source or quote.meeting.document}:{quote.begins}–{quote.ends}",
        f"page {quote.page}" if quote.page else None,
        quote.mode,
        f"{quote.basis} by rule {quote.rule}" if quote.basis == "inferred" and quote.rule else None,
    ]
    return " · ".join(part for part in known if part)


def _indent(text: str, indent: str, width: int) -> list[str]:
    return [indent + line for line in wrap(show_controls(text).replace("\n", " "), max(width - len(indent), 10))]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
