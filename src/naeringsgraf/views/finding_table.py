"""Answers as tables: all columns for programs, and those that a person reads for the terminal."""

from naeringsgraf.analysis.finding import Finding
from naeringsgraf.views.table import Table, show_table


def tabulate_finding(finding: Finding, *, quotes: bool = False) -> Table:
    """Give one row as the question gives it, or with `quotes` one a sentence and row."""
    if not quotes:
        return Table(finding.columns, finding.rows)
    listed = finding.to_quote_dicts()
    return Table.from_dicts(listed, () if listed else finding.columns)


def show_finding(finding: Finding, width: int) -> str:
    """Lay an answer out within a width, without the ids that only programs need."""
    shown = list_shown(finding)
    rows = tuple(tuple(row[at] for at in shown) for row in finding.rows)
    return show_table(Table(tuple(finding.columns[at] for at in shown), rows), width)


def list_shown(finding: Finding) -> list[int]:
    """Give which columns people read."""
    return [at for at, name in enumerate(finding.columns) if not _is_id(name)]


def _is_id(column: str) -> bool:
    return column.endswith("_id") or column in ("document", "statement", "attendance")
