"""Which items were on the agenda, and where in the minutes each is treated.

Minutes number their items in a few ways, and a document keeps to one. The ways are tried in order, and the first
that gives two items or more is taken:

1. coded: "PS 6/15 Title", "Sak 14/07: Title", "33/15 : Title";
2. numbered and set apart: a heading or bold line that begins with a number;
3. a list under "Saksliste" or "Agenda" that headings further down repeat;
4. worded: "Sak 3 Title", "Punkt 3: Title";
5. numbered, then lettered lines of plain text, one after the other;
6. headings without numbers; 7. bold lines; 8. lines in capitals; 9. plain short lines above paragraphs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.meeting import AgendaItem
from naeringsgraf.parsing.headings import (
    Heading,
    add_wrapped,
    collect,
    find_coded,
    find_coded_behind,
    make_heading,
    part_letters,
    read_lettered,
    read_numbered,
    read_worded,
    without_dash,
)  # fmt: skip
from naeringsgraf.parsing.labels import find_label, fold_label, stands_out
from naeringsgraf.parsing.schemes import (
    find_bold,
    find_capitals,
    find_counted,
    find_headings,
    find_lettered,
    find_plain,
    find_roman,
)  # fmt: skip
from naeringsgraf.parsing.vocabulary import load_pattern

_LONGEST_TITLE = 70
"""Characters; a longer line behind a number that a list gives another title is text."""
_PAIR = 2
_NUMBERED_SUBITEM = re.compile(r"(?P<number>\d{1,2})\s?(?P<letter>[a-zæøå])[.)]\s+(?P<title>[A-ZÆØÅ«\"].*)\Z")
_CODED_SUBITEM = re.compile(
    r"(?:(?:[Ss]ak|SAK|[A-ZÆØÅ]{2})\s)?(?P<number>\d{1,3}/\d{2,4})\s?(?P<letter>[a-zæøå])[.):]?\s+(?P<title>[A-ZÆØÅ«\"].*)\Z"
)
"""A part of a case, with its number again: "9/11 a  Title"."""
_BRACKET = re.compile(r"\s*\((?:fra|frå|fremmet|fremja|meldt|v/|ved)[^()]*\)\Z", re.IGNORECASE)
"""Behind a title, who brought it up."""
_REFERENCE = re.compile(
    r"(?:Ad\.?|Vedr\.?|(?:Til|Vedrørende|Vedrørande) (?=[Ss]ak|[Pp]kt|[Pp]unkt|[Pp]ost))\s*"
    r"(?:(?:[Ss]ak|[Pp]kt|[Pp]unkt|[Pp]ost)\.?\s*)?"
    r"(?:nr\.?\s*)?(?P<number>\d{1,3}(?:/\d{2,4})?)\s*[.):–-]+\s*(?P<rest>.*)\Z"
)
_ANY_OTHER = load_pattern("agenda", "any_other")
_SUBITEM = re.compile(r"[a-zæøå]\)\Z")


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
    coded = find_coded(lines)
    roman = find_roman(lines)
    if len({h.number for h in coded}) >= 2 or (coded and not listed):
        entries, bodies = _split_repeated(lines, coded)
        # Cases may stand within parts of the meeting that have numbers of their own.
        return _assemble(lines, entries, _add_any_other(lines, sorted([*bodies, *roman], key=lambda h: h.at)))
    numbered = [h for h in collect(lines, read_numbered) if _is_apart(lines, h.at)]
    worded = _without_articles(lines, collect(lines, read_worded))
    if listed and not lines[listed[0].at].strong:
        bodies = _match_bodies(lines, listed)
        # Where nothing repeats the entries, the treatment of each stands below it in the list.
        return _assemble(lines, listed, bodies) if bodies else _assemble(lines, [], listed)
    if len(numbered) >= 2 or any(lines[h.at].kind is LineKind.HEADING for h in numbered):
        return _assemble(lines, [], _add_any_other(lines, numbered))
    if roman:
        return _assemble(lines, [], roman)
    if len({h.number for h in worded}) >= 2 or (worded and stands_out(lines[worded[0].at])):
        entries, bodies = _split_repeated(lines, worded)
        return _assemble(lines, entries, _add_any_other(lines, bodies))
    for scheme in (find_coded_behind, find_counted, find_lettered, find_headings, find_bold, find_capitals, find_plain):
        found = scheme(lines)
        if len(found) >= 2:
            return _assemble(lines, [], _add_any_other(lines, found) if found[0].number else found)
    return Agenda()


def _without_articles(lines: Sequence[Line], found: Sequence[Heading]) -> list[Heading]:
    """Leave out "§ 3 Medlemskap" where the items are counted: the statutes that one of them takes up."""
    articles = [heading for heading in found if lines[heading.at].text.startswith("§")]
    counted = find_counted(lines) if articles else []
    if not counted or counted[0].at > articles[0].at:
        return list(found)
    return [heading for heading in found if heading not in articles]


def _add_any_other(lines: Sequence[Line], bodies: list[Heading]) -> list[Heading]:
    """Add "Eventuelt" without a number, where it stands alone behind the last of the numbered items."""
    if any(_ANY_OTHER.match(heading.title) for heading in bodies):
        return bodies
    last = bodies[-1].at + bodies[-1].lines
    for at in range(last, len(lines)):
        line = lines[at]
        apart = stands_out(line) or line.block != lines[at - 1].block
        alone = apart and not (line.cells or line.marker) and line.kind is not LineKind.TABLE_ROW
        if alone and at + 1 < len(lines) and _ANY_OTHER.match(line.text):
            heading = make_heading(line, at, None, line.text)
            return [*bodies, *([heading] if heading else [])]
        label, colon, text = line.text.partition(": ")
        if alone and colon and text.strip() and _ANY_OTHER.match(label):
            # What was said stands on the same line.
            return [*bodies, Heading(at, None, label, line.begins, line.begins + len(label), lines=0)]
    return bodies


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    return line.kind is LineKind.HEADING or (line.strong and line.kind is not LineKind.TABLE_ROW)


def _find_list(lines: Sequence[Line]) -> list[Heading]:
    """The entries of a list under "Saksliste" that holds nothing but entries; [] where there is none."""
    at = next((i for i, line in enumerate(lines) if (label := find_label(line, ("agenda",))) and not label.rest), None)
    if at is None:
        return []
    found: list[Heading] = []
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.kind is LineKind.HEADING or (line.strong and line.marker):
            break
        if not line.marker:
            heading = read_numbered(lines, index)
            if found and line.block == lines[index - 1].block and not _counts_on(found[-1], heading):
                continue
            if heading is None or not lines[index].block:
                break
        elif _SUBITEM.match(line.marker) and found:
            continue
        else:
            heading = read_numbered(lines, index) or make_heading(line, index, None, line.text)
        if heading and found and heading.number == found[0].number and _same_title(heading.title, found[0].title):
            # The treatment begins, with the first title again.
            break
        if heading:
            found.append(heading)
    return part_letters(found) if len(found) >= 2 else []


def _counts_on(last: Heading, heading: Heading | None) -> bool:
    """Tell whether a line below an entry is the next one, and not the rest of its title: it bears the next number."""
    numbers = [h.number for h in (last, heading) if h and h.number and h.number.isdigit()]
    return len(numbers) == _PAIR and int(numbers[1]) == int(numbers[0]) + 1


def _split_repeated(lines: Sequence[Line], found: list[Heading]) -> tuple[list[Heading], list[Heading]]:
    """Part the entries of a list from the headings that repeat them; what stands once is both."""
    by_number: dict[str | None, list[Heading]] = {}
    for heading in found:
        by_number.setdefault(heading.number, []).append(heading)
    ats = {heading.at for heading in found}
    by_number = {number: _without_sentences(group, ats) for number, group in by_number.items()}
    listed = [add_wrapped(lines, group[0], deep=True) for group in by_number.values() if len(group) > 1]
    titles = {heading.number: heading.title for heading in listed}
    bodies = [
        _begin_text(group, ats) or _measure(lines, group[-1], titles.get(number)) for number, group in by_number.items()
    ]
    bodies = [add_wrapped(lines, body) if body.number not in titles and body.lines else body for body in bodies]
    return listed, sorted(bodies, key=lambda h: h.at)


def _without_sentences(group: list[Heading], ats: set[int]) -> list[Heading]:
    """Leave out sentences that begin with a number, where a title bears it too: decisions printed once more."""
    titles = [heading for heading in group if not heading.title.endswith(".")]
    return group if _begin_text(group, ats) else titles or group


def _begin_text(group: list[Heading], ats: set[int]) -> Heading | None:
    """The treatment of a case whose number stands before its first sentence, with the title in the list only.

    `ats`: indices of all lines that begin with the number of a case; in a list they follow each other.
    """
    listed, last = group[0], group[-1]
    is_text = last.title.endswith(".") or len(last.title) > _LONGEST_TITLE
    in_list = not {listed.at - 1, listed.at + 1}.isdisjoint(ats)
    if len(group) != 2 or not (is_text and in_list) or _same_title(last.title, listed.title):
        return None
    return replace(last, title=listed.title, lines=0)


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
        referred = _read_reference(line) if telling else None
        repeats = referred and next((h for h in left if h.number == referred.number), None)
        if referred and repeats:
            left.remove(repeats)
            text = _same_title(referred.title, repeats.title) if referred.title else True
            bodies.append(replace(repeats, at=at, begins=line.begins, ends=line.ends, lines=int(text)))
            continue
        repeats = next((h for h in left if _repeats_alone(lines, at, h)), None)
        if not stands_out(line) and not repeats and not (telling and read_numbered(lines, at)):
            continue
        own = read_numbered(lines, at) or read_lettered(lines, at)
        entry = next((h for h in left if telling and own and own.number == h.number), None)
        entry = entry or repeats
        if entry is None and stands_out(line):
            entry = next((h for h in left if _same_title(own.title if own else line.text, h.title)), None)
        if entry:
            left.remove(entry)
            bodies.append(replace(entry, at=at, begins=line.begins, ends=line.ends))
    return bodies


def _read_reference(line: Line) -> Heading | None:
    """Read "Ad 2: ..." and "Til sak 2: ...", before what was said of an item in the list."""
    found = _REFERENCE.match(line.text) if not line.cells else None
    return Heading(0, found["number"], found["rest"], line.begins, line.ends) if found else None


def _repeats_alone(lines: Sequence[Line], at: int, entry: Heading) -> bool:
    """Tell whether a plain line begins a paragraph with the very title of an entry and nothing else."""
    line = lines[at]
    apart = line.block != lines[at - 1].block and not (line.marker or line.cells)
    return apart and fold_label(line.text) == fold_label(entry.title)


def _same_title(printed: str, entry: str) -> bool:
    one, other = fold_label(printed), fold_label(entry)
    if one == other or (len(one) > 5 and (other.startswith(one) or one.startswith(other) or one in other)):
        return True
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 5 >= len(words | others) * 3


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
        title = without_dash(heading.title)
        items.append(AgendaItem(len(items) + 1, heading.number, title, heading.begins, heading.ends, parent))
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
            numbered = _NUMBERED_SUBITEM.match(line.text)
            coded = _CODED_SUBITEM.match(line.text)
            own_text = not lines[at + 1].marker and lines[at + 1].block == line.block
            if _SUBITEM.match(line.marker) and own_text and len(line.text) < 90 and not line.text.endswith("."):
                number = f"{body.number} {line.marker[0]}" if body.number else line.marker[0]
                found.setdefault(_key(body), []).append(Heading(at, number, line.text, line.begins, line.ends))
            elif coded and (body.number or "").endswith(coded["number"]) and line.block != lines[at - 1].block:
                begins = line.begins + coded.start("title")
                sub = Heading(at, f"{coded['number']} {coded['letter']}", coded["title"], begins, line.ends)
                found.setdefault(_key(body), []).append(sub)
            elif numbered and numbered["number"] == body.number and own_text and len(line.text) < 90:
                title = _BRACKET.sub("", numbered["title"])
                begins = line.begins + numbered.start("title")
                sub = Heading(at, f"{body.number}{numbered['letter']}", title, begins, begins + len(title))
                found.setdefault(_key(body), []).append(sub)
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
