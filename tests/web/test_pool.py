"""Processes that answer: what one question costs costs nobody else, and nobody waits for ever."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from processes import find_family, is_alive, wait_for
from serving import ENDLESS, JSON, Served, make_command, make_product, run_server
from workbench import Workbench

pytest_plugins = ("asking_pages",)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other platforms protect less, and say so")

_STEPS = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(28))
_NUMBERS = count()
DOUBLING = f'SELECT (STRLEN(?s28) AS ?n) {{ BIND("0123456789abcdef" AS ?s0) {_STEPS} }}'
"""A string of 4 GiB."""


def rows(power: int) -> str:
    """Give a query with 10^power rows."""
    return f"SELECT * {{ {make_product(power)} }}"


def answers(server: Served) -> bool:
    """Ask what nobody has asked before, so that a worker has to answer it."""
    return server.query(f"ASK {{}} # {next(_NUMBERS)}").truth


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[Served]:
    with run_server(sample, "--workers", "3", "--deadline", "3") as served:
        yield served


def test_a_runaway_query_is_ended(server: Served) -> None:
    """With status, reason and when to try again; the process that ran it is gone, and others are there."""
    before = set(wait_for(lambda: server.workers, least=3))
    got = server.query(ENDLESS)

    assert (got.status, got.problem["reason"]) == (503, "time")
    assert int(got.headers["retry-after"]) > 0
    assert answers(server)
    wait_for(lambda: list(set(server.workers) - before))


def test_who_asks_may_ask_for_less_time_and_never_for_more(server: Served) -> None:
    """The reply says after how long it was stopped."""
    assert "0.5 s" in server.query(ENDLESS, ("timeout", "0.5")).problem["message"]
    assert "3 s" in server.query(ENDLESS, ("timeout", "1000")).problem["message"]


def test_too_much_memory_costs_one_answer(server: Served) -> None:
    """The process dies, the server does not."""
    got = server.query(DOUBLING)

    assert (got.status, got.problem["reason"]) in ((503, "lost"), (503, "time"))
    assert answers(server)


@pytest.mark.parametrize("chain", [" || ".join(["true"] * 30_000), "+".join(["1"] * 30_000)])
def test_what_passes_the_fence_meets_the_wall(server: Served, chain: str) -> None:
    """A chain that overflows the stack of the engine ends one process, and whoever sent it is told."""
    headers = {"Content-Type": "application/sparql-query", "Accept": JSON}
    got = server.ask("/sparql", method="POST", body=f"ASK {{ FILTER({chain}) }}", headers=headers)

    assert (got.status, got.problem["reason"]) == (503, "lost")
    assert answers(server)


def test_an_answer_that_is_too_large_is_seen_to_be_cut(server: Served) -> None:
    """What was sent is no whole reply of HTTP."""
    with closing(server.connect()) as connection:
        connection.request("GET", f"/sparql?query={quote(rows(7))}", headers={"Accept": "text/csv"})
        with connection.getresponse() as reply, pytest.raises(http.client.IncompleteRead):
            assert reply.status == 200
            reply.read()

    assert answers(server)


def test_a_long_answer_comes_whole(server: Served) -> None:
    """In pieces, each row once."""
    got = server.query(rows(5), accept="text/csv")

    assert "content-length" not in got.headers
    assert len(set(got.text.splitlines())) == 10**5 + 1


def test_a_client_that_leaves_ends_its_query(server: Served) -> None:
    """The process is ended without waiting for the deadline, and its place is taken."""
    before = set(wait_for(lambda: server.workers, least=3))
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) as place:
        place.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        wait_for(lambda: [number for number in before if _is_busy(number)])

    wait_for(lambda: list(before - set(server.workers)))
    assert len(wait_for(lambda: server.workers, least=3)) == 3


def test_a_killed_worker_costs_nobody_an_error(server: Served) -> None:
    """Killed again and again while others ask: a second try has the answer, and nobody is hit twice."""
    statuses: list[list[int]] = [[], []]

    def ask(got: list[int]) -> None:
        for _ in range(30):
            got.append(server.query(f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} # {next(_NUMBERS)}").status)

    askers = [threading.Thread(target=ask, args=(got,)) for got in statuses]
    for asker in askers:
        asker.start()
    killed = 0
    while any(asker.is_alive() for asker in askers):
        for number in server.workers[:1]:
            os.kill(number, signal.SIGKILL)
            killed += 1
        # Whoever was hit has asked anew by when everybody has two more answers.
        for asker, got, before in zip(askers, statuses, list(map(len, statuses)), strict=True):
            while asker.is_alive() and len(got) < before + 2:
                asker.join(0.02)

    assert killed > 3
    assert statuses == [[200] * 30] * 2


def test_a_twin_stands_by(server: Served) -> None:
    """Whichever of template and twin is killed, there are two again, and before anybody asked for a worker."""

    def find_makers() -> list[int]:
        return [each for each in find_family(server.process.pid) if each not in server.workers and is_alive(each)]

    wait_for(lambda: server.workers, least=3)
    for place in (0, 1):
        victim = sorted(wait_for(find_makers, least=2))[place]
        os.kill(victim, signal.SIGKILL)
        wait_for(lambda gone=victim: [True] if not is_alive(gone) else [])  # type: ignore[misc]
        assert len(wait_for(find_makers, least=2)) == 2


def test_the_loss_of_what_workers_are_made_from_is_made_good(server: Served) -> None:
    """Template and twin are killed: workers live on, and new ones are made."""
    wait_for(lambda: server.workers, least=3)
    made_from = set(find_family(server.process.pid)) - set(server.workers)
    for number in made_from:
        os.kill(number, signal.SIGKILL)
    assert answers(server)

    victims = set(server.workers)
    for number in victims:
        os.kill(number, signal.SIGKILL)
    assert answers(server)
    assert not victims & set(wait_for(lambda: server.workers, least=1))


def test_more_than_may_wait_are_refused_at_once(sample: Path) -> None:
    """One worker, sixty-four that wait: the next is told to come back, and all others get their answer."""
    with run_server(sample, "--workers", "1", "--deadline", "5") as server:
        got: list[int] = []
        blocked = threading.Thread(target=lambda: got.append(server.query(ENDLESS).status))
        blocked.start()
        wait_for(lambda: [number for number in server.workers if _is_busy(number)])
        askers = [threading.Thread(target=lambda: got.append(server.query("ASK {}").status)) for _ in range(80)]
        for asker in [*askers, blocked]:
            if asker is not blocked:
                asker.start()
        for asker in [*askers, blocked]:
            asker.join()

    assert got.count(429) == 80 - 64
    assert got.count(503) == 1
    assert got.count(200) == 64


def test_a_new_build_is_seen_without_a_restart(tmp_path: Path) -> None:
    """Nobody gets an error meanwhile, each answer is of one generation, and the old one can be removed."""
    bench = Workbench(tmp_path)
    bench.write({"a.txt": "2021-01-05 stromnett Nettet er fullt."})
    bench.build()
    seen: list[int] = []
    with run_server(bench.store, "--workers", "2") as server:
        count = "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m a ng:Minutes }"
        page = server.ask("/about")
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                seen.append(int(server.query(count).rows[0]["n"]))

        asker = threading.Thread(target=ask)
        asker.start()
        wait_for(lambda: seen)
        bench.write({"a.txt": "2021-01-05 stromnett Nettet er fullt.", "b.txt": "2021-02-05 havvind Havvind nå."})
        bench.build()
        after = int(server.query(count).rows[0]["n"])
        again = server.ask("/about", headers={"If-None-Match": page.headers["etag"]})
        done.set()
        asker.join()
        wait_for(lambda: [True] if all(_holds(number, "000002") for number in server.workers) else [])

    assert after == 2
    assert again.status == 200 and again.body != page.body
    assert seen == sorted(seen) and set(seen) <= {1, 2}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(sample: Path, how: signal.Signals) -> None:
    """Whether it is stopped by Ctrl-C, by who runs it, or dies."""
    with run_server(sample, "--workers", "2") as server:
        wait_for(lambda: server.workers, least=2)
        family = find_family(server.process.pid)
        server.process.send_signal(how)
        server.process.wait(60)

        wait_for(lambda: [True] if not any(map(is_alive, family)) else [])
        assert len(family) >= 3


def test_workers_hold_no_more_than_they_need(server: Served) -> None:
    """Limits of memory and time, no core files, nothing written, no network for good; most of the memory is left."""
    for number in wait_for(lambda: server.workers, least=3):
        limits = Path(f"/proc/{number}/limits").read_text()
        status = Path(f"/proc/{number}/status").read_text()
        told = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}

        assert told["Max address space"] == str(1 << 30)
        assert told["Max file size"] == told["Max core file size"] == "0"
        assert int(re.findall(r"VmPeak:\s+(\d+) kB", status)[0]) << 10 < 1 << 29
        assert "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status


def test_random_numbers_of_workers_differ(server: Served) -> None:
    """Each new worker begins with its own."""
    found = []
    for _ in range(3):
        found.append(server.query("SELECT (STRUUID() AS ?x) {}").rows[0]["x"])
        before = wait_for(lambda: server.workers, least=3)
        for number in before:
            os.kill(number, signal.SIGKILL)
        wait_for(lambda gone=set(before): list(set(server.workers) - gone), least=3)  # type: ignore[misc]

    assert len(set(found)) == 3


def test_one_request_needs_no_port(sample: Path) -> None:
    """The reply is on stdout, and its status decides how the command ends."""
    command = [*make_command(sample), "--get"]
    page = subprocess.run([*command, "/coverage"], capture_output=True, check=False)
    none = subprocess.run([*command, "/nothing"], capture_output=True, check=False)

    assert page.returncode == 0 and page.stdout.startswith(b"<!doctype html>")
    assert none.returncode == 1 and b"status 404" in none.stderr


def _is_busy(number: int) -> bool:
    """Tell whether a process runs and does not wait."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False


def _holds(number: int, generation: str) -> bool:
    """Tell whether a process has a generation open, and no other one."""
    try:
        names = [str(each.readlink()) for each in Path(f"/proc/{number}/fd").iterdir()]
    except OSError:
        return False
    return {Path(name).parent.name for name in names if name.endswith(".sst")} <= {generation}
