"""The tools of an assistant, asked by a real client over standard input and output."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from naeringsgraf import api

pytest_plugins = ("asking_pages",)

Work = Callable[[ClientSession], Awaitable[Any]]


def talk(store: Path, work: Work, folder: Path | None = None) -> Any:
    """Start the server as an assistant does, in a folder where one is named, do something with it, and end it."""

    async def run() -> Any:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "naeringsgraf", "mcp", "--store", str(store)],
            env=dict(os.environ),
            cwd=folder,
        )
        async with stdio_client(command) as streams, ClientSession(*streams) as session:
            await session.initialize()
            return await work(session)

    return asyncio.run(run())


async def call(session: ClientSession, tool: str, **values: Any) -> Any:
    """Call a tool, and give its answer, or what it says is wrong."""
    found = await session.call_tool(tool, values)
    text = "".join(part.text for part in found.content if part.type == "text")
    return text if found.is_error else json.loads(text)


def test_every_tool_reads_and_says_so(sample: Path) -> None:
    """An assistant can tell that nothing it does here changes anything."""

    async def work(session: ClientSession) -> Any:
        return (await session.list_tools()).tools

    found = talk(sample, work)

    assert {tool.name for tool in found} == {
        *("list_themes", "list_municipalities", "trace", "requests", "read_sentence", "query"),
    }
    assert all(tool.annotations.read_only_hint for tool in found)


def test_store_may_be_named_from_where_one_stands(sample: Path) -> None:
    """As the store is that nobody names: the processes that answer stand elsewhere."""

    async def work(session: ClientSession) -> Any:
        return await call(session, "query", sparql="ASK { ?s ?p ?o }")

    found = talk(Path(sample.name), work, sample.parent)

    assert found["answer"] is True


def test_answers_are_those_of_the_questions(sample: Path, graph: api.Graph) -> None:
    """The rows are the same as from Python, and a sentence can be read where it stands."""

    async def work(session: ClientSession) -> Any:
        traced = await call(session, "trace", theme="batterigjenvinning")
        return (
            await call(session, "list_themes"),
            await call(session, "list_municipalities"),
            traced,
            await call(session, "requests", addressee="staten"),
            await call(session, "read_sentence", sentence=traced["sentences"][0]["id"]),
        )

    themes, municipalities, traced, asked, read = talk(sample, work)

    assert "Batterigjenvinning" in {each["theme"] for each in themes["themes"]}
    assert "Horten" in {each["municipality"] for each in municipalities["municipalities"]}
    assert traced["rows"] == graph.trace(theme="batterigjenvinning", by="theme").to_dicts()
    assert asked["rows"] == graph.requests(addressee="staten").to_dicts()
    texts = graph.query("SELECT ?text { ?m a ng:Minutes ; ng:source ?source ; ng:text ?text }", source=read["source"])
    text = str(texts.rows[0][0])
    assert text[read["begins"] : read["ends"]] == read["text"]
    assert read["before"] + read["text"] + read["after"] in text


@pytest.mark.parametrize(
    ("tool", "values", "said"),
    [
        ("trace", {"theme": "batterigjenvining"}, "Batterigjenvinning"),
        ("read_sentence", {"sentence": "minutes/x#statement-1"}, "no sentence"),
        ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
        ("query", {"sparql": "DROP ALL"}, "SELECT and ASK"),
        ("query", {"sparql": "SELECT * { ?s"}, ""),
    ],
)
def test_what_cannot_be_answered_is_told(sample: Path, tool: str, values: dict[str, str], said: str) -> None:
    """The assistant hears what is wrong, and the server goes on."""

    async def work(session: ClientSession) -> Any:
        return await call(session, tool, **values), await call(session, "query", sparql="ASK { ?s a ng:Minutes }")

    told, after = talk(sample, work)

    assert isinstance(told, str) and said in told
    assert after == {"answer": True}
