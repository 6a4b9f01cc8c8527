"""`naeringsgraf mcp`: tools for an assistant."""

from pathlib import Path

import click

from naeringsgraf.cli.settings import store_option
from naeringsgraf.errors import CallError


@click.command()
@store_option
def command(store: Path | str) -> None:
    """Serve read-only tools to an assistant over standard input and output (Model Context Protocol).

    They list themes and municipalities, trace, list requests, read a sentence in its place, and run a guarded SPARQL
    query. Needs the extra mcp. The minutes name people, and what is answered goes to whoever runs the assistant.

    \b
    naeringsgraf mcp --help
    """
    try:
        from naeringsgraf.mcp.serving import make_server
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith("mcp"):
            raise
        raise CallError("the tools need the extra mcp: pip install 'naeringsgraf[mcp]'") from None
    if not isinstance(store, Path):
        raise CallError("the tools are of a store on this machine; an endpoint has its own door")
    make_server(store).run("stdio")
