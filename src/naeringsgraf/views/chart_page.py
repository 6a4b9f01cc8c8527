"""A picture and the table of the same numbers as one HTML file that needs no network and no script."""

import base64
from collections.abc import Mapping, Sequence

from naeringsgraf import __version__
from naeringsgraf.views.pages import clean, load_page, read_answer_style, write_policy
from naeringsgraf.views.table import Table, show_value


def write_chart_page(
    picture: str,
    table: Table,
    heads: Sequence[str],
    *,
    title: str,
    texts: Mapping[str, str],
    language: str,
    foot: Sequence[str],
) -> str:
    """Write the page.

    Args:
        picture: an SVG.
        table: its numbers.
        heads: what the columns are called, in the language of the page.
        title: heading and title.
        texts: of `load_answer_texts`.
        language: "nb", "nn" or "en".
        foot: what was chosen, and where the data come from, a line each.
    """
    style = read_answer_style()
    return load_page("chart.html.j2").render(
        picture=base64.b64encode(picture.encode("utf-8")).decode("ascii"),
        heads=heads,
        rows=[[show_value(value) for value in row] for row in table.rows],
        title=title,
        texts=texts,
        language=language,
        foot=clean(list(foot)),
        version=__version__,
        style=style,
        policy=write_policy([], style),
    )
