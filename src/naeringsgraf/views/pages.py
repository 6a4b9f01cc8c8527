"""What all pages that show an answer share: templates, words, style, and how a sentence and its place are told."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.network_page import read_style
from naeringsgraf.views.texts import load_texts, tell_actor, write_day

_ANSWERS: Final = "answers"


def load_answer_texts(language: str) -> Mapping[str, str]:
    """Give key → text of one language: those of the network page, and those of answers.

    Raises:
        CallError: there are no texts in that language.
    """
    return {**load_texts(language), **load_texts(language, _ANSWERS)}


@cache
def load_page(name: str) -> Template:
    """Give a template; every text put into it is escaped, and cleaned of what HTML cannot carry."""
    environment = Environment(
        loader=PackageLoader("naeringsgraf.views"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        # What is marked as safe is ours, cleaned before, and is named by a hash that must not change.
        finalize=lambda value: keep_xml(value) if type(value) is str else value,
    )
    return environment.get_template(name)


@cache
def read_answer_style() -> str:
    """Give the style sheet: that of the network page, and what the matrix needs beside it."""
    return read_style() + read_asset("heat_map.css")


def read_asset(name: str) -> str:
    """Give the text of a file below `static/`."""
    return files("naeringsgraf.views").joinpath("static", name).read_text(encoding="utf-8")


def list_meetings(quotes: Iterable[Quote]) -> list[MeetingFacts]:
    """Give the meetings that sentences are from, by day."""
    found = {quote.meeting.document: quote.meeting for quote in quotes}
    return sorted(found.values(), key=lambda meeting: (meeting.date or dt.date.max, meeting.document))


def list_sources(meetings: Iterable[MeetingFacts]) -> list[dict[str, Any]]:
    """Give one entry a document, for the foot of a page."""
    return [
        {"label": meeting.label, "file": meeting.source or meeting.document, "constructed": meeting.constructed}
        for meeting in meetings
    ]


def tell_data_until(meetings: Iterable[MeetingFacts], texts: Mapping[str, str], language: str) -> list[str]:
    """Say up to which day the minutes go; nothing where no day is known."""
    days = [meeting.date for meeting in meetings if meeting.date]
    return [texts["data_until"].replace("{date}", write_day(max(days), language))] if days else []


def describe_quote(
    quote: Quote, texts: Mapping[str, str], language: str, *, row: str | None = None, themes: Iterable[str] = ()
) -> dict[str, Any]:
    """Tell a sentence and where it stands, as plain texts in the language of the page.

    Args:
        quote: the sentence.
        texts: of `load_answer_texts`.
        language: of days.
        row: how the row is called in which it is counted; None for how its actor is called in the minutes.
        themes: labels of themes it raises.
    """
    meeting = quote.meeting
    held = f"{meeting.body_label}, {write_day(meeting.date, language)}" if meeting.body_label else meeting.label
    span = texts["characters"].replace("{begins}", str(quote.begins)).replace("{ends}", str(quote.ends))
    who = [quote.speaker or quote.speaker_printed or texts["unnamed"], tell_actor(quote.said_for, row)]
    tags = [texts[f"mode_{quote.mode}"], *themes]
    if quote.basis == "inferred":
        tags.append(texts["basis_inferred"].replace("{rule}", quote.rule or ""))
    if quote.basis == "reviewed":
        tags.append(texts["basis_reviewed"])
    if meeting.constructed:
        tags.append(texts["constructed"])
    return {
        "text": quote.text,
        "language": meeting.language,
        "who": ", ".join(part for part in who if part),
        "held": held.rstrip(", "),
        "item": texts["item"].replace("{item}", quote.item) if quote.item else "",
        "place": f"{meeting.source or meeting.document}, {span}",
        "tags": tags,
    }
