"""Cases for a person to decide, as a table, as a sheet to fill in, and one by one in a terminal."""

import textwrap
from collections.abc import Sequence

from naeringsgraf.analysis.uncertain import Case
from naeringsgraf.linking.judgements.table import COLUMNS
from naeringsgraf.views.characters import show_controls
from naeringsgraf.views.table import Table, Value

HEADER = ("statements", "kind", "subject", "object", "quote", "doubt", "context")
SHEET_HEADER = (*COLUMNS, "statements", "doubt", "context")


def tabulate_cases(cases: Sequence[Case]) -> Table:
    """Give one row a case; what may be said yes to stands in one cell."""
    return Table(
        HEADER,
        tuple(
            (
                case.statements,
                case.kind,
                case.subject,
                "; ".join(thing for thing, _ in case.options) or None,
                case.quote,
                case.doubt,
                case.context,
            )
            for case in cases
        ),
    )


def tabulate_sheet(cases: Sequence[Case]) -> Table:
    """Give the rows of a file of judgements with the verdict left empty, one row for each thing to say yes to."""
    rows: list[tuple[Value, ...]] = []
    for case in cases:
        for thing in [each for each, _ in case.options] or [""]:
            told = (case.statements, case.doubt, case.context)
            rows.append((case.kind, case.subject, thing, "", case.quote, "", "", "", *told))
    return Table(SHEET_HEADER, tuple(rows))


def show_case(case: Case, number: int, of: int, width: int) -> str:
    """Tell one case: what hangs on it, what stands there, and what may be said yes to."""
    hang = f"{case.statements} sentence{'' if case.statements == 1 else 's'}"
    lines = [f"{number}/{of}  {case.kind}: {case.doubt}  ({hang})"]
    lines += _wrap(f"{case.subject}  «{case.quote}»", width)
    if case.context != case.quote:
        lines += _wrap(f"there: {case.context}", width)
    for place, (_, label) in enumerate(case.options, 1):
        lines += _wrap(f"{place}  {label}" if len(case.options) > 1 else f"→ {label}", width)
    return "".join(f"{show_controls(line)}\n" for line in lines)


def tell_keys(case: Case) -> str:
    """Say which answers a case takes."""
    if len(case.options) > 1:
        accept = f"1-{len(case.options)} accept"
    else:
        accept = "a accept" if case.options else "a NAME name who or whom"
    return ", ".join([accept, *(["r reject"] if case.reject else []), "s skip, u undo, q quit"])


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 20), initial_indent="  ", subsequent_indent="    ")
