"""Date, body, times and place."""

from collections.abc import Callable

from naeringsgraf.checking.comparing import accepted, fold_name, same_name
from naeringsgraf.checking.figures.case import Case, measure_one


def measure_header(case: Case) -> None:
    """Date, body, times and place: one value each (times two)."""
    _measure_value(case, "header.date", "date", lambda one, other: one == other)
    if case.gold.get("date_end"):
        measure_one(case.ledger, "header.date", [case.gold["date_end"]], case.record.get("end_date"), str.__eq__)
    _measure_value(case, "header.body", "body", same_name)
    _measure_value(case, "header.times", "start", _same_time)
    _measure_value(case, "header.times", "end", _same_time)
    _measure_value(case, "header.place", "place", lambda one, other: fold_name(one) == fold_name(other))


def _same_time(one: str, other: str) -> bool:
    return one[:5] == other[:5]


def _measure_value(case: Case, figure: str, key: str, same: Callable[[str, str], bool]) -> None:
    if key not in case.gold:
        return
    optional = case.gold[key] is None
    right = accepted(case.gold, key)
    measure_one(case.ledger, figure, right, case.record.get(key), same, optional=optional)
