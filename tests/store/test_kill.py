"""`kill -9` at random moments of first builds and of updates (R4).

40 in each run of the tests; NAERINGSGRAF_KILLS=200 makes more, and NAERINGSGRAF_SEED repeats those of a failure.
How long a start takes then is told, with `pytest -rP` or in what `--junit-xml` writes; no time is a reason to fail.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import build_store
from naeringsgraf.store.fingerprint import make_fingerprint
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.journal import Journal
from naeringsgraf.store.manifest import Entry
from naeringsgraf.store.verify import load_manifest, verify_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")

KILLS = int(os.environ.get("NAERINGSGRAF_KILLS", "40"))
SEED = int(os.environ.get("NAERINGSGRAF_SEED", random.SystemRandom().randrange(1 << 31)))

OPENING = "after a kill, until a question can be asked"
GOING_ON = "after a kill, until the next build has taken up its first file"

MINUTES = """\
# Referat Næringsgruppa {day}.03.2021

Til stede:

- Åse Vik, Drammen kommune

## Sak 1 Runde rundt bordet

Åse Vik, Drammen: Det er for lite kapasitet i strømnettet, sier {who}.
"""


@dataclass
class Server:
    """Builds in forks of one warm process."""

    process: subprocess.Popen[str]
    folder: Path

    def ask(self, line: str) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def start(self, store: Path) -> int:
        arguments = ["build", str(self.folder / "referat"), "--store", str(store), "-v", "--workers", "0"]
        call = {
            "arguments": [*arguments, "--format", "json"],
            "out": str(self.out),
            "err": str(self.err),
            "begun": str(self.begun),
        }
        return int(self.ask(json.dumps(call)))

    def wait(self) -> int:
        return int(self.ask(""))

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def begun(self) -> Path:
        """Holds the time at which the last build took up its first file."""
        return self.folder / "begun"

    @property
    def err(self) -> Path:
        return self.folder / "err"

    def acknowledged(self) -> list[str]:
        """Give the files that the build said were on disk; a line without its end is no word."""
        lines = self.err.read_text("utf-8").splitlines(keepends=True) if self.err.exists() else []
        mark = "Note: on disk: "
        return [line.removeprefix(mark).strip() for line in lines if line.startswith(mark) and line.endswith("\n")]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "referat").mkdir()
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forkserver.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdin
    assert process.stdout.readline() == "ready\n"
    yield Server(process, tmp_path)
    process.stdin.close()
    process.wait()
    process.stdout.close()


def grow(sources: Path, chance: random.Random, at: int) -> None:
    """Add up to three minutes, change one, and now and then take one away."""
    for number in range(chance.randrange(1, 4)):
        (sources / f"m{at:03}-{number}.md").write_text(
            MINUTES.format(day=f"{at % 28 + 1:02}", who=f"nr. {at}"), "utf-8"
        )
    there = sorted(sources.iterdir())
    chance.choice(there).write_text(MINUTES.format(day="30", who=f"noen i runde {at}"), "utf-8")
    if len(there) > 8:
        chance.choice(there).unlink()


def find_entries(store: Path) -> dict[tuple[str, str], Entry]:
    """Give what is on disk by the path and hash of its source: of the manifest, and of the journal."""
    folder = StoreFolder(store)
    manifest = load_manifest(folder)
    documents = list(manifest.documents.values()) if manifest else []
    if manifest is not None:
        # Reading it changes nothing that the next build would not.
        known = Journal(folder, make_fingerprint(), manifest.base)
        for file in find_files([store.parent / "referat"]):
            documents += known.find(file).values()
    return {(entry.path, entry.source_sha256): entry for entry in documents}


def check_killed(server: Server, store: Path, acknowledged: list[str], *, deep: bool) -> None:
    """Nothing is torn, and what was acknowledged is there."""
    if not store.exists():
        assert acknowledged == []
        return
    verdict = verify_store(store, deep=deep)
    assert verdict.is_whole, verdict.faults
    entries = find_entries(store)
    for name in acknowledged:
        data = (server.folder / "referat" / name).read_bytes()
        shard = entries[name, hashlib.sha256(data).hexdigest()].shard
        held = (store / "shards" / f"{shard.sha256}.nq").read_bytes()
        assert hashlib.sha256(held).hexdigest() == shard.sha256, name


def time_opening(store: Path) -> float | None:
    """Give the seconds until a question could be asked; None where no graph was published yet."""
    begun = time.perf_counter()
    try:
        open_store(store).close()
    except StoreError:
        return None
    return time.perf_counter() - begun


def time_going_on(server: Server, store: Path) -> float:
    """Build, and give the seconds until the first file was taken up: whatever was left over is tidied up by then."""
    begun = time.perf_counter()
    server.start(store)
    code = server.wait()
    assert code == 0, server.err.read_text("utf-8")
    return float(server.begun.read_text("ascii")) - begun


def tell_starts(record_property: Callable[[str, object], None], starts: Mapping[str, Sequence[float]]) -> None:
    for what, seconds in starts.items():
        told = f"median {median(seconds):.3f} s, longest {max(seconds):.3f} s, of {len(seconds)}"
        record_property(what, told)
        print(f"{what}: {told}")


def check_finished(server: Server, store: Path, acknowledged: set[str]) -> float:
    """The next build goes on where the killed ones were, and leaves nothing over; give the seconds of its start."""
    start = time_going_on(server, store)
    report = json.loads(server.out.read_text("utf-8"))

    assert not acknowledged & set(report["read"])
    assert verify_store(store, deep=True).faults == ()
    number = f"{report['generation']:06d}"
    assert sorted(path.name for path in store.iterdir() if path.name != "seen") == [
        "current",
        "generations",
        "lock",
        "manifest.json",
        "shards",
    ]
    assert sorted(path.name for path in (store / "generations").iterdir()) == [
        number,
        f"{number}.json",
        f"{number}.manifest.json",
    ]
    with open_store(store) as graph:
        held = {document.source for document in graph.documents()}
    assert held == {path.name for path in (server.folder / "referat").iterdir()}
    return start


def test_nothing_is_torn_or_lost(server: Server, record_property: Callable[[str, object], None]) -> None:
    """Killed at any moment: the published graph is whole, acknowledged documents are on disk, the rest is tidied up."""
    chance = random.Random(SEED)
    sources, store = server.folder / "referat", server.folder / "store0"
    grow(sources, chance, 0)
    begun = time.monotonic()
    check_finished(server, store, set())
    longest = time.monotonic() - begun
    acknowledged: set[str] = set()
    ended = 0
    starts: dict[str, list[float]] = {OPENING: [], GOING_ON: []}
    for at in range(1, KILLS + 1):
        state = f"kill {at}; to repeat: NAERINGSGRAF_SEED={SEED} NAERINGSGRAF_KILLS={KILLS}"
        before = {path.name: path.read_bytes() for path in sources.iterdir()}
        grow(sources, chance, at)
        changed = {path.name for path in sources.iterdir() if before.get(path.name) != path.read_bytes()}
        child = server.start(store)
        time.sleep(chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        ended += server.wait() == 0
        told = server.acknowledged()
        acknowledged = {name for name in acknowledged - changed if (sources / name).exists()} | set(told)
        if (seconds := time_opening(store)) is not None:
            starts[OPENING].append(seconds)
        try:
            check_killed(server, store, sorted(acknowledged), deep=at % 10 == 0)
            if at % 4 == 0:
                starts[GOING_ON].append(check_finished(server, store, acknowledged))
                acknowledged = set()
            if at % 8 == 0:
                store = server.folder / f"store{at}"
        except (AssertionError, KeyError, StoreError) as problem:
            raise AssertionError(state) from problem
    tell_starts(record_property, starts)
    assert ended < KILLS * 0.7, f"most builds were done before they were killed: {state}"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_build_with_workers_is_killed(tmp_path: Path, workers: str) -> None:
    """The processes that read end too, and what they had read is not read again."""
    sources, store = tmp_path / "referat", tmp_path / "store"
    sources.mkdir()
    for at in range(40):
        (sources / f"m{at:02}.md").write_text(MINUTES.format(day=f"{at % 28 + 1:02}", who=f"nr. {at}"), "utf-8")
    program = (
        "from naeringsgraf.store import journal; journal.BATCH = 1\nfrom naeringsgraf.cli.main import main; main()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, "build", str(sources), "--store", str(store), "-v", "--workers", workers],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr
    lines = []
    for line in child.stderr:
        lines.append(line)
        if sum("on disk" in each for each in lines) == 5:
            child.kill()
    child.wait()
    child.stderr.close()
    told = {line.removeprefix("Note: on disk: ").strip() for line in lines if "on disk" in line}

    report = build_store(find_files([sources]), store, workers=1)

    assert len(told) >= 5
    assert told <= set(report.resumed)
    assert verify_store(store, deep=True).faults == ()
