"""Where the meeting was held, as the head tells it."""

import re
from collections.abc import Iterator, Sequence

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.body import names_body, names_venue
from naeringsgraf.parsing.dates import find_dates, find_times
from naeringsgraf.parsing.labels import cut_line, find_label
from naeringsgraf.parsing.vocabulary import load_pattern

_MET_AT = load_pattern("header", "met_at")
_HELD_AT = load_pattern("header", "held_at")
_ONLINE = load_pattern("header", "online")
_BEYOND = load_pattern("header", "beyond_place")
_LEADING_LABEL = re.compile(r"(?:[Mm]øte)?(?:[Ss]ted|[Ss]tad)\s+(?=[A-ZÆØÅ])")
"""The label of a place, where no colon stood behind it."""
_WHEN = load_pattern("header", "when")
_ONLY_TIMES = re.compile(
    r"(?:kl\.?|klokka|klokken)\s*[\d.:]+(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?[\d.:]+)?", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?:\w+dag,?\s*(?:den\s*)?)?", re.IGNORECASE)
_ALONE = re.compile(r",\s+(?:i\s+|på\s+)?(?P<place>[A-ZÆØÅ][^:.\d]{2,50})\Z")
_BEFORE_POINT = re.compile(r",\s+(?:i\s+|på\s+)?(?P<place>[A-ZÆØÅ][^:.\d]{2,50})\.\s")
_BEFORE_DATE = re.compile(r"(?P<place>[A-ZÆØÅ][^:.\d]{3,60}?)\s*[–—-]\s*(?:\w+dag,?\s*(?:den\s*)?)?\Z")
_OF_MEETING = re.compile(
    r"(?:(?:referat|protokoll)\s+)?(?:fra|frå|for|av)\s+[\wæøå]*(?:møte|møtet|samling|samlinga|samlingen)\s+(?:\w+dag,?\s+)?(?:den\s+)?",
    re.IGNORECASE,
)
"""Before the date, where a place may stand behind it."""
_IN_TITLE = re.compile(
    r".*(?:møte|møtet|samling)\s+(?:i|på|ved)\s+(?P<place>[A-ZÆØÅ][^:.\d]{2,60}?),?\s*(?:\w+dag,?\s+)?(?:den\s+)?\Z"
)
_AFTERWARDS = re.compile(r",\s+(?:etter|før|med)\s.*\Z", re.IGNORECASE)
"""Behind the place, what else was done there."""
_BOTH = re.compile(r"(?<!\w)(?:sted|stad|hvor|kvar)(?!\w)", re.IGNORECASE)
_ROOM = r"(?:kantin[ae]n?|møterom\w*|[a-zæøå]*(?:salen|huset|senteret|hotellet|biblioteket|stova|stua|skolen|skulen)) "
"""A room or a house with a small letter, before whose or where it is."""
_LAST_BEHIND_TIME = re.compile(
    rf"(?:\d{{1,2}}[.:]\d\d|kl\.?\s*\d{{1,2}})(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d{{1,2}}(?:[.:]\d\d)?)?,\s+(?:på\s+|i\s+)?"
    rf"(?P<place>(?:[A-ZÆØÅ]|{_ROOM})[^:.\d]{{2,50}})\Z"
)
_BEHIND_TIME = re.compile(r".*(?:\d{1,2}[.:]\d\d|\d{4})(?!\d)[\s,]+(?P<place>[A-Za-zÆØÅæøå].*)\Z")


def find_place(head: Sequence[Line]) -> str | None:
    """Give the place as printed; None where the head does not say."""
    place = _find_place(head)
    return _BEYOND.sub("", _LEADING_LABEL.sub("", place)) if place else None


def _find_place(head: Sequence[Line]) -> str | None:
    found = (_place_behind_label(line, head[at + 1 : at + 2]) for at, line in enumerate(head))
    following = [*head[1:], None]
    found_beside = (_place_beside_date(line, below) for line, below in zip(head, following, strict=False))
    return (
        next((place for place in found if place), None)
        or next((place for place in found_beside if place), None)
        or _place_in_sentence("\n".join(line.text for line in head))
        or next((place for line in head if (place := _place_in_title(line))), None)
    )


def _place_behind_label(line: Line, following: Sequence[Line]) -> str | None:
    for cell in _parts(line):
        label = find_label(cell, ("place",))
        if label and label.rest:
            joined = [f.text for f in following if f.block == line.block and f.level > line.level + 3 and not f.cells]
            place = _without_when(re.sub(r"\s+", " ", " ".join([label.rest.text, *joined])).strip())
            return _AFTERWARDS.sub("", place) if place else None
    return None


def _without_when(text: str) -> str | None:
    """Take dates and times off: "Raufoss, 14. mars 2022 kl. 09.00" is Raufoss."""
    if not any(True for _ in find_dates(text)):
        place, comma, last = text.rpartition(", ")
        return place if comma and _ONLY_TIMES.fullmatch(last) else text
    parts = [part for part in re.split(r",\s+", text) if not (any(True for _ in find_dates(part)) or _WHEN.match(part))]
    return ", ".join(parts) or None


def _place_in_sentence(text: str) -> str | None:
    met = _MET_AT.search(text) or _HELD_AT.search(text) or _ONLINE.search(text)
    if not met:
        return None
    named = met.groupdict()
    return (named.get("place") or named.get("beside") or "").strip() or None


def _place_in_title(line: Line) -> str | None:
    """A house or room before the date of a title that names nobody: "stiftingsmøte i Lofthus, Ullensvang hotell"."""
    date = next(find_dates(line.text), None)
    found = _IN_TITLE.match(line.text[: date.begins]) if date else None
    return found["place"].strip() if found and names_venue(found["place"]) else None


def _parts(line: Line) -> Iterator[Line]:
    """The columns of a line that holds several labels, each with what it labels; else the line."""
    starts: list[int] = []
    for cell in line.cells:
        begins = cell.begins - line.begins
        text, before = line.text[begins : cell.ends - line.begins], line.text[:begins].rstrip()
        if not starts or (":" in text[1:] and not before.endswith(":")):
            starts.append(begins)
    if len(starts) < 2:
        yield line
        return
    for begins, ends in zip(starts, [*starts[1:], len(line.text)], strict=True):
        part = cut_line(line, begins, ends)
        if part:
            yield part


def _place_beside_date(line: Line, following: Line | None) -> str | None:
    """ "22/11-2022, 10.00 til 15.00 · Scandic Hamar", "Møtetidspunkt: 09:15 rom 260", or a lone line below the date."""
    label = find_label(line, ("date",))
    text = label.rest.text if label and label.rest else line.text
    date = next((found for found in find_dates(text)), None)
    timed = find_times(text)[0] is not None
    if label and label.rest and date and _BOTH.search(label.text):
        return _without_when(text.strip(" ."))
    first = _BEFORE_DATE.match(text, 0, date.begins) if date and not label else None
    if first and line.kind is not LineKind.HEADING and not names_body(first["place"]):
        return first["place"].strip()
    if date and not label and timed:
        behind_date = _BEFORE_POINT.match(text, date.ends)
        if behind_date and _OF_MEETING.match(text[: date.begins]) and not names_body(behind_date["place"]):
            return behind_date["place"].strip()
    if date and not label and not timed:
        alone = _ALONE.match(text, date.ends)
        before = text[: date.begins]
        return (
            alone["place"].strip() if alone and (_WEEKDAY.fullmatch(before) or _OF_MEETING.fullmatch(before)) else None
        )
    if not (label or date) or not timed or len(text) > 150:
        return None
    for part in re.split(r"\s[·|]\s|;\s|(?<=\d)\.\s(?=[A-ZÆØÅ])", text)[1:]:
        if _place_in_sentence(part):
            continue  # A sentence that tells where, such as "Vi satt i kantina på rådhuset".
        if part[:1].isupper() and ":" not in part and not any(True for _ in find_dates(part)):
            return part.strip(" .")
    last = _LAST_BEHIND_TIME.search(text)
    if last and not label:
        return last["place"].strip()
    behind = _BEHIND_TIME.match(text) if label else None
    if behind and (behind["place"][0].isupper() or not date):
        return behind["place"].strip(" .")
    if following and following.block == line.block and not following.cells and ":" not in following.text and not label:
        return _place_in_sentence(following.text) or following.text
    return None
