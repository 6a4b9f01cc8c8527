"""The answer to any question as one HTML file: its rows, the sentences of each, and what is not among them."""

from collections.abc import Mapping
from typing import Any

from naeringsgraf import __version__
from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.views.finding_table import list_shown
from naeringsgraf.views.pages import (
    describe_quote,
    list_meetings,
    list_sources,
    load_answer_texts,
    load_page,
    read_answer_style,
    tell_coverage,
    tell_data_until,
    write_policy,
)
from naeringsgraf.views.table import show_value
from naeringsgraf.views.texts import count


def write_answer_page(
    finding: Finding, *, title: str | None = None, language: str | None = None, coverage: Coverage | None = None
) -> str:
    """Write the page; the same answer gives the same text. It has no script and asks nobody for anything.

    Args:
        finding: the answer.
        title: heading and title of the page; None for the question in the language.
        language: of the page's words, "nb", "nn" or "en"; None for that of the answer's labels, else "nb".
        coverage: what the graph does not know, told at the foot of the page.

    Raises:
        CallError: there are no texts in that language.
    """
    language = language or str(finding.asked.get("language", "nb"))
    texts = load_answer_texts(language)
    meetings = list_meetings(finding.quotes)
    style = read_answer_style()
    shown = list_shown(finding)
    return load_page("answer.html.j2").render(
        language=language,
        texts=texts,
        title=title or texts.get(f"question_{finding.question}", finding.question),
        version=__version__,
        policy=write_policy([], style),
        style=style,
        summary=[count(texts, "rows", len(finding.rows)), *tell_data_until(meetings, texts, language)],
        header=[(finding.columns[at], texts.get(f"column_{finding.columns[at]}")) for at in shown],
        rows=[_lay_out(finding, number, shown, texts, language) for number in range(len(finding.rows))],
        evidence=bool(finding.evidence),
        notes=finding.notes,
        coverage=tell_coverage(coverage, texts, language) if coverage else [],
        sources=list_sources(meetings),
        documents_counted=count(texts, "documents", len(meetings)),
    )


def _lay_out(
    finding: Finding, number: int, shown: list[int], texts: Mapping[str, str], language: str
) -> dict[str, Any]:
    row = finding.rows[number]
    quotes = finding.evidence[number] if finding.evidence else ()
    return {
        "cells": [show_value(row[at]) for at in shown],
        "counted": count(texts, "statements", len(quotes)),
        "quotes": [describe_quote(quote, texts, language) for quote in quotes],
    }
