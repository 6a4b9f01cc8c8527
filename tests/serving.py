"""A real server of ours in a process of its own, what it is asked over real connections, and stores to serve."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.publish import publish
from processes import find_family

TOKEN = "hemmelig-hemmelig-hemmelig"
JSON = "application/sparql-results+json"


def make_product(power: int) -> str:
    """Give a pattern with 10^power solutions."""
    return " ".join(f"VALUES ?v{place} {{ 0 1 2 3 4 5 6 7 8 9 }}" for place in range(power))


ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {make_product(11)} }}"
"""A query that nobody waits for to end."""


@dataclass(frozen=True)
class Got:
    """One reply."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def rows(self) -> list[dict[str, str]]:
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    @property
    def truth(self) -> bool:
        return bool(json.loads(self.body)["boolean"])

    @property
    def problem(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A server that runs."""

    url: str
    process: subprocess.Popen[str]

    @property
    def workers(self) -> list[int]:
        """Processes of the server that are neither its template nor that one's twin: those that hold a store open."""
        found = []
        for number in find_family(self.process.pid):
            try:
                names = [str(each.readlink()) for each in Path(f"/proc/{number}/fd").iterdir()]
            except OSError:
                continue
            if any(name.endswith(".json") for name in names):
                found.append(number)
        return found

    def connect(self, seconds: float = 60) -> http.client.HTTPConnection:
        split = urlsplit(self.url)
        return http.client.HTTPConnection(str(split.hostname), split.port, timeout=seconds)

    def ask(
        self,
        path: str,
        values: Sequence[tuple[str, str]] = (),
        *,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Got:
        """Send one request over a connection of its own."""
        connection = self.connect()
        try:
            target = f"{path}?{urlencode(values)}" if values else path
            data = body.encode("utf-8") if isinstance(body, str) else body
            connection.request(method, target, data, dict(headers or {}))
            reply = connection.getresponse()
            told = {name.lower(): value for name, value in reply.getheaders()}
            return Got(reply.status, told, reply.read())
        finally:
            connection.close()

    def query(self, text: str, *more: tuple[str, str], accept: str = JSON) -> Got:
        return self.ask("/sparql", [("query", text), *more], headers={"Accept": accept})

    def update(self, text: str, *more: tuple[str, str], token: str | None = TOKEN) -> Got:
        headers = {"Content-Type": "application/sparql-update"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.ask("/sparql", more, method="POST", body=text, headers=headers)

    def write(self, method: str, graph: str | None, body: str = "", media: str = "text/turtle") -> Got:
        """Write a graph by the Graph Store Protocol; None is the default graph."""
        values = [("default", "") if graph is None else ("graph", graph)]
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": media}
        return self.ask("/data", values, method=method, body=body, headers=headers)


def make_command(store: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "naeringsgraf", "serve", str(store), "-p", "0", *options]


@contextmanager
def run_server(store: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Run `naeringsgraf serve` on a free port, and stop it as Ctrl-C does."""
    process = subprocess.Popen(
        make_command(store, *options),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url, "the server did not start"
        yield Served(url.rstrip("/"), process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        assert process.stdout
        process.stdout.close()


def make_empty_store(path: Path) -> Path:
    """Make a store that no document is in, so that an update may change all there is."""
    folder = StoreFolder(path)
    with folder.open_for_writing():
        publish(folder, Manifest(), Manifest())
    return path
