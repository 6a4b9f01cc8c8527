"""How the editor of the SPARQL page comes into sdist and wheel, and that nothing of it comes into git."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import vendoring

ROOT = Path(__file__).parents[1]
VENDOR = "naeringsgraf/web/static/vendor/"
LOCK = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")


def tracked(*patterns: str) -> list[Path]:
    """Files in git below the checkout."""
    call = ["git", "ls-files", "-z", *patterns]
    found = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    return [Path(name) for name in found.split("\0") if name]


SCRIPTS = tracked("*.js")


def without_funding(value: Any) -> Any:
    """A lock less what its packages say about who pays for them."""
    if isinstance(value, dict):
        return {key: without_funding(held) for key, held in value.items() if key != "funding"}
    return [without_funding(held) for held in value] if isinstance(value, list) else value


def test_lock_of_the_editor_names_no_host() -> None:
    """Where packages come from is for whoever installs to say."""
    assert "://" not in json.dumps(without_funding(LOCK))


def test_lock_of_the_editor_pins_every_package() -> None:
    """One version and a hash for each, and those of package.json."""
    asked = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    packages = {name: held for name, held in LOCK["packages"].items() if name}

    assert LOCK["packages"][""]["dependencies"] == asked["dependencies"]
    assert all(held["integrity"].startswith("sha512-") for held in packages.values())
    assert {held["version"] for name, held in packages.items() if "@zazuko/" in name} == {"4.6.2"}


def test_nothing_minified_is_in_git() -> None:
    """What people wrote has lines that people read."""
    for path in tracked("*.js", "*.mjs", "*.css"):
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        assert ".min." not in path.name and max(map(len, lines), default=0) <= 250, path


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_of_ours_can_be_read(script: Path) -> None:
    """Each is read as the module that it is."""
    call = [str(NODE), "--input-type=module", "--check"]
    read = subprocess.run(call, input=(ROOT / script).read_bytes(), capture_output=True, check=False)

    assert read.returncode == 0, read.stderr.decode()


def build(checkout: Path, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Build without npm and without a network, into `dist`."""
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(checkout / "dist")],
        cwd=checkout,
        env={**os.environ, "PATH": str(checkout / "nothing"), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """What a build needs of a clone, in which nothing was fetched."""
    for path in tracked("src/naeringsgraf/*.py", "frontend", "ontology", "data/registers", "pyproject.toml", "*.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    shutil.copy(ROOT / "LICENSE", tmp_path)
    return tmp_path


def test_a_wheel_is_not_built_without_its_editor(bare: Path) -> None:
    """It fails in one line that says what to do, and leaves nothing."""
    call = build(bare, "wheel")

    assert call.returncode != 0
    assert call.stderr.strip().splitlines()[-1] == (
        "The editor of the SPARQL page could not be fetched: there is no npm. Build where npm and its packages can be "
        "reached, or set NAERINGSGRAF_NO_WEB=1 to build without the editor."
    )
    assert not list(bare.glob("dist/*"))


def test_a_wheel_is_built_without_its_editor_when_that_is_asked_for(bare: Path) -> None:
    """The hook is skipped, and the page tells what it lacks."""
    call = build(bare, "wheel", NAERINGSGRAF_NO_WEB="1")

    assert call.returncode == 0, call.stderr
    names = zipfile.ZipFile(next(bare.glob("dist/*.whl"))).namelist()
    assert not [name for name in names if name.startswith(VENDOR)]


def test_who_works_on_the_code_does_not_need_npm(bare: Path) -> None:
    """An editable installation goes on, and says what is missing."""
    call = build(bare, "wheel:editable")

    assert call.returncode == 0, call.stderr
    assert "The SPARQL page stays without its editor: there is no npm." in call.stderr + call.stdout


def test_npm_is_asked_for_only_where_it_is_needed(bare: Path) -> None:
    """A build in an environment of its own gets node from a wheel, when files must be fetched and no npm is found."""
    code = (
        "import sys; sys.path.insert(0, 'frontend'); from hatchling.builders.wheel import WheelBuilder;"
        "print([name for name in WheelBuilder('.').config.dependencies if 'node' in name])"
    )

    def asked(path: str, **variables: str) -> str:
        env = {**os.environ, "PATH": path, **variables}
        return subprocess.check_output([sys.executable, "-c", code], cwd=bare, env=env, encoding="utf-8").strip()

    npm = bare / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\n", encoding="utf-8")
    npm.chmod(0o755)

    assert asked(str(bare / "nothing")) == f"['{vendoring.NODE_WHEEL}']"
    assert asked(str(bare / "nothing"), NAERINGSGRAF_NO_WEB="1") == "[]"
    assert asked(str(npm.parent)) == "[]"


@pytest.mark.skipif(not vendoring.is_there(), reason="the editor was not fetched; `make editor` does it where npm is")
def test_an_sdist_is_all_that_an_installation_needs(tmp_path: Path) -> None:
    """From it comes a wheel with the editor and its licences, with no node and no network."""
    sdists = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert sdists.returncode == 0, sdists.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as packed:
        packed.extractall(tmp_path, filter="data")
    checkout = next(path for path in tmp_path.iterdir() if path.is_dir())

    call = build(checkout, "wheel")

    assert call.returncode == 0, call.stderr
    wheel = zipfile.ZipFile(next(checkout.glob("dist/*.whl")))
    manifest = json.loads(wheel.read(f"{VENDOR}manifest.json"))
    for name, told in manifest["files"].items():
        assert hashlib.sha256(wheel.read(VENDOR + name)).hexdigest() == told["sha256"]
    for package in manifest["packages"]:
        assert package["texts"] and all(wheel.read(f"{VENDOR}licenses/{text}") for text in package["texts"])
    assert {"@zazuko/yasqe", "codemirror"} <= {package["name"] for package in manifest["packages"]}


@pytest.mark.skipif(not vendoring.is_there(), reason="the editor was not fetched; `make editor` does it where npm is")
def test_changed_files_are_fetched_anew(bare: Path) -> None:
    """What lies there counts only with the lock and the bytes that it was fetched with."""
    vendor = bare / "src" / VENDOR
    shutil.copytree(vendoring.VENDOR, vendor)
    assert build(bare, "wheel").returncode == 0

    script = vendor / "yasqe.min.js"
    script.write_bytes(script.read_bytes() + b"\n")
    assert build(bare, "wheel").returncode != 0

    shutil.copy(vendoring.VENDOR / script.name, script)
    with (bare / "frontend" / "package-lock.json").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert build(bare, "wheel").returncode != 0
