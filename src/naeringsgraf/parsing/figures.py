"""Numbers that somebody put forward: shares, sums, counts. Dates, times, item numbers and road numbers are none."""

import re
from collections.abc import Iterator

from naeringsgraf.model.meeting import Contribution, Figure
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.vocabulary import load_pattern

_NUMBER = r"\d{1,3}(?:[  .]\d{3})+|\d+(?:,\d+)?(?:\s*[-–]\s*\d+(?:,\d+)?)?"
_WORDS = "en|ein|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti"
_SCALE = r"(?:mill(?:ion(?:er|ar)?|\.)?|mrd\.?|milliard(?:er|ar)?|tusen|MNOK|MW|GW|kW|TWh|GWh|kWh|megawatt|gigawatt)"
_UNIT = (
    r"(?:%|prosent(?:poeng)?|kroner|kr|dekar|daa|mål|tonn|kg|kilo|år|måneder|månader|uker|veker|dager|dagar|timer|timar|minutter|minutt|kilometer|km|meter|kvm|m2|"
    r"kubikkmeter|årsverk|personer|euro|dollar|liter)"
)
_FIGURE = re.compile(
    rf"(?<![\w/.,:§-])(?P<value>(?:(?:kr\.?|NOK|EUR)\s*(?:{_NUMBER})(?:\s*{_SCALE}(?!\w))?"
    rf"|(?:{_NUMBER}|{_WORDS})\s+av\s+(?:{_NUMBER}|{_WORDS}|hundre)(?!\w)"
    rf"|(?:{_NUMBER})(?:\s*{_SCALE}(?!\w))?(?:\s*{_UNIT}(?!\w))?))(?![\w/:]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_NOT_BEFORE = load_pattern("figures", "not_before")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d))?\Z")
_AFTER = re.compile(r"\s*(?P<unit>[^.!?;:()\n]{0,80})")


def find_figures(turns: list[Contribution], others: list[tuple[int, str]]) -> list[Figure]:
    """Find the figures in each turn, and in other texts given with their offset, in the order of the text."""
    found = [figure for turn in turns for figure in _find_in(turn.text, turn.begins, turn.speaker)]
    found += [figure for begins, text in others for figure in _find_in(text, begins, None)]
    return sorted(found, key=lambda f: f.begins)


def _find_in(text: str, at: int, speaker: int | None) -> Iterator[Figure]:
    dates = [(found.begins, found.ends) for found in find_dates(text)]
    for found in _FIGURE.finditer(text):
        value = found["value"].strip()
        before = text[max(0, found.start() - 14) : found.start()]
        if _YEAR.match(value) or _NOT_BEFORE.search(before) or any(b <= found.start() < e for b, e in dates):
            continue
        if not re.search(r"\d", value) and " av " not in value.lower():
            continue
        if re.fullmatch(r"\d", value) or _is_ordinal(text, found.end()):
            continue
        unit = _AFTER.match(text, found.end())
        yield Figure(
            value=value,
            unit=_shorten(unit["unit"] if unit else ""),
            begins=at + found.start("value"),
            ends=at + found.start("value") + len(value),
            said_by=speaker,
        )


def _is_ordinal(text: str, ends: int) -> bool:
    """A number with a point and a small letter after it: "3. plass", "20. mars"."""
    return bool(re.match(r"\.\s+[a-zæøå]", text[ends:]))


def _shorten(unit: str) -> str:
    """Up to eight words of what is counted, not beyond a comma."""
    return " ".join(unit.split(",")[0].split()[:8])
