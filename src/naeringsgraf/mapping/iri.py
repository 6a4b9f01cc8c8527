"""Mints every name in the graph, and reads it back.

A thing is named by its path below a base (`ThingId`): `municipality/3005-2020`, `theme/gront-industriloft`. A part of a
document is a fragment of the document's name: `minutes/2022-11-04-moete#turn-14`. Names are the same in every run.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final, NewType
from urllib.parse import unquote

from naeringsgraf.errors import CallError
from naeringsgraf.model.names import ThingId

Iri = NewType("Iri", str)
"""A whole IRI that holds nothing RFC 3987 forbids, without angle brackets."""

NAMESPACE: Final = "https://w3id.org/naeringsgraf/ns#"
"""Of the classes and properties, prefix `ng:`."""

BASE: Final = "https://w3id.org/naeringsgraf/id/"
"""Of the things, unless another base is asked for."""


class Part(StrEnum):
    """What a document is made of, each named by a fragment and (all but the meeting) a number."""

    MEETING = "meeting"
    ATTENDANCE = "attendance"
    ITEM = "item"
    TURN = "turn"
    STATEMENT = "statement"
    DECISION = "decision"
    COMMITTEE = "committee"
    FIGURE = "figure"
    EVENT = "event"
    REFERENCE = "reference"
    MENTION = "mention"
    UNREAD = "unread"
    PAGE = "page"


GRAPH_ACTORS: Final = ThingId("graph/actors")
GRAPH_IDENTITIES: Final = ThingId("graph/identities")
GRAPH_JUDGEMENTS: Final = ThingId("graph/judgements")
GRAPH_REGISTERS: Final = ThingId("graph/registers")
GRAPH_THEMES: Final = ThingId("graph/themes")
GRAPH_ONTOLOGY: Final = ThingId("graph/ontology")
THEME_SCHEME: Final = ThingId("themes")

_MINUTES: Final = "minutes/"
_KEPT_ASCII: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@")
_FRAGMENT: Final = re.compile(r"(meeting)|([a-z]+)-([1-9][0-9]*)")
_NUMBERED: Final = {str(part): part for part in Part if part is not Part.MEETING}
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#?%]+[/#]")


def check_base(base: str) -> str:
    """Give the base back when things can be named below it.

    Raises:
        CallError: it is no absolute IRI that ends in "/".
    """
    if not _ABSOLUTE.fullmatch(base) or not base.endswith("/"):
        raise CallError(f'base {base!r} cannot carry names; give an absolute IRI that ends in "/", such as {BASE}')
    return base


def mint_iri(thing: ThingId, base: str = BASE) -> Iri:
    """Name a thing: base and path, with all that RFC 3987 does not allow percent-encoded.

    Letters beyond ASCII stay, for an IRI may hold them. Combining, control and direction marks, "%", "#" and path
    steps of dots alone are encoded, so that two paths never get one name and none climbs out of the base.
    """
    return Iri(base + _encode_path(thing))


def read_iri(iri: str, base: str = BASE) -> ThingId | None:
    """Give the path that `mint_iri` made this name from; None where it made none, or where it is part of a document."""
    if not iri.startswith(base):
        return None
    path = iri[len(base) :]
    thing = ThingId(unquote(path, errors="surrogatepass"))
    return thing if path == _encode_path(thing) else None


def mint_document(slug: str, base: str = BASE) -> Iri:
    """Name a document, which is also the named graph of all that follows from it."""
    return Iri(f"{base}{_MINUTES}{_encode_step(slug)}")


def read_document(iri: str, base: str = BASE) -> str | None:
    """Give the slug of a document from its name; None where this names no document."""
    if not iri.startswith(base + _MINUTES):
        return None
    slug = unquote(iri[len(base) + len(_MINUTES) :], errors="surrogatepass")
    return slug if mint_document(slug, base) == iri else None


def mint_part(slug: str, part: Part, number: int = 0, base: str = BASE) -> Iri:
    """Name a part of a document by what it is and its number; the meeting, of which there is one, has none."""
    return Iri(f"{mint_document(slug, base)}#{mint_fragment(part, number)}")


def mint_fragment(part: Part, number: int = 0) -> str:
    """Give the part's name within its document: "turn-14"; "meeting"."""
    return str(part) if part is Part.MEETING else f"{part}-{number}"


def read_part(iri: str, base: str = BASE) -> tuple[str, Part, int] | None:
    """Give slug, part and number from the name of a part (the meeting's number is 0); None where this names none."""
    document, mark, fragment = iri.partition("#")
    slug = read_document(document, base)
    found = _FRAGMENT.fullmatch(fragment)
    if not mark or slug is None or found is None:
        return None
    if found[1]:
        return slug, Part.MEETING, 0
    part = _NUMBERED.get(found[2])
    return None if part is None else (slug, part, int(found[3]))


def mint_term(name: str) -> Iri:
    """Name a class, property or individual of our own vocabulary: `mint_term("onBehalfOf")`."""
    return Iri(NAMESPACE + name)


@lru_cache(maxsize=65_536)
def _encode_path(path: str) -> str:
    return "/".join(_encode_step(step) for step in path.split("/"))


@lru_cache(maxsize=65_536)
def _encode_step(step: str) -> str:
    # A step of dots alone would be resolved away by whoever reads the IRI.
    if step in (".", ".."):
        return "%2E" * len(step)
    return "".join(c if _may_stay(c) else _encode_letter(c) for c in step)


def _may_stay(letter: str) -> bool:
    if letter < "\x80":
        return letter in _KEPT_ASCII
    # Marks (M), controls, formats, surrogates, private use, unassigned (C) and separators (Z) are either not allowed
    # or cannot be seen; a letter that NFC would change could make two names look and compare alike.
    return unicodedata.category(letter)[0] not in "MCZ" and unicodedata.is_normalized("NFC", letter)


def _encode_letter(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))
