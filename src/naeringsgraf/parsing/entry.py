"""One person of an attendance list, with office, affiliation, party, initials, and whom they stand in for."""

import re
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.model.meeting import Status
from naeringsgraf.parsing.affiliations import is_affiliation, split_tail
from naeringsgraf.parsing.labels import cut_line
from naeringsgraf.parsing.names import NAME_TOKEN, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import read_office, spell_office
from naeringsgraf.parsing.runs import PARENTHESES
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_FROM = load_pattern("entries", "from")
_FROM_SOME = load_pattern("entries", "from_some")
_VARA = load_pattern("entries", "vara")
_STANDS_IN = load_pattern("entries", "stands_in")
_SMALL_OWNER = load_pattern("entries", "small_owner")
_STAND_IN_WORD = load_pattern("entries", "stand_in_word")
_DEPUTY = load_pattern("entries", "deputy")
_ABSENT = load_pattern("entries", "absent")
_ANSWERED = load_pattern("entries", "answered")
_REMOTE = load_pattern("entries", "remote")
_PARTLY = load_pattern("entries", "partly")
_PARTLY_BEHIND = load_pattern("entries", "partly_behind")
_NOT_ROLE = load_pattern("entries", "not_role")
_OWNER_OF_OFFICE = re.compile(
    r"(?:Fylkesmannen|Statsforvalteren|Statsforvaltaren|Sysselmannen|Sysselmesteren) i [A-ZÆØÅ]"
)
"""Named by the office, but no office of the person's own."""
_VERB_BEHIND = re.compile(r"\s(?:er|var|ble|blei|vart|blir|vert|har|hadde|heter|heiter)\Z")
_PLACED_OFFICE = re.compile(rf"(?P<place>{NAME_TOKEN}(?: {NAME_TOKEN})?)-(?P<office>[a-zæøå]+) (?=[A-ZÆØÅ])")
"""An office with its place before it: "Vang-ordfører Kari Lie"."""
_HELD_OFFICE = load_pattern("entries", "held_office")
_NO_PARTY = load_pattern("attendance", "no_party")
_LONGEST_ROLE = 60
_ADDRESS = re.compile(
    r"(?<!\S)[^\s@]+@\S+|(?:(?:tlf|mob|telefon|mobil)\.?:?\s*)?(?<!\d)(?<!\d )\+?\d[\d ]{6,}\Z", re.IGNORECASE
)
_NAME_AND_OWNER = re.compile(r"(?P<name>[^/]+ [^/]+?)\s*/\s*(?P<owner>[A-ZÆØÅ][^/]+)\Z")
_LONGEST_NAME = 200
"""Characters of a name with whom it stands for; a longer text is none, and would be gone through many times."""
_INITIALS = re.compile(r"\s*/\s*(?P<initials>[A-ZÆØÅ]{2,4})\Z")
_LEADING_INITIALS = re.compile(r"(?P<initials>[A-ZÆØÅ]{2,4})[:.]?\s+(?=[A-ZÆØÅ])")
_SLASHED = re.compile(r"(?P<place>[^/]{2,})/(?P<party>[A-ZÆØÅa-zæøå]{1,5})\Z|(?P<first>[^/]{1,5})/(?P<last>[^/]{3,})\Z")


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


def read_person(line: Line, lexicon: Lexicon, lone: bool = True, prose: bool = False) -> Entry | None:
    """Read one person with what stands around the name; None where the text begins with no name.

    `lone`: a single word may be a whole name here. In prose it must then be a known given name.
    """
    plain = _without_notes(line.text).strip(" :;*–-")
    plain = plain if re.search(r"\b[A-ZÆØÅ]\.\Z", plain) else plain.rstrip(".")
    leading = _LEADING_INITIALS.match(plain)
    if leading and is_initials(leading["initials"], plain[leading.end() :].split(",")[0]):
        plain = plain[leading.end() :]
    slashed = _INITIALS.search(plain)
    slashed = slashed if slashed and is_initials(slashed["initials"], plain[: slashed.start()]) else None
    plain = plain[: slashed.start()] if slashed else plain
    placed = _PLACED_OFFICE.match(plain)
    of_place = placed and is_affiliation(placed["place"], lexicon) and read_office(placed["office"])[0]
    plain = plain[placed.start("office") :] if placed and of_place else plain
    role, name = read_office(_speak_up(plain, lexicon))
    if role and _VERB_BEHIND.search(role):
        # "Ordfører er Kari Lie" is a sentence.
        return None
    tail: str | None = None
    source = _FROM.search(name)
    some = _FROM_SOME.search(name)
    by_slash = _NAME_AND_OWNER.match(name[:_LONGEST_NAME])
    member = _find_member(name, lexicon)
    if member:
        name, tail = name[: member.start()].strip(" ,–-"), None
    elif source and is_name_shaped(name[: source.start()]):
        name, tail = name[: source.start()], name[source.end() :]
    elif by_slash and is_name_shaped(by_slash["name"]) and not is_affiliation(by_slash["name"], lexicon):
        name, tail = by_slash["name"], by_slash["owner"]
    elif some and is_name_shaped(name[: some.start()]):
        name = name[: some.start()]
    else:
        name, tail = split_tail(name, lexicon)
    if not _may_be_person(name, lexicon, lone, prose) or (role and not name):
        return None
    found = slashed or leading
    initials = found["initials"] if found and is_initials(found["initials"], name) else None
    status = Status.SUBSTITUTE if role and _DEPUTY.match(role) else Status.PRESENT
    entry = replace(_make_entry(line, name), role=role, initials=initials, status=status)
    if member:
        printed = _STANDS_IN.search(line.text)
        entry = replace(entry, substitute_for=_cut_before_bracket(line, printed.end()) if printed else None)
    elif tail:
        entry = add_part(entry, tail, lexicon)
    if placed and of_place:
        entry = replace(entry, affiliation=entry.affiliation or placed["place"])
    entry = add_notes(entry, line, lexicon)
    return replace(entry, status=Status.ABSENT) if line.struck else entry


def _without_notes(text: str) -> str:
    """A text without what stands in brackets, and how and when somebody took part behind it; single blanks."""
    plain = " ".join(_REMOTE.sub("", PARENTHESES.sub("", text)).split())
    return _PARTLY_BEHIND.sub("", plain) if len(plain) <= _LONGEST_NAME else plain


def _speak_up(text: str, lexicon: Lexicon) -> str:
    """A name printed in capitals in the way names are written: "BERG KARI"; anything else as it is."""
    if not text.isupper() or " " not in text:
        return text
    spoken = text.title()
    known = any(word.casefold() in lexicon.given_names for word in spoken.split())
    return spoken if known and is_person_like(spoken, lexicon) else text


def _find_member(name: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Find "møtte for Per Vik" behind a name; "for Skien kommune" names nobody stood in for."""
    found = _STANDS_IN.search(name)
    if not found or not is_name_shaped(name[: found.start()].strip(" ,–-")):
        return None
    _, wanted = read_office(name[found.end() :])
    return found if is_name_shaped(wanted) and not is_affiliation(wanted, lexicon) else None


def _cut_before_bracket(line: Line, start: int) -> Line | None:
    """The name from `start` on, without an office before it and a bracket behind it."""
    rest = line.text[start:]
    start += len(rest) - len(read_office(rest)[1].lstrip())
    bracket = PARENTHESES.search(line.text, start)
    return cut_line(line, start, bracket.start() if bracket else None)


def _make_entry(line: Line, name: str) -> Entry:
    """Find where a name stands in a line; its words may be parted by more than one blank there."""
    words = name.split()
    at = line.text.find(name)
    before = line.text[: at + len(words[0]) - 1].casefold()
    if at >= 0 and " ".join(words) == name and words[0].casefold() not in before:
        # As most names stand; a pattern is made for the others, which takes longer than all else here.
        return Entry(name, name, line.begins + at, line.begins + at + len(name))
    found = re.search(r"\s+".join(map(re.escape, words)), line.text, re.IGNORECASE)
    if found is None:
        return Entry(name, line.text, line.begins, line.ends)
    return Entry(name, " ".join(found.group().split()), line.begins + found.start(), line.begins + found.end())


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
    text = _without_notes(text).strip(" .-–")
    if is_initials(text, entry.name):
        return replace(entry, initials=text)
    member = _match_member(text)
    if not text or _ADDRESS.match(text) or _ANSWERED.match(text) or (member and _STAND_IN_WORD.search(member.group())):
        # Whom somebody stood in for is nobody they represent.
        return entry
    if _ABSENT.match(text):
        return replace(entry, status=Status.ABSENT)
    if _DEPUTY.match(text):
        return replace(entry, status=Status.SUBSTITUTE, role=entry.role or spell_office(text))
    if _OWNER_OF_OFFICE.match(text) or text.casefold().startswith("sekretariat"):
        return replace(entry, affiliation=entry.affiliation or text)
    held = _HELD_OFFICE.fullmatch(text)
    if held and not entry.affiliation:
        institution = f"{held['office'][0].upper()}{held['office'][1:]}en i {held['place']}"
        return replace(entry, role=entry.role or spell_office(held["printed"]), affiliation=institution)
    if _SMALL_OWNER.match(text):
        return replace(entry, affiliation=entry.affiliation or text)
    role, rest = read_office(text)
    if role:
        entry = replace(entry, role=entry.role or role)
        text = rest
    elif text[0].islower() and text.casefold() not in lexicon.organisations:
        is_role = not entry.role and len(text) <= _LONGEST_ROLE and not _NOT_ROLE.search(text)
        return replace(entry, role=spell_office(text)) if is_role else entry
    if text and text.casefold() in lexicon.parties and (text.isupper() or len(text) > 4):
        return replace(entry, party=text)
    if text and not entry.affiliation:
        return _set_represented(entry, text, lexicon)
    return entry


def _set_represented(entry: Entry, text: str, lexicon: Lexicon) -> Entry:
    """Set whom an entry represents; "VERDAL/SP" and "SP/Verdal" are a municipality and a party."""
    found = _SLASHED.match(text)
    if found:
        place, party = found["place"] or found["last"], found["party"] or found["first"]
        if party.strip().casefold() in lexicon.parties:
            return replace(entry, affiliation=place.strip(), party=party.strip())
    return replace(entry, affiliation=text)


def names_member(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text says whom somebody stands in for: "møtte for Per Vik", "for ordfører Kari Lie"."""
    found = _match_member(text)
    if found is None:
        return False
    office, name = read_office(text[found.end() :])
    is_member = bool(office) and " " in name and is_person_like(name, lexicon) and not is_affiliation(name, lexicon)
    return bool(_STAND_IN_WORD.search(found.group())) or is_member


def names_deputy(text: str) -> bool:
    """Tell whether a text says that somebody met as a substitute: "vara", "1. vara"."""
    return _DEPUTY.match(text.strip()) is not None


def _match_member(text: str) -> re.Match[str] | None:
    """Match what says that somebody is stood in for, up to the name; an office may stand before the name."""
    found = _VARA.match(text)
    rest = text[found.end() :] if found else ""
    return found if rest[:1].isupper() or read_office(rest)[0] else None


def is_initials(text: str, name: str) -> bool:
    """Tell whether a text in capitals is the first letters of a name, or of its first words.

    "HGR" of Håvard Grønning has more letters of the last.
    """
    first, last = name[:1], name.split(" ")[-1]
    if len(text) >= 3 and text.isupper() and text == f"{first}{last[: len(text) - 1]}".upper():
        return True
    letters = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    return text.isupper() and len(text) >= 2 and text == letters[: len(text)].upper()


def set_affiliation(entry: Entry, text: str, lexicon: Lexicon) -> Entry:
    """Set whom an entry represents: a party is kept as one besides."""
    if text.casefold() in lexicon.parties and text.casefold() not in lexicon.places:
        return replace(entry, affiliation=text, party=text)
    return _set_represented(entry, text, lexicon)


def add_notes(entry: Entry, line: Line, lexicon: Lexicon) -> Entry:
    """Add what stands in parentheses in a line; each may hold several things, parted by commas."""
    for note in PARENTHESES.finditer(line.text):
        text = cut_line(line, *note.span(1))
        entry = add_note(entry, text, lexicon) if text else entry
    return entry


def add_note(entry: Entry, note: Line, lexicon: Lexicon) -> Entry:
    """Add what is noted beside a name: whom they stand in for, that they were absent, initials, party, office."""
    at = 0
    for part in re.split(r"[,;]\s+", note.text):
        begins = note.text.index(part, at)
        at = begins + len(part)
        piece = cut_line(note, begins, at)
        entry = _add_one_note(entry, piece, lexicon) if piece else entry
    return entry


def _add_one_note(entry: Entry, note: Line, lexicon: Lexicon) -> Entry:
    text = note.text
    stands_in = _match_member(text)
    member = read_office(" ".join(text[stands_in.end() :].split()))[1] if stands_in else ""
    if stands_in and is_affiliation(member.split(",")[0], lexicon):
        # "stilte for Testregionen": whom they spoke for, and nobody they stood in for.
        return entry
    if stands_in and (stands_in.group().strip().lower() != "for" or is_name_shaped(member)):
        return replace(entry, substitute_for=_cut_before_bracket(note, stands_in.end()))
    if _ABSENT.match(text):
        return replace(entry, status=Status.ABSENT)
    if is_initials(text, entry.name):
        return replace(entry, initials=text)
    if text.casefold() in lexicon.parties:
        return replace(entry, party=text)
    if _NO_PARTY.match(text):
        return entry
    if _PARTLY.match(text) or _REMOTE.match(f" {text}") or _ANSWERED.match(text):
        return entry
    is_office = read_office(text)[0] or _DEPUTY.match(text) or spell_office(text) != text
    if text.islower() and text.isalnum() and not is_office and not text.startswith("sekretariat"):
        return entry
    return add_part(entry, text, lexicon)
