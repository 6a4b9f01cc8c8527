"""The word lists that give minutes their form, read from `words/` once."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_FIRST_WORDS = re.compile(
    r"\(?(?P<words>[a-zæøå]+(?![?*])(?: [a-zæøå]+)*(?:\|[a-zæøå]+(?: [a-zæøå]+)*)*)(?:\)(?![?*])|\Z)"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Patterns over lower-case text."""

    labels: Mapping[str, re.Pattern[str]]
    """For each kind of label, what the whole label looks like without its colon."""
    columns: Mapping[str, re.Pattern[str]]
    """For each kind of table column, what its head looks like."""
    item_columns: Mapping[str, re.Pattern[str]]
    """For each kind of column of a table of items, what its head looks like."""
    offices: frozenset[str]
    """Offices and functions, base forms."""
    open_label: re.Pattern[str]
    """A label that may stand without a colon before what it labels, and the blanks after it."""
    office_endings: tuple[str, ...]
    """A lower-case word that ends so is an office: "-sjef"."""
    meeting_roles: frozenset[str]
    """What somebody does at one meeting, besides the office they hold: "referent"."""
    office_plurals: Mapping[str, str]
    office_shorts: Mapping[str, str]
    """Short forms, such as "medl", with the whole word."""
    office_short_endings: Mapping[str, str]
    """Ends of longer short forms: the "ordf" of "fylkesvaraordf."."""
    body_endings: tuple[str, ...]
    holders: Mapping[str, str]
    """For each word for a meeting, who holds it: "styremøte" is the meeting of "Styret i" somebody."""
    speech: Mapping[str, re.Pattern[str]]
    """Verbs by which somebody is told to speak, at the start of the text matched with, by their first letter."""
    inverted: re.Pattern[str]
    """A verb of speaking alone, as it stands before the one who speaks."""
    reply: re.Pattern[str]
    """Words that say that somebody is answered."""
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def load_vocabulary() -> Vocabulary:
    """Read `words/*.toml`."""
    form, speech = _read("minutes.toml"), _read("speech.toml")
    return Vocabulary(
        labels={kind: _whole(entries) for kind, entries in form["labels"].items()},
        columns={kind: _whole(entries) for kind, entries in form["columns"].items()},
        item_columns={kind: _whole(entries) for kind, entries in form["item_columns"].items()},
        offices=frozenset(form["offices"]["words"]),
        open_label=re.compile(rf"(?P<label>{'|'.join(form['open']['labels'])})\s+(?=\S)"),
        office_endings=tuple(form["offices"]["endings"]),
        meeting_roles=frozenset(form["offices"]["at_meeting"]),
        office_plurals=_with_definite(form["offices"]["plural"]),
        office_shorts=dict(form["offices"]["short"]),
        office_short_endings=dict(form["offices"]["short_endings"]),
        body_endings=tuple(form["body"]["endings"]),
        holders=dict(form["body"]["holders"]),
        speech=_group(speech["verbs"]),
        inverted=re.compile("|".join(speech["inverted"])),
        reply=_anywhere(speech["reply"]),
        words={kind: frozenset(entries) for kind, entries in speech["words"].items()},
        patterns={kind: _anywhere(entries) for kind, entries in speech["patterns"].items()},
    )


def load_pattern(module: str, name: str) -> re.Pattern[str]:
    """Give a pattern of `words/patterns.toml`, for the module that uses it."""
    return re.compile("".join(_read("patterns.toml")[module][name]))


def load_words(name: str) -> Mapping[str, Any]:
    """Give a whole file of `words/`, for the one module that uses it."""
    return _read(name)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words", name).read_text(encoding="utf-8"))


def _with_definite(plurals: Mapping[str, str]) -> Mapping[str, str]:
    """Add the definite forms: "ordførere" also stands as "ordførerne", "rådmenn" as "rådmennene"."""
    definite = {
        f"{plural}ene" if plural.endswith("menn") else f"{plural[:-1]}ne": one for plural, one in plurals.items()
    }
    return definite | dict(plurals)


def _group(entries: Sequence[str]) -> Mapping[str, re.Pattern[str]]:
    """Put entries together that may begin with the same letter: "s" or "t" for "(sa|tok) ja"; they end with a word."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        lead = _FIRST_WORDS.match(entry)
        if lead is None:
            raise ValueError(f"words/speech.toml: {entry} begins with no letter, nor with words in parentheses")
        for first in {word[0] for word in lead["words"].split("|")}:
            groups.setdefault(first, []).append(entry)
    return {first: re.compile(rf"(?:{'|'.join(some)})\b") for first, some in groups.items()}


def _whole(entries: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(entries)})\Z")


def _anywhere(entries: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.IGNORECASE)
