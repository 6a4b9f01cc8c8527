"""The checkout itself: locked requirements, the commands that set everything up, and what the wheel carries."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SET_UP = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "frontend" / ".npmrc", *LOCKS]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_lock(path: Path) -> list[Requirement]:
    entries = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [Requirement(entry.split(" --hash=")[0]) for entry in entries]


@pytest.mark.parametrize("path", SET_UP, ids=lambda path: path.name)
def test_set_up_names_no_host_and_no_machine(path: Path) -> None:
    """Where packages come from is for whoever installs to say."""
    text = path.read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"(?<![\w$)}])/(?:home|root|work|Users|opt|tmp)/", text)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_one_version_and_a_hash(path: Path) -> None:
    """So that an installation is the same everywhere, or fails."""
    for entry in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+?)? +--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("run.txt", []), ("dev.txt", ["cluster", "dev", "fast", "mcp", "notebook", "picture"]), ("bench.txt", ["bench"])],
)
def test_lock_meets_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    """A changed requirement is locked anew with `make lock`."""
    locked: dict[str, list[str]] = {}
    for entry in read_lock(ROOT / "requirements" / lock):
        locked.setdefault(entry.name, []).append(str(entry.specifier).removeprefix("=="))
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    wanted += [text for extra in extras for text in PROJECT["project"]["optional-dependencies"][extra]]

    for requirement in map(Requirement, wanted):
        versions = locked[canonicalize_name(requirement.name)]
        assert versions and all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("lock", ["dev.txt", "bench.txt", "release.txt"])
def test_all_locks_hold_the_same_versions(lock: str) -> None:
    """What is tested and what is timed is what runs."""
    run, other = (
        {(entry.name, str(entry.specifier)) for entry in read_lock(ROOT / "requirements" / name)}
        for name in ("run.txt", lock)
    )

    assert run <= other


def test_nothing_that_runs_needs_a_peer() -> None:
    """What we are compared with is asked for by the extra `bench` alone."""
    peers = {"spacy", "pdfminer-six", "python-docx"}
    locked = {entry.name for name in ("run.txt", "dev.txt") for entry in read_lock(ROOT / "requirements" / name)}

    assert not locked & peers


def test_ci_calls_what_a_developer_calls() -> None:
    """One command runs every check."""
    script = ROOT / ".ci" / "run"

    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert script.read_text(encoding="utf-8").endswith("\nmake test\n")


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_too_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    """The message names the Python and what to write instead."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    call = subprocess.run(
        ["make", "PYTHON=false", "demo"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert call.returncode != 0
    assert call.stderr.splitlines()[0] == (
        "false is not Python 3.11 or newer. Name one that is: make PYTHON=python3.12 demo"
    )
    assert not (tmp_path / ".venv").exists()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by the locked tools without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        # With the editor it is tried in test_packaging.py, as far as that can be fetched.
        env={**os.environ, "NAERINGSGRAF_NO_WEB": "1"},
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize("folder", ["ontology", "data"])
def test_wheel_carries_ontology_and_data(wheel: zipfile.ZipFile, folder: str) -> None:
    """An installation without the checkout has everything that is in git under these folders."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.split("\0")

    assert {f"naeringsgraf/{name}" for name in tracked if name} <= set(wheel.namelist())


def test_wheel_starts_the_command_line(wheel: zipfile.ZipFile) -> None:
    """The command is there, and the package says that it is typed."""
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert "naeringsgraf = naeringsgraf.cli.main:main" in wheel.read(entry_points).decode()
    assert "naeringsgraf/py.typed" in wheel.namelist()


def test_the_wheel_runs_its_demo_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """Ontology, data, queries, templates and texts come from the wheel alone."""
    wheel.extractall(tmp_path / "installed")
    ran = subprocess.run(
        [sys.executable, "-c", "import naeringsgraf.cli.main as m; print(m.__file__); m.main(['demo', 'shown'])"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert ran.stdout.splitlines()[0].startswith(str(tmp_path))
    assert "Batterigjenvinning" in ran.stdout
    assert (tmp_path / "shown" / "nettverk.html").stat().st_size > 100_000
