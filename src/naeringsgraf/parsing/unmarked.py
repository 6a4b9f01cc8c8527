"""Attendance lists whose form tells what no mark or label does: names and places parted by a single blank."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from naeringsgraf.model.document import Line, LineKind, Span
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.affiliations import is_affiliation, is_known
from naeringsgraf.parsing.labels import cut_line, find_label
from naeringsgraf.parsing.names import CAPITAL, NAME_TOKEN, is_name_shaped

_EXPLAINED = re.compile(r"(?<!\w)(?P<code>[A-ZÆØÅ])\s*=\s*[a-zæøå]{3}")
"""An entry of a legend: "M = medlem"."""
_TICKED = re.compile(r"(?:\[[xX✓]\]|[☑☒✓✔✅])\s*(?=[A-ZÆØÅ])")
_EMPTY = re.compile(r"(?:\[\s?\]|[☐□❌✗])\s*(?=[A-ZÆØÅ])")
_FEWEST_CODES = 2
_FEWEST_COLUMNS = 2
"""Lines whose second column begins at one place."""
_FEWEST = 3
"""Lines below each other that end in a place or an organisation; in fewer it might be a surname."""
_LONGEST_NAME = 4
"""Words of a person's name in such a line."""
_LONGEST_LINE = 80
_CAPITALS = re.compile(rf"(?<![\w-])(?:{CAPITAL}{{2,4}} ){{0,2}}{CAPITAL}{{3,}}(?:-{CAPITAL}{{2,}})?(?![\w-])")
"""A surname as some print it: "BERG", "VAN DER BERG", "DAHL-LIE"."""
_WHOLE_CAPITALS = re.compile(
    rf"(?<![\w-]){CAPITAL}{{2,}}(?:-{CAPITAL}{{2,}})?(?: {CAPITAL}{{2,}}(?:-{CAPITAL}{{2,}})?){{1,3}}(?![\w-])"
)
_GIVEN_BEFORE = re.compile(rf"(?:\A|[\s(])(?P<given>{NAME_TOKEN}) \Z")
_GIVEN_BEHIND = re.compile(rf",? (?P<given>{NAME_TOKEN}(?: {NAME_TOKEN})?)(?=\s*(?:[,(;|\t]|\Z)|\s\s|\s[-–—])")
_NAME_ENDS = re.compile(r"\s*[,(;]|\s*\Z|\s\s")
_FEWEST_SHOUTED = 2
_LONGEST_GIVEN = 40
_LONGEST_RUN = 2_000
"""Characters; a longer line is no list of people."""
_MARKS = ",;:()/"
"""Where one of these stands, it tells what is the name and what is not."""


def part_places(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Part "Ola Dal Drammen" into two cells where the lines around it end in a place or an organisation, too.

    Text taken out of a table has single blanks where the columns were. A lone "Kari Lie Grimstad" may bear that name,
    so most lines of the list must be of this form. Where they are, "Forfall: Kari Lie Modum" is of it too.
    """
    done = list(lines)
    shown = False
    for run in _find_runs(lines):
        parted = [(at, split) for at in run if (split := _split_place(lines[at], lexicon))]
        if len(parted) >= _FEWEST and len(parted) * 4 >= len(run) * 3:
            shown = True
            for at, split in parted:
                done[at] = _set_cells(lines[at], split)
    return [_part_labelled(line, lexicon) for line in done] if shown else done


def part_columns(lines: Sequence[Line]) -> list[Line]:
    """Part a line where the second column of the lines around it begins, though a long name leaves it a single blank.

    "Anne Karoline Bergland AP" among "Ola Dal                 AP" is of that party.
    """
    columns: dict[int, Counter[int]] = {}
    for line in lines:
        if _in_columns(line):
            columns.setdefault(line.block, Counter())[line.level + line.cells[1].begins - line.begins] += 1
    return [_part_at(line, columns[line.block]) if line.block in columns else line for line in lines]


def _in_columns(line: Line) -> bool:
    return len(line.cells) > 1 and line.kind in (LineKind.TEXT, LineKind.LIST_ITEM) and "\t" not in line.text


def _part_at(line: Line, columns: Counter[int]) -> Line:
    """Part the first cell of a line at the column that others begin at, where a whole name ends right before it."""
    if line.kind not in (LineKind.TEXT, LineKind.LIST_ITEM) or "\t" in line.text:
        return line
    first = line.cells[0].ends - line.begins if line.cells else len(line.text)
    for column, times in columns.items():
        at = column - line.level
        before, behind = line.text[: max(at - 1, 0)], line.text[at - 1 : at + 1]
        if times < _FEWEST_COLUMNS or not 0 < at < first or behind[:1] != " " or not behind[1:].strip():
            continue
        if " " in before and is_name_shaped(before):
            begins = line.begins
            return replace(
                line, cells=(Span(begins, begins + at - 1), Span(begins + at, begins + first), *line.cells[1:])
            )
    return line


def _part_labelled(line: Line, lexicon: Lexicon) -> Line:
    """Part the one person behind a label of a list from their place; any other line as it is."""
    label = find_label(line, ("absent", "present", "also_present"))
    rest = label.rest if label and not line.cells else None
    if rest is None or len(rest.text) > _LONGEST_LINE or any(mark in rest.text for mark in _MARKS):
        return line
    split = _split_place(rest, lexicon)
    return replace(line, cells=_set_cells(rest, split).cells) if split else line


def part_codes(lines: Sequence[Line]) -> list[Line]:
    """Take the letters that a legend explains from behind the people: "Kari Lie, Vang M" where "M = medlem".

    What stands behind such a letter is parted from what stands before it.
    """
    explained = {found["code"] for line in lines for found in _EXPLAINED.finditer(line.text)}
    if len(explained) < _FEWEST_CODES:
        return list(lines)
    coded = re.compile(rf"(?<=[\w.)])\s+(?:{'|'.join(sorted(explained))})(?=\s|\Z)")
    return [_part_code(line, coded) for line in lines]


def tick_boxes(lines: Sequence[Line]) -> list[Line]:
    """Take boxes off the people of a list; who has an empty one where others are ticked is struck out.

    "[x] Kari Lie" came, and "[ ] Ola Dal" did not.
    """
    if not any(_TICKED.match(line.text) for line in lines):
        return list(lines)
    return [_without_box(line) for line in lines]


def _without_box(line: Line) -> Line:
    box = None if line.cells else _TICKED.match(line.text) or _EMPTY.match(line.text)
    rest = cut_line(line, box.end()) if box else None
    return replace(rest, marker=line.marker, struck=line.struck or box.re is _EMPTY) if box and rest else line


def _part_code(line: Line, coded: re.Pattern[str]) -> Line:
    found = coded.search(line.text) if not line.cells and not _EXPLAINED.search(line.text) else None
    if not found:
        return line
    if found.end() == len(line.text):
        return replace(line, text=line.text[: found.start()], ends=line.begins + found.start())
    # Of the same length, so that every character keeps its offset.
    return replace(line, text=f"{line.text[: found.end() - 1]},{line.text[found.end() :]}")


def lower_surnames(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Write surnames in capitals as names are written, where two people are printed so: "Kari BERG", "BERG, Kari".

    Of the same length, so that every character keeps its offset. An acronym behind a given name ("Kari, NAV") is none.
    """
    lines = [_speak_names(line, lexicon) for line in lines]
    done = list(lines)
    sure = sum(len(_find_shouted(line.text, lexicon)) for line in lines)
    if sure < _FEWEST_SHOUTED:
        return done
    found = {at: names for at, line in enumerate(lines) if (names := _find_shouted(line.text, lexicon, known=False))}
    for at, names in found.items():
        text = lines[at].text
        for begins, ends in names:
            text = f"{text[:begins]}{text[begins:ends].title()}{text[ends:]}"
        done[at] = replace(lines[at], text=text)
    return done


def _speak_names(line: Line, lexicon: Lexicon) -> Line:
    """Write whole names in capitals as names are, in a line that is not all capitals: "OLA DAL for KARI LIE"."""
    if line.text.isupper() or len(line.text) > _LONGEST_RUN:
        return line
    text = _WHOLE_CAPITALS.sub(lambda found: _speak_name(found.group(), lexicon), line.text)
    return replace(line, text=text) if text != line.text else line


def _speak_name(name: str, lexicon: Lexicon) -> str:
    spoken = name.title()
    known = name.split()[0].casefold() in lexicon.given_names and name.casefold() not in lexicon.organisations
    return spoken if known and len(spoken) == len(name) else name


def _find_shouted(text: str, lexicon: Lexicon, known: bool = True) -> list[tuple[int, int]]:
    """Where surnames in capitals stand that have a given name beside them; `known`: one of the list of given names."""
    if len(text) > _LONGEST_RUN or text.isupper():
        return []
    return [found.span() for found in _CAPITALS.finditer(text) if _is_surname(text, found, lexicon, known)]


def _is_surname(text: str, found: re.Match[str], lexicon: Lexicon, known: bool) -> bool:
    surname = found.group().casefold()
    if surname in lexicon.organisations or surname in lexicon.parties or len(found.group().title()) != len(surname):
        return False
    before = _GIVEN_BEFORE.search(text[max(0, found.start() - _LONGEST_GIVEN) : found.start()])
    beside = before or _GIVEN_BEHIND.match(text, found.end())
    if beside is None:
        return False
    if all(name.casefold() in lexicon.given_names for name in re.split(r"[ -]", beside["given"])):
        return True
    return not known and before is not None and bool(_NAME_ENDS.match(text, found.end()))


def _find_runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Indices of lines of one block that may each hold a person."""
    run: list[int] = []
    for at, line in enumerate(lines):
        fits = line.kind in (LineKind.TEXT, LineKind.LIST_ITEM) and not line.cells and len(line.text) <= _LONGEST_LINE
        if fits and not any(mark in line.text for mark in _MARKS):
            if run and lines[run[-1]].block != line.block and not line.marker:
                yield run
                run = []
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _split_place(line: Line, lexicon: Lexicon) -> int | None:
    """Where the place or organisation begins that stands behind a name of two words or more; None where none does."""
    words = line.text.split(" ")
    if words[0].casefold() not in lexicon.given_names:
        return None
    parts = [
        (" ".join(words[:taken]), " ".join(words[taken:]))
        for taken in range(2, min(len(words) - 1, _LONGEST_NAME) + 1)
        if is_name_shaped(" ".join(words[:taken]))
    ]
    whole = next((head for head, tail in parts if _is_listed(tail, lexicon)), None)
    likely = next((head for head, tail in reversed(parts) if is_affiliation(tail, lexicon)), None)
    head = whole or likely
    return len(head) if head else None


def _is_listed(tail: str, lexicon: Lexicon) -> bool:
    folded = tail.casefold()
    return folded.removesuffix(" kommune") in lexicon.places or is_known(tail, lexicon)


def _set_cells(line: Line, at: int) -> Line:
    begins = line.begins
    return replace(line, cells=(Span(begins, begins + at), Span(begins + at + 1, line.ends)))
