"""`naeringsgraf serve`: the explorer and the SPARQL endpoint, on this machine."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.settings import FolderType, settings
from naeringsgraf.errors import CallError
from naeringsgraf.store.privacy.levels import Level, View

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
    )
    plan = replace(plan, store=_choose_store(plan, level, pseudonymise=pseudonymise))
    if path is not None:
        return _answer(plan, path)
    serve(plan, settings().say, lambda url: print(url, flush=True), opens=opens)
    return Exit.DONE


def _choose_store(plan: "Plan", level: str | None, *, pseudonymise: bool) -> Path:
    """Give the store of what is to be seen: the whole one on this machine, where nothing else is asked for.

    Raises:
        CallError: documents that are not to leave this machine are asked for on another, or a view is to be written to.
        StoreError: there is no store, or nothing of it may be seen.
    """
    from naeringsgraf.store.privacy.views import publish_view

    seen = Level(level) if level else Level.INTERN if plan.is_local else Level.PSEUDONYM
    if seen is Level.INTERN and not plan.is_local:
        raise CallError(
            f"--level intern is for this machine alone, and others reach {plan.host}; leave one of them out, or give "
            "the documents another level with: naeringsgraf build PATH --level LEVEL"
        )
    view = View(seen, pseudonymise)
    if view.is_everything:
        return plan.store
    if plan.token or plan.offers.review:
        raise CallError("--update and --review write to the whole graph; leave them out where only a part is seen")
    settings().say(f"what is seen: level {view.level}, {'without any names' if pseudonymise else 'names by level'}")
    return publish_view(plan.store, view)


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
