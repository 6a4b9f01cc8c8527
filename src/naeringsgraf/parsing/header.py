"""What the head of the minutes tells: body, date, times, place, language."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from naeringsgraf.model.document import Document, Line, LineKind
from naeringsgraf.model.meeting import Actor, ActorKind, Unread
from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.parsing.body import find_body
from naeringsgraf.parsing.dates import FoundDate, find_dates, find_times
from naeringsgraf.parsing.labels import find_label, part_labels
from naeringsgraf.parsing.place import find_place
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_CLOSED = load_pattern("header", "closed")
_OPENED = load_pattern("header", "opened")
_HELD = load_pattern("header", "held")
_PUBLISHED = load_pattern("header", "published")
_NYNORSK = load_pattern("header", "nynorsk")
_BOKMAAL = load_pattern("header", "bokmaal")
_MEETING = load_pattern("header", "meeting_of")
_ENDED = load_pattern("header", "ended")
_LASTED = load_pattern("header", "lasted")
_TIME_LABEL = load_pattern("header", "time_label")
_SOME_DAYS = range(1, 5)
"""Days between the first and the last of one meeting."""
_NO_HOUR = 25
_DAY_OF_SUBJECT = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})[./](?P<month>\d{1,2})\.?\s*\Z")
"""Behind the subject of a mail, a day without its year: "Referat styremøte 8/12"."""
_SOON = range(0, 61)
"""Days after a meeting within which its minutes are sent."""
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])|(?<=\d/)(?:19|20)\d\d(?![\d/.-])")
"""A year alone, or behind the number of the meeting: "nr. 3/2021"."""
_BARE_HOURS = re.compile(
    r"\s*(?P<h1>[01]?\d|2[0-3])\s*(?:[-–—]|til)\s*(?P<h2>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?\s*\.?\Z"
)
"""Behind a label for the time, full hours: "Tid: 12-15"."""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of the minutes; None where it does not say."""

    body: Actor | None
    date: dt.date | None
    end_date: dt.date | None
    start: dt.time | None
    end: dt.time | None
    place: str | None
    language: str
    constructed: bool
    problems: tuple[Unread, ...] = ()
    """Dates that cannot exist."""


def read_header(document: Document, head: Sequence[Line]) -> Header:
    """Read the head; `head` holds the lines before the first item and before the attendance list's entries."""
    head = [part for line in head for part in part_labels(_as_text(line))]
    dates = list(_find_header_dates(document, head))
    date, end_date = _choose_date(document, head, dates)
    start, end = _choose_times(document, head)
    return Header(
        body=_make_body(find_body(document, head)),
        date=date,
        end_date=end_date,
        start=start,
        end=end,
        place=find_place(head),
        language=_tell_language(document.text),
        constructed=bool(load_vocabulary().patterns["constructed"].search(document.text)),
        problems=tuple(
            Unread(found.printed, line.begins + found.begins, line.begins + found.ends, line.number, "no such date")
            for line, found in dates
            if found.date is None and found.has_year and not find_label(line, ("filing",))
        ),
    )


def _as_text(line: Line) -> Line:
    """A row of two cells as a line whose label stands in a column of its own."""
    return replace(line, kind=LineKind.TEXT) if line.kind is LineKind.TABLE_ROW and len(line.cells) == 2 else line


def _find_header_dates(document: Document, head: Sequence[Line]) -> Iterator[tuple[Line, FoundDate]]:
    """Dates in the head: those behind a label first, then those in the title, then the rest."""
    year = _year_of_mail(head) or _year_of_title(head) or _bare_year(document, head)
    labelled = [line for line in head if (label := find_label(line, ("date", "place"))) and label.rest]
    labelled += [line for line in _without(head, labelled) if _HELD.search(line.text)]
    labelled = [*_find_told_of_meeting(head, labelled), *labelled]
    others = _without(head, labelled)
    titled = [line for line in others if line.kind is LineKind.HEADING or line.strong]
    rest = [line for line in _without(others, titled) if not find_label(line, ("mail", "copy"))]
    rest.sort(key=lambda line: bool(_PUBLISHED.match(line.text)))
    for line in [*labelled, *titled, *rest]:
        for found in find_dates(line.text, year):
            yield line, found
    yield from _find_in_subject(head)


def _find_in_subject(head: Sequence[Line]) -> Iterator[tuple[Line, FoundDate]]:
    """The day that ends the subject of a mail, where the mail was sent soon after it."""
    sent = _day_of_mail(head)
    for line in head:
        label = find_label(line, ("subject",))
        found = _DAY_OF_SUBJECT.search(label.rest.text) if sent and label and label.rest else None
        if not (sent and found and label and label.rest):
            continue
        days = (_make_day(year, int(found["month"]), int(found["day"])) for year in (sent.year, sent.year - 1))
        day = next((day for day in days if day and (sent - day).days in _SOON), None)
        if day:
            begins = label.rest.begins - line.begins + found.start()
            yield line, FoundDate(begins, begins + len(found.group()), found.group(), day, has_year=False)


def _make_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _find_told_of_meeting(head: Sequence[Line], labelled: Sequence[Line]) -> list[Line]:
    """Lines that tell the day of the meeting, where the label "Dato" stands among those of a letter: "Til", "Fra"."""
    letters = {line.block for line in head if (label := find_label(line, ("mail", "copy"))) and label.rest}
    if not any(line.block in letters for line in labelled):
        return []
    others = [line for line in _without(head, labelled) if _MEETING.search(line.text) and line.block not in letters]
    return [line for line in others if any(found.date and found.has_year for found in find_dates(line.text))][:1]


def _without(lines: Sequence[Line], some: Iterable[Line]) -> list[Line]:
    """Leave some lines out."""
    begins = {line.begins for line in some}
    return [line for line in lines if line.begins not in begins]


def _year_of_mail(head: Sequence[Line]) -> int | None:
    sent = _day_of_mail(head)
    return sent.year if sent else None


def _day_of_mail(head: Sequence[Line]) -> dt.date | None:
    for line in head:
        label = find_label(line, ("mail",))
        if label and label.rest:
            for found in find_dates(label.rest.text):
                if found.date:
                    return found.date
    return None


def _year_of_title(head: Sequence[Line]) -> int | None:
    titles = [line for line in head if line.kind is LineKind.HEADING or line.strong] or head[:6]
    years = (found.date.year for line in titles for found in find_dates(line.text) if found.date)
    return next(years, None)


def _bare_year(document: Document, head: Sequence[Line]) -> int | None:
    """A year that stands alone in the title, the data before the text, or the name of the file."""
    standing_out = [line for line in head if line.kind is LineKind.HEADING or line.strong]
    titles = [line.text for line in (*standing_out, *head[:4])]
    data = [str(value) for value in document.front_matter.values()]
    found = (year for text in [*titles, *data, document.path] for year in _YEAR.findall(text.replace("_", " ")))
    return next((int(year) for year in found), None)


def _choose_date(
    document: Document, head: Sequence[Line], dates: Sequence[tuple[Line, FoundDate]]
) -> tuple[dt.date | None, dt.date | None]:
    for key in ("date", "dato"):
        value = document.front_matter.get(key)
        if isinstance(value, dt.date):
            return _as_date(value), _end_in_data(document, _as_date(value))
    good = [found for _, found in dates if found.date]
    if not good:
        named = next((found.date for found in find_dates(document.path.replace("_", "-")) if found.date), None)
        return named, None
    first = good[0]
    assert first.date
    last = next((found.last for found in good if found.date == first.date and found.last), None)
    last = last or _written_end(dates, first)
    days = [found.date for line, found in dates if re.match(r"dag \d", line.text[:5].lower())]
    if len(days) > 1:
        last = max((day for day in days if day), default=last)
    return first.date, last if last and last > first.date else None


def _as_date(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _end_in_data(document: Document, first: dt.date) -> dt.date | None:
    """The last day as the data before the text give it; None where they do not."""
    values = (document.front_matter.get(key) for key in ("slutt", "sluttdato", "end", "end_date", "til"))
    days = (_as_date(value) for value in values if isinstance(value, dt.date))
    return next((day for day in days if (day - first).days in _SOME_DAYS), None)


def _written_end(dates: Sequence[tuple[Line, FoundDate]], first: FoundDate) -> dt.date | None:
    """The last day where both are written out on one line: "3. mai kl. 10.00 til 4. mai kl. 12.00"."""
    line = next(line for line, found in dates if found is first)
    later = next((found for other, found in dates if other is line and found.begins > first.ends), None)
    if not later or not later.date or not first.date or (later.date - first.date).days not in _SOME_DAYS:
        return None
    between = line.text[first.ends : later.begins]
    return later.date if re.search(r"[-–]\s*\Z|\btil\s+(?:\w+ )?\Z", between) else None


def _choose_times(document: Document, head: Sequence[Line]) -> tuple[dt.time | None, dt.time | None]:
    labelled = [line for line in head if find_label(line, ("date",)) or line.text.lower().startswith(("time:", "kl"))]
    start = end = None
    # When somebody in a list came or left is no time of the meeting.
    others = ("mail", "present", "absent", "also_present")
    begins = {line.begins for line in labelled}
    for line in [*labelled, *(line for line in _without(head, labelled) if not find_label(line, others))]:
        its_start, its_end = _find_bare_hours(line) or find_times(_with_end(head, line))
        start = start or its_start
        if its_start and (line.begins in begins or end is None):
            end = its_end or end
        if start and line.begins not in begins:
            break
    ended = _find_told(_ENDED, document.text)
    if ended and start and ended > start:
        # When the meeting ended, and not when it was called to end.
        end = ended
    told = "\n".join(line.text for line in head)
    if end is None:
        lasted = _find_lasted(told)
        start, end = lasted if start in (None, lasted[0]) else (start, end)
    if end is None:
        start = _find_told(_OPENED, told) or start
        end = _find_told(_CLOSED, told) or _find_told(_CLOSED, document.text)
    return start, end


def _find_lasted(text: str) -> tuple[dt.time | None, dt.time | None]:
    """The hours that a sentence tells of the meeting: "Møtet var på Teams frå 18 til 20"."""
    found = _LASTED.search(text)
    hours = [int(found[at]) for at in (1, 3)] if found else []
    if not found or max(hours) >= _NO_HOUR or hours[0] >= hours[1]:
        return None, None
    minutes = [int(found[at] or 0) % 60 for at in (2, 4)]
    return dt.time(hours[0] % 24, minutes[0]), dt.time(hours[1] % 24, minutes[1])


def _find_bare_hours(line: Line) -> tuple[dt.time, dt.time] | None:
    """The full hours behind a label for the time; None for any other line."""
    label = find_label(line, ("date",))
    found = _BARE_HOURS.match(label.rest.text) if label and label.rest and _TIME_LABEL.search(label.text) else None
    if not found or int(found["h2"]) <= int(found["h1"]):
        return None
    return dt.time(int(found["h1"])), dt.time(int(found["h2"]) % 24, int(found["m2"] or 0))


def _with_end(head: Sequence[Line], line: Line) -> str:
    """A line with the one below it, where it breaks off between the beginning and the end of the meeting."""
    if not line.text.rstrip().endswith(("-", "–")):
        return line.text
    following = next((other for before, other in pairwise(head) if before is line), None)
    return f"{line.text} {following.text}" if following and following.text[:1].isdigit() else line.text


def _find_told(pattern: re.Pattern[str], text: str) -> dt.time | None:
    """The time that a sentence tells, as "slutt ca. 20:15"; None where none does."""
    found = pattern.search(text)
    hour = int(found[1] or found[3]) if found else _NO_HOUR
    return dt.time(hour % 24, int(found[2] or found[4] or 0) % 60) if found and hour < _NO_HOUR else None


def _make_body(name: str | None) -> Actor | None:
    return Actor(ThingId(f"body/{make_slug(name)}"), name, ActorKind.BODY) if name else None


def _tell_language(text: str) -> str:
    folded = text.lower()
    return "nn" if len(_NYNORSK.findall(folded)) > len(_BOKMAAL.findall(folded)) else "nb"
