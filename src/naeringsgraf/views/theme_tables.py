"""Answers that are told theme by theme, as a person reads them: a heading for each theme, and a short table below."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from naeringsgraf.analysis.finding import Finding, Value
from naeringsgraf.analysis.silence import STATES
from naeringsgraf.views.table import Table, show_table

Row = dict[str, Value]

_UPTAKE: Final = ("order", "actor", "how", "answers", "date", "days", "meetings", "turns")
_SALIENCE: Final = ("rank", "municipality", "meetings", "share", "group", "turns", "share", "group")
_SILENCE: Final = ("municipality", "date", "state", "why", "turns", "body")
_ANY_THEME: Final = "any theme"


def show_uptake(finding: Finding, width: int) -> str:
    """Lay out who took themes up, without the sentences; days, meetings and turns are lags."""
    names = (*_UPTAKE[:5], "lag_days", "lag_meetings", "lag_turns")
    return _show_by_theme(finding, lambda rows: _take_columns(rows, names, _UPTAKE), width)


def show_meetings(finding: Finding, width: int) -> str:
    """Lay out silences meeting by meeting."""
    return _show_by_theme(finding, lambda rows: _take_columns(rows, _SILENCE, _SILENCE), width)


def show_salience(finding: Finding, width: int) -> str:
    """Lay out shares as percentages, each beside the numbers it is made of and the share of the group."""

    def tell(rows: Iterable[Row]) -> Table:
        return Table(
            _SALIENCE,
            tuple(
                (
                    row["rank"],
                    row["municipality"],
                    f"{row['meetings_raised']} of {row['meetings']}",
                    _tell_percent(row["meeting_share"]),
                    _tell_percent(row["group_meeting_share"]),
                    f"{row['turns_raised']} of {row['turns']}",
                    _tell_percent(row["turn_share"]),
                    _tell_percent(row["group_turn_share"]),
                )
                for row in rows
            ),
        )

    return _show_by_theme(finding, tell, width)


def show_silence(finding: Finding, width: int) -> str:
    """Lay out for each municipality in how many meetings it was what; a number that is 0 is not written."""

    def tell(rows: Iterable[Row]) -> Table:
        lines = []
        for _, of_one in groupby(rows, key=lambda row: row["municipality_id"]):
            meetings = list(of_one)
            counts = Counter(row["state"] for row in meetings)
            lines.append((meetings[0]["municipality"], *(counts[state] or None for state in STATES)))
        return Table(("municipality", *STATES), tuple(lines))

    return _show_by_theme(finding, tell, width)


def _show_by_theme(finding: Finding, tell: Callable[[Iterable[Row]], Table], width: int) -> str:
    parts = [
        f"{rows[0]['theme'] or _ANY_THEME}\n{show_table(tell(rows), width)}"
        for _, found in groupby(finding.to_dicts(), key=lambda row: row["theme_id"])
        if (rows := list(found))
    ]
    return "\n".join(parts)


def _take_columns(rows: Iterable[Row], names: Sequence[str], header: tuple[str, ...]) -> Table:
    return Table(header, tuple(tuple(row[name] for name in names) for row in rows))


def _tell_percent(share: Value) -> str | None:
    return f"{share:.1%}" if isinstance(share, float) else None
