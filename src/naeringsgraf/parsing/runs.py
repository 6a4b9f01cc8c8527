"""Part a line of an attendance list: a run into the people of one owner, and those into chunks between marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.affiliations import is_known
from naeringsgraf.parsing.labels import cut_line
from naeringsgraf.parsing.names import is_name_shaped
from naeringsgraf.parsing.offices import office_before_name, read_office
from naeringsgraf.parsing.stretches import Stretches
from naeringsgraf.parsing.vocabulary import load_pattern

PARENTHESES = re.compile(r"\s*[(\[<]([^()\[\]<>]*)[)\]>]")
_SEPARATORS = re.compile(r"\s*[,;]\s*|\s+(?:og|samt|&)\s+|\s+[-–—/|+·•]\s+|(?<=[^\W\d_])[-–—]\s+(?=[A-ZÆØÅ])")
_DASHES = ("-", "–", "—", "/", "|")
_BY = re.compile(r"\s+(?:v/|ved\s+)\s*")
_OWNER_BEGINS = re.compile(r"[,;]\s*|\s+(?:og|samt)\s+")
_FROM = re.compile(r"^\s*(?:fra|frå|for)\s+(?=[A-ZÆØÅ])", re.IGNORECASE)
_COUNTED = load_pattern("entries", "counted")
_LONGEST_OWNER = 100
"""Characters."""


def split_runs(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """Part a run where a capitalised office or an "Owner:" begins the next person; the owner becomes the marker."""
    starts = [0, *(m.end() for m in office_before_name().finditer(line.text)), len(line.text)]
    for start, end in pairwise(starts):
        part = cut_line(line, start, end)
        for piece in _split_owners(part, lexicon) if part else ():
            yield from _split_by(piece, lexicon)


def _split_owners(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """ "Sekretariatet: Jon Vik Skedsmo kommune: rådmann Per Lie": each owner is moved behind its person."""
    colons = [m.start() for m in re.finditer(r":\s", line.text)]
    if not colons:
        yield line
        return
    owner_starts = [0, *(_owner_start(line.text, colons[i - 1] + 1, colons[i], lexicon) for i in range(1, len(colons)))]
    given = lexicon.given_names
    for index, colon in enumerate(colons):
        end = owner_starts[index + 1] if index + 1 < len(colons) else len(line.text)
        person = cut_line(line, colon + 1, end)
        owner = _FROM.sub("", line.text[owner_starts[index] : colon].strip(" ,;"))
        if person:
            # "Anne Vik (H) – vara: Jon Berg": a person with a note is nobody to represent.
            begins_with_name = is_name_shaped(owner.partition(" (")[0]) and owner.split()[0].casefold() in given
            yield replace(person, marker="" if begins_with_name and "(" in owner else owner)


def _owner_start(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the owner before a colon begins, after the person that stands before it."""
    semicolon = text.rfind(";", start, end)
    if semicolon >= 0:
        return semicolon + 1
    boundaries = [start + m.start() for m in re.finditer(r"(?<=\s)\S", text[start:end])]
    given = surname = False
    for boundary in boundaries if "," not in text[start:end] else ():
        word = text[boundary:end].split()[0]
        if surname:
            return boundary
        known = word.casefold() in lexicon.given_names
        given, surname = given or known, given and not known and word[0].isupper()
    for boundary in boundaries[1:]:
        if is_known(text[boundary:end].strip(), lexicon):
            return boundary
    return boundaries[-1] if boundaries else end


def _split_by(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """ "Skien v/Kari Lie, Moss v/ordfører Ola Dal": whom they came for is moved behind the person."""
    marks = [mark for mark in _BY.finditer(line.text) if not _follows_person(line.text[: mark.start()], lexicon)]
    if not marks:
        yield line
        return
    starts = [0]
    for before, mark in pairwise(marks):
        cuts = [m.end() for m in _OWNER_BEGINS.finditer(line.text, before.end(), mark.start())]
        starts.append(cuts[-1] if cuts else mark.start())
    for index, mark in enumerate(marks):
        end = starts[index + 1] if index + 1 < len(marks) else len(line.text)
        person = cut_line(line, mark.end(), end)
        if person:
            yield replace(person, marker=line.text[starts[index] : mark.start()].strip(" ,;") or line.marker)


def _follows_person(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text ends in a person, so that "ved" behind it tells where they work: "sjef Kari Lie ved X"."""
    last = _OWNER_BEGINS.split(text)[-1].strip()
    office, name = read_office(last)
    known = office is not None or name.split(" ")[0].casefold() in lexicon.given_names
    return known and " " in name and is_name_shaped(name)


def split_chunks(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """Part a line at commas, dashes and "og", but not inside parentheses or names such as "Sogn og Fjordane".

    What only counts heads ("12 medlemmer", "m.fl.") is left out.
    """
    spans = [m.span() for m in PARENTHESES.finditer(line.text)]
    names = _names_with_marks(lexicon)
    spans += [m.span() for m in names.finditer(line.text.casefold())] if names else []
    kept = Stretches(spans)
    cuts, at = [], 0
    for separator in _SEPARATORS.finditer(line.text):
        if kept.cover(separator.start(), separator.start() + 1):
            continue
        cuts.append((at, separator.start()))
        at = separator.end()
    for begins, ends in _join_owner(line.text, [*cuts, (at, len(line.text))], lexicon):
        lead = re.match(r"(?:og|samt)\s+", line.text[begins:ends])
        chunk = cut_line(line, begins + (lead.end() if lead else 0), ends)
        if chunk and not _COUNTED.match(chunk.text):
            yield replace(chunk, marker="")


def _join_owner(text: str, parts: list[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Put "Elva Rafting og Sykkel" together again: behind a person, a word that is no name stands after the "og"."""
    joined: list[tuple[int, int]] = []
    for begins, ends in parts:
        word = text[begins:ends].strip(" .")
        if (
            word.isalpha()
            and not read_office(word)[0]
            and _may_join(text, joined, begins)
            and not _names_any(text, joined[-1][0], ends, lexicon)
        ):
            joined[-1] = (joined[-1][0], ends)
        else:
            joined.append((begins, ends))
    return joined


def _may_join(text: str, joined: Sequence[tuple[int, int]], begins: int) -> bool:
    """Tell whether an "og" stands before a part, and before that more than a word behind the comma after a person."""
    if len(joined) != 2 or joined[1][1] - joined[1][0] > _LONGEST_OWNER:
        return False
    behind = "," in text[joined[0][1] : joined[1][0]]
    return behind and text[joined[1][1] : begins].strip() in ("og", "&") and len(text[slice(*joined[1])].split()) > 1


def _names_any(text: str, begins: int, ends: int, lexicon: Lexicon) -> bool:
    return lexicon.knows_person(word.strip(" .").casefold() for word in text[begins:ends].split())


def is_dashed(line: Line, ends: int, chunk: Line) -> bool:
    """Tell whether a dash or stroke parts a chunk from what ends before it."""
    return ends > 0 and line.text[ends - line.begins : chunk.begins - line.begins].strip() in _DASHES


@cache
def _names_with_marks(lexicon: Lexicon) -> re.Pattern[str] | None:
    names = sorted(n for n in lexicon.places | lexicon.organisations if re.search(r" (?:og|-|–|/|&) |, ", n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
