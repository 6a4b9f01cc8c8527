"""The words of the pages, in bokmål, nynorsk and English."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from naeringsgraf.errors import CallError

LANGUAGES: Final = ("nb", "nn", "en")


@cache
def load_texts(language: str) -> Mapping[str, str]:
    """Give key → text of one language.

    Raises:
        CallError: there are no texts in that language.
    """
    if language not in LANGUAGES:
        raise CallError(f"no pages in {language!r}; choose one of {', '.join(LANGUAGES)}")
    text = files("naeringsgraf.views").joinpath("texts", f"{language}.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts


def count(texts: Mapping[str, str], key: str, number: int) -> str:
    """Give "1 kommune" or "5 kommuner": the text of key_one or key_other with the number in it."""
    return texts[f"{key}_one" if number == 1 else f"{key}_other"].replace("{n}", str(number))


def write_day(day: dt.date | None, language: str) -> str:
    """Write a day as people of the language do in a table; empty where it is not known."""
    if day is None:
        return ""
    return day.isoformat() if language == "en" else f"{day.day:02}.{day.month:02}.{day.year:04}"
