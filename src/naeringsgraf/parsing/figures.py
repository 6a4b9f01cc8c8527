"""Numbers that somebody put forward: shares, sums, counts. Dates, times, item, road and phone numbers are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from naeringsgraf.model.meeting import Contribution, Figure
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.vocabulary import load_words

_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f.]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_RANGE = rf"(?:{_NUMBER})(?:\s*[-–]\s*(?:{_NUMBER}))?"
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d))?\Z")
_PHONE = re.compile(r"(?<!\d)(?:\+\d\d ?)?(?:\d\d ){3}\d\d(?!\d)|(?<!\d)\d{3} \d\d \d{3}(?!\d)")
_PAIR_OF_DIGITS = re.compile(r"\d\d ")
"""Every phone number has one."""
_POSTCODE = re.compile(r"\d{4}\Z")
_VOTES = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
"""In brackets of their own, how many voted for and against: "(4-1)"."""
_TERM = re.compile(r"\((?:(?:ny|nye|ny(?:valgt|vald|valg|val)|attvald?|gjenvalgt?|vald|valgt|for|i),? ){0,3}\Z")
"""Before the years that somebody was elected for, in brackets: "Leiar (2 år)", "Kari Lie (attval, 1 år)"."""
_YEAR_OF_NUMBER = re.compile(r"\d{1,3}\s?[-–]\s?(?:19|20)\d\d\Z")
"""The second minutes of a year: "referat 3-2021"."""
_TIME_NEXT = re.compile(r"\s*(?:og|til|[-–])\s*\d\d[.:]\d\d(?!\d)")
"""After the hour at which something begins: "mellom 08 og 08.30"."""
_CAPITAL_NEXT = re.compile(r" [A-ZÆØÅ][a-zæøå]")
_NEXT_WORD = re.compile(r"\s+(?P<word>[a-zæøå]+)")
_AFTER = re.compile(r"\s*(?P<unit>[^.!?;:()\n]{0,80})")
_LONGEST_BEFORE = 24
"""Characters; as much as is looked at before a number."""


def find_figures(turns: Sequence[Contribution], others: Sequence[tuple[int, str]]) -> list[Figure]:
    """Find the figures in each turn, and in other texts given with their offset, in the order of the text.

    What a decision only says again is left out of the others.
    """
    found = [figure for turn in turns for figure in _find_in(turn.text, turn.begins, turn.speaker)]
    told = {_key(figure) for figure in found}
    for begins, text in others:
        for figure in _find_in(text, begins, None):
            if _key(figure) not in told:
                told.add(_key(figure))
                found.append(figure)
    return sorted(found, key=lambda f: f.begins)


def _key(figure: Figure) -> tuple[str, str]:
    return figure.value.casefold(), " ".join(figure.unit.split()[:1]).casefold()


def _find_in(text: str, at: int, speaker: int | None) -> Iterator[Figure]:
    taken = {at for found in find_dates(text) for at in range(found.begins, found.ends)}
    if _PAIR_OF_DIGITS.search(text):
        taken |= {at for found in _PHONE.finditer(text) for at in range(*found.span())}
    for found in _patterns()["figure"].finditer(text):
        value = found["value"].strip()
        begins, ends = found.start("value"), found.start("value") + len(value)
        if begins in taken or _is_something_else(text, value, begins, ends):
            continue
        following = _AFTER.match(text, ends)
        unit = _shorten(following["unit"]) if following else ""
        if not unit and re.fullmatch(r"\d\d?", value):
            # A short number that counts nothing is left over from a list.
            continue
        yield Figure(
            value=value,
            unit=unit,
            begins=at + begins,
            ends=at + ends,
            said_by=speaker,
        )


def _is_something_else(text: str, value: str, begins: int, ends: int) -> bool:
    """Tell a year, a postcode, a numbered thing, an ordinal or a vote from a figure."""
    patterns = _patterns()
    if _YEAR.match(value) or patterns["not_before"].search(text[max(0, begins - _LONGEST_BEFORE) : begins]):
        return True
    if _YEAR_OF_NUMBER.match(value) or (re.fullmatch(r"\d\d", value) and _TIME_NEXT.match(text, ends)):
        return True
    bracketed = text[begins - 1 : begins] == "(" and text[ends : ends + 1] == ")"
    if _VOTES.fullmatch(value) and (
        bracketed or patterns["before_votes"].search(text[max(0, begins - _LONGEST_BEFORE) : begins])
    ):
        return True
    is_term = re.fullmatch(r"\d år", value) and text[ends : ends + 1] == ")"
    if is_term and _TERM.search(text[max(0, begins - _LONGEST_BEFORE) : begins]):
        return True
    if _POSTCODE.match(value) and _CAPITAL_NEXT.match(text, ends):
        return True
    if re.fullmatch(r"\d", value) and not _counts_several(text, ends):
        return True
    return bool(patterns["not_after"].match(text, ends)) or _is_ordinal(text, ends)


def _counts_several(text: str, ends: int) -> bool:
    following = _NEXT_WORD.match(text, ends)
    return bool(following and _patterns()["plural"].search(following["word"]))


def _is_ordinal(text: str, ends: int) -> bool:
    """A number with a point and a small letter after it: "3. plass", "20. mars"."""
    return bool(re.match(r"\.\s+[a-zæøå]", text[ends : ends + 8]))


def _shorten(unit: str) -> str:
    """Up to eight words of what is counted, not beyond a comma."""
    return " ".join(unit.split(",")[0].split()[:8])


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = {name: "|".join(entries) for name, entries in load_words("figures.toml").items()}
    scale, unit, in_words, after = (
        rf"(?:{words[name]})" for name in ("scales", "units", "number_words", "after_words")
    )
    scaled = rf"(?:\s*{scale}(?!\w))?(?:\s*{unit}(?!\w))?"
    counted = rf"(?:{_RANGE}){scaled}"
    parts = [
        # ",-" behind a sum stands for kroner and no øre.
        rf"(?:(?:{words['currencies']})\s*)?(?:{_RANGE}),[-–](?=\W|\Z)",
        rf"(?:{words['currencies']})\s*(?:{_RANGE})(?:\s*{scale}(?!\w))?",
        rf"(?:{_NUMBER}|{in_words})\s+av\s+(?:{_NUMBER}{scaled}|{in_words}(?!\w))",
        rf"{in_words}\s+(?:hundre|tusen)(?:\s+tusen)?\s+{after}(?!\w)",
        rf"{in_words}\s+{after}(?!\w)(?:\s+{after}(?!\w))?",
        rf"(?:{words['shares']})(?=\s+av\s)",
        counted,
    ]
    return {
        "figure": re.compile(rf"(?<![\w/.,:§-])(?P<value>{'|'.join(parts)})(?![\w/:]|[.,]\d|-\w)", re.IGNORECASE),
        # "Arbeidspakke 1 og 2": what is numbered before a number is numbered after "og" as well.
        "not_before": re.compile(
            rf"(?<!\w)(?:{words['not_before']})\s*(?:\d{{1,3}}\s*(?:og|til|eller|,|[-–])\s*)?\Z", re.IGNORECASE
        ),
        "before_votes": re.compile(rf"(?<!\w)(?:{words['before_votes']})\s*[:,]?\s*(?:med\s+)?\Z", re.IGNORECASE),
        "not_after": re.compile(rf"\s+(?:{words['not_after']})(?!\w)", re.IGNORECASE),
        "plural": re.compile(rf"(?:{words['plural_endings']})\Z"),
    }
