"""Commands take URLs where they take paths."""

import http.server
import json
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from calling import call, spawn
from minutes import write_minutes


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_url_of_this_machine_is_its_path(tmp_path: Path, command: str) -> None:
    """Needs nothing that is not installed anyway."""
    write_minutes(tmp_path / "år", "a.md")
    more = ["--store", tmp_path / "store"] if command == "build" else []
    outcome = call(command, (tmp_path / "år").as_uri(), *more)

    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("file://server/a.md", "names a file of another machine"),
        ("https://[a", "no URL (Invalid IPv6 URL); check the spelling"),
        ("http://127.0.0.1:1/a.md", "connection refused; check the spelling, and that you may read it"),
    ],
)
def test_a_url_that_cannot_be_read_is_a_wrong_call(tmp_path: Path, place: str, told: str) -> None:
    """Exit 2, and no store is made."""
    if place.startswith("http:"):
        pytest.importorskip("aiohttp", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
    outcome = call("build", place, "--store", tmp_path / "store")

    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "store").exists()


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Give the URL of a web folder over TLS with minutes in it, and the certificate that it shows."""
    pytest.importorskip("aiohttp", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, so there is no certificate")
    key, shown = tmp_path / "key.pem", tmp_path / "shown.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*command.split(), "-keyout", key, "-out", shown], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    write_minutes(tmp_path / "web" / "referat", "a.md")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=tmp_path / "web")) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}/referat/", shown
        server.shutdown()
        thread.join()


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def test_a_web_folder_is_built_only_if_its_certificate_holds(tmp_path: Path, secure: tuple[str, Path]) -> None:
    """Those that the system relies on, and no others."""
    place, certificate = secure
    call_build = partial(spawn, "build", place, "--store", tmp_path / "store", "--format", "json")
    doubted = call_build()
    relied_on = call_build(environment={"SSL_CERT_FILE": str(certificate)})

    assert (doubted.code, relied_on.code) == (2, 0)
    assert doubted.err == (
        f"Error: {place}: its certificate cannot be relied on; check the spelling, and that you may read it\n"
    )
    assert json.loads(relied_on.out)["added"] == ["a"]


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (
            (),
            1,
            "Error: tcp://127.0.0.1:1: no scheduler answers; check the address, or start one with: dask scheduler\n",
        ),
        (
            ("--workers", "2"),
            2,
            "Error: --workers counts processes of this machine, and --scheduler has its own; leave",
        ),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_scheduler_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, command: str, more: tuple[str, ...], code: int, told: str
) -> None:
    """In a process of its own, since what dask says goes past us: nothing but the line may come."""
    pytest.importorskip("distributed", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
    write_minutes(tmp_path / "referat", "a.md")
    store = ["--store", tmp_path / "store"] if command == "build" else []
    outcome = spawn(command, tmp_path / "referat", "--scheduler", "tcp://127.0.0.1:1", *more, *store)

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert outcome.err.startswith(told)


def test_without_the_extra_a_scheduler_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong call, in one line."""
    write_minutes(tmp_path / "referat", "a.md")
    monkeypatch.delitem(sys.modules, "naeringsgraf.store.workers.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "dask", None)
    outcome = call("build", tmp_path / "referat", "--store", tmp_path / "store", "--scheduler", "tcp://127.0.0.1:1")

    assert (outcome.code, outcome.err) == (
        2,
        "Error: --scheduler tcp://127.0.0.1:1: needs dask.distributed: pip install 'naeringsgraf[cluster]'\n",
    )
