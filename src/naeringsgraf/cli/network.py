"""`naeringsgraf network`: who raised what, met or answered whom, as a page to look at or a file for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import choice_options, graph_option, settings
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.analysis.network import Network
    from naeringsgraf.store.graph import Graph

FORMATS = ("html", "graphml", "gexf", "pajek", "cytoscape", "json", "csv", "tsv", "svg", "png")
ENDINGS = {"htm": "html", "net": "pajek", "cyjs": "cytoscape"}
"""Other endings of files → the format they stand for."""
KINDS = (
    "municipality-theme",
    "cluster-theme",
    "municipality-municipality",
    "theme-theme",
    "replies",
    "co-attendance",
    "people-bodies",
)
_SERIES_FORMATS = ("csv", "tsv", "json", "gexf")
_NAMED = {"kind": "kinds", "narrower": "include_narrower"}
"""Option → what the function calls it."""


@click.command()
@click.argument("network", type=click.Choice(KINDS), metavar="KIND")
@choice_options
@click.option(
    "--between",
    type=click.Choice(["people", "actors"]),
    help="For replies and co-attendance: people, or those they met for.",
)
@click.option(
    "--within",
    type=click.Choice(["sentence", "turn", "meeting"]),
    help="For theme-theme: where two themes must both be raised. Default: turn.",
)
@click.option(
    "--weight",
    metavar="UNIT",
    help="What a line weighs: sentences, turns, meetings; for municipality-municipality count, jaccard, cosine.",
)
@click.option("--around", metavar="NAME", help="Only what is tied to this mark.")
@click.option(
    "--depth", type=click.IntRange(1, 2), metavar="N", help="How many lines away from it: 1 or 2. Default: 1."
)
@click.option("--least", type=float, metavar="WEIGHT", help="Only lines of this weight or more.")
@click.option("--top", type=click.IntRange(min=2), metavar="N", help="Only the N strongest marks.")
@click.option("--communities", type=click.Choice(["louvain", "leiden"]), help="How they are found. Default: louvain.")
@click.option("--aggregate", is_flag=True, help="One mark for each community.")
@click.option(
    "--window", metavar="LENGTH", help='A series over windows of time, "2y" or "6m"; one row a window and line.'
)
@click.option("--step", metavar="LENGTH", help="From one window to the next. Default: as long as the window.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@click.option("--show-query", is_flag=True, help="Write the SPARQL that gives these rows, instead of them.")
@graph_option
@output_options(FORMATS, None)
def command(
    network: str,
    window: str | None,
    step: str | None,
    excel: bool,
    show_query: bool,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
    **options: Any,
) -> int:
    """Draw a network of one KIND:

    \b
    municipality-theme         who raised what; the numbers are those of trace
    cluster-theme              the same for clusters
    municipality-municipality  who raised the same themes
    theme-theme                what is raised together
    replies                    who answers whom
    co-attendance              who was at the same meetings
    people-bodies              who met in which body

    An .html file is one page that needs no network: search, a legend that is the filter, and the sentences behind each
    line. Files for other programs are .graphml, .gexf, .net (Pajek), .cyjs (Cytoscape), .json (node-link), .csv and
    .tsv (lines), .svg and .png.

    \b
    naeringsgraf network municipality-theme -o network.html
    naeringsgraf network municipality-municipality --weight jaccard --format csv
    naeringsgraf network theme-theme --around batterigjenvinning -o batteries.gexf
    naeringsgraf network co-attendance --window 2y --step 1y --format csv
    """
    check_output(output, force=force)
    given = _list_given(options)
    if show_query:
        with open_graph(store) as graph:
            text = graph.write_named(f"network-{network}", **given)
        write_result(text, output, force=force)
        return Exit.DONE
    chosen = choose_format(form, output, None, FORMATS, **ENDINGS)
    with open_graph(store) as graph:
        if window or step:
            return _write_series(graph, network, window, step, given, chosen, excel, output, force)
        return _write_network(graph, network, given, chosen, excel, output, force)


def _list_given(options: dict[str, Any]) -> dict[str, Any]:
    """Give the options that the caller wrote, as the functions call them; what is left out is theirs to decide."""
    ctx = click.get_current_context()
    unset = (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
    return {
        _NAMED.get(name, name): value
        for name, value in options.items()
        if ctx.get_parameter_source(name) not in unset and value is not None
    }


def _write_network(
    graph: "Graph", kind: str, given: dict[str, Any], form: str, excel: bool, output: Path | None, force: bool
) -> int:
    from naeringsgraf.analysis.coverage import coverage
    from naeringsgraf.analysis.networks.kinds import draw_network
    from naeringsgraf.views.network_files import write_network

    drawn, reach = draw_network(graph, kind, **given), coverage(graph)
    if not drawn.edges and form not in ("csv", "tsv", "json"):
        return _tell_nothing(drawn)
    page = {"coverage": reach} if form == "html" else {}
    write_result(write_network(drawn, form, excel=excel, **page), output, force=force)
    said = settings()
    for note in (*drawn.notes, reach.tell_short()):
        said.say(note)
    if not drawn.edges:
        return _tell_nothing(drawn)
    if output is not None:
        said.say(f"{output} holds {len(drawn.nodes)} marks and {len(drawn.edges)} lines, {said.tell_names()}")
    return Exit.DONE


def _write_series(
    graph: "Graph",
    kind: str,
    window: str | None,
    step: str | None,
    given: dict[str, Any],
    form: str,
    excel: bool,
    output: Path | None,
    force: bool,
) -> int:
    from naeringsgraf.analysis.coverage import coverage
    from naeringsgraf.analysis.networks.series import draw_series
    from naeringsgraf.views.series_files import write_series

    if window is None:
        raise CallError("--step is from one window to the next; say with --window how long each is")
    if form not in _SERIES_FORMATS:
        raise CallError(f"a series cannot be written as {form}; choose one of {', '.join(_SERIES_FORMATS)}")
    windows = draw_series(graph, kind, window, step, **given)
    write_result(write_series(windows, form, excel=excel), output, force=force)
    settings().say(f"{len(windows)} windows of {window}; where nothing happened there are no rows")
    settings().say(coverage(graph).tell_short())
    if not any(each.network.edges for each in windows):
        settings().say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE


def _tell_nothing(network: "Network") -> int:
    for note in network.notes:
        settings().explain(note)
    settings().say("the question has no rows")
    return Exit.NO_ROWS
