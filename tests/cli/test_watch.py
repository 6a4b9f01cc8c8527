"""`naeringsgraf build --watch`: a process that builds again when a file has changed, until it is interrupted."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import IO

import pytest
from calling import call
from minutes import MINUTES, write_minutes

from naeringsgraf.linking.judgements.table import COLUMNS
from naeringsgraf.store.locks import lock_for_writing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")

# Looks more often than the program does, so that the tests need not wait for seconds.
PROGRAM = """
from naeringsgraf.store import watch
watch.PAUSE, watch.RETRY = 0.2, 1.0
from naeringsgraf.cli.main import main
main()
"""


def pass_on(stream: IO[str], lines: "Queue[str]") -> None:
    with stream:
        for line in stream:
            lines.put(line.rstrip("\n"))


class Watcher:
    """The process, and the lines it has written."""

    def __init__(self, folder: Path, *more: str) -> None:
        arguments = ["build", str(folder / "referat"), "--store", str(folder / "store"), "--watch", "--workers", "0"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.out: Queue[str] = Queue()
        self.err: Queue[str] = Queue()
        assert self.process.stdout and self.process.stderr
        pairs = ((self.process.stdout, self.out), (self.process.stderr, self.err))
        self.threads = [threading.Thread(target=pass_on, args=pair) for pair in pairs]
        for thread in self.threads:
            thread.start()

    def wait_for(self, lines: "Queue[str]", word: str) -> str:
        """Give the next line that holds a word."""
        while True:
            line = lines.get(timeout=120)
            if word in line:
                return line

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=120)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join()


def drain(lines: "Queue[str]") -> list[str]:
    """Give the lines that are there."""
    found = []
    while not lines.empty():
        found.append(lines.get())
    return found


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    write_minutes(tmp_path / "referat", "a.md")
    made = Watcher(tmp_path)
    made.wait_for(made.out, "1 added, 0 changed, 0 removed, 0 unchanged")
    yield made
    made.end()


def test_each_change_is_built_and_told_in_a_line(tmp_path: Path, watcher: Watcher) -> None:
    """A new file, a changed one with a clock that went backwards, a removed one; Ctrl-C ends with 130."""
    write_minutes(tmp_path / "referat", "b.md")
    told = [watcher.out.get(timeout=120)]
    path = write_minutes(tmp_path / "referat", "a.md", date="13.03.2021")
    os.utime(path, (0, 0))
    told.append(watcher.out.get(timeout=120))
    path.unlink()
    told.append(watcher.out.get(timeout=120))

    assert [line.partition("store: ")[2] for line in told] == [
        "1 added, 0 changed, 0 removed, 1 unchanged",
        "0 added, 1 changed, 0 removed, 1 unchanged",
        "0 added, 0 changed, 1 removed, 1 unchanged",
    ]
    assert watcher.interrupt() == 130
    assert watcher.wait_for(watcher.err, "Error") == "Error: interrupted; what was published before is untouched"
    assert call("verify", tmp_path / "store", "--deep").code == 0


def test_a_judgement_is_carried_out_when_it_is_written(tmp_path: Path, watcher: Watcher) -> None:
    """The file of judgements is watched too, and may come later than the minutes."""
    judged = tmp_path / "referat" / "judgements.csv"
    judged.write_text(",".join(COLUMNS) + "\nminutes,a,,no,,Kari,2024-05-06,a draft\n", encoding="utf-8")
    write_minutes(tmp_path / "referat", "b.md")
    told = watcher.wait_for(watcher.out, "store: ")

    assert told.endswith("1 added, 0 changed, 1 removed, 0 unchanged")

    judged.unlink()

    assert watcher.wait_for(watcher.out, "store: ").endswith("1 added, 0 changed, 0 removed, 1 unchanged")


def test_a_file_that_is_being_written_is_waited_for(tmp_path: Path, watcher: Watcher) -> None:
    """Read once, when it has come to rest, and whole."""
    text = MINUTES.format(date="14.03.2021")
    with (tmp_path / "referat" / "b.md").open("w", encoding="utf-8") as stream:
        for at in range(0, len(text), 40):
            stream.write(text[at : at + 40])
            stream.flush()
            time.sleep(0.05)

    told = watcher.out.get(timeout=120)
    time.sleep(1)
    assert told.endswith("1 added, 0 changed, 0 removed, 1 unchanged")
    assert drain(watcher.out) == []
    assert [line for line in drain(watcher.err) if "Rejected" in line] == []


def test_a_folder_that_is_away_for_a_while_costs_nothing(tmp_path: Path, watcher: Watcher) -> None:
    """As a network drive may be: what was read from it stays."""
    (tmp_path / "referat").rename(tmp_path / "borte")
    time.sleep(1)
    (tmp_path / "borte").rename(tmp_path / "referat")
    write_minutes(tmp_path / "referat", "b.md")

    assert watcher.out.get(timeout=120).endswith("1 added, 0 changed, 0 removed, 1 unchanged")


def test_a_build_that_cannot_be_is_told_and_tried_again(tmp_path: Path, watcher: Watcher) -> None:
    """Another process holds the store for a while."""
    with lock_for_writing(tmp_path / "store" / "lock"):
        write_minutes(tmp_path / "referat", "b.md")
        watcher.wait_for(watcher.err, f"process {os.getpid()} is building this store")

    assert watcher.out.get(timeout=120).endswith("1 added, 0 changed, 0 removed, 1 unchanged")


def test_a_first_build_that_fails_ends_the_watch(tmp_path: Path) -> None:
    """A slip in the call is told at once."""
    (tmp_path / "store").write_bytes(b"x")
    write_minutes(tmp_path / "referat", "a.md")
    watcher = Watcher(tmp_path)

    assert "is a file, not a store" in watcher.wait_for(watcher.err, "Error")
    assert watcher.process.wait(timeout=120) == 1
    watcher.end()


def test_urls_are_not_watched(tmp_path: Path) -> None:
    """Nothing tells when a file elsewhere was written."""
    outcome = call("build", "https://127.0.0.1:1/referat/", "--store", tmp_path / "store", "--watch")

    assert outcome.code == 2
    assert "--watch looks at folders of this machine" in outcome.err
