"""What the minutes point to: earlier minutes, policy documents, slides; and dated events."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from naeringsgraf.model.document import Document, Span
from naeringsgraf.model.meeting import Event, Reference, ReferenceKind
from naeringsgraf.parsing.dates import FoundDate, find_dates
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_vocabulary, load_words

_LONGEST_EVENT = 200
"""Characters of a sentence that is the name of an event."""


def find_references(document: Document, met_on: dt.date | None) -> list[Reference]:
    """Find what is cited, each policy document once, in the order of the text. `met_on` is the day of the meeting."""
    found = [*_find_minutes(document, met_on), *_find_policies(document), *_find_slides(document)]
    return sorted(found, key=lambda r: (r.begins, r.ends))


def _find_minutes(document: Document, met_on: dt.date | None) -> Iterator[Reference]:
    """Find earlier minutes by their day; a day without a year is the last such day before the meeting."""
    seen: set[dt.date] = set()
    for match in _patterns()["minutes"].finditer(document.text):
        after = document.text[match.end() : match.end() + 40].split("\n")[0]
        when = next((d for d in find_dates(after, met_on.year if met_on else None) if d.begins == 0), None)
        day = _last_before(when, met_on) if when else None
        if when and day and day not in seen:
            seen.add(day)
            begins, ends = match.start(), match.end() + when.ends
            yield Reference(ReferenceKind.MINUTES, document.text[begins:ends], day, begins, ends)


def _last_before(found: FoundDate, met_on: dt.date | None) -> dt.date | None:
    """The day, in the year before where it else were after the meeting. None for the meeting's own day, or a later."""
    if not found.date or not met_on or found.date < met_on:
        return found.date
    return None if found.has_year or found.date == met_on else _in_year(found.date, met_on.year - 1)


def _find_policies(document: Document) -> Iterator[Reference]:
    patterns = _patterns()
    seen: set[str] = set()
    for match in patterns["policy"].finditer(document.text):
        key = match.group().casefold()
        if key not in seen and not patterns["not_policy"].fullmatch(key):
            seen.add(key)
            yield Reference(ReferenceKind.POLICY, match.group(), None, match.start(), match.end())


def _find_slides(document: Document) -> Iterator[Reference]:
    for match in load_vocabulary().patterns["presentation"].finditer(document.text):
        yield Reference(ReferenceKind.PRESENTATION, match.group(), None, match.start(), match.end())


def find_events(document: Document, units: Sequence[Unit], met_on: dt.date | None) -> list[Event]:
    """Find sentences that name a gathering or a deadline and its day. `met_on` is the day of the meeting.

    A bare deadline ("Frist: 15. mai") takes the sentence before with it, which tells of what.
    """
    events = []
    for unit in units:
        before: Span | None = None
        for span in split_sentences(document.text, unit.begins, unit.ends):
            sentence = document.text[span.begins : span.ends]
            when = _find_day(sentence, met_on) if len(sentence) <= _LONGEST_EVENT else None
            if when:
                begins = before.begins if before and _patterns()["deadline"].match(sentence) else span.begins
                name = " ".join(document.text[begins : span.ends].split())
                events.append(Event(name, when.date, begins, span.ends))
            before = span
    return events


def _find_day(sentence: str, met_on: dt.date | None) -> FoundDate | None:
    """Give the day on which something happens; None where the sentence tells of nothing that does."""
    dates = list(find_dates(sentence, met_on.year if met_on else None))
    patterns = _patterns()
    if not dates or patterns["not_event"].search(sentence):
        return None
    happens = patterns["happens"].search(sentence)
    for found in dates:
        if happens or patterns["by_then"].search(sentence[: found.begins]):
            to_come = patterns["to_come"].search(sentence)
            if to_come and found.date and met_on and not found.has_year and found.date < met_on:
                return replace(found, date=_in_year(found.date, met_on.year + 1))
            return found
    return None


def _in_year(day: dt.date, year: int) -> dt.date | None:
    """The same day of another year; None for 29 February where that year has none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = {name: "|".join(entries) for name, entries in load_words("references.toml").items()}
    gap = r"[^.\n]{0,40}?(?:[ ](?:fra|frå|av|for)\s+)?(?:[\wæøå]+ +){0,3}?(?=\d)"
    compound = (
        rf"(?:{words['policy_first']})[a-zæøå]{{0,12}}(?:{words['policy_last']})(?: for [a-zæøå]+(?: [a-zæøå]+)?)?"
    )
    return {
        "minutes": re.compile(rf"(?<!\w)(?:{words['minutes']})(?!\w){gap}", re.IGNORECASE),
        "policy": re.compile(rf"(?<!\w)(?:{words['policy']}|{compound})(?!\w)"),
        "not_policy": re.compile(rf"(?:{words['not_policy']})"),
        "happens": re.compile(rf"(?<!\w)(?:{words['happens']})(?!\w)", re.IGNORECASE),
        "by_then": re.compile(rf"(?<!\w)(?:{words['by_then']})\s+(?:\w+dag\s+)?\Z", re.IGNORECASE),
        "to_come": re.compile(rf"(?<!\w)(?:{words['to_come']})(?!\w)", re.IGNORECASE),
        "not_event": re.compile(rf"(?<!\w)(?:{words['not_event']})", re.IGNORECASE),
        "deadline": re.compile(rf"(?:{words['deadline']})(?!\w)", re.IGNORECASE),
    }
