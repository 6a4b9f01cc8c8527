"""`naeringsgraf trace`: who raised what, since when, in which words."""

from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.asking import Asking, Shown, asking_options, give_answer
from naeringsgraf.cli.settings import choice_options

if TYPE_CHECKING:
    from naeringsgraf.store.graph import Graph


@click.command()
@choice_options
@click.option(
    "--share",
    type=click.Choice(["turns", "meetings"]),
    help="Show each number as a share of the row's own turns, or of the meetings it attended.",
)
@click.option(
    "--level", type=click.IntRange(min=1), metavar="N", help="Count themes under those of this level; 1: top."
)
@click.option(
    "--by",
    type=click.Choice(["theme", "meeting", "year", "body"]),
    help="Columns; meetings for one theme, else themes.",
)
@asking_options("svg")
def command(
    theme: tuple[str, ...],
    municipality: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    include_regions: bool,
    kind: tuple[str, ...],
    narrower: bool,
    language: str,
    by: str | None,
    level: int | None,
    share: str | None,
    body: tuple[str, ...],
    organisation: tuple[str, ...],
    basis: tuple[str, ...],
    asking: Asking,
) -> int:
    """Lay out which municipality raised which theme. Numbers count sentences; --quotes shows them.

    Themes go by any label in any language, municipalities by name or number, days by 2022, 2022-11 or 2022-11-04. A
    theme counts what is narrower too. With --places today, Skedsmo is counted as Lillestrøm; a municipality that was
    split stays under its old name. An .html file is a heat map that opens the sentences of each cell.

    \b
    naeringsgraf trace
    naeringsgraf trace --theme "grønt industriløft" --quotes
    naeringsgraf trace --municipality Drammen --since 2021 --format csv
    naeringsgraf trace --level 1 --share meetings
    naeringsgraf trace --places today --include-regions --by body --show-query
    """
    from naeringsgraf.analysis.trace import trace
    from naeringsgraf.views.heat_map import write_heat_map
    from naeringsgraf.views.heat_map_picture import write_heat_map_svg
    from naeringsgraf.views.trace_text import show_trace

    def find(graph: "Graph") -> Shown:
        found = trace(
            graph,
            theme,
            municipality,
            since,
            until,
            by=by,
            include_narrower=narrower,
            kinds=kind,
            language=language,
            places=places,
            include_regions=include_regions,
            level=level,
            body=body,
            organisation=organisation,
            basis=basis,
        )
        return Shown(
            found.to_finding(),
            lambda width: show_trace(found, width, quotes=asking.quotes, share=share),
            {
                "html": lambda reach: write_heat_map(found, language=language, coverage=reach, share=share),
                "svg": lambda reach: write_heat_map_svg(found, language=language, share=share),
            },
        )

    return give_answer(asking, find)
