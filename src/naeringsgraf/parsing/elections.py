"""Boards that a meeting elects: who sits in them is told seat by seat, one line for each kind of seat.

Leder: Kari Lie (ny, 1 år)              Styre: Kari Lie (leiar), Ola Vik og Per Moe
Styremedlemmer: Ola Vik, Per Moe        Valde vart: Kari Lie, Ola Vik og Per Moe
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from naeringsgraf.model.document import Document, Line
from naeringsgraf.model.meeting import AgendaItem, Committee
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.units import Unit
from naeringsgraf.parsing.vocabulary import load_words

_FEWEST = 2
_LABEL = re.compile(r"\W{0,4}(?P<label>[A-ZÆØÅ][\wæøåé-]*(?: [\wæøåé-]+){0,4})\s*(?:\([^()\n]{0,40}\))?\s*:")


def find_elected(
    document: Document, units: Sequence[Unit], agenda: Sequence[AgendaItem], roster: Roster
) -> list[Committee]:
    """Find the boards elected under each item that tells of an election; deputies and auditors are no members."""
    titles = {item.order: item.title for item in agenda}
    found: list[Committee] = []
    for item, of_item in groupby(units, key=lambda unit: unit.item):
        lines = [line for unit in of_item for line in unit.lines]
        title = titles.get(item, "") if item is not None else ""
        if item is not None and _tells_of_election(title, lines):
            found += _read_election(item, title, lines, roster)
    return found


def _tells_of_election(title: str, lines: Sequence[Line]) -> bool:
    patterns = _patterns()
    return bool(patterns["election"].search(title)) or any(patterns["elects"].search(line.text) for line in lines)


def _read_election(item: int, title: str, lines: Sequence[Line], roster: Roster) -> Iterator[Committee]:
    """Give the board whose seats are told, and each other body with its members behind its own label."""
    seated: dict[int, None] = {}
    begins = ends = 0
    name = ""
    for line in lines:
        label = _LABEL.match(line.text)
        kind = _tell_kind(label["label"]) if label else None
        if label is None or kind is None:
            continue
        members = list(dict.fromkeys(person.number for person in roster.find(line.text[label.end() :])))
        if kind == "bodies" and len(members) >= _FEWEST:
            yield Committee(label["label"], tuple(members), item, line.begins, line.ends)
        elif members and kind != "bodies":
            begins, ends = (begins if seated else line.begins), line.ends
            name = name or (label["label"] if kind == "boards" else "")
            seated |= dict.fromkeys(members)
    if len(seated) >= _FEWEST:
        named = _patterns()["board"].search(title)
        yield Committee(name or (named.group() if named else "styre"), tuple(seated), item, begins, ends)


def _tell_kind(label: str) -> str | None:
    """Tell what a label names: a seat, a board, who was elected, another body; None for all else."""
    return next((kind for kind in ("seats", "boards", "elected", "bodies") if _patterns()[kind].fullmatch(label)), None)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = {name: "|".join(entries) for name, entries in load_words("committees.toml").items()}
    whole = {kind: words[kind] for kind in ("seats", "boards", "elected")}
    whole["bodies"] = rf"(?:ny|nye|nytt)?\s?\w*(?:{words['bodies']})"
    patterns = {kind: re.compile(rf"(?:{entries})", re.IGNORECASE) for kind, entries in whole.items()}
    for name, entries in (("election", words["elections"]), ("elects", words["elects"])):
        patterns[name] = re.compile(rf"(?<!\w)(?:{entries})(?!\w)", re.IGNORECASE)
    patterns["board"] = re.compile(rf"(?<!\w)(?:{words['boards']})(?!\w)", re.IGNORECASE)
    return patterns
