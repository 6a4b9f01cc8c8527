"""Sealed workers: a document that does harm costs itself alone, and the store is the same however many read."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from naeringsgraf.errors import SourceError, StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.workers.frames import Inbox, Message, OversizeError
from naeringsgraf.store.workers.launching import READING, Direct, Launcher, find_template
from naeringsgraf.store.workers.limits import USUAL, Limits
from naeringsgraf.store.workers.pool import Pool, find_greedy
from processes import find_family, is_alive, wait_for
from troublemakers import MIB, read, tell, try_what_is_shut
from workbench import Workbench, make_sources

linux = pytest.mark.skipif(sys.platform != "linux", reason="other platforms protect less, and say so")

MINUTES = """\
# Referat Næringsgruppa {day}

Til stede:

- Åse Vik, Drammen kommune
- Ola Li, Kongsberg kommune

## Sak 1 Strømnett

Åse Vik, Drammen: Kommunen ber Statnett om å bygge ut strømnettet.
"""

# A build from the command line of documents that do harm.
BUILD = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from naeringsgraf.cli.main import main
from naeringsgraf.store import build
from processes import find_family, is_alive, wait_for
from troublemakers import read
build.build_store.__kwdefaults__["read"] = read
main()
"""


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(6))
    return made


def build(bench: Workbench, workers: int = 2, limits: Limits = USUAL) -> BuildReport:
    return build_store(find_files([bench.sources]), bench.store, read=read, workers=workers, limits=limits)


def run(
    folder: Path,
    texts: Mapping[str, str],
    limits: Limits = USUAL,
    launcher: Launcher | None = None,
) -> dict[str, list[str] | str]:
    """Let one worker tell of these texts; name → what it told, or why it was refused."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = find_files([folder])
    outcomes = dict(Pool(1, limits, launcher).run(tell, files))
    return {
        file.name: str(outcome) if isinstance(outcome, SourceError) else [part.decode() for part in outcome]
        for file, outcome in ((file, outcomes[at]) for at, file in enumerate(files))
    }


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_makes_the_same_bytes(tmp_path: Path, workers: int) -> None:
    """Shards and manifest, with real reading; 0 workers is this process."""
    here, there = Workbench(make_folder(tmp_path / "here")), Workbench(make_folder(tmp_path / "there"))
    for bench, count in ((here, 0), (there, workers)):
        bench.write({f"m{number}.md": MINUTES.format(day=f"0{number}.02.2021") for number in range(1, 9)})
        build_store(find_files([bench.sources]), bench.store, workers=count)

    assert there.shards() == here.shards()


def test_a_document_that_hangs_is_refused_and_the_rest_is_built(bench: Workbench) -> None:
    """In one line with the limit and the next step."""
    bench.write({"m02b.txt": "hang for alltid"})

    report = build(bench, limits=Limits(seconds=3))

    assert [each.message for each in report.rejected] == [
        "m02b.txt: took longer than 3 s; split it, or allow more with --timeout-per-document"
    ]
    assert report.documents == 6


@linux
def test_a_document_that_eats_memory_is_refused_and_the_rest_is_built(bench: Workbench) -> None:
    """In one line with the limit and the next step."""
    bench.write({"m02b.txt": "eat alt"})

    report = build(bench, limits=Limits(memory=512 * MIB))

    assert [each.message for each in report.rejected] == [
        "m02b.txt: needed more than 512 MiB of memory; split it, or allow more with --memory-per-document"
    ]
    assert report.documents == 6


@linux
def test_what_a_document_may_need_does_not_depend_on_those_before_it(tmp_path: Path) -> None:
    """One that runs out of memory in a worker that others filled is read again in a fresh one."""
    told = run(tmp_path, {"a.txt": "keep mye", "b.txt": "need mye"}, Limits(memory=512 * MIB))

    assert (told["a.txt"][0], told["b.txt"][0]) == ("keep mye", "need mye")
    assert told["a.txt"][1] != told["b.txt"][1]


@linux
@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_crashes_its_reader_is_refused_and_the_rest_is_built(bench: Workbench, workers: int) -> None:
    """After a second try alone, since the fault may have been somebody else's."""
    bench.write({"m02b.txt": "crash", "m04b.txt": "crash"})

    report = build(bench, workers)

    assert [each.message for each in report.rejected] == [
        f"{name}: the program that reads it crashed, twice (SIGSEGV); open it and save it anew, or take it away"
        for name in ("m02b.txt", "m04b.txt")
    ]
    assert report.documents == 6


def test_a_mistake_in_the_program_costs_one_document(bench: Workbench) -> None:
    """It is told where it is, and the trace is kept for those who debug."""
    bench.write({"m02b.txt": "slip", "m03b.txt": "sink"})

    report = build(bench)

    assert [each.path for each in report.rejected] == ["m02b.txt", "m03b.txt"]
    assert "a mistake in this program stopped its reading (IndexError in troublemakers.py" in report.rejected[0].message
    assert "a slip of ours" in report.rejected[0].trace
    assert "nested too deep" in report.rejected[1].message
    assert report.documents == 6


def test_without_workers_a_mistake_is_raised(bench: Workbench) -> None:
    """To find it in a debugger."""
    bench.write({"m02b.txt": "slip"})

    with pytest.raises(IndexError, match="a slip of ours"):
        build(bench, workers=0)


@linux
def test_rubbish_from_a_worker_harms_nobody_else(bench: Workbench) -> None:
    """What a parser that was taken over may say is not trusted."""
    bench.write({"m02b.txt": "babble"})

    report = build(bench)

    assert [each.path for each in report.rejected] == ["m02b.txt"]
    assert report.documents == 6


@linux
@pytest.mark.parametrize("victim", ["worker", "template"])
def test_a_process_killed_from_outside_costs_nothing(tmp_path: Path, victim: str) -> None:
    """What was in work is read again; nobody is to blame."""
    timer = threading.Timer(0.2, lambda: kill(victim, find_template().process.pid))
    timer.start()

    told = run(tmp_path, {f"{name}.txt": "wait litt" for name in "abc"})

    timer.join()
    assert [each[0] for each in told.values()] == ["wait litt"] * 3


@linux
def test_a_worker_killed_in_the_middle_changes_no_byte(tmp_path: Path) -> None:
    """Shards and manifest are those of a build in this process; nothing is lost."""
    here, there = Workbench(make_folder(tmp_path / "here")), Workbench(make_folder(tmp_path / "there"))
    for bench in (here, there):
        bench.write({f"m{number}.md": MINUTES.format(day=f"{number:02}.02.2021") for number in range(1, 21)})
    killed: list[int] = []

    def kill_one(done: int, of: int, name: str) -> None:
        if done == 3:
            killed.extend(wait_for(lambda: find_family(find_template().process.pid), least=2))
            os.kill(killed[0], signal.SIGKILL)

    build_store(find_files([here.sources]), here.store, workers=0)
    report = build_store(find_files([there.sources]), there.store, workers=2, progress=kill_one)

    assert (report.documents, report.rejected, len(killed)) == (20, (), 2)
    assert there.shards() == here.shards()


@linux
def test_a_worker_can_reach_neither_network_nor_programs_nor_files(tmp_path: Path) -> None:
    """What the platform cannot keep from it would be said in `missing`."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    pool = Pool(1)

    ((_, works),) = pool.run(try_what_is_shut, find_files([tmp_path]))

    assert (works, pool.missing) == ((), ())


@linux
def test_workers_are_forked_from_a_process_of_one_thread() -> None:
    """Forking one of several threads may leave a lock behind that nobody opens."""
    template = find_template()
    template.start(Limits()).end()

    assert len(list(Path(f"/proc/{template.process.pid}/task").iterdir())) == 1


def test_a_worker_of_its_own_interpreter_does_the_same(tmp_path: Path) -> None:
    """The way of platforms that cannot fork."""
    told = run(
        tmp_path,
        {"a.txt": "først", "b.txt": "crash", "c.txt": "sist"},
        launcher=Direct(replace(READING, prepare="json:JSONDecoder")),
    )

    assert (told["a.txt"][0], told["c.txt"][0]) == ("først", "sist")
    assert "crashed, twice" in told["b.txt"]


def test_workers_that_do_not_start_are_told(tmp_path: Path) -> None:
    """With the way out."""
    with pytest.raises(StoreError, match=r"end at once \(exit code 1\); with --workers 0"):
        run(tmp_path, {"a.txt": "x"}, launcher=Direct(replace(READING, prepare="json:nothing_of_that_name")))


@linux
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_build_that_is_stopped(bench: Workbench, end: signal.Signals) -> None:
    """No process and no half graph; an interrupt ends in exit code 130."""
    bench.write({"m02b.txt": "hang for alltid"})
    command = [sys.executable, "-c", BUILD, str(Path(__file__).parents[1])]
    arguments = ["build", str(bench.sources), "--store", str(bench.store), "--workers", "2"]
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    family = wait_for(lambda: find_family(process.pid), least=3)

    process.send_signal(end)
    _, told = process.communicate(timeout=30)

    assert process.returncode == (130 if end is signal.SIGINT else -end), told
    assert told == (b"Error: interrupted; what was published before is untouched\n" if end is signal.SIGINT else b"")
    wait_for(lambda: [()] if not any(is_alive(number) for number in family) else [], least=1)
    assert not (bench.store / "current").exists()


def test_messages_are_put_together_from_any_pieces() -> None:
    """A part of one is kept until the rest has come."""
    sent = [Message({"kind": "done"}, (b"ab", b"", b"c")), Message({"kind": "memory"})]
    wire = b"".join(message.to_bytes() for message in sent)
    inbox = Inbox()

    assert [message for at in range(len(wire)) for message in inbox.take(wire[at : at + 1])] == sent


@pytest.mark.parametrize("wire", [b"\xff" * 20, b"\0\0\0\2" + b"\0" * 8 + b"{}", b"\0\0\0\7" + b"\0" * 8 + b"[{},[9]]"])
def test_what_is_no_message_is_refused(wire: bytes) -> None:
    """It is neither waited for nor believed."""
    with pytest.raises((OversizeError, ValueError)):
        list(Inbox().take(wire))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ps")
def test_memory_is_watched_where_it_cannot_be_limited() -> None:
    """As on macOS: who is over it is named."""
    assert find_greedy([os.getpid()], 1) == {os.getpid()}
    assert find_greedy([os.getpid()], 1 << 50) == set()


def kill(victim: str, template: int) -> None:
    workers = wait_for(lambda: find_family(template))
    os.kill(template if victim == "template" else workers[0], signal.SIGKILL)


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path
