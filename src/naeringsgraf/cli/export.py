"""`naeringsgraf export`: the graph as a file of RDF."""

import re
from collections.abc import Iterable
from pathlib import Path

import click

from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import GRAPH_ENDINGS, check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import graph_option, settings
from naeringsgraf.errors import CallError

FORMATS = ("nq", "trig", "ttl", "nt", "jsonld", "rdfxml")


_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
PROFILES = ("compact", "web-annotation", "schema.org", "dcat")


@click.command()
@click.option("--graph", metavar="NAME", help='One named graph only, by IRI or path: "graph/themes".')
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="compact",
    show_default=True,
    help="The graph as it is, in the words of others, or a description of it as a data set.",
)
@click.option("--publisher", metavar="IRI", help="Of dcat: who publishes it, by the IRI of an organisation number.")
@click.option("--contact", metavar="MAIL", help="Of dcat: the mail address of whoever answers for it.")
@click.option("--title", help="Of dcat: what it is called.")
@click.option("--licence", metavar="IRI", help="Of dcat: the licence.")
@graph_option
@output_options(FORMATS, "nq")
def command(
    graph: str | None,
    profile: str,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
    **description: str | None,
) -> None:
    """Write the whole graph, sorted: the same graph gives the same bytes.

    nq, trig and jsonld keep the named graphs, one a document; ttl, nt and rdfxml hold their union. The file names the
    people that the minutes name, unless --pseudonymise or --level says otherwise. Profiles say the same in Web
    Annotation or schema.org, without named graphs; dcat describes the data set after DCAT-AP-NO, without the people.

    \b
    naeringsgraf export -o graph.nq
    naeringsgraf export --pseudonymise -o without-names.nq
    naeringsgraf export --graph graph/themes --format ttl
    naeringsgraf export --profile schema.org --format jsonld
    """
    check_output(output, force=force)
    chosen = choose_format(form, output, "nq", FORMATS, **GRAPH_ENDINGS)
    told = {name: value for name, value in description.items() if value is not None}
    _check(profile, graph, told)
    with open_graph(store) as opened:
        written = opened.export(chosen, graph) if profile == "compact" else opened.export_as(profile, chosen, **told)
    write_result(written, output, force=force)
    if output is not None and profile != "dcat":
        settings().say(f"{output} holds the graph {settings().tell_names()}")
    if profile == "dcat" and (lacking := [name for name in ("publisher", "contact") if name not in told]):
        settings().say(f"DCAT-AP-NO asks for a {' and a '.join(lacking)}; name {_list_options(lacking)}")


def _check(profile: str, graph: str | None, told: dict[str, str]) -> None:
    if graph is not None and profile != "compact":
        raise CallError(f"the profile {profile} is one of the whole graph; leave --graph out")
    if told and profile != "dcat":
        raise CallError(f"{_list_options(told)} is said of a data set; add --profile dcat")
    for name in ("publisher", "licence"):
        if name in told and not _IRI.fullmatch(told[name]):
            raise CallError(f"--{name} {told[name]!r} is no IRI; write it as https://…")
    if "contact" in told and not _MAIL.fullmatch(told["contact"]):
        raise CallError(f"--contact {told['contact']!r} is no mail address")


def _list_options(names: Iterable[str]) -> str:
    return " and ".join(f"--{name}" for name in names)
