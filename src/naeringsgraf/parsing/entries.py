"""The people in one line of an attendance list: columns, a run of names, or offices followed by names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.affiliations import is_affiliation
from naeringsgraf.parsing.entry import (
    Entry,
    add_note,
    add_notes,
    add_part,
    is_initials,
    names_deputy,
    names_member,
    read_person,
    set_affiliation,
)
from naeringsgraf.parsing.labels import cut_line
from naeringsgraf.parsing.names import NAME_TOKEN, begins_with_given, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.runs import PARENTHESES, is_dashed, split_chunks, split_runs
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_MOST_UNKNOWN = 3
"""So many single words with commas between them are names, though none of them may be a known one."""
_SHARED = re.compile(
    r"\((?P<whole>(?P<count>begge|båe|alle)\s+(?:fra\s+|frå\s+|for\s+)?(?P<owner>[A-ZÆØÅ][^()]*))\)", re.IGNORECASE
)
_TURNED = re.compile(
    rf"(?P<name>(?P<surname>{NAME_TOKEN}(?: {NAME_TOKEN})?), "
    rf"(?P<given>{NAME_TOKEN}(?: {NAME_TOKEN}){{0,2}}))(?:\s+[–—-]\s+|\s+(?=\((?P<owner>[^()]+)\)\s*\Z))"
)
_DEPUTY_BESIDE = re.compile(
    rf"\s*(?:{load_pattern('attendance', 'deputy_beside').pattern}:?)\s+"
    rf"(?P<who>{NAME_TOKEN}(?: {NAME_TOKEN}){{1,4}}(?: \([^()]*\))?)\s*"
    r"(?:(?:møtte|møter|deltok|stilte)\s*(?:(?:fra|frå|til|under|på|i)?\s*(?:sak|kl)[^(),;]{0,20})?)?(?:\)|(?=[,;]|\Z))"
)
"""Behind a member, who came instead."""
_CAME_INSTEAD = load_pattern("attendance", "came_instead")
_BEFORE_OWNER = re.compile(r"\s+(?:fra|frå|i|ved|for)\s+")
_OF_OWNER = re.compile(r"\s(?:i|ved|hos|på|for|av)\s+\Z")
"""Between an office and whose it is: "daglig leder i Fjordhytter"."""
_WHOLE_OF_PLACE = re.compile(r"(?P<kind>(?:fylkes)?kommune)n?\Z")
_PAIR = 2
_AND = re.compile(r"\b(?:og|samt)\b")
_FROM_OWNER = re.compile(r"(?:fra|frå|for)\s+[A-ZÆØÅ]|\((?:begge|båe)\s")
_FOR = re.compile(r"(?:(?:møtte?|møter|vara|varamedlem)\s+)?for:?", re.IGNORECASE)
"""Alone in a column before the member stood in for."""
_WHEN = re.compile(r"\s*\((?:sak|saker|saken|saka|ps|kl|fra|frå|til|under|på|f\.?o\.?m|t\.?o\.?m)\b[^()]*\)")
"""Behind whom somebody came for, when they were there."""
_BRACKETED_NAME = re.compile(r"[A-ZÆØÅ]{2,4} \([A-ZÆØÅ][a-zæøå]+ ")
"""Initials before a name in brackets."""
_EMPTY_SEAT = load_pattern("entries", "empty_seat")
_SURNAME_ENDS = load_pattern("entries", "surname_ends")
_MYSELF = load_pattern("entries", "myself")


def read_entries(
    line: Line, lexicon: Lexicon, prose: bool = False, author: str | None = None, lone: bool = False
) -> Iterator[Entry]:
    """Read every person in a line.

    In prose a lone given name counts as a person. `author` is who wrote the minutes, for "undertegnede". `lone`: whom
    they came for stands before them ("Vang: Ingunn"), so that a single word is surely a name.
    """
    if line.cells:
        yield from _read_cells(line, lexicon)
        return
    deputies = [*_DEPUTY_BESIDE.finditer(line.text)] or [*_CAME_INSTEAD.finditer(line.text)]
    if deputies:
        yield from _read_with_deputies(line, deputies, lexicon)
        return
    turned = None if prose else _read_turned(line, lexicon)
    if turned:
        yield turned
        return
    for segment in split_runs(line, lexicon):
        yield from _read_segment(segment, lexicon, prose, author, lone)


def _read_with_deputies(line: Line, deputies: Sequence[re.Match[str]], lexicon: Lexicon) -> Iterator[Entry]:
    """Read "Kari Lie (vara: Ola Dal), Per Vik – vara: Jon Berg": who came stands behind the member stood in for."""
    at = 0
    for found in deputies:
        before, who = cut_line(line, at, found.start()), cut_line(line, *found.span("who"))
        if before and before.text.count("(") > before.text.count(")"):
            # "Kari Lie (Vang; vara Ola Dal møtte)": the bracket of the member closes behind who came.
            before = replace(before, text=f"{before.text})")
        members = list(read_entries(before, lexicon)) if before else []
        yield from members
        entry = read_person(who, lexicon) if who else None
        if entry and members:
            member = members[-1]
            seat = replace(line, text=member.printed, begins=member.begins, ends=member.ends, marker="")
            entry = replace(entry, substitute_for=seat, party=entry.party or member.party)
        if entry:
            yield entry
        at = found.end()
    rest = cut_line(line, at)
    yield from read_entries(rest, lexicon) if rest else ()


def _read_turned(line: Line, lexicon: Lexicon) -> Entry | None:
    """Read "Lie, Kari Anne – Vang kommune, rådgiver" and "Lie, Kari (Vang kommune)": surname, given names, owner."""
    found = _TURNED.match(line.text)
    if not found:
        return None
    surname, given = found["surname"], found["given"]
    first = given.split()[0].casefold()
    known = first in lexicon.given_names or set(first.split("-")) <= lexicon.given_names
    if not known and (not found["owner"] or not is_affiliation(found["owner"], lexicon)):
        return None
    if not known and (given.split()[-1].casefold() in lexicon.surnames or is_affiliation(given, lexicon)):
        return None
    if is_affiliation(surname, lexicon) and surname.casefold() not in lexicon.surnames:
        return None
    if " " in surname and surname.split()[0].casefold() in lexicon.given_names:
        return None
    entry = Entry(f"{given} {surname}", found["name"], line.begins, line.begins + found.end("name"))
    rest = cut_line(line, found.end())
    for chunk in split_chunks(rest, lexicon) if rest else ():
        entry = _add_detail(entry, chunk, lexicon)
    return entry


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
    if len(parts) > 1 and is_initials(parts[0].text, parts[1].text.split(",")[0]):
        initials = parts.pop(0).text
        rest = replace(parts[0], cells=line.cells[1:] if len(parts) > 1 else ())
        if len(parts) > 1:
            rest = replace(rest, text=line.text[rest.begins - line.begins :], ends=line.ends)
        yield from (replace(entry, initials=initials) for entry in read_entries(rest, lexicon))
        return
    owned = _read_owned(line, parts, lexicon)
    if owned:
        yield from owned
        return
    parts = _join_member(line, parts)
    if len(parts) == _PAIR and _tells_sort(parts[0].text, parts[1].text, lexicon):
        yield from _read_sorted(parts[0], parts[1], lexicon)
        return
    party = parts[0].text if len(parts) > 1 and parts[0].text.casefold() in lexicon.parties else None
    if len(parts) > 1 and _is_turned_round([part.text for part in parts], lexicon):
        parts[:2] = parts[1::-1]
    if len(parts) > 1 and all(_begins_with_full_name(part.text, lexicon) for part in parts):
        # Several people beside each other, as in a list set in columns.
        for part in parts:
            yield from read_entries(part, lexicon)
        return
    entry = read_person(parts[0], lexicon) or _read_sole(parts[0], lexicon)
    if entry:
        for part in parts[1:]:
            whole = part.text.casefold().startswith("sekretariat")
            if names_member(part.text, lexicon) or (_FOR.match(part.text) and not entry.substitute_for):
                entry = add_note(entry, part, lexicon)
                continue
            for detail in [part.text] if whole else re.split(r",\s+", part.text):
                entry = add_part(entry, detail, lexicon)
            entry = add_notes(entry, part, lexicon)
        yield set_affiliation(entry, party, lexicon) if party else entry


def _tells_sort(first: str, second: str, lexicon: Lexicon) -> bool:
    """Tell whether small letters before a person say what they are or do: "industri   Kari Lie, Hydro"."""
    name = re.split(r"\s*[,(]", second)[0]
    return first[:1].islower() and not is_affiliation(first, lexicon) and is_person_like(name, lexicon) and " " in name


def _read_sorted(sort: Line, person: Line, lexicon: Lexicon) -> Iterator[Entry]:
    """Read the person behind such a word: an office is theirs, "fylkeskommunen" goes with the place behind the name."""
    office, rest = read_office(sort.text)
    whole = _WHOLE_OF_PLACE.match(sort.text)
    first, *details = split_chunks(replace(person, cells=()), lexicon)
    entry = read_person(first, lexicon)
    for detail in details if entry else ():
        entry = _add_detail(entry, detail, lexicon) if entry else None
    if entry:
        owner = entry.affiliation
        if whole and owner and owner.casefold() in lexicon.places:
            entry = replace(entry, affiliation=f"{owner} {whole['kind']}")
        yield replace(entry, role=entry.role or (office if not rest else None))


def _read_owned(line: Line, parts: Sequence[Line], lexicon: Lexicon) -> list[Entry]:
    """Read "Drammen    ordf. Kari Lie, rådm. Ola Dal": several people behind whom they came for; [] for others.

    Each may stand in a column of their own: "Drammen | Kari Lie, ordfører | Ola Dal, rådmann".
    """
    if len(parts) > _PAIR:
        return _read_seats(parts, lexicon)
    if len(parts) != 2 or "," not in parts[1].text:
        office = read_office(parts[1].text)[0] if len(parts) == 2 else None
        if not office or not is_affiliation(parts[0].text, lexicon):
            return []
    owner = parts[0].text
    if not is_affiliation(owner, lexicon) or _begins_with_full_name(owner, lexicon):
        return []
    people = list(read_entries(parts[1], lexicon))
    if any(" " not in entry.name for entry in people):
        return []
    return [replace(entry, affiliation=entry.affiliation or owner) for entry in people]


def _read_seats(parts: Sequence[Line], lexicon: Lexicon) -> list[Entry]:
    """Read the seats of one owner, each in a column of its own; [] where fewer than two columns hold a person.

    A seat that nobody took tells so: "forfall ordfører", "–".
    """
    owner = parts[0].text
    if not is_affiliation(owner, lexicon) or _begins_with_full_name(owner, lexicon):
        return []
    seats = [part for part in parts[1:] if not _EMPTY_SEAT.match(part.text)]
    named = [part for part in seats if _holds_person(part.text, lexicon)]
    if not named or len(named) < len(seats) or not _tells_seats(parts[1:], named, lexicon):
        return []
    people = [entry for seat in named for entry in read_entries(replace(seat, cells=()), lexicon)]
    return [replace(entry, affiliation=entry.affiliation or owner) for entry in people]


def _holds_person(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a cell holds the whole name of a person, with or without an office on either side."""
    name = re.split(r"\s*[,(]", read_office(text)[1] or text)[0]
    return " " in name and is_person_like(name, lexicon) and not is_affiliation(name, lexicon)


def _tells_seats(cells: Sequence[Line], named: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether cells are seats, and no name with what is told of it: several hold people, or one is empty.

    Both of "Kari Lie, ordfører" and "Ola Dal, rådmann" begin with a given name or have an office.
    """
    sure = [part for part in named if _begins_with_full_name(part.text, lexicon) or _has_office(part.text)]
    return len(sure) == len(named) and (len(named) > 1 or len(cells) > len(named))


def _has_office(text: str) -> bool:
    return any(read_office(part.strip(" ()"))[0] for part in re.split(r"[,(]", text))


def _join_member(line: Line, parts: list[Line]) -> list[Line]:
    """Put "for" in a column of its own together with the member behind it."""
    at = next((i for i, part in enumerate(parts[:-1]) if i and _FOR.fullmatch(part.text)), None)
    if at is None:
        return parts
    joined = cut_line(line, parts[at].begins - line.begins, parts[at + 1].ends - line.begins)
    squeezed = replace(joined, cells=()) if joined else None
    return [*parts[:at], *([squeezed] if squeezed else []), *parts[at + 2 :]]


def _begins_with_full_name(text: str, lexicon: Lexicon) -> bool:
    name = re.split(r"\s*[,(]", text)[0]
    first = name.split()[0].casefold() if name else ""
    return " " in name and first in lexicon.given_names and is_person_like(name, lexicon)


def _read_sole(part: Line, lexicon: Lexicon) -> Entry | None:
    """Read the person of a cell that holds more than the name: "Kari Lie, ordfører"."""
    entries = list(read_entries(part, lexicon)) if "," in part.text else []
    return entries[0] if len(entries) == 1 else None


def _is_turned_round(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether whom they represent stands before the person: "Salten Aqua – Per Lie", "Innovasjon Norge, Kari Vik".

    Told by what is known of both: the first is no person's name, or only shaped like one.
    """
    first, second = (_bare(part) for part in parts[:2])
    named = first.casefold() in lexicon.parties or not first
    known = begins_with_given(second, lexicon) if second else False
    is_person = is_name_shaped(second) and " " in second and (known or named)
    if not is_person or is_affiliation(second, lexicon):
        return False
    known = is_affiliation(first, lexicon) and first.split()[0].casefold() not in lexicon.given_names
    return known or not any(word.casefold() in lexicon.given_names for word in re.split(r"[\s-]", first))


def _read_segment(line: Line, lexicon: Lexicon, prose: bool, author: str | None, lone: bool) -> Iterator[Entry]:
    chunks = list(split_chunks(line, lexicon))
    lone = lone or bool(line.marker) or prose or _is_run_of_single_names(chunks, lexicon)
    before: list[str] = []
    owner: str | None = None
    if _names_owner_first(line, chunks, lexicon):
        owner = chunks[0].text if is_dashed(line, chunks[0].ends, chunks[1]) else None
        before = [chunks.pop(0).text]
    current: Entry | None = None
    waiting: list[Entry] = []
    ends = 0
    shared_office: str | None = None
    for chunk in chunks:
        shared_office, chunk = _cut_plural(chunk, shared_office, lexicon)
        dashed, ends = is_dashed(line, ends, chunk), chunk.ends
        myself = _MYSELF.match(PARENTHESES.sub("", chunk.text).strip(" ."))
        entry = None
        if myself and not author:
            # Who wrote the minutes is not told, and nobody else is "eg".
            continue
        if myself and author:
            entry = _make_author(chunk, author, myself, lexicon)
        elif current is None or not (
            _is_detail(chunk.text, lexicon, lone and " " not in current.name, dashed)
            or (not current.affiliation and _is_likely_owner(line, chunk, lexicon))
        ):
            by_initials = _BRACKETED_NAME.match(chunk.text) and _read_bracketed(chunk, lexicon)
            entry = by_initials or read_person(chunk, lexicon, lone, prose) or _read_bracketed(chunk, lexicon)
        if entry:
            if current:
                waiting.append(current)
            current = replace(
                entry, affiliation=entry.affiliation or line.marker or None, role=entry.role or shared_office
            )
            for detail in before:
                current = _add_before(current, detail, lexicon)
            before = []
            if myself and waiting and not waiting[-1].affiliation:
                waiting[-1] = replace(waiting[-1], affiliation=entry.affiliation)
        elif current:
            current = _add_detail(current, chunk, lexicon)
        shared = _SHARED.search(chunk.text)
        if shared and current:
            current = replace(
                current, affiliation=shared["owner"], role=None if current.role == shared["whole"] else current.role
            )
            waiting = _share(waiting, shared["owner"], shared["count"])
        elif line.kind is LineKind.FRONT_MATTER:
            before.append(chunk.text)
    people = [*waiting, *([current] if current else [])]
    if owner and is_affiliation(owner, lexicon):
        # "Vang – Kari Lie (ordfører), Ola Dal (rådmann)": both came for Vang.
        people = [replace(person, affiliation=person.affiliation or owner) for person in people]
    for first, last in zip(people, [*people[1:], None], strict=False):
        together = last and _came_together(line, first, last, len(people))
        yield replace(first, affiliation=last.affiliation) if last and together else first


def _make_author(chunk: Line, author: str, myself: re.Match[str], lexicon: Lexicon) -> Entry:
    """ "eg (dagleg leiar, Vang Vekst)" is who wrote the minutes."""
    entry = Entry(author, myself.group(), chunk.begins, chunk.begins + len(myself.group()), myself["owner"])
    return add_notes(entry, chunk, lexicon)


def _came_together(line: Line, first: Entry, last: Entry, count: int) -> bool:
    """Tell whether two came from one place: "ordfører Kari Lie og rådmann Ola Dal (Gol)".

    `count` people stand in the line; where it holds no more than two in an item of a list, no offices are needed.
    """
    offices = bool(first.role and last.role)
    alone = line.kind is LineKind.LIST_ITEM and count == _PAIR and not first.role
    if first.affiliation or first.party or not last.affiliation or not (offices or alone):
        return False
    joint, _, office = line.text[first.ends - line.begins : last.begins - line.begins].strip().partition(" ")
    behind = line.text[last.ends - line.begins :].strip()
    source = _FROM_OWNER.match(behind) or (offices and behind.startswith(f"({last.affiliation}"))
    return bool(_AND.fullmatch(joint)) and not read_office(office)[1] and bool(source)


def _cut_plural(chunk: Line, before: str | None, lexicon: Lexicon) -> tuple[str | None, Line]:
    """Take the office of several off the first of them: "ordførerne Kari Lie (Vang) og Ola Dal (Gol)".

    Gives the office that holds from here on (`before` where the chunk tells none, None behind another office).
    """
    first, _, rest = chunk.text.partition(" ")
    office = load_vocabulary().office_plurals.get(first.casefold())
    person = cut_line(chunk, len(first)) if office else None
    if office and person and is_person_like(_bare(rest), lexicon):
        return (None if office == "medlem" else office), person
    return (None if before and read_office(chunk.text)[0] else before), chunk


def _read_bracketed(chunk: Line, lexicon: Lexicon) -> Entry | None:
    """Read "Tysvær kommune (Audun Vik)", where the brackets hold the person."""
    owner = PARENTHESES.sub("", chunk.text).strip(" .")
    bracket = PARENTHESES.search(chunk.text)
    person = cut_line(chunk, *bracket.span(1)) if bracket else None
    if person and is_initials(owner, person.text.split(",")[0]):
        # "KB (Kari Berg, Vang)": the initials stand before the name.
        named = [entry for entry in read_entries(person, lexicon) if " " in entry.name]
        return replace(named[0], initials=owner) if len(named) == 1 else None
    inside = cut_line(chunk, *bracket.span(1)) if bracket and is_affiliation(owner, lexicon) else None
    if inside is None or not is_person_like(read_office(inside.text)[1], lexicon):
        return None
    entry = read_person(inside, lexicon)
    return replace(entry, affiliation=owner) if entry else None


def _names_owner_first(line: Line, chunks: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether the first chunk is whom the person in the second came for, and not a person before another."""
    if len(chunks) < 2 or line.kind is LineKind.FRONT_MATTER or line.marker:
        return False
    dashed = is_dashed(line, chunks[0].ends, chunks[1])
    if _AND.search(line.text[chunks[0].ends - line.begins : chunks[1].begins - line.begins]):
        return False
    known = is_affiliation(_bare(chunks[0].text), lexicon)
    return (dashed or (known and len(chunks) == 2)) and _is_turned_round([c.text for c in chunks], lexicon)


def _is_run_of_single_names(chunks: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether single words may be names here: half of the chunks are single, and three are, or some are known."""
    shapes = [_bare(chunk.text) for chunk in chunks]
    single = [shape for shape in shapes if is_name_shaped(shape) and " " not in shape]
    surnames = lexicon.surnames if len(chunks) > 1 else frozenset()
    known = [
        shape for shape in single for name in [shape.casefold()] if name in lexicon.given_names or name in surnames
    ]
    return len(single) * 2 >= len(chunks) and (len(known) * 3 >= len(single) or len(single) >= _MOST_UNKNOWN)


def _add_before(entry: Entry, text: str, lexicon: Lexicon) -> Entry:
    """Add what stands before a name: "koordinator, Kari Lie" or "fui, Ola Vik"."""
    role, rest = read_office(text)
    if names_deputy(text) or (role and (not rest or is_affiliation(rest, lexicon))):
        return add_part(entry, text, lexicon)
    return replace(entry, affiliation=text)


def _bare(text: str) -> str:
    _, rest = read_office(_squeeze(PARENTHESES.sub("", text)).strip(" ."))
    return rest


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _share(waiting: list[Entry], owner: str, count: str) -> list[Entry]:
    """Give whom they represent to the people before, too: one for "begge", all who have none for "alle"."""
    first = len(waiting) - 1 if count.casefold() in ("begge", "båe") else 0
    shared = [replace(entry, affiliation=entry.affiliation or owner) for entry in waiting[max(first, 0) :]]
    return [*waiting[: max(first, 0)], *shared]


def _add_detail(entry: Entry, chunk: Line, lexicon: Lexicon) -> Entry:
    """Add a chunk that stands behind a person: "møtte for Per Vik", "Skien kommune", "rådgiver (sekretær)"."""
    if names_member(chunk.text, lexicon):
        return add_note(entry, chunk, lexicon)
    return add_notes(add_part(entry, chunk.text, lexicon), chunk, lexicon)


def _is_likely_owner(line: Line, chunk: Line, lexicon: Lexicon) -> bool:
    """Tell whether two words or more behind a comma are whom the person before came for.

    An item of a list holds one person as a rule; two of them would bear names of which some part is known. Anywhere
    else the first word must be a place: "Kari Lie, Vang Næringsservice, Ola Dal, Gol Regnskap".
    """
    text = _WHEN.sub("", chunk.text)
    words = text.casefold().split()
    if len(words) < _PAIR or "(" in text or read_office(text)[0]:
        return False
    if line.kind is not LineKind.LIST_ITEM and (words[0] not in lexicon.places or not is_name_shaped(text)):
        return False
    if not line.text[: chunk.begins - line.begins].rstrip().endswith(","):
        return False
    given = any(part in lexicon.given_names for word in words for part in word.split("-"))
    last = words[-1]
    return not given and (last in lexicon.places or not (last in lexicon.surnames or _SURNAME_ENDS.search(last)))


def _is_detail(text: str, lexicon: Lexicon, lone: bool, dashed: bool) -> bool:
    """Tell whether a chunk after a person belongs to that person: an office, or somebody to represent.

    Behind a dash it does, unless it is surely a person.
    """
    bare = _squeeze(PARENTHESES.sub("", text)).strip(" .")
    if names_member(text, lexicon):
        return True
    if dashed and bare and bare.split()[0].casefold() not in lexicon.given_names:
        return True
    role, rest = read_office(bare)
    if role and (not is_person_like(_BEFORE_OWNER.split(rest)[0], lexicon) or is_affiliation(rest, lexicon)):
        return True
    if role and rest and _OF_OWNER.search(bare[: len(bare) - len(rest)]):
        return True
    if is_affiliation(bare, lexicon) and not (lone and bare.casefold() in lexicon.given_names):
        return True
    return bool(bare) and bare[0].islower() and role is None
