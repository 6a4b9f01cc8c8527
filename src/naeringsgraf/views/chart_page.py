"""A picture and the table of the same numbers as one HTML file that needs no network and no script."""

import base64
from collections.abc import Sequence

from naeringsgraf import __version__
from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.evidence import MeetingFacts
from naeringsgraf.views.pages import (
    clean,
    list_sources,
    load_answer_texts,
    load_page,
    read_answer_style,
    tell_coverage,
    tell_data_until,
    write_policy,
)
from naeringsgraf.views.table import Table, show_value
from naeringsgraf.views.texts import count


def write_chart_page(
    picture: str,
    table: Table,
    heads: Sequence[str],
    *,
    title: str,
    language: str,
    summary: Sequence[str],
    coverage: Coverage,
    meetings: Sequence[MeetingFacts],
) -> str:
    """Write the page.

    Args:
        picture: an SVG.
        table: its numbers.
        heads: what the columns are called, in the language of the page.
        title: heading and title.
        language: "nb", "nn" or "en".
        summary: what was chosen, a line each.
        coverage: what the graph does not know, told at the foot.
        meetings: those that the numbers are from, named as sources at the foot.

    Raises:
        CallError: there are no texts in that language.
    """
    texts = load_answer_texts(language)
    style = read_answer_style()
    return load_page("chart.html.j2").render(
        picture=base64.b64encode(picture.encode("utf-8")).decode("ascii"),
        heads=heads,
        rows=[[show_value(value) for value in row] for row in table.rows],
        title=title,
        texts=texts,
        language=language,
        summary=clean([*summary, *tell_data_until(meetings, texts, language)]),
        coverage=tell_coverage(coverage, texts, language),
        sources=list_sources(meetings),
        documents_counted=count(texts, "documents", len(meetings)),
        version=__version__,
        style=style,
        policy=write_policy([], style),
    )
