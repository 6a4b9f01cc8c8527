"""The words of the pages, in bokmål, nynorsk and English."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from naeringsgraf.analysis.counting import Counted
from naeringsgraf.analysis.places import Merger, PlaceTime
from naeringsgraf.analysis.rows import Row
from naeringsgraf.errors import CallError

LANGUAGES: Final = ("nb", "nn", "en")


@cache
def load_texts(language: str, *folder: str) -> Mapping[str, str]:
    """Give key → text of one language, of the network page or of those in a folder.

    Raises:
        CallError: there are no texts in that language.
    """
    if language not in LANGUAGES:
        raise CallError(f"no pages in {language!r}; choose one of {', '.join(LANGUAGES)}")
    text = files("naeringsgraf.views").joinpath("texts", *folder, f"{language}.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts


def name_row(row: Row, texts: Mapping[str, str]) -> str:
    """Give the name of a row, with a split told in the language of the texts."""
    if row.split is None:
        return row.label
    told = texts["split_other" if row.split.other else "split"]
    return f"{row.name} ({told.replace('{year}', row.split.year).replace('{name}', row.split.other or '')})"


def tell_actor(said_for: str | None, row: str | None) -> str | None:
    """Name whom a sentence was said for: as its row is called, unless that one had another name on the day."""
    if said_for is None or (row is not None and row.startswith(said_for)):
        return row
    return said_for


def tell_places(counted: Counted | None, texts: Mapping[str, str], language: str) -> list[str]:
    """Say how municipalities over time, and regions, are counted: one line each, the choice of places first.

    Nothing where there are no actors to count.
    """
    if counted is None:
        return []
    split = [name_row(row, texts) for row in counted.rows if row.split]
    lists = {
        "places_moved": ", ".join(f"{old} → {new}" for old, new in counted.moved),
        "places_split": ", ".join(split),
        "places_merged": ", ".join(_tell_merger(merger) for merger in counted.mergers),
        "places_regions": ", ".join(f"{each.label} ({write_day(each.as_of, language)})" for each in counted.regions),
    }
    told = [texts["places_today" if counted.places is PlaceTime.TODAY else "places_as_of"]]
    return told + [texts[key].replace("{list}", listed) for key, listed in lists.items() if listed]


def _tell_merger(merger: Merger) -> str:
    return f"{merger.label} ({', '.join((merger.year, *merger.others))})"


def count(texts: Mapping[str, str], key: str, number: int) -> str:
    """Give "1 kommune" or "5 kommuner": the text of key_one or key_other with the number in it."""
    written = f"{number:,}".replace(",", texts["thousands"])
    return texts[f"{key}_one" if number == 1 else f"{key}_other"].replace("{n}", written)


def write_day(day: dt.date | None, language: str) -> str:
    """Write a day as people of the language do in a table; empty where it is not known."""
    if day is None:
        return ""
    return day.isoformat() if language == "en" else f"{day.day:02}.{day.month:02}.{day.year:04}"
