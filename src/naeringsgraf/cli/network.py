"""`naeringsgraf network`: who raised what, as a page to look at or a file for another program."""

from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import choice_options, settings, store_option

FORMATS = ("html", "graphml", "gexf", "json", "csv", "svg")


@click.command()
@click.argument("network", type=click.Choice(["municipality-theme"]), metavar="KIND")
@choice_options
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@store_option
@output_options(FORMATS, None)
def command(
    network: str,
    theme: tuple[str, ...],
    municipality: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    include_regions: bool,
    kind: tuple[str, ...],
    narrower: bool,
    language: str,
    excel: bool,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Draw a network; KIND is municipality-theme. Its numbers are those of trace.

    An .html file is one page that needs no network: search, a legend that is the filter, and the sentences behind each
    line. Files for other programs are .graphml, .gexf, .json (node-link), .csv (lines) and .svg.

    \b
    naeringsgraf network municipality-theme -o network.html
    naeringsgraf network municipality-theme --since 2022 -o network.graphml
    naeringsgraf network municipality-theme --format csv
    """
    from naeringsgraf.analysis.networks.kinds import draw_network
    from naeringsgraf.views.network_files import write_network

    check_output(output, force=force)
    chosen = choose_format(form, output, None, FORMATS, htm="html")
    with open_graph(store) as graph:
        drawn = draw_network(
            graph,
            network,
            theme=theme,
            municipality=municipality,
            since=since,
            until=until,
            include_narrower=narrower,
            kinds=kind,
            language=language,
            places=places,
            include_regions=include_regions,
        )
    write_result(write_network(drawn, chosen, excel=excel), output, force=force)
    said = settings()
    for note in drawn.counted.tell() if drawn.counted else ():
        said.say(note)
    if output is not None:
        said.say(f"{output} holds {len(drawn.nodes)} marks and {len(drawn.edges)} lines, with names of people")
    if not drawn.edges:
        said.say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE
