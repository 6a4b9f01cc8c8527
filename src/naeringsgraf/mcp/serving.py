"""The server that an assistant talks to over standard input and output; needs the extra `mcp`."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from naeringsgraf import __version__
from naeringsgraf.errors import NaeringsgrafError
from naeringsgraf.mcp import tools
from naeringsgraf.mcp.tools import MOST, Answer
from naeringsgraf.store.graph import Graph, open_store
from naeringsgraf.web.pool.jobs import UNION, tell_job
from naeringsgraf.web.pool.pool import DEADLINE, Pool, Rules, Unanswered
from naeringsgraf.web.sparql.guard import Refused, look

_INSTRUCTIONS: Final = (
    "Minutes of Norwegian regional groups as a graph. Every answer has the sentences behind it: quote them, with "
    "meeting and day, and never say that a municipality raised something without one. What is not in the minutes is "
    "not known; `notes` say what the numbers leave out. Names of people stand as in the minutes."
)
_READS: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def make_server(store: Path) -> MCPServer[Any]:
    """Make the server of a store; it opens the newest generation when somebody connects.

    Raises:
        StoreError: there is no graph there, or it cannot be read.
    """
    graph = open_store(store)
    # Its workers stand in another folder.
    pool = Pool(store.absolute(), Rules(workers=1))

    @asynccontextmanager
    async def live(_: MCPServer[Any]) -> AsyncIterator[None]:
        await pool.open()
        try:
            yield
        finally:
            await pool.close()
            graph.close()

    server: MCPServer[Any] = MCPServer(
        "naeringsgraf", instructions=_INSTRUCTIONS, version=__version__, lifespan=live, log_level="ERROR"
    )
    _add_questions(server, graph)
    _add_query(server, pool)
    return server


def _add_questions(server: MCPServer[Any], graph: Graph) -> None:
    """Add the tools that ask a question of the project's own."""

    @server.tool(annotations=_READS)
    def list_themes(language: str = "nb") -> Answer:
        """List the themes that sentences raise, with ids and how many do; language nb, nn or en."""
        return _try(lambda: tools.list_themes(graph, language))

    @server.tool(annotations=_READS)
    def list_municipalities() -> Answer:
        """List the municipalities that something is said for, with ids, counties and how many sentences."""
        return _try(lambda: tools.list_municipalities(graph))

    @server.tool(annotations=_READS)
    def trace(
        theme: str | None = None,
        municipality: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str = "nb",
    ) -> Answer:
        """Tell which municipality raised which theme, how often and since when, with the sentences.

        Name a theme or municipality by label or id, days as 2022, 2022-11 or 2022-11-04; all may be left out.
        """
        return _try(lambda: tools.trace_themes(graph, theme, municipality, since, until, language))

    @server.tool(annotations=_READS)
    def requests(
        theme: str | None = None,
        actor: str | None = None,
        addressee: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str = "nb",
    ) -> Answer:
        """List who asks whom for what, with the sentence: `actor` asks `addressee`, such as "staten"."""
        return _try(lambda: tools.list_requests(graph, theme, actor, addressee, since, until, language))

    @server.tool(annotations=_READS)
    def read_sentence(sentence: str) -> Answer:
        """Read one sentence as it stands in the minutes, with what stands before and after, by the id of an answer."""
        return _try(lambda: tools.read_sentence(graph, sentence))


def _add_query(server: MCPServer[Any], pool: Pool) -> None:
    @server.tool(annotations=_READS)
    async def query(sparql: str) -> Answer:
        """Ask the graph in SPARQL: SELECT or ASK, at most 200 rows and 10 seconds; ng, skos, rdfs, dct are known.

        ?turn ng:onBehalfOf ?municipality ; ng:raises ?theme .  ?sentence ng:partOf ?turn ; ng:text ?text .
        """
        try:
            form = look(sparql).form
            if form not in ("SELECT", "ASK"):
                raise ToolError("only SELECT and ASK are answered here")
            job = tell_job(
                "query",
                DEADLINE,
                look(sparql).run.encode("utf-8", "replace"),
                media="application/sparql-results+json",
                base="http://127.0.0.1/",
                default_graphs=[],
                named_graphs=[],
                names_dataset=look(sparql).names_dataset,
                default_graph=UNION,
            )
            return await _run(pool, job)
        except (Refused, Unanswered) as problem:
            raise ToolError(problem.message) from None


async def _run(pool: Pool, job: Any) -> Answer:
    """Run a query in a process that is ended when it takes too long, and give its rows as plain values."""
    answer = await pool.ask(job, _stay)
    parts = [answer.data]
    if answer.rest is not None:
        try:
            while (part := await answer.rest.read()) is not None:
                parts.append(part)
        finally:
            answer.rest.close()
    if "problem" in answer.head:
        raise ToolError(answer.head["problem"]["message"])
    content = json.loads(b"".join(parts))
    if "boolean" in content:
        return {"answer": content["boolean"]}
    rows = content["results"]["bindings"]
    plain = [{name: term["value"] for name, term in row.items()} for row in rows[:MOST]]
    return {"columns": content["head"]["vars"], "rows": plain, "rows_in_all": len(rows)}


async def _stay() -> None:
    """Whoever asks waits for the answer."""
    await asyncio.Event().wait()


def _try(ask: Any) -> Answer:
    """Give the answer, or tell the assistant what is wrong with what it asked."""
    try:
        answer: Answer = ask()
    except NaeringsgrafError as problem:
        raise ToolError(str(problem)) from None
    return answer
