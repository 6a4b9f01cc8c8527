"""What all pages that show an answer share: templates, words, style, and how a sentence and its place are told."""

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.views.characters import keep_xml
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
def read_style() -> str:
    """Give our own style sheet: what all pages share, and what the network page needs beside it."""
    return read_asset("base.css") + read_asset("network.css")


@cache
def read_answer_style() -> str:
    """Give the style sheet: that of the network page, and what the matrix needs beside it."""
    return read_style() + read_asset("steps.css") + read_asset("heat_map.css")


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


def write_policy(scripts: Sequence[str], style: str) -> str:
    """Write the content security policy: these scripts and this style, pictures made by the page itself, no more."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def tell_coverage(coverage: Coverage, texts: Mapping[str, str], language: str) -> list[str]:
    """Say what the graph does not know, one line each."""
    missing = [f"{each.body or ''} {write_day(each.date, language)}".strip() for each in coverage.missing]
    names = [f"{name} ({times})" for name, times in coverage.ambiguous.items()]
    numbers = {
        "undated": coverage.undated,
        "presentations": coverage.presentations,
        "speakers": coverage.without_speaker,
        "unresolved": coverage.unresolved_speakers,
        "unread": coverage.unread_lines,
    }
    told = [texts["coverage_missing"].replace("{list}", "; ".join(missing))] if missing else []
    told += [texts[f"coverage_{key}"].replace("{n}", str(number)) for key, number in numbers.items() if number]
    if names:
        told.append(texts["coverage_ambiguous"].replace("{list}", ", ".join(names)))
    if coverage.share_under_statements is not None:
        told.append(texts["coverage_share"].replace("{n}", f"{100 * coverage.share_under_statements:.0f}"))
    return told


def clean(value: Any) -> Any:
    """Give plain values without the characters that XML, and so a page, cannot hold."""
    if isinstance(value, str):
        return keep_xml(value)
    if isinstance(value, Mapping):
        return {keep_xml(key): clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
