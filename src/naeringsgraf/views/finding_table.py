"""Answers as tables: all columns for programs, and those that a person reads for the terminal."""

from naeringsgraf.analysis.finding import Finding
from naeringsgraf.views.table import Table, show_table


def tabulate_finding(finding: Finding, *, quotes: bool = False) -> Table:
    """Give one row as the question gives it, or with `quotes` one a sentence and row."""
    if not quotes:
        return Table(finding.columns, finding.rows)
    return Table.from_dicts(finding.to_quote_dicts(), finding.columns)


def show_finding(finding: Finding, width: int) -> str:
    """Lay an answer out within a width, without the ids that only programs need."""
    shown = [at for at, name in enumerate(finding.columns) if not _is_id(name)]
    rows = tuple(tuple(row[at] for at in shown) for row in finding.rows)
    return show_table(Table(tuple(finding.columns[at] for at in shown), rows), width)


def _is_id(column: str) -> bool:
    return column.endswith("_id") or column in ("document", "statement", "attendance")
