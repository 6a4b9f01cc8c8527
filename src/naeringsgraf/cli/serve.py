"""`naeringsgraf serve`: the explorer and the SPARQL endpoint, on this machine."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.settings import FolderType, settings
from naeringsgraf.store.privacy.levels import Level
from naeringsgraf.web.pool.jobs import OWN, UNION

if TYPE_CHECKING:
    from naeringsgraf.web.serving import Plan


@click.command()
@click.argument(
    "store", type=FolderType(), default="naeringsgraf.store", envvar="NAERINGSGRAF_STORE", metavar="[STORE]"
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Of this machine.")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N", help="0: any free one."
)
@click.option("--origin", metavar="URL", help="By which others know it, when another server stands before it.")
@click.option("--open", "opens", is_flag=True, help="Open it in a browser.")
@click.option("--update", is_flag=True, help="Take updates of who has the token in NAERINGSGRAF_UPDATE_TOKEN.")
@click.option(
    "--default-graph",
    type=click.Choice([UNION, OWN]),
    help="Of queries that name none: all graphs, or what is in no named one. Default: all, where there are minutes.",
)
@click.option("--review", is_flag=True, help="Let decisions on uncertain links be written.")
@click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    default=Path("judgements.csv"),
    show_default=True,
    metavar="FILE",
    help="Where --review writes them.",
)
@click.option("--who", help="Who decides. Default: the name that git knows, else that of the account.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A map of municipalities: GeoJSON or TopoJSON with their numbers.",
)
@click.option("--attribution", default="© Kartverket, CC BY 4.0", show_default=True, help="Whose map it is.")
@click.option("--cors", is_flag=True, help="Let pages of other sites read answers.")
@click.option(
    "--deadline",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="A question that takes longer is ended.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that answer; processors + 2, at least 4."
)
@click.option("--strict-isolation", is_flag=True, help="Do not start where the system cannot keep a question in.")
@click.option("--pseudonymise", is_flag=True, help="Leave out all names of people.")
@click.option(
    "--level",
    type=click.Choice([str(level) for level in Level]),
    help="Only what may be seen at this level. Default: everything on this machine, and pseudonym on another --host.",
)
@click.option("--get", "path", metavar="PATH", help="Answer one request on stdout, without opening a port.")
def command(
    store: Path,
    host: str,
    port: int,
    origin: str | None,
    opens: bool,
    update: bool,
    default_graph: str | None,
    review: bool,
    judgements: Path,
    who: str | None,
    map_file: Path | None,
    attribution: str,
    cors: bool,
    deadline: float,
    workers: int | None,
    strict_isolation: bool,
    pseudonymise: bool,
    level: str | None,
    path: str | None,
) -> int:
    """Serve the graph: pages for people, SPARQL for programs. It ends with Ctrl-C.

    The address is all that is written to stdout. A new build is picked up without a restart. Nothing can be written
    unless --update or --review says so. On a --host that other machines reach, only what they may see is there: no
    document of level "intern", and names only in those of level "offentlig". What each limit and status means stands in
    docs/serving.md.

    \b
    naeringsgraf serve --open
    naeringsgraf serve -p 0 --deadline 5
    naeringsgraf serve --review --judgements my-minutes/judgements.csv
    naeringsgraf serve --get /coverage
    naeringsgraf serve --pseudonymise --get /requests
    """
    from naeringsgraf.cli.review import find_who
    from naeringsgraf.views.map_file import read_map
    from naeringsgraf.web.pages.asked import Offers
    from naeringsgraf.web.pool.pool import Rules
    from naeringsgraf.web.serving import Plan, check_origin, read_token, serve
    from naeringsgraf.web.vendored import has_editor

    if map_file is not None:
        read_map(map_file)
    offers = Offers(
        review=str(judgements.absolute()) if review else None,
        update=update,
        editor=has_editor(),
        default_graph=default_graph,
        map=str(map_file.absolute()) if map_file is not None else None,
        attribution=attribution,
    )

    plan = Plan(
        store.absolute(),
        host,
        port,
        check_origin(origin),
        read_token() if update else None,
        cors,
        offers,
        Rules(workers, deadline, strict=strict_isolation),
        (who or find_who()) if review else "",
        Level(level) if level else None,
        pseudonymise,
    )
    if path is not None:
        return _answer(plan, path)
    serve(plan, settings().say, lambda url: print(url, flush=True), opens=opens)
    return Exit.DONE


def _answer(plan: "Plan", path: str) -> int:
    from naeringsgraf.web.serving import fetch

    fetched = fetch(plan, path)
    for name, value in fetched.headers:
        settings().explain(f"{name}: {value}")
    sys.stdout.buffer.write(fetched.body)
    sys.stdout.buffer.flush()
    if fetched.status < 400:
        return Exit.DONE
    return settings().fail(f"{path}: status {fetched.status}", Exit.FAILED)
