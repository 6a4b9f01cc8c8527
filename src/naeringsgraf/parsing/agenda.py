"""Which items were on the agenda, and where in the minutes each is treated.

Minutes number their items in a few ways, and a document keeps to one. The ways are tried in order, and the first
that gives two items or more is taken:

1. coded: "PS 6/15 Title", "Sak 14/07: Title", "33/15 : Title";
2. numbered and set apart: a heading or bold line that begins with a number;
3. a list under "Saksliste" or "Agenda" that headings further down repeat;
4. numbered lines of plain text, one after the other;
5. headings without numbers; 6. bold lines; 7. lines in capitals.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.meeting import AgendaItem
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.labels import find_label, fold_label, stands_out

_CODED = re.compile(
    r"(?:(?P<kind>[Ss]ak(?:snr)?|SAK|PS|RS|OS|FO|FS|ST|MS|DS|OR|RS)\.?\s*(?:nr\.?\s*)?)?(?P<number>\d{1,3}\s?/\s?(?:\d{4}|\d{2}))"
    r"(?:\s*[:.–-]\s*|\s+)(?P<title>[^\s/\d.,-].*)\Z"
)
_NUMBERED = re.compile(
    r"(?:(?:[Ss]ak|SAK|[Pp]unkt|[Pp]ost)\s+(?:nr\.?\s*)?)?(?P<number>\d{1,3}(?:\.\d{1,2})*)[.):]?\s*[-–:]?\s+(?P<title>\S.*)\Z"
)
_AGAIN = re.compile(r"(?:[Ss]ak|SAK|[Pp]unkt)\s+\d+(?:/\d+)?\s*[.:]?\s+(?=\S)")
_MINUTES = re.compile(r"(?:\s*\([^()]*\))*\s*\(\s*(?:ca\.? )?\d+ ?min(?:utt(?:er|ar)?|\.)?\s*\)\s*\Z")
_SUBITEM = re.compile(r"[a-zæøå]\)\Z")
_SECTIONS = (
    "present", "also_present", "absent", "agenda", "decision", "not_decision", "comments", "actions",
    "date", "place", "copy", "mail",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items, and the lines that belong to each."""

    items: tuple[AgendaItem, ...] = ()
    starts: dict[int, int] = field(default_factory=dict)
    """For each line index at which an item's treatment begins (after its heading), the order of the item; 0 for a
    heading that ends an item without beginning one."""
    taken: frozenset[int] = frozenset()
    """Indices of lines that are headings or stand in the list of items."""

    @property
    def first(self) -> int | None:
        """Index of the first line that belongs to the agenda; None where there is no agenda."""
        return min(self.taken, default=None)


def find_agenda(lines: Sequence[Line]) -> Agenda:
    """Find the items; an empty `Agenda` where the minutes have none that can be told."""
    listed = _find_list(lines)
    coded = _collect(lines, _read_coded)
    if len({h.number for h in coded}) >= 2 or (coded and not listed):
        return _assemble(lines, *_split_repeated(lines, coded))
    numbered = [h for h in _collect(lines, _read_numbered) if _is_apart(lines, h.at)]
    if listed and not lines[listed[0].at].strong:
        bodies = _match_bodies(lines, listed)
        # Where nothing repeats the entries, the treatment of each stands below it in the list.
        return _assemble(lines, listed, bodies) if bodies else _assemble(lines, [], listed)
    if len(numbered) >= 2 or any(lines[h.at].kind is LineKind.HEADING for h in numbered):
        return _assemble(lines, [], numbered)
    for scheme in (_find_counted, _find_headings, _find_bold, _find_capitals):
        found = scheme(lines)
        if len(found) >= 2:
            return _assemble(lines, [], found)
    return Agenda()


def clean_title(title: str) -> str:
    """Fold blanks; take off a repeated "Sak 9." and the minutes set aside."""
    return re.sub(r"\s+", " ", _MINUTES.sub("", _AGAIN.sub("", title))).strip(" *")


def _collect(lines: Sequence[Line], read: Callable[[Sequence[Line], int], Heading | None]) -> list[Heading]:
    return [heading for at in range(len(lines)) if (heading := read(lines, at))]


def _make(line: Line, at: int, number: str | None, title: str, kind: str | None = None) -> Heading | None:
    cleaned = clean_title(title)
    if not cleaned:
        return None
    begins = line.begins + line.text.rfind(cleaned[:12]) if cleaned[:12] in line.text else line.begins
    code = kind if kind and kind.isupper() and kind != "SAK" else None
    printed = f"{code} {number}" if code else number
    return Heading(at, printed, cleaned, begins, line.ends)


def _read_coded(lines: Sequence[Line], at: int) -> Heading | None:
    line = lines[at]
    found = _CODED.match(f"{line.marker} {line.text}".strip()) if not line.marker else _CODED.match(line.text)
    if not found or line.kind is LineKind.FRONT_MATTER:
        return None
    title = found["title"]
    if title[0].islower() and not found["kind"]:
        return None
    if title.split()[0].lower() in ("ble", "vart", "og", "i", "er", "var", "blei", "gjelder"):
        return None
    return _make(line, at, found["number"].replace(" ", ""), title, found["kind"])


def _read_numbered(lines: Sequence[Line], at: int) -> Heading | None:
    line = lines[at]
    found = _NUMBERED.match(line.text)
    if found and not found["title"][0].isdigit():
        return _make(line, at, found["number"], found["title"])
    if line.marker[:-1].isdigit() and not line.text[0].isdigit():
        return _make(line, at, line.marker.strip("(.)"), line.text)
    return None


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    return line.kind is LineKind.HEADING or (line.strong and line.kind is not LineKind.TABLE_ROW)


def _find_list(lines: Sequence[Line]) -> list[Heading]:
    """The entries of a list under "Saksliste" that holds nothing but entries; [] where there is none."""
    at = next((i for i, line in enumerate(lines) if (label := find_label(line, ["agenda"])) and not label.rest), None)
    if at is None:
        return []
    found: list[Heading] = []
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.kind is LineKind.HEADING or (line.strong and line.marker):
            break
        if not line.marker:
            if found and line.block == lines[index - 1].block:
                continue
            heading = _read_numbered(lines, index)
            if heading is None or not lines[index].block:
                break
        elif _SUBITEM.match(line.marker) and found:
            continue
        else:
            heading = _read_numbered(lines, index) or _make(line, index, None, line.text)
        if heading:
            found.append(heading)
    return found if len(found) >= 2 else []


def _split_repeated(lines: Sequence[Line], found: list[Heading]) -> tuple[list[Heading], list[Heading]]:
    """Part the entries of a list from the headings that repeat them; what stands once is both."""
    by_number: dict[str | None, list[Heading]] = {}
    for heading in found:
        by_number.setdefault(heading.number, []).append(heading)
    listed = [_add_wrapped(lines, group[0]) for group in by_number.values() if len(group) > 1]
    titles = {heading.number: heading.title for heading in listed}
    bodies = [_measure(lines, group[-1], titles.get(number)) for number, group in by_number.items()]
    return listed, sorted(bodies, key=lambda h: h.at)


def _add_wrapped(lines: Sequence[Line], heading: Heading) -> Heading:
    """Add the lines below an entry that stand under its title's column."""
    count, title, ends = 1, heading.title, heading.ends
    for line in lines[heading.at + 1 :]:
        if line.block != lines[heading.at].block or line.level < 4 or line.cells:
            break
        title, ends, count = f"{title} {line.text}", line.ends, count + 1
    return replace(heading, title=clean_title(title), ends=ends, lines=count)


def _measure(lines: Sequence[Line], heading: Heading, title: str | None) -> Heading:
    """Tell over how many lines a heading goes on, where its whole title is known from the list."""
    if title is None:
        return heading
    text, ends = heading.title, heading.ends
    for count, line in enumerate(lines[heading.at + 1 : heading.at + 5], start=2):
        joined = f"{text} {line.text}"
        if not _squeeze(title).startswith(_squeeze(joined)):
            break
        text, ends = joined, line.ends
        heading = replace(heading, title=text, ends=ends, lines=count)
    return heading


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _match_bodies(lines: Sequence[Line], listed: list[Heading]) -> list[Heading]:
    """The headings after a list that repeat its entries, by number or by words; with their entry's number and title."""
    numbers = [h.number for h in listed]
    telling = len(set(numbers)) == len(numbers) and None not in numbers
    bodies: list[Heading] = []
    left = list(listed)
    for at in range(listed[-1].at + 1, len(lines)):
        line = lines[at]
        if not stands_out(line) and not (telling and _read_numbered(lines, at)):
            continue
        own = _read_numbered(lines, at)
        entry = next((h for h in left if telling and own and own.number == h.number), None)
        if entry is None and stands_out(line):
            entry = next((h for h in left if _same_title(own.title if own else line.text, h.title)), None)
        if entry:
            left.remove(entry)
            bodies.append(replace(entry, at=at, begins=line.begins, ends=line.ends))
    return bodies


def _same_title(printed: str, entry: str) -> bool:
    one, other = fold_label(printed), fold_label(entry)
    if one == other or (len(one) > 5 and (other.startswith(one) or one.startswith(other) or one in other)):
        return True
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 5 >= len(words | others) * 3


def _find_counted(lines: Sequence[Line]) -> list[Heading]:
    """Lines that begin a paragraph with 1, 2, 3 ... and look like titles."""
    found: list[Heading] = []
    for heading in _collect(lines, _read_numbered):
        at, line = heading.at, lines[heading.at]
        begins_block = at == 0 or lines[at - 1].block != line.block
        title_like = len(heading.title) <= 120 and not heading.title.endswith((".", ";"))
        expected = str(len(found) + 1)
        if begins_block and title_like and heading.number == expected and line.kind is not LineKind.FRONT_MATTER:
            found.append(heading)
    return found if len(found) >= 3 else []


def _find_headings(lines: Sequence[Line]) -> list[Heading]:
    levels: dict[int, list[Heading]] = {}
    first = next((i for i, line in enumerate(lines) if line.kind is LineKind.HEADING), None)
    for at, line in enumerate(lines):
        is_title = at == first and line.level == 1
        if (
            line.kind is LineKind.HEADING
            and not is_title
            and _is_title(line)
            and (heading := _make(line, at, None, line.text))
        ):
            levels.setdefault(line.level, []).append(heading)
    return next((found for _, found in sorted(levels.items()) if len(found) >= 2), [])


def _find_bold(lines: Sequence[Line]) -> list[Heading]:
    return _find_lone(
        lines, lambda line: line.strong and line.kind is LineKind.TEXT and not line.text.endswith((":", "."))
    )


def _find_capitals(lines: Sequence[Line]) -> list[Heading]:
    return _find_lone(lines, lambda line: line.text.isupper() and sum(c.isalpha() for c in line.text) >= 4)


def _find_lone(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Heading]:
    found = []
    for at, line in enumerate(lines):
        begins_block = at == 0 or lines[at - 1].block != line.block
        followed = at + 1 < len(lines)
        if (
            fits(line)
            and begins_block
            and followed
            and not line.cells
            and len(line.text) <= 120
            and at > 2
            and _is_title(line)
        ):
            heading = _make(line, at, None, line.text)
            if heading:
                found.append(heading)
    return found


def _is_title(line: Line) -> bool:
    """A heading that names a subject: no label of a section, no date."""
    if find_label(line, _SECTIONS):
        return False
    return not any(True for _ in find_dates(line.text)) or len(line.text.split()) > 4


def _assemble(lines: Sequence[Line], listed: list[Heading], bodies: list[Heading]) -> Agenda:
    """Make items of the entries (or of the headings, where nothing is listed) and tell where each begins."""
    entries = listed or bodies
    known = {_key(h) for h in entries}
    entries = sorted([*entries, *(h for h in bodies if _key(h) not in known)], key=lambda h: h.at)
    subs = _find_subitems(lines, bodies)
    items: list[AgendaItem] = []
    orders: dict[tuple[str | None, str], int] = {}
    starts: dict[int, int] = {}
    for heading in entries:
        parent = _find_parent(items, heading)
        items.append(AgendaItem(len(items) + 1, heading.number, heading.title, heading.begins, heading.ends, parent))
        orders[_key(heading)] = len(items)
        for sub in subs.get(_key(heading), ()):
            above = orders[_key(heading)]
            items.append(AgendaItem(len(items) + 1, sub.number, sub.title, sub.begins, sub.ends, above))
            starts[sub.at + 1] = len(items)
    taken = {h.at + i for h in [*listed, *bodies] for i in range(h.lines)}
    for body in bodies:
        starts[body.at + body.lines] = orders[_key(body)]
    starts |= _find_ends(lines, bodies, taken)
    taken |= {sub.at for group in subs.values() for sub in group}
    return Agenda(tuple(items), starts, frozenset(taken))


def _key(heading: Heading) -> tuple[str | None, str]:
    return heading.number, heading.title if heading.number is None or heading.number == "1" else ""


def _find_parent(items: Sequence[AgendaItem], heading: Heading) -> int | None:
    if not heading.number or "." not in heading.number:
        return None
    above = heading.number.rpartition(".")[0]
    return next((item.order for item in items if item.number == above), None)


def _find_subitems(lines: Sequence[Line], bodies: list[Heading]) -> dict[tuple[str | None, str], list[Heading]]:
    """Lines "a) Title" below a heading, each followed by text of its own."""
    found: dict[tuple[str | None, str], list[Heading]] = {}
    for body, following in zip(bodies, [*bodies[1:], None], strict=True):
        end = following.at if following else len(lines)
        for at in range(body.at + 1, end - 1):
            line = lines[at]
            own_text = not lines[at + 1].marker and lines[at + 1].block == line.block
            if _SUBITEM.match(line.marker) and own_text and len(line.text) < 90 and not line.text.endswith("."):
                number = f"{body.number} {line.marker[0]}" if body.number else line.marker[0]
                found.setdefault(_key(body), []).append(Heading(at, number, line.text, line.begins, line.ends))
    return found


def _find_ends(lines: Sequence[Line], bodies: list[Heading], taken: set[int]) -> dict[int, int]:
    """Headings after an item that are no item themselves, but stand as high: the item ends there."""
    headed = [lines[h.at].level for h in bodies if lines[h.at].kind is LineKind.HEADING]
    if not headed:
        return {}
    first = bodies[0].at
    return {
        at: 0
        for at, line in enumerate(lines)
        if at > first and at not in taken and line.kind is LineKind.HEADING and line.level <= min(headed)
    }
