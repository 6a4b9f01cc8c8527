"""The ways in which minutes set their items apart where no code or list names them."""

import re
from collections.abc import Callable, Mapping, Sequence

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.headings import (
    Heading,
    Reader,
    add_wrapped,
    collect,
    make_heading,
    part_letters,
    read_lettered,
    read_numbered,
    read_roman,
)
from naeringsgraf.parsing.labels import find_label
from naeringsgraf.parsing.vocabulary import load_pattern
from naeringsgraf.reading.numerals import print_roman

_ABOUT_MEETING = load_pattern("agenda", "about_meeting")
_SECTIONS = (
    "present", "also_present", "absent", "agenda", "decision", "not_decision", "comments", "actions",
    "date", "place", "copy", "mail", "body", "subject",
)  # fmt: skip
_OPENS_MEETING = load_pattern("agenda", "opens_meeting")
_DAY = load_pattern("agenda", "day")
_ROUND = load_pattern("agenda", "round")
_OVER_ITEMS = load_pattern("agenda", "over_items")
_LONGEST_TITLE = 120
_SENTENCE_ENDS = (".", ";", "!", ":")
_PLAIN_ENDS = (*_SENTENCE_ENDS, ",", "?")


def find_counted(lines: Sequence[Line]) -> list[Heading]:
    """Lines "1. Title", "2. Title" ... that begin a paragraph, or are followed by text of their own."""
    return _find_in_order(lines, read_numbered, _follows_number)


def find_lettered(lines: Sequence[Line]) -> list[Heading]:
    """Lines "A. Title", "B. Title" ..., or "a) Title"."""
    return _find_in_order(lines, read_lettered, _follows_letter)


def find_roman(lines: Sequence[Line]) -> list[Heading]:
    """Lines "I. Title", "II. Title" ..., from the first and without a gap; [] where there are not two."""
    found: list[Heading] = []
    for heading in collect(lines, read_roman):
        if heading.number == print_roman(len(found) + 1).upper() and not heading.title.endswith((".", ";")):
            found.append(heading)
    return found if len(found) >= 2 else []


def _find_in_order(
    lines: Sequence[Line], read: Reader, follows: Callable[[str | None, str, bool], bool]
) -> list[Heading]:
    """Headings whose numbers follow each other, at least half of them with text below; [] where there are not two.

    A list before them, with nothing between its entries, has numbers of its own: that of the people who met.
    """
    found: list[Heading] = []
    is_list = True
    for heading in collect(lines, read):
        at, line = heading.at, lines[heading.at]
        if line.kind is LineKind.FRONT_MATTER or line.kind is LineKind.TABLE_ROW:
            continue
        apart = at == 0 or lines[at - 1].block != line.block
        if apart and is_list and len(found) > 1 and heading.number and follows(None, heading.number, apart):
            found = []
        last = found[-1].number if found else None
        heading = add_wrapped(lines, heading)
        # "5 Evt." is a title, and no sentence.
        ended = heading.title.endswith((".", ";")) and " " in heading.title
        title_like = len(heading.title) <= _LONGEST_TITLE and not ended
        # "1. Kari Lie" in a list is not followed by "2) Vegar".
        alike = not found or lines[found[0].at].marker[-1:] == line.marker[-1:]
        if title_like and alike and heading.number and follows(last, heading.number, apart):
            is_list = not found or (is_list and not _has_text(lines, found[-1], heading))
            found.append(heading)
    if len(found) < 2:
        return []
    told = sum(
        _has_text(lines, heading, following) for heading, following in zip(found, [*found[1:], None], strict=True)
    )
    return found if told * 2 >= len(found) or _OPENS_MEETING.match(found[0].title) else []


def _has_text(lines: Sequence[Line], heading: Heading, following: Heading | None) -> bool:
    """Tell whether something stands between a heading and the next."""
    end = following.at if following else len(lines)
    return heading.at + heading.lines < end


def _follows_number(last: str | None, number: str, apart: bool) -> bool:
    """Tell whether a number goes on where the last left off; one may be skipped or doubled at a new paragraph."""
    if not number.isdigit():
        return False
    if last is None:
        return number == "1"
    step = int(number) - int(last)
    return step == 1 or (apart and step in (0, 2))


def _follows_letter(last: str | None, letter: str, apart: bool) -> bool:
    if last is None:
        return letter in "Aa" and apart
    return apart and ord(letter) - ord(last) in (1, 2)


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Headings without numbers, all of the highest level that has two."""
    levels: dict[int, list[Heading]] = {}
    first = next((i for i, line in enumerate(lines) if line.kind is LineKind.HEADING), None)
    for at, line in enumerate(lines):
        is_title = at == first and line.level == 1
        if (
            line.kind is LineKind.HEADING
            and not is_title
            and _is_title(line)
            and (heading := make_heading(line, at, None, line.text))
        ):
            levels.setdefault(line.level, []).append(heading)
    below = _find_below(levels)
    if below:
        return part_letters(below)
    several = [found for _, found in sorted(levels.items()) if len(found) >= 2]
    if len(several) > 1 and all(_DAY.match(heading.title) for heading in several[0]):
        # The days of a gathering; what was done on each stands one level down.
        first_day = several.pop(0)[0].at
        several[0] = [heading for heading in several[0] if heading.at > first_day]
    if several:
        # "Runde 1: ..." within a part of the meeting is an item of its own.
        deeper = [
            h for _, found in sorted(levels.items()) for h in found if found != several[0] and _ROUND.match(h.title)
        ]
        begun = several[0][0].at
        several[0] = sorted([*several[0], *(h for h in deeper if h.at > begun)], key=lambda h: h.at)
    return part_letters(several[0] if several else [])


def _find_below(levels: Mapping[int, Sequence[Heading]]) -> list[Heading]:
    """The headings below one that stands over all items, and those as high as it behind it; [] where none does.

    "Kort oppsummert" above "Møtenotater" is no item then.
    """
    for level, found in sorted(levels.items()):
        for heading, following in zip(found, [*found[1:], None], strict=True):
            if not _OVER_ITEMS.match(heading.title):
                continue
            end = min(
                (h.at for other, some in levels.items() if other <= level for h in some if h.at > heading.at),
                default=None,
            )
            deeper = [h for h in levels.get(level + 1, ()) if h.at > heading.at and (end is None or h.at < end)]
            if len(deeper) >= 2:
                return [*deeper, *(h for h in found if following and h.at >= following.at)]
    return []


def find_bold(lines: Sequence[Line]) -> list[Heading]:
    """Bold lines that stand alone."""
    return _find_lone(
        lines, lambda line: line.strong and line.kind is LineKind.TEXT and not line.text.endswith((":", "."))
    )


def find_capitals(lines: Sequence[Line]) -> list[Heading]:
    """Lines in capitals."""
    return _find_lone(lines, lambda line: line.text.isupper() and sum(c.isalpha() for c in line.text) >= 4)


def find_plain(lines: Sequence[Line]) -> list[Heading]:
    """Short lines without any mark, each above a paragraph of sentences: only where most paragraphs begin so."""
    lists = ("present", "also_present", "absent")
    begun = max((at for at, line in enumerate(lines) if find_label(line, lists)), default=None)
    if begun is None:
        return []
    starts = [at for at in range(begun + 1, len(lines)) if lines[at - 1].block != lines[at].block]
    found = [
        heading
        for at in starts
        if _heads_paragraph(lines, at) and (heading := make_heading(lines[at], at, None, lines[at].text))
    ]
    after = [at for at in starts if found and at >= found[0].at]
    return found if len(found) >= 2 and len(found) * 3 >= len(after) * 2 else []


def _heads_paragraph(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.block != line.block or line.kind is not LineKind.TEXT or line.cells or line.marker:
        return False
    if len(line.text) > 70 or line.text.endswith(_PLAIN_ENDS) or not line.text[0].isupper() or not _is_title(line):
        return False
    last = next((other for other in reversed(lines[at:]) if other.block == line.block), line)
    return last.text.rstrip().endswith((".", "!", "?")) and "," not in line.text


def _find_lone(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Heading]:
    found = []
    in_head = True
    for at, line in enumerate(lines):
        in_head = in_head and (at <= 2 and not find_label(line, ("present", "absent")))
        if in_head:
            continue
        begins_block = at == 0 or lines[at - 1].block != line.block
        followed = at + 1 < len(lines)
        short = len(line.text) <= _LONGEST_TITLE and not line.cells
        if fits(line) and begins_block and followed and short and _is_title(line):
            heading = make_heading(line, at, None, line.text)
            if heading:
                found.append(heading)
    return found


def _is_title(line: Line) -> bool:
    """A heading that names a subject: no label of a section, no date."""
    if find_label(line, _SECTIONS) or _ABOUT_MEETING.match(line.text):
        return False
    return not any(True for _ in find_dates(line.text)) or len(re.findall(r"\S+", line.text)) > 4
