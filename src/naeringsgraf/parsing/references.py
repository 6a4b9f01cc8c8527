"""What the minutes point to: earlier minutes, policy documents, slides; and dated events."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Event, Reference, ReferenceKind
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_vocabulary

_EARLIER = re.compile(
    r"\b(?:referat(?:et)?|møtebok(?:a)?|protokoll(?:en|a)?|innkalling og (?:referat|møtebok|protokoll))\b[^.\n]{0,40}?\s(?:fra|frå|av|for)\s+(?:[\wæøå]+\s+){0,3}?(?=\d)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"(?<!\w)(?:[Rr]egjeringens? )?(?:"
    r"veikart(?:et)? for [a-zæøå]+(?: [a-zæøå]+)?|[Vv]egkart(?:et)? for [a-zæøå]+(?: [a-zæøå]+)?"
    r"|[Nn]asjonal(?:e|t)? [a-zæøå]+(?:plan|strategi|program)(?:en|et)?(?: \d{4}\s*[-–]\s*\d{4})?|NTP(?: \d{4}\s*[-–]\s*\d{4})?"
    r"|[Hh]andlingsprogram(?:met)?(?: \d{4}(?:\s*[-–]\s*\d{4})?)|[Pp]rogramplan(?:en)?(?: \d{4}(?:\s*[-–]\s*\d{4})?)"
    r"|[Rr]egional (?:transport|kompetanse|areal|plan|nærings|energi)[\wæøå]*(?: for [a-zæøå]+)?(?: \d{4}\s*[-–]\s*\d{4})?"
    r"|[Tt]emaplan [a-zæøå]+(?: \d{4}\s*[-–]\s*\d{4})?|Meld\. ?St\. ?\d+(?: ?\([\d–-]+\))?|St\. ?meld\. ?(?:nr\. ?)?\d+(?: ?\([\d–-]+\))?|Prop\. ?\d+ ?[SL](?: ?\([\d–-]+\))?|NOU \d{4}: ?\d+"
    r"|[A-ZÆØÅ][\wæøå]+strategien|[Kk]lyngestrategi(?:en)? \d{4}\s*[-–]\s*\d{4}|[Hh]urdalsplattformen|[Gg]rønt industriløft-meldingen"
    r")(?!\w)"
)
_HAPPENS = re.compile(
    r"\b(?:samling|nettverkssamling|konferanse|seminar|webinar|møte|messe|arrangement|frokostmøte|befaring|besøk|dialogmøte|workshop|verksted|utlysning|frist|høringsfrist|fagdag|årsmøte|lansering|åpning|opning|studietur)\w*",
    re.IGNORECASE,
)


def find_references(document: Document, year: int | None) -> list[Reference]:
    """Find what is cited, each policy document once, in the order of the text. `year` is that of the meeting."""
    found = [*_find_minutes(document, year), *_find_policies(document), *_find_slides(document)]
    return sorted(found, key=lambda r: (r.begins, r.ends))


def _find_minutes(document: Document, year: int | None) -> Iterator[Reference]:
    seen: set[dt.date] = set()
    for match in _EARLIER.finditer(document.text):
        after = document.text[match.end() : match.end() + 40].split("\n")[0]
        when = next((d for d in find_dates(after, year) if d.begins == 0), None)
        if when and when.date and when.date not in seen:
            seen.add(when.date)
            begins, ends = match.start(), match.end() + when.ends
            yield Reference(ReferenceKind.MINUTES, document.text[begins:ends], when.date, begins, ends)


def _find_policies(document: Document) -> Iterator[Reference]:
    seen: set[str] = set()
    for match in _POLICY.finditer(document.text):
        key = match.group().casefold()
        if key not in seen:
            seen.add(key)
            yield Reference(ReferenceKind.POLICY, match.group(), None, match.start(), match.end())


def _find_slides(document: Document) -> Iterator[Reference]:
    for match in load_vocabulary().patterns["presentation"].finditer(document.text):
        yield Reference(ReferenceKind.PRESENTATION, match.group(), None, match.start(), match.end())


def find_events(units: Sequence[Unit], year: int | None) -> list[Event]:
    """Find list items and short lines that name a gathering or a deadline and its day."""
    events = []
    for unit in units:
        for line in unit.lines:
            if len(line.text) > 160 or not _HAPPENS.search(line.text):
                continue
            when = next(find_dates(line.text, year), None)
            if when:
                events.append(Event(line.text.strip(), when.date, line.begins, line.ends))
    return events
