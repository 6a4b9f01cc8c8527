"""Takes out what no graph of minutes may hold: identity numbers, private telephones and where somebody lives.

So it does in the names of files, which become names in the graph, and stand in the manifest and in what is told.

Each letter and digit of it becomes `HIDDEN` before anything else sees the text, so that offsets, lines and cells stay
what they were, and no later stage can let it out. Which sentence it stood in is told in `unread[]`.

The form of identity numbers and D-numbers, with both check digits, is that of the National Population Register.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from naeringsgraf.model.document import HIDDEN, Document, Line

_NUMBER = re.compile(r"(?<!\d)(?=(\d{2}[ .]?\d{2}[ .]?\d{2}[ .\t\n-]?\d{3}[ .]?\d{2})(?!\d))")
"""Looks ahead, since what only looks like one may reach into the next, which is one."""
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_D_NUMBER = 40
"""Is added to the day of the month in the number of somebody who stays for a while."""
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:(?<!\d )|(?=\+47))(?P<country>(?:\+|00)47 ?)?"
    r"(?P<number>[2-9]\d{2} \d{2} \d{3}|[2-9]\d(?: \d{2}){3}|[2-9]\d{7})(?![\d/%-]|[.,]\d| \d| ?(?:kr|mill|NOK))"
)
_OF_MOBILES = "49"
"""What the number of a mobile telephone begins with, in Norway."""
_CUE_REACH = 30
"""Characters before a number in which it is told what the number is."""
_LONGEST_LINE = 300
"""Characters of a line around a number in which it is told whose it is."""
_FEWEST_DIGITS = 8
"""Of a number that is private in the name of a file; a date has as many."""
_JOINTS = str.maketrans("_-./", "   \n")
"""What stands between the words of the name of a file; each folder of a path is a line of its own."""


def hide_private(document: Document) -> Document:
    """Hide what is private in the text, the lines and the data of a document; most give themselves back."""
    text = hide_in(document.text)
    data = {key: _hide_value(value) for key, value in document.front_matter.items()}
    if text == document.text:
        return document if data == document.front_matter else replace(document, front_matter=data)
    lines = tuple(_hide_line(line, text) for line in document.lines)
    return replace(document, text=text, lines=lines, front_matter=data)


def hide_in(text: str) -> str:
    """Put `HIDDEN` for each letter and digit of what is private in a text."""
    return _hide(text, {*_find_identities(text), *_find_phones(text), *_find_homes(text)})


@lru_cache(maxsize=65_536)
def hide_in_name(name: str) -> str:
    """Do the same to the path of a file, in which "_", "-" and "." stand where a text has blanks.

    A name in which something is hidden comes back with its letters and marks joined (NFC).
    """
    joined = unicodedata.normalize("NFC", name)
    spaced = joined.translate(_JOINTS)
    found = set(_find_homes(spaced, "home in a name"))
    if sum(map(str.isdecimal, joined)) >= _FEWEST_DIGITS:
        found |= {*_find_identities(joined), *_find_identities(spaced), *_find_phones(spaced)}
    return _hide(joined, found) if found else name


def _hide(text: str, found: Collection[tuple[int, int]]) -> str:
    spans = sorted(found)
    parts, at = [], 0
    for begins, ends in spans:
        hidden = "".join(HIDDEN if character.isalnum() else character for character in text[max(at, begins) : ends])
        parts += [text[at : max(at, begins)], hidden]
        at = max(at, ends)
    return "".join([*parts, text[at:]])


def _hide_line(line: Line, text: str) -> Line:
    return line if HIDDEN not in text[line.begins : line.ends] else replace(line, text=text[line.begins : line.ends])


def _hide_value(value: Any) -> Any:
    """Hide in a value of front matter; a number that is an identity number becomes a text."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        hidden = hide_in(str(value))
        return hidden if HIDDEN in hidden else value
    if isinstance(value, Mapping):
        return {key: _hide_value(part) for key, part in value.items()}
    return [_hide_value(part) for part in value] if isinstance(value, list) else value


def _find_identities(text: str) -> Iterator[tuple[int, int]]:
    for found in _NUMBER.finditer(text):
        if is_identity_number([int(digit) for digit in found[1] if digit.isdecimal()]):
            yield found.span(1)


def is_identity_number(digits: Sequence[int]) -> bool:
    """Tell whether eleven digits are those of a person: a day that can be, and both check digits."""
    if len(digits) != len(_SECOND_WEIGHTS):
        return False
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    day -= _D_NUMBER if day > _D_NUMBER else 0
    if not (1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]):
        return False
    first = sum(digit * weight for digit, weight in zip(digits, _FIRST_WEIGHTS, strict=False))
    second = sum(digit * weight for digit, weight in zip(digits, _SECOND_WEIGHTS, strict=True))
    return first % 11 == 0 and second % 11 == 0


def _find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Telephones that are somebody's own: mobile ones that are told to be numbers, and others that are told private."""
    patterns = _patterns()
    for found in _PHONE.finditer(text):
        line_begins = text.rfind("\n", max(0, found.start() - _LONGEST_LINE), found.start()) + 1
        line_begins = line_begins or max(0, found.start() - _LONGEST_LINE)
        line_ends = text.find("\n", found.end(), found.end() + _LONGEST_LINE)
        line = text[line_begins : line_ends if line_ends >= 0 else found.end() + _LONGEST_LINE]
        if patterns["public"].search(line):
            continue
        before = text[max(line_begins, found.start() - _CUE_REACH) : found.start()]
        told = found["country"] or patterns["phone"].search(before)
        if (told and found["number"][0] in _OF_MOBILES) or patterns["private"].search(before):
            yield found.span()


def _find_homes(text: str, pattern: str = "home") -> Iterator[tuple[int, int]]:
    for found in _patterns()[pattern].finditer(text):
        yield found.span("address")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    text = files(__package__).joinpath("private_words.toml").read_text(encoding="utf-8")
    words = {name: "|".join(entries) for name, entries in tomllib.loads(text).items()}
    street = rf"[A-ZÆØÅ][\w.’'-]{{0,40}}(?: [\w.’'-]{{1,40}}){{0,3}}? ?(?i:{words['street']})(?!\w)"
    home = (
        rf"(?<!\w)(?i:{words['home']})(?!\w)\s*:?\s{{0,3}}"
        rf"(?P<address>{street} \d{{1,4}}(?: ?[A-ZÆØÅ](?!\w))?(?:, ?\d{{4}} [A-ZÆØÅ]\w+)?)"
    )
    return {
        "phone": re.compile(rf"(?<!\w)(?:{words['phone']})(?!\w)", re.IGNORECASE),
        "private": re.compile(rf"(?<!\w)(?:{words['private']})(?!\w)", re.IGNORECASE),
        "public": re.compile(rf"(?<!\w)(?:{words['public']})", re.IGNORECASE),
        "home": re.compile(home),
        # Whoever names a file often writes no capitals.
        "home in a name": re.compile(home, re.IGNORECASE),
    }
