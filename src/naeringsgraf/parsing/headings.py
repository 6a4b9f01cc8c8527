"""One line as the heading of an agenda item: "PS 6/15 Title", "Sak nr. 3: Title", "4. Title", "B. Title"."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.labels import cut_line, find_label, stands_out
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_CODED = re.compile(
    r"(?:(?P<kind>(?:[A-ZÆØÅ][a-zæøå]+)?[Ss]ak(?:s?nr)?|SAK(?:SNR)?|[Ss]aksnr|[A-ZÆØÅ]{2,4})\.?:?\s*(?:nr\.?:?\s*)?)?"
    r"(?P<number>(?:[A-ZÆØÅ]{1,4}[-–](?=\d{1,3}/))?\d{1,3}\s?/\s?(?:\d{4}|\d{2})|(?:19|20)\d\d/\d{1,3})"
    r"(?:\s*[:.–-]+\s*|\s+|\Z)(?P<title>\S.*)?\Z"
)
_CODED_BEHIND = re.compile(
    r"(?P<title>[A-ZÆØÅ\"«][^().:]{2,100}?)\s*(?:\(|[–-]\s|,\s)\s*(?:[Ss]ak(?:snr)?\.?|SAK|PS|RS|FS|ST)\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,3}/\d{2,4}|20\d\d/\d{1,3}|\d{2}/\d{1,3})\s*\)?\s*\Z"
)
_DASHED = re.compile(
    r"(?P<kind>(?:[A-ZÆØÅ][a-zæøå]+)?[Ss]aks?(?:nr)?|SAK)\.?\s*(?:nr\.?\s*)?(?P<number>\d{1,3}\s?-\s?(?:\d{4}|\d{2}))"
    r"(?:\s*[:.–]\s*|\s+|\Z)(?P<title>\S.*)?\Z"
)
_WORDED = re.compile(
    r"(?:(?:[A-ZÆØÅ][a-zæøå]+)?[Ss]ak|SAK|[Ss]aks?nr|[Pp]unkt|PUNKT|[Pp]kt|[Pp]ost|POST|[Tt]ema|TEMA|§)\.?\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})*|[A-HJ-ZÆØÅ](?=[\s:.)])|[a-hj-zæøå](?=[:)]))"
    r"(?:\s*[:.)–-]+\s*|\s+|\Z)(?P<title>\S.*)?\Z"
)
_PREFIXED = re.compile(r"(?P<number>[A-ZÆØÅ]{1,3}[-–]\d{1,3})[.)]?\s+(?P<title>[A-ZÆØÅ\"«].*)\Z")
"""A number with the letters of the body: "S-31 Title". With a colon it numbers a decision."""
_ARCHIVED = re.compile(r"\d{2,4}/\d{3,6}(?:-\d+)?\Z")
"""The number of a case in the archive: "21/00431"."""
_NUMBERED = re.compile(r"(?:[>#=*~]{1,3}\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})*)[.):]?\s*[-–:]?\s+(?P<title>\S.*)\Z")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})(?P<mark>\s*[.):–-])?\s+(?P<title>[A-ZÆØÅ\"«].*)\Z")
_LETTERED = re.compile(r"(?P<number>[A-ZÆØÅ])[.)]\s+(?P<title>\S.*)\Z")
_TEMPLATE_CODES = frozenset(["PS", "RS", "OS", "FO", "FS", "ST", "MS", "DS", "OR"])
"""Of cases, in the templates of case systems; bodies have codes of their own."""
_NO_CODES = frozenset(
    ["NOU", "NS", "FV", "RV", "EV", "KL", "NR", "ISO", "EU", "EF", "UKE", "SIDE", "GNR", "BNR", "GBNR"]
)
"""Letters before two numbers with a stroke that are no case."""
_AGAIN = re.compile(r"(?<!\w)(?:[Ss]ak|SAK|[Pp]unkt)\s+\d+(?:/\d+)?\s*[.:]?\s+(?=\S)")
_JOINED = re.compile(r"[/|;]\s+(?=(?:[Ss]ak|SAK|[Pp]unkt|PS|RS)\.?\s*(?:nr\.?\s*)?\d)")
"""Between two items on one line."""
_ON_LIST = re.compile(r"\A(?:på|av|i) (?:dagsorden|saks?list[ae]|agendaen|programmet)\s*[:–-]\s*(?=\S)")
"""Behind the number of an item, what it is a number of: "Punkt 1 på dagsorden: Title"."""
_DANGLING = re.compile(r"\s+[-–—]+\Z")
"""A dash at the end of a title."""
_MINUTES = re.compile(r"(?:\s*\([^()]*\))*\s*\(\s*(?:ca\.? )?\d+ ?min(?:utt(?:er|ar)?|\.)?\s*\)\s*\Z")
_CASE_RANGE = re.compile(
    r"(?:[-–]|til(?: og med)?|t\.?o\.?m\.?|og)?\s*(?:[A-ZÆØÅ]{2,4} |[Ss]ak )?\d{1,4}\s?[/-]\s?\d{2,4}[\s.]*"
)
"""Behind the number of a case, the last one that the meeting took up: "Saksnr.: 31/09 - 35/09"."""
_NOT_TITLE = load_pattern("agenda", "not_title")
_GOES_ON = load_pattern("agenda", "goes_on")
_LONGEST_TITLE = 200
"""Characters of one line; a longer one is no title."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names an agenda item."""

    at: int
    """Index of the line."""
    number: str | None
    title: str
    begins: int
    ends: int
    lines: int = 1
    """How many lines the title takes."""


Reader = Callable[[Sequence[Line], int], Heading | None]
"""Reads the heading at an index; None where the line is none."""


def collect(lines: Sequence[Line], read: Reader) -> list[Heading]:
    """Give every heading that one way of reading finds; "Sak 1 Title / Sak 2 Title" holds two."""
    return [
        heading
        for at, line in enumerate(lines)
        for heading in (_read_joined(line, at, read) or filter(None, (read(lines, at),)))
    ]


def _read_joined(line: Line, at: int, read: Reader) -> list[Heading]:
    """Read the headings of items that stand on one line; [] where there are not several, each with a title."""
    starts = [0, *(mark.end() for mark in _JOINED.finditer(line.text))]
    if len(starts) < 2 or line.cells:
        return []
    parts = [cut_line(line, start, end) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    found = [heading for part in parts if part and (heading := read([_without_stroke(part)], 0))]
    several = len(found) == len(parts) and len({heading.number for heading in found}) == len(found)
    return [replace(heading, at=at) for heading in found] if several else []


def _without_stroke(line: Line) -> Line:
    return cut_line(line, 0, len(line.text.rstrip(" /|;"))) or line


def clean_title(title: str) -> str:
    """Fold blanks; take off a repeated "Sak 9." and the minutes set aside."""
    plain = _ON_LIST.sub("", _MINUTES.sub("", _AGAIN.sub("", title)))
    return re.sub(r"\s+", " ", plain).strip(" *").rstrip(" :")


def make_heading(line: Line, at: int, number: str | None, title: str, kind: str | None = None) -> Heading | None:
    """Make a heading of a line; None where no title is left."""
    cleaned = clean_title(title)
    if not cleaned:
        return None
    begins = line.begins + line.text.rfind(cleaned[:12]) if cleaned[:12] in line.text else line.begins
    code = kind if kind and kind.isupper() and not kind.startswith("SAK") else None
    printed = f"{code} {number}" if code else number
    return Heading(at, printed, cleaned, begins, line.ends)


def _make_with_title_below(
    lines: Sequence[Line], at: int, number: str, title: str | None, kind: str | None = None
) -> Heading | None:
    """Make a heading whose title may stand on the next line: "33/15 :" above "Breiband"."""
    if title and title.strip(" :.*–-"):
        return make_heading(lines[at], at, number, title.strip(), kind)
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or following.marker or find_label(following, ("decision", "not_decision", "present")):
        return None
    if following.text.endswith(".") or len(following.text) > _LONGEST_TITLE:
        return None
    heading = make_heading(following, at, number, following.text, kind)
    return replace(heading, lines=2) if heading else None


def find_coded(lines: Sequence[Line]) -> list[Heading]:
    """Find "PS 6/15 Title", "Sak 14/07: Title", "33/15 : Title", "Sak 12-2019 Title".

    Items of one meeting share the year in their codes; a title that begins with a figure counts only with that year.
    """
    found = _join_codes(collect(lines, read_coded))
    worded = [heading for heading in found if not heading.title[0].isdigit()]
    years = Counter(_year_of(heading) for heading in worded or found)
    usual = {year for year, count in years.items() if count * 3 >= years.total() and (worded or count > 1)}
    return [h for h in found if not h.title[0].isdigit() or _year_of(h) in usual]


def find_coded_behind(lines: Sequence[Line]) -> list[Heading]:
    """Find short lines that end in the number of a case: "Title (sak 21/4)", "Title – PS 4/21"."""
    found = []
    for at, line in enumerate(lines):
        coded = _CODED_BEHIND.match(line.text) if len(line.text) <= _LONGEST_TITLE else None
        apart = at > 0 and (lines[at - 1].block != line.block or stands_out(line))
        if coded and apart and not (line.cells or line.marker):
            heading = make_heading(line, at, coded["number"], coded["title"])
            found += [heading] if heading else []
    return found if len({heading.number for heading in found}) > 1 else []


def _join_codes(found: Sequence[Heading]) -> list[Heading]:
    """Leave out what only looks like a code ("NOU 20/21"), and take "AU 30/24" for the case that a list calls "30/24".

    Letters before a number are the code of a body where a template knows them, or two cases have them.
    """
    parted = [(heading, *_part_code(heading.number)) for heading in found]
    cases = {(code, number) for _, code, number in parted}
    bodies = Counter(code for code, _ in cases)
    known = [
        (heading, code, number)
        for heading, code, number in parted
        if not code or code in _TEMPLATE_CODES or (bodies[code] > 1 and code not in _NO_CODES)
    ]
    return [
        replace(heading, number=number) if ("", number) in cases and code not in _TEMPLATE_CODES else heading
        for heading, code, number in known
    ]


def _part_code(number: str | None) -> tuple[str, str]:
    code, _, rest = (number or "").rpartition(" ")
    return code, rest


def _year_of(heading: Heading) -> str:
    first, _, last = re.sub(r"^\w+[ –-](?=\d+/|\d+-|\w+ )", "", heading.number or "").replace("-", "/").partition("/")
    return (first if len(first) == 4 else last)[-2:]


def read_coded(lines: Sequence[Line], at: int) -> Heading | None:
    """Read a heading that begins with the number of a case in a year."""
    line = lines[at]
    if line.kind is LineKind.FRONT_MATTER:
        return None
    text = _without_archive(line) or _without_columns(line)
    found = _CODED.match(text) or _DASHED.match(text)
    if not found:
        return None
    title = found["title"] or ""
    if _CASE_RANGE.fullmatch(title):
        return None
    if (title[:1].islower() and not found["kind"]) or _NOT_TITLE.match(title) or (title and not _may_begin(title)):
        return None
    return _make_with_title_below(lines, at, found["number"].replace(" ", ""), title, found["kind"])


def _without_columns(line: Line) -> str:
    """The number and the title of a line that goes on with columns, such as who answers for the item, and when."""
    cells = [line.text[cell.begins - line.begins : cell.ends - line.begins] for cell in line.cells]
    if len(cells) < 2 or line.kind is LineKind.TABLE_ROW:
        return line.text
    last = 0 if re.search(r"[A-Za-zÆØÅæøå]{2}\s*\Z", re.sub(r"^\W*[A-Za-zæøå]+\.?\s*(?=\d)", "", cells[0])) else 1
    return line.text[: line.cells[last].ends - line.begins]


def _without_archive(line: Line) -> str | None:
    """Number and title of a row that holds the number of the case in the archive between them; None for others."""
    cells = [line.text[cell.begins - line.begins : cell.ends - line.begins] for cell in line.cells]
    return f"{cells[0]} {cells[2]}" if len(cells) > 2 and _ARCHIVED.match(cells[1]) else None


def _may_begin(title: str) -> bool:
    return title[0].isalpha() or title[0].isdigit() or title[0] in '"«“(*'


def read_worded(lines: Sequence[Line], at: int) -> Heading | None:
    """Read "Sak 3 Title", "Sak B: Title", "Punkt 3 – Title", "§ 3. Title"; no sentence about a case."""
    line = lines[at]
    found = _WORDED.match(line.text)
    if not found or line.kind is LineKind.FRONT_MATTER or len(line.text) > _LONGEST_TITLE:
        return None
    title = found["title"] or ""
    if _NOT_TITLE.match(title) or title[:1].islower() or (line.text[0] == "§" and not title[:1].isupper()):
        return None
    return _make_with_title_below(lines, at, found["number"], title)


def read_numbered(lines: Sequence[Line], at: int) -> Heading | None:
    """Read "4. Title", also where the number is the marker of a list; "S-31 Title" where it is set apart."""
    line = lines[at]
    prefixed = _PREFIXED.match(line.text) if line.kind is LineKind.HEADING or line.strong else None
    if prefixed:
        return make_heading(line, at, prefixed["number"], prefixed["title"])
    worded = _WORDED.match(line.text)
    found = (worded if worded and worded["title"] else None) or _NUMBERED.match(line.text)
    if found and not found["title"][0].isdigit():
        return make_heading(line, at, found["number"], found["title"])
    if line.marker[:-1].isdigit() and not line.text[0].isdigit():
        return make_heading(line, at, line.marker.strip("(.)"), line.text)
    return None


def read_roman(lines: Sequence[Line], at: int) -> Heading | None:
    """Read "IV. Title"; without a mark behind the number, which may be the word "I", only where the line stands out."""
    line = lines[at]
    found = _ROMAN.match(line.text)
    if not found or line.kind is LineKind.FRONT_MATTER or len(line.text) > _LONGEST_TITLE:
        return None
    if not found["mark"] and not stands_out(line):
        return None
    return make_heading(line, at, found["number"], found["title"])


def read_lettered(lines: Sequence[Line], at: int) -> Heading | None:
    """Read "B. Title" and "b) Title"."""
    line = lines[at]
    found = _LETTERED.match(line.text)
    if found:
        return make_heading(line, at, found["number"], found["title"])
    if len(line.marker) == 2 and line.marker[0].isalpha() and line.marker != "o ":
        return make_heading(line, at, line.marker[0], line.text)
    return None


def part_letters(found: Sequence[Heading]) -> list[Heading]:
    """Part "A. Title", "B. Title" ... in letter and title, where all of several headings begin so."""
    parted = [_LETTERED.match(heading.title) for heading in found]
    if len(found) < 2 or not all(parted):
        return list(found)
    pairs = zip(found, parted, strict=True)
    return [replace(heading, number=part["number"], title=part["title"]) for heading, part in pairs if part]


def add_wrapped(lines: Sequence[Line], heading: Heading, deep: bool = False) -> Heading:
    """Add the lines below that go on with a title: it stops at "og", the next begins small, or (`deep`) is set in."""
    count, title, ends = heading.lines, heading.title, heading.ends
    first = lines[heading.at]
    if heading.ends < first.ends:
        # Another item stands behind it on the same line.
        return heading
    for line in lines[heading.at + heading.lines :]:
        if line.block != first.block or line.cells or line.marker:
            break
        # Behind "Skular -" a sentence is text, and no rest of the title.
        dangles = _DANGLING.search(title) and line.text.endswith(".")
        unended = bool(_GOES_ON.search(title)) and not dangles
        if not (unended and line.text[0].islower()) and _is_label(line):
            break
        goes_on = unended or (line.text[0].islower() and not title.endswith((".", ":", "?")))
        if not goes_on and not (deep and line.level >= 4):
            break
        title, ends, count = f"{title} {line.text}", line.ends, count + 1
    return replace(heading, title=clean_title(title), ends=ends, lines=count)


def without_dash(title: str) -> str:
    """A title without the dash that it ends in: "Skular -"."""
    return _DANGLING.sub("", title)


def _is_label(line: Line) -> bool:
    return find_label(line, tuple(load_vocabulary().labels)) is not None
