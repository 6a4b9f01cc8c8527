"""Attendance told in sentences: "Til stede var A og B. C meldte forfall. D møtte for C. E deltok under sak 2."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Status
from naeringsgraf.parsing.entries import read_entries
from naeringsgraf.parsing.entry import Entry
from naeringsgraf.parsing.labels import cut_line
from naeringsgraf.parsing.merging import is_part_of
from naeringsgraf.parsing.offices import ends_in_short_office, read_office
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_VERB_FIRST = load_pattern("attendance", "prose")
_EXCUSED = load_pattern("attendance", "excused")
_CAME_FROM = load_pattern("attendance", "came_from")
_STOOD_IN = load_pattern("attendance", "stood_in")
_STOOD_IN_FIRST = load_pattern("attendance", "stood_in_first")
_TOOK_PART = load_pattern("attendance", "took_part")
_HAD_OFFICE = load_pattern("attendance", "had_office")
_EXCUSED_LATE = load_pattern("attendance", "excused_late")
_LONGEST_SENTENCE = 400
"""Characters; a longer one tells of more than who came."""
_MORE = re.compile(r"\s*,?\s*(?:og|mens|medan|men)\s+(?=[A-ZÆØÅ])")
_SENTENCE_END = re.compile(r"(?:(?<=[a-zæøå)\d]{2})|(?<=[A-ZÆØÅ]\)))\.\s+(?=[A-ZÆØÅ])")


def split_told(line: Line) -> list[Line]:
    """Part a line where a sentence ends."""
    ends = (found for found in _SENTENCE_END.finditer(line.text) if not _within_name(line.text, found))
    starts = [0, *(found.end() for found in ends)]
    parts = [cut_line(line, start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    found = [part for part in parts if part]
    if len(found) < 2:
        return [line]
    stripped = [cut_line(part, 0, len(part.text.rstrip(" ."))) or part for part in found]
    return [replace(stripped[0], marker=line.marker), *stripped[1:]]


def _within_name(text: str, found: re.Match[str]) -> bool:
    """Tell whether a point ends no sentence but a short office: "ordf. Kari Lie"."""
    return ends_in_short_office(text[: found.start() + 1])


def read_told(
    sentence: Line,
    lexicon: Lexicon,
    known: Sequence[Entry] = (),
    before: Entry | None = None,
    author: str | None = None,
) -> Iterator[Entry]:
    """Read the people that one sentence tells about.

    `known`: full names, where the text says that "Roar" was excused. `before`: whom "henne" means in it, and `author`
    whom "eg" does.
    """
    instead = _STOOD_IN_FIRST.match(sentence.text)
    if instead:
        member = _find_member(sentence, instead, before)
        yield from (replace(entry, substitute_for=member) for entry in _read(sentence, instead, lexicon))
        return
    had = _HAD_OFFICE.match(sentence.text)
    office = read_office(had["office"])[0] if had else None
    if had and office in load_vocabulary().meeting_roles:
        yield from (replace(entry, role=entry.role or office) for entry in _read(sentence, had, lexicon))
        return
    late = _EXCUSED_LATE.match(sentence.text) if len(sentence.text) <= _LONGEST_SENTENCE else None
    if late:
        yield from (replace(entry, status=Status.ABSENT) for entry in _read(sentence, late, lexicon))
        return
    came = list(_CAME_FROM.finditer(sentence.text)) if not sentence.marker else []
    excused = None if came else _EXCUSED.match(sentence.text)
    stood_in = _STOOD_IN.match(sentence.text)
    for found in came:
        for entry in _read(sentence, found, lexicon):
            yield replace(entry, affiliation=entry.affiliation or _as_owner(found["place"]))
    if came:
        return
    if excused:
        for entry in _read(sentence, excused, lexicon):
            before = replace(entry, status=Status.ABSENT)
            full = next((other for other in known if is_part_of(entry.name, other.name)), entry)
            yield replace(full, status=Status.ABSENT)
        more = _MORE.match(sentence.text, excused.end())
        rest = cut_line(sentence, more.end()) if more else None
        if rest:
            yield from read_told(rest, lexicon, known, before, author)
    elif stood_in:
        member = _find_member(sentence, stood_in, before)
        for entry in _read(sentence, stood_in, lexicon):
            yield replace(entry, substitute_for=member)
    else:
        first = _VERB_FIRST.match(sentence.text)
        rest = cut_line(sentence, first.end()) if first and not sentence.marker else None
        if rest:
            yield from read_entries(rest, lexicon, prose=True, author=author)
            return
        part = _TOOK_PART.match(sentence.text)
        yield from _read(sentence, part, lexicon) if part else ()


def _find_member(sentence: Line, instead: re.Match[str], before: Entry | None) -> Line | None:
    """Whom "For Kari Lie møtte" names; "For henne møtte" means who was named last, and was absent."""
    if instead["member"]:
        return cut_line(sentence, *instead.span("member"))
    if before is None or before.status is not Status.ABSENT:
        return None
    return replace(sentence, text=before.printed, begins=before.begins, ends=before.ends, cells=(), marker="")


def _as_owner(place: str) -> str | None:
    """A name, or the secretariat; "fylkeskommunen" alone does not tell which."""
    return place if place[:1].isupper() or place.startswith("sekretariat") else None


def _read(sentence: Line, found: re.Match[str], lexicon: Lexicon) -> Iterator[Entry]:
    named = next((key for key in ("who", "by", "instead") if found.groupdict().get(key)), "who")
    who = cut_line(sentence, *found.span(named))
    return read_entries(who, lexicon, prose=True) if who else iter(())
