"""`naeringsgraf export`: the graph as a file of RDF."""

from pathlib import Path

import click

from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import GRAPH_ENDINGS, check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import graph_option, settings

FORMATS = ("nq", "trig", "ttl", "nt", "jsonld", "rdfxml")


@click.command()
@click.option("--graph", metavar="NAME", help='One named graph only, by IRI or path: "graph/themes".')
@graph_option
@output_options(FORMATS, "nq")
def command(graph: str | None, store: Path | str, form: str | None, output: Path | None, force: bool) -> None:
    """Write the whole graph, sorted: the same graph gives the same bytes.

    nq, trig and jsonld keep the named graphs, one a document; ttl, nt and rdfxml hold their union. The file names the
    people that the minutes name, unless --pseudonymise or --level says otherwise.

    \b
    naeringsgraf export -o graph.nq
    naeringsgraf export --pseudonymise -o without-names.nq
    naeringsgraf export --graph graph/themes --format ttl
    """

    check_output(output, force=force)
    chosen = choose_format(form, output, "nq", FORMATS, **GRAPH_ENDINGS)
    with open_graph(store) as opened:
        write_result(opened.export(chosen, graph), output, force=force)
    if output is not None:
        settings().say(f"{output} holds the graph {settings().tell_names()}")
