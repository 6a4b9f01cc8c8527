"""What the minutes point to: earlier minutes, policy documents, slides; and dated events."""

import datetime as dt
from collections.abc import Iterator, Sequence

from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Event, Reference, ReferenceKind
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_EARLIER = load_pattern("references", "earlier")
_POLICY = load_pattern("references", "policy")
_HAPPENS = load_pattern("references", "happens")


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
