"""The words of the explorer, in bokmål, nynorsk and English, and the language that a reader wants."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from naeringsgraf.views.pages import load_answer_texts
from naeringsgraf.views.texts import LANGUAGES

_PLACE: Final = re.compile(r"\{(\w+)\}")
"""Where a value goes: "{name}"."""

_SPEAKS: Final = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en", "da": "nb", "sv": "nb"}
"""Language of a browser → the one of ours that its reader knows best."""


@cache
def load_web_texts(language: str) -> Mapping[str, str]:
    """Give key → text of one language, those of answers and networks among them.

    Raises:
        CallError: there are no texts in that language.
    """
    shared = load_answer_texts(language)
    text = files("naeringsgraf.web").joinpath("texts", f"{language}.json").read_text(encoding="utf-8")
    return {**shared, **json.loads(text)}


@cache
def load_reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the form of each reason that the graph may give, with names for what stands in it → key of its text.

    The graph gives its reasons in English, and the English texts are these; so a reason is known by its words.
    """
    texts = load_web_texts("en")
    # What has no place in it goes first, for it may be of another's form.
    keys = sorted((texts[key].count("{"), key) for key in texts if key.startswith("reason_"))
    return tuple((_make_pattern(texts[key]), key) for _, key in keys)


def _make_pattern(text: str) -> re.Pattern[str]:
    parts = _PLACE.split(text)
    return re.compile("".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))


def fill(text: str, values: Mapping[str, str | int]) -> str:
    """Put values in their places, all at once: what a value holds is no place."""
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)


def choose_language(asked: str, accepted: str) -> str:
    """Give "nb", "nn" or "en": the one asked for, else the first that the browser accepts, else bokmål."""
    if asked in LANGUAGES:
        return asked
    for wanted in sorted(map(_read_range, accepted.split(",")[:20]), key=lambda each: -each[1]):
        if wanted[1] > 0 and wanted[0] in _SPEAKS:
            return _SPEAKS[wanted[0]]
    return "nb"


def _read_range(written: str) -> tuple[str, float]:
    """Read "nn-NO;q=0.8" as language and weight."""
    name, _, weight = written.partition(";")
    try:
        wanted = float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        wanted = 0.0
    return name.strip().lower().partition("-")[0], wanted
