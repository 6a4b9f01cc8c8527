"""Finds places that may tell of a named person what article 9 of the General Data Protection Regulation guards.

Health, membership of a union, religion, origin, sexual orientation, and political opinion beyond an office. They are
told and not hidden: a word is no proof, and a false hit would hide a public matter. Where and of which kind is all that
is told; a list of the sentences would itself be what the article is about, so nothing of it enters a graph or a log.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from naeringsgraf.registers.names import given_names
from naeringsgraf.registers.organisations import load_parties

REACH: Final = 80
"""Characters between a name and a word that are taken to belong together, within one sentence."""

_BREAK: Final = re.compile(r"[!?\n]|(?<![ (][A-ZÆØÅ])[.]\s")
"""Where a sentence ends; the point behind an initial ends none."""
_NAME: Final = re.compile(r"(?<!\w)([A-ZÆØÅ][\w’'-]*)((?:\s+(?:[A-ZÆØÅ]\.|[A-ZÆØÅ][\w’'-]+))*)")


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A word that may tell something of somebody who is named near it."""

    kind: str
    """"health", "union", "religion", "origin", "orientation" or "politics"."""
    begins: int
    """Characters from the start of the text, first is 0."""
    ends: int


def find_sensitive(text: str, persons: Collection[str] = ()) -> list[Sensitive]:
    """Find such words in a text, in order.

    Args:
        text: the normalised text of a document.
        persons: names of those that it is known to name; one is found by its first word alone, too. Somebody else is
            taken for a person where a common given name and another name follow each other.
    """
    alone = {name.split()[0].casefold() for name in persons if name.strip()}
    found = [
        Sensitive(kind, *cue.span())
        for kind, pattern in _load_patterns().items()
        for cue in pattern.finditer(text)
        if _is_near_name(text, cue.start(), cue.end(), alone)
    ]
    return sorted(found, key=lambda each: (each.begins, each.kind))


def _is_near_name(text: str, begins: int, ends: int, alone: Collection[str]) -> bool:
    """Tell whether somebody is named in the sentence of a word, no farther away than `REACH`."""
    before = _BREAK.split(text[max(0, begins - REACH) : begins])[-1]
    after = _BREAK.split(text[ends : ends + REACH])[0]
    return any(
        name[1].casefold() in alone or (name[2] and name[1].casefold() in given_names())
        for part in (before, after)
        for name in _NAME.finditer(part)
    )


@cache
def _load_patterns() -> Mapping[str, re.Pattern[str]]:
    words = tomllib.loads(files(__package__).joinpath("sensitive_words.toml").read_text(encoding="utf-8"))
    unions = "|".join(words.pop("unions"))
    parties = "|".join(re.escape(name) for party in load_parties() for name in party.all_names)
    return {
        kind: re.compile(
            "|".join(rf"(?<!\w){each}(?!\w)" for each in parts).replace("{union}", unions).replace("{party}", parties),
            re.IGNORECASE,
        )
        for kind, parts in words.items()
    }
