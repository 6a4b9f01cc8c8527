"""Entries of an attendance list: one person with office, affiliation, party, initials, and whom they stand in for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Status
from naeringsgraf.parsing.labels import cut_line
from naeringsgraf.parsing.names import NAME_TOKEN, is_name_shaped, is_person_like
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_PARENTHESES = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SEPARATORS = re.compile(r"\s*[,;]\s*|\s+(?:og|samt|&)\s+")
_FROM = load_pattern("entries", "from")
_VARA = load_pattern("entries", "vara")
_ABSENT = load_pattern("entries", "absent")
_MYSELF = load_pattern("entries", "myself")
_REMOTE = load_pattern("entries", "remote")
_PARTLY = load_pattern("entries", "partly")
_LONGEST_NAME = 8
"""Words; a longer run of capitals is no name."""
_JOINTS = frozenset(["for", "i", "av", "ved", "på", "hos", "fra", "frå", "og", "med", "innen", "innan", "til"])
_AFFILIATION = load_pattern("entries", "affiliation")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in a list, before numbers are given."""

    name: str
    printed: str
    begins: int
    ends: int
    affiliation: str | None = None
    role: str | None = None
    party: str | None = None
    status: Status = Status.PRESENT
    substitute_for: Line | None = None
    initials: str | None = None


def read_entries(line: Line, lexicon: Lexicon, prose: bool = False, author: str | None = None) -> Iterator[Entry]:
    """Read every person in a line: columns, a run of names, or offices followed by names.

    In prose a lone given name counts as a person. `author` is who wrote the minutes, for "undertegnede".
    """
    if line.cells:
        yield from _read_cells(line, lexicon)
        return
    for segment in _split_runs(line, lexicon):
        yield from _read_segment(segment, lexicon, prose, author)


def read_office(text: str) -> tuple[str | None, str]:
    """Part a leading office from the rest: "Klyngeleder VRINN" gives "klyngeleder" and "VRINN"."""
    found = _office_pattern().match(text)
    if not found:
        return None, text
    words = text[found.end() :].split(" ")
    taken = 0
    for word in words:
        if word and not (word[0].islower() or word[0] in "-–&"):
            break
        taken += 1
    middle = words[:taken]
    while middle and (not middle[-1] or middle[-1].strip(",") in _JOINTS):
        middle.pop()
    role = f"{found.group()}{' '.join(['', *[w for w in middle if w]])}".strip()
    return role[0].lower() + role[1:], " ".join(words[taken:]).strip()


@cache
def _office_pattern() -> re.Pattern[str]:
    offices = sorted(load_vocabulary().offices, key=lambda office: (-len(office), office))
    return re.compile(rf"(?:{'|'.join(map(re.escape, offices))})(?:en|a|n)?(?![\w-])", re.IGNORECASE)


@cache
def _office_before_name() -> re.Pattern[str]:
    offices = sorted((o for o in load_vocabulary().offices if len(o) > 3), key=lambda office: (-len(office), office))
    capital = "|".join(re.escape(o[0].upper() + o[1:]) for o in offices)
    return re.compile(rf"(?<=[\w)])\s+(?=(?:{capital})\s+{NAME_TOKEN}\s+{NAME_TOKEN})")


@cache
def _names_with_and(lexicon: Lexicon) -> re.Pattern[str] | None:
    names = sorted(n for n in lexicon.places | lexicon.organisations if re.search(r" og |, ", n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None


def _split_runs(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """Part a run where a capitalised office or an "Owner:" begins the next person."""
    starts = [0, *(m.end() for m in _office_before_name().finditer(line.text)), len(line.text)]
    for start, end in pairwise(starts):
        part = cut_line(line, start, end)
        if part:
            yield from _split_owners(part, lexicon)


def _split_owners(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """ "Sekretariatet: Jon Vik Skedsmo kommune: rådmann Per Lie": each owner is moved behind its person."""
    colons = [m.start() for m in re.finditer(r":\s", line.text)]
    if not colons:
        yield line
        return
    owner_starts = [0, *(_owner_start(line.text, colons[i - 1] + 1, colons[i], lexicon) for i in range(1, len(colons)))]
    for index, colon in enumerate(colons):
        end = owner_starts[index + 1] if index + 1 < len(colons) else len(line.text)
        person = cut_line(line, colon + 1, end)
        owner = line.text[owner_starts[index] : colon].strip(" ,")
        if person:
            yield replace(person, marker=owner)


def _owner_start(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the owner before a colon begins, after the person that stands before it."""
    boundaries = [start + m.start() for m in re.finditer(r"(?<=\s)\S", text[start:end])]
    given = surname = False
    for boundary in boundaries if "," not in text[start:end] else ():
        word = text[boundary:end].split()[0]
        if surname:
            return boundary
        known = word.casefold() in lexicon.given_names
        given, surname = given or known, given and not known and word[0].isupper()
    for boundary in boundaries[1:]:
        if _is_known(text[boundary:end].strip(), lexicon):
            return boundary
    return boundaries[-1] if boundaries else end


def is_affiliation(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text names somebody who can be represented, rather than a person."""
    if _is_known(text, lexicon) or text.casefold() in lexicon.places:
        return True
    return text[:1].isupper() and bool(_AFFILIATION.search(text))


def _is_known(text: str, lexicon: Lexicon) -> bool:
    """Known, and no bare place, which might as well be a surname: "Vik", "Grimstad"."""
    folded = text.casefold()
    if folded in lexicon.organisations or folded.startswith("sekretariat"):
        return True
    if folded in lexicon.places:
        return " " in folded or folded.endswith(("regionen", "-regionen"))
    spaced = folded.replace("-", " ")
    return spaced.endswith(" regionen") and spaced.count(" ") == 1


def split_tail(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Part a name from an affiliation that follows without any mark: "Kari Lie Drammen kommune"."""
    words = text.split(" ")
    for at in range(2, min(len(words), _LONGEST_NAME)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        if not is_name_shaped(head):
            break
        role, rest = read_office(tail)
        if _is_known(tail, lexicon) or (role and (not rest or is_affiliation(rest, lexicon))):
            return head, tail
    return text, None


def _read_cells(line: Line, lexicon: Lexicon) -> Iterator[Entry]:
    cells = [cut_line(line, c.begins - line.begins, c.ends - line.begins) for c in line.cells]
    parts = [cell for cell in cells if cell]
    if len(parts) == 1 and not parts[0].text.endswith(":"):
        yield from read_entries(parts[0], lexicon)
        return
    if not parts:
        return
    if parts[0].text.endswith(":"):
        rest = replace(parts[1], cells=()) if len(parts) > 1 else None
        yield from read_entries(rest, lexicon) if rest else ()
        return
    entry = read_person(parts[0], lexicon)
    if entry:
        for part in parts[1:]:
            whole = part.text.casefold().startswith("sekretariat")
            for detail in [part.text] if whole else re.split(r",\s+", part.text):
                entry = add_part(entry, detail, lexicon)
        yield entry


def _read_segment(line: Line, lexicon: Lexicon, prose: bool, author: str | None) -> Iterator[Entry]:
    chunks = list(_split_chunks(line, lexicon))
    shapes = [_bare(c.text) for c in chunks]
    single = sum(is_name_shaped(shape) and " " not in shape for shape in shapes)
    lone = prose or single * 2 >= len(chunks)
    current: Entry | None = None
    waiting: list[Entry] = []
    before: list[str] = []
    for chunk in chunks:
        myself = _MYSELF.match(chunk.text)
        entry = None
        if myself:
            entry = Entry(author, chunk.text, chunk.begins, chunk.ends, myself["owner"]) if author else None
        elif current is None or not _is_detail(chunk.text, lexicon, lone):
            entry = read_person(chunk, lexicon, lone, prose)
        if entry:
            if current:
                waiting.append(current)
            current = replace(entry, affiliation=entry.affiliation or line.marker or None)
            for detail in before:
                current = _add_before(current, detail, lexicon)
            before = []
            if myself and waiting and not waiting[-1].affiliation:
                waiting[-1] = replace(waiting[-1], affiliation=entry.affiliation)
        elif current:
            current = add_part(current, chunk.text, lexicon)
            current = _add_notes(current, chunk, lexicon)
        elif line.kind is LineKind.FRONT_MATTER:
            before.append(chunk.text)
    yield from waiting
    if current:
        yield current


def _add_before(entry: Entry, text: str, lexicon: Lexicon) -> Entry:
    """Add what stands before a name in data: "koordinator, Kari Lie" or "fui, Ola Vik"."""
    role, rest = read_office(text)
    return replace(entry, role=role) if role and not rest else replace(entry, affiliation=text)


def _split_chunks(line: Line, lexicon: Lexicon) -> Iterator[Line]:
    """Part a line at commas and "og", but not inside parentheses or names such as "Sogn og Fjordane"."""
    kept = [m.span() for m in _PARENTHESES.finditer(line.text)]
    names = _names_with_and(lexicon)
    kept += [m.span() for m in names.finditer(line.text.casefold())] if names else []
    cuts, at = [], 0
    for separator in _SEPARATORS.finditer(line.text):
        if any(begins <= separator.start() < ends for begins, ends in kept):
            continue
        cuts.append((at, separator.start()))
        at = separator.end()
    for begins, ends in [*cuts, (at, len(line.text))]:
        lead = re.match(r"(?:og|samt)\s+", line.text[begins:ends])
        chunk = cut_line(line, begins + (lead.end() if lead else 0), ends)
        if chunk:
            yield replace(chunk, marker="")


def _bare(text: str) -> str:
    _, rest = read_office(_PARENTHESES.sub("", text).strip(" ."))
    return rest


def _is_detail(text: str, lexicon: Lexicon, lone: bool) -> bool:
    """Tell whether a chunk after a person belongs to that person: an office, or somebody to represent."""
    bare = _PARENTHESES.sub("", text).strip(" .")
    role, rest = read_office(bare)
    if role and not is_person_like(rest, lexicon):
        return True
    if is_affiliation(bare, lexicon) and not (lone and bare.casefold() in lexicon.given_names):
        return True
    return bool(bare) and bare[0].islower() and role is None


def read_person(line: Line, lexicon: Lexicon, lone: bool = True, prose: bool = False) -> Entry | None:
    """Read one person with what stands around the name; None where the text begins with no name."""
    plain = _REMOTE.sub("", _PARENTHESES.sub("", line.text)).strip(" :;*–-")
    plain = plain if re.search(r"\b[A-ZÆØÅ]\.\Z", plain) else plain.rstrip(".")
    role, name = read_office(plain)
    tail: str | None = None
    source = _FROM.search(name)
    if source and is_name_shaped(name[: source.start()]):
        name, tail = name[: source.start()], name[source.end() :]
    else:
        name, tail = split_tail(name, lexicon)
    if not _may_be_person(name, lexicon, lone, prose) or (role and not name):
        return None
    at = line.text.find(name)
    entry = Entry(name, name, line.begins + max(at, 0), line.begins + max(at, 0) + len(name), role=role)
    if at < 0:
        entry = replace(entry, printed=line.text, begins=line.begins, ends=line.ends)
    if tail:
        entry = add_part(entry, tail, lexicon)
    entry = _add_notes(entry, line, lexicon)
    return replace(entry, status=Status.ABSENT) if line.struck else entry


def _may_be_person(name: str, lexicon: Lexicon, lone: bool, prose: bool) -> bool:
    if not name or name.casefold() in load_vocabulary().words["not_names"]:
        return False
    if " " in name:
        return is_person_like(name, lexicon)
    if not (lone and is_name_shaped(name)):
        return False
    return name.casefold() in lexicon.given_names or (not prose and name.casefold() not in lexicon.places)


def add_part(entry: Entry, text: str, lexicon: Lexicon) -> Entry:
    """Add what stands beside a name: an office, a party, or whom the person represents."""
    text = _REMOTE.sub("", _PARENTHESES.sub("", text)).strip(" .-–")
    if not text:
        return entry
    if _ABSENT.match(text):
        return replace(entry, status=Status.ABSENT)
    role, rest = read_office(text)
    if role:
        entry = replace(entry, role=entry.role or role)
        text = rest
    elif text[0].islower() and text.casefold() not in lexicon.organisations:
        return entry if entry.role or len(text) > 60 else replace(entry, role=text)
    if text and text.casefold() in lexicon.parties and (text.isupper() or len(text) > 4):
        return replace(entry, party=text)
    if text and not entry.affiliation:
        return replace(entry, affiliation=text)
    return entry


def _add_notes(entry: Entry, line: Line, lexicon: Lexicon) -> Entry:
    """Add what stands in parentheses in a line."""
    for note in _PARENTHESES.finditer(line.text):
        text = cut_line(line, *note.span(1))
        entry = add_note(entry, text, lexicon) if text else entry
    return entry


def add_note(entry: Entry, note: Line, lexicon: Lexicon) -> Entry:
    """Add what is noted beside a name: whom they stand in for, that they were absent, initials, party, office."""
    text = note.text
    stands_in = _VARA.match(text)
    if stands_in and (stands_in.group().strip().lower() != "for" or is_name_shaped(text[stands_in.end() :])):
        return replace(entry, substitute_for=cut_line(note, stands_in.end()))
    if _ABSENT.match(text):
        return replace(entry, status=Status.ABSENT)
    letters = "".join(word[0] for word in re.split(r"[\s-]+", entry.name) if word)
    if text.isupper() and len(text) >= 2 and text == letters[: len(text)].upper():
        return replace(entry, initials=text)
    if text.casefold() in lexicon.parties:
        return replace(entry, party=text)
    if _PARTLY.match(text) or _REMOTE.match(f" {text}"):
        return entry
    if text.islower() and text.isalnum() and " " not in text and not read_office(text)[0]:
        return entry
    return add_part(entry, text, lexicon)
