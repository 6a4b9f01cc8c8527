"""What a worker does: open the newest generation, then answer one job after another.

Whatever comes out of a job, a mistake of ours too, is told to the broker; only too little memory and what overruns the
limits ends the process.
"""

import json
import os
import socket
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from naeringsgraf.api import Graph
from naeringsgraf.errors import NaeringsgrafError
from naeringsgraf.garbage import collect_seldom
from naeringsgraf.store.dataset_asked import DatasetAsked
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.protocol.answering import Question, answer_query, write_graph
from naeringsgraf.store.protocol.describing import Service, describe_dataset, describe_service
from naeringsgraf.store.protocol.outlet import BrokenOff, Outlet, Refusal
from naeringsgraf.store.protocol.updating import Change, change_store
from naeringsgraf.store.workers.frames import Inbox, Message, write_frame
from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.sealing import seal
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked, Offers
from naeringsgraf.web.pages.sparql_dataset import is_of_all

_OK: Final = 200
_CHUNK: Final = 1 << 16
_CPU_SECONDS_MORE: Final = 2
"""Beyond what the clock allows; the broker looks at the clock, and this ends a worker whose broker is busy."""
_LONGEST_TRACE: Final = 20_000
_OUT_OF_MEMORY: Final = 4
_BROKEN_OFF: Final = 5
"""What a worker ends with of itself."""

if sys.platform == "win32":

    def _limit_processor(seconds: float) -> None:
        """Do nothing: the broker's clock has to do."""

    def _tell_peak() -> int:
        return 0
else:
    import resource

    def _limit_processor(seconds: float) -> None:
        """Let the system end this process when it has worked so many more seconds, and some."""
        most = int(time.process_time() + seconds) + _CPU_SECONDS_MORE
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if soft != most:
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))

    def _tell_peak() -> int:
        """Give the most resident memory that this process has had, in bytes, to the megabyte."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return (peak if sys.platform == "darwin" else peak << 10) >> 20 << 20


def prepare() -> None:
    """Load what jobs need, so that none of them pays for it: the parser that marks faults, templates, texts."""
    import rdflib.plugins.sparql.parser  # noqa: F401 - half a second that the command line does not need

    answer(Graph.from_nquads(()), Asked("/-"))


def serve(connection: socket.socket, limits: Limits) -> None:
    """Be a worker until the broker lets go."""
    sys.dont_write_bytecode = True
    collect_seldom()
    missing = seal(limits)
    connection.sendall(Message({"ready": True, "missing": missing}).to_bytes())
    inbox = Inbox()
    graph: Graph | None = None
    while data := connection.recv(_CHUNK):
        for message in inbox.take(data):
            if message.head["kind"] == "open":
                graph = _open(connection, Path(message.head["store"]))
            else:
                _limit_processor(message.head["seconds"])
                _work(connection, graph, message)


def _open(connection: socket.socket, store: Path) -> Graph | None:
    try:
        graph = open_store(store, Graph)
    except NaeringsgrafError as problem:
        connection.sendall(Message({"problem": str(problem)}).to_bytes())
        return None
    connection.sendall(Message({"generation": graph.generation}).to_bytes())
    return graph


def _work(connection: socket.socket, graph: Graph | None, message: Message) -> None:
    """Do one job, and end the process where its answer cannot be finished."""

    def send(head: Mapping[str, Any], data: bytes) -> None:
        if not head["last"]:
            told = json.dumps(head).encode("ascii")
        elif head.get("status") == _OK and not head["headers"]:
            told = _write_head(head["media"], _tell_peak())
        else:
            told = json.dumps({**head, "peak": _tell_peak()}).encode("ascii")
        connection.sendall(write_frame(told, data))

    out = Outlet(send)
    try:
        try:
            JOBS[message.head["kind"]](graph, message, out)
        except Refusal as refusal:
            out.refuse(refusal)
        except NaeringsgrafError as problem:
            out.refuse(Refusal(500, str(problem)))
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except BrokenOff:
        os._exit(_BROKEN_OFF)
    except Exception as mistake:
        _tell_mistake(out, mistake)


@lru_cache(maxsize=64)
def _write_head(media: str, peak: int) -> bytes:
    """Write the head of an answer that is whole and has nothing unusual."""
    return json.dumps({"status": _OK, "media": media, "headers": [], "last": True, "peak": peak}).encode("ascii")


def _tell_mistake(out: Outlet, mistake: Exception) -> None:
    """Say that this program is at fault; the trace is for the broker, and goes no further."""
    trace = "".join(traceback.format_exception(mistake))[-_LONGEST_TRACE:]
    message = f"a mistake in this program ({type(mistake).__name__}); please report it"
    try:
        out.refuse(Refusal(500, message, trace=trace))
    except BrokenOff:
        os._exit(_BROKEN_OFF)


def _answer_query(graph: Graph, message: Message, out: Outlet) -> None:
    head, (text, *_) = message.head, message.parts
    question = Question(
        text.decode("utf-8"),
        head["media"],
        head["base"],
        DatasetAsked(
            tuple(head["default_graphs"]), tuple(head["named_graphs"]), is_of_all(graph, head["default_graph"])
        ),
        head["names_dataset"],
    )
    answer_query(graph, question, out)


def _show_page(graph: Graph, message: Message, out: Outlet) -> None:
    told = dict(message.head["asked"])
    told["values"] = tuple((name, value) for name, value in told["values"])
    told["offers"] = Offers(**told["offers"])
    reply = answer(graph, Asked(**told))
    out.begin(reply.status, reply.media, reply.headers)
    out.write(reply.body)
    out.end()


def _write_graph(graph: Graph, message: Message, out: Outlet) -> None:
    write_graph(graph, message.head["graph"], message.head["media"], out)


def _describe(graph: Graph, message: Message, out: Outlet) -> None:
    head = message.head
    describe = describe_dataset if head["dataset"] else describe_service
    of_all = is_of_all(graph, head["default_graph"])
    describe(graph, Service(head["endpoint"], head["update"], of_all), head["media"], out)


def _change(_: Graph | None, message: Message, out: Outlet) -> None:
    head = message.head
    status = change_store(Path(head["store"]), Change(**head["change"], data=message.parts[0]))
    out.begin(status, "")
    out.end()


JOBS: Final[Mapping[str, Callable[[Any, Message, Outlet], None]]] = {
    "query": _answer_query,
    "page": _show_page,
    "graph": _write_graph,
    "describe": _describe,
    "change": _change,
}
"""Kind of a job → what does it."""
