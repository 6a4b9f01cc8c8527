"""What the head of the minutes tells: body, date, times, place, language."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from naeringsgraf.model.document import Document, Line, LineKind
from naeringsgraf.model.meeting import Actor, ActorKind, Unread
from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.parsing.dates import FoundDate, find_dates, find_times
from naeringsgraf.parsing.labels import cut_line, find_label, fold_label
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_MEETING_OF = load_pattern("header", "meeting_of")
_TAIL = load_pattern("header", "tail")
_LEADING = load_pattern("header", "leading")
_OF_BODY = load_pattern("header", "of_body")
_BOARD = load_pattern("header", "board")
_GENERIC = load_pattern("header", "generic")
_MET_AT = load_pattern("header", "met_at")
_CLOSED = load_pattern("header", "closed")
_CONSTRUCTED_LINE = load_pattern("header", "constructed_line")
_NYNORSK = load_pattern("header", "nynorsk")
_BOKMAAL = load_pattern("header", "bokmaal")
_BEHIND_TIME = re.compile(r".*(?:\d{1,2}[.:]\d\d|\d{4})(?!\d)[\s,]+(?P<place>[A-Za-zÆØÅæøå].*)\Z")
_SMALL = frozenset(["for", "og", "i", "av", "på", "til", "fra", "frå", "med"])


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
    dates = list(_find_header_dates(document, head))
    date, end_date = _choose_date(document, head, dates)
    start, end = _choose_times(document, head)
    return Header(
        body=_make_body(_find_body(document, head)),
        date=date,
        end_date=end_date,
        start=start,
        end=end,
        place=_find_place(document, head),
        language=_tell_language(document.text),
        constructed=bool(load_vocabulary().patterns["constructed"].search(document.text)),
        problems=tuple(
            Unread(found.printed, line.begins + found.begins, line.begins + found.ends, line.number, "no such date")
            for line, found in dates
            if found.date is None and found.has_year
        ),
    )


def _find_header_dates(document: Document, head: Sequence[Line]) -> Iterator[tuple[Line, FoundDate]]:
    """Dates in the head: those behind a label first, then those in the title, then the rest."""
    year = _year_of_mail(head) or _year_of_title(head)
    labelled = [line for line in head if (label := find_label(line, ("date", "place"))) and label.rest]
    titled = [line for line in head if line not in labelled and (line.kind is LineKind.HEADING or line.strong)]
    rest = [
        line for line in head if line not in labelled and line not in titled and not find_label(line, ("mail", "copy"))
    ]
    for line in [*labelled, *titled, *rest]:
        for found in find_dates(line.text, year):
            yield line, found


def _year_of_mail(head: Sequence[Line]) -> int | None:
    for line in head:
        label = find_label(line, ("mail",))
        if label and label.rest:
            for found in find_dates(label.rest.text):
                if found.date:
                    return found.date.year
    return None


def _year_of_title(head: Sequence[Line]) -> int | None:
    titles = [line for line in head if line.kind is LineKind.HEADING or line.strong] or head[:6]
    years = (found.date.year for line in titles for found in find_dates(line.text) if found.date)
    return next(years, None)


def _choose_date(
    document: Document, head: Sequence[Line], dates: Sequence[tuple[Line, FoundDate]]
) -> tuple[dt.date | None, dt.date | None]:
    for key in ("date", "dato"):
        value = document.front_matter.get(key)
        if isinstance(value, dt.date):
            return (value.date() if isinstance(value, dt.datetime) else value), None
    good = [found for _, found in dates if found.date]
    if not good:
        named = next((found.date for found in find_dates(document.path.replace("_", "-")) if found.date), None)
        return named, None
    first = good[0]
    assert first.date
    last = first.last
    days = [line for line, _ in dates if re.match(r"dag \d", line.text.lower())]
    if len(days) > 1:
        last = max((found.date for line, found in dates if line in days and found.date), default=last)
    return first.date, last if last and last > first.date else None


def _choose_times(document: Document, head: Sequence[Line]) -> tuple[dt.time | None, dt.time | None]:
    labelled = [line for line in head if find_label(line, ("date",)) or line.text.lower().startswith(("time:", "kl"))]
    start = end = None
    for line in [*labelled, *(line for line in head if line not in labelled and not find_label(line, ("mail",)))]:
        its_start, its_end = find_times(line.text)
        start = start or its_start
        if its_start and (line in labelled or end is None):
            end = its_end or end
        if start and line not in labelled:
            break
    closed = _CLOSED.search(document.text)
    if closed and end is None:
        end = dt.time(int(closed[1]) % 24, int(closed[2] or 0))
    return start, end


def _find_place(document: Document, head: Sequence[Line]) -> str | None:
    for at, line in enumerate(head):
        for cell in _parts(line):
            label = find_label(cell, ("place",))
            if label and label.rest:
                following = head[at + 1 : at + 2]
                joined = [
                    f.text for f in following if f.block == line.block and f.level > line.level + 3 and not f.cells
                ]
                return re.sub(r"\s+", " ", " ".join([label.rest.text, *joined])).strip()
    for at, line in enumerate(head):
        found = _place_beside_date(line, head[at + 1] if at + 1 < len(head) else None)
        if found:
            return found
    met = _MET_AT.search("\n".join(line.text for line in head))
    return met["place"].strip() if met else None


def _parts(line: Line) -> Iterator[Line]:
    """The columns of a line that holds several labels; else the line."""
    cells = [cut_line(line, c.begins - line.begins, c.ends - line.begins) for c in line.cells]
    several = [cell for cell in cells if cell and ":" in cell.text and not cell.text.endswith(":")]
    yield from several or [line]


def _place_beside_date(line: Line, following: Line | None) -> str | None:
    """ "22/11-2022, 10.00 til 15.00 · Scandic Hamar", "… klokken 08–10. Rådhuset", "Møtetid: 09:15 rom 260",
    or a lone line below the date.
    """
    label = find_label(line, ("date",))
    text = label.rest.text if label and label.rest else line.text
    date = next((found for found in find_dates(text)), None)
    timed = find_times(text)[0] is not None
    if not (label or date) or not timed or len(text) > 150:
        return None
    for part in re.split(r"\s[·|]\s|;\s|(?<=\d)\.\s(?=[A-ZÆØÅ])", text)[1:]:
        if part[:1].isupper() and ":" not in part and not any(True for _ in find_dates(part)):
            return part.strip(" .")
    behind = _BEHIND_TIME.match(text) if label else None
    if behind and (behind["place"][0].isupper() or not date):
        return behind["place"].strip(" .")
    if following and following.block == line.block and not following.cells and ":" not in following.text and not label:
        return following.text
    return None


def _find_body(document: Document, head: Sequence[Line]) -> str | None:
    titles = [
        str(document.front_matter[key])
        for key in ("subheadline", "title", "body", "utvalg")
        if key in document.front_matter
    ]
    lines = [line for line in head if line.kind is not LineKind.FRONT_MATTER and not _is_aside(line)][:14]
    for line in lines:
        label = find_label(line, ("body",))
        if label and label.rest:
            return _clean_body(label.rest.text)
    texts = titles + [_subject(line) for line in lines]
    named = next((name for text in texts if (name := _named_by_meeting(text))), None)
    ending = next((b for text in texts if (b := _named_by_ending(text))), None)
    board = any(_BOARD.search(text) for text in texts)
    if named and not _GENERIC.match(named):
        return named
    if ending and (board or named):
        owner = ending
        return (
            owner
            if _GENERIC.match(owner) or owner.casefold().startswith("styret")
            else f"Styret i {owner}"
            if board
            else owner
        )
    if ending or named:
        return ending or named
    for text in texts:
        of_body = _OF_BODY.search(text)
        if of_body:
            return of_body["body"]
        listed = re.match(r"Møte,\s*([^,\d]+),", text)
        if listed:
            return listed[1].strip()
    return None


def _named_by_meeting(text: str) -> str | None:
    """ "Referat fra gårsdagens møte i X" names X: what follows the last word for a meeting."""
    found = _MEETING_OF.search(text)
    if not found:
        return None
    return _named_by_meeting(found["body"]) or _clean_body(found["body"])


def _is_aside(line: Line) -> bool:
    """A line that only says that the text is constructed, or a label of something else."""
    if (
        _CONSTRUCTED_LINE.search(line.text)
        and not line.cells
        and len(line.text) < 90
        and not _MEETING_OF.search(line.text)
    ):
        return True
    return bool(find_label(line, ("date", "place", "present", "absent", "mail", "copy")))


def _subject(line: Line) -> str:
    label = find_label(line, ("subject",))
    text = label.rest.text if label and label.rest else line.text
    cells = [line.text[c.begins - line.begins : c.ends - line.begins] for c in line.cells]
    return cells[0] if cells and not label else text


def _named_by_ending(text: str) -> str | None:
    if len(text) > 110 or text.endswith((".", "!")) or _is_label(text):
        return None
    name = _clean_body(text)
    if not name:
        return None
    words = [word.strip(",.:").casefold() for word in name.split()]
    endings = load_vocabulary().body_endings
    return name if any(word.endswith(endings) for word in words) else None


def _is_label(text: str) -> bool:
    """Tell whether a text is a label of the head or of a list, and so no name."""
    folded = fold_label(text)
    labels = load_vocabulary().labels
    return any(labels[kind].match(folded) for kind in ("present", "also_present", "absent", "agenda", "date", "place"))


def _clean_body(text: str) -> str | None:
    for found in find_dates(text):
        text = text[: found.begins]
        break
    text = re.sub(r"\s*\b(?:nr\.?\s*)?\d+/\d{2,4}.*\Z", "", text)
    text = re.sub(
        r"\s+[-–—]\s+(?:møte|referat|protokoll|samling|styremøte|regionmøte).*\Z", "", text, flags=re.IGNORECASE
    )
    text = _LEADING.sub("", text)
    text = re.sub(r"\s+", " ", _TAIL.sub("", text)).strip(" .,:–-*")
    if not text or len(text) < 3 or not any(c.isalpha() for c in text):
        return None
    if text.isupper() and " " in text:
        words = text.lower().split()
        text = " ".join(w if w in _SMALL and i else w.capitalize() for i, w in enumerate(words))
    return text[0].upper() + text[1:]


def _make_body(name: str | None) -> Actor | None:
    return Actor(ThingId(f"body/{make_slug(name)}"), name, ActorKind.BODY) if name else None


def _tell_language(text: str) -> str:
    folded = text.lower()
    return "nn" if len(_NYNORSK.findall(folded)) > len(_BOKMAAL.findall(folded)) else "nb"
