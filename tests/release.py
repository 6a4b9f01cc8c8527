"""Tries what is to be released, as somebody would who has nothing of the project; run by `make release`.

For each interpreter of `PYTHONS` that is on this machine, wheel and sdist are installed in an environment of their own,
with the locked requirements, and `naeringsgraf demo` is run with no checkout in sight. Then the licences of all that it
needs are listed, known faults are looked up where the service for it can be reached, and the bill of materials is
written (CycloneDX). Exits 1 when something does not hold, a known fault included; what could not be tried is told.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements" / "run.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
FORBIDDEN = ("GPL", "AGPL")
"""Never required; LGPL lets its users be."""


def main() -> None:
    """Try everything, and tell at the end what does not hold."""
    folder = Path(sys.argv[1]).absolute()
    wheel, sdist = next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))
    faults = []
    for version in PYTHONS:
        interpreter = find_python(version)
        if interpreter is None:
            print(f"Python {version}: not on this machine, not tried")
            continue
        for file in (wheel, sdist):
            fault = try_file(interpreter, file)
            print(f"Python {version}, {file.suffix}: {fault or 'installs, and the demo runs'}")
            faults += [f"Python {version}, {file.name}: {fault}"] if fault else []
    faults += check_licences(folder)
    faults += audit()
    write_bill(folder)
    for fault in faults:
        print(f"Error: {fault}", file=sys.stderr)
    sys.exit(bool(faults))


def find_python(version: str) -> str | None:
    """Give an interpreter of a version that works; None where there is none."""
    found = shutil.which(f"python{version}")
    if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
        return found
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    return str(kept[-1]) if kept else None


def try_file(interpreter: str, file: Path) -> str | None:
    """Install a file where nothing else is, and run the demo; give what went wrong, on one line."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        python = place / "env" / "bin" / "python"
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for call in (
            [interpreter, "-m", "venv", str(place / "env")],
            [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(REQUIREMENTS)],
            [*pip, "--no-deps", "--no-build-isolation", str(file)],
            [str(place / "env" / "bin" / "naeringsgraf"), "demo", str(place / "demo")],
        ):
            ran = subprocess.run(call, cwd=place, env=clean_environment(), capture_output=True, text=True, check=False)
            if ran.returncode != 0:
                return (ran.stderr.strip() or ran.stdout.strip() or f"exit {ran.returncode}").splitlines()[-1]
        page = place / "demo" / "nettverk.html"
        return None if page.stat().st_size > 100_000 else "the demo wrote no page"


def clean_environment() -> dict[str, str]:
    """Give the environment without what points to a checkout or another interpreter."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def check_licences(folder: Path) -> list[str]:
    """Write the licence of all that is needed to run, and give those that must not be."""
    needed = {line.split("==")[0] for line in REQUIREMENTS.read_text().splitlines() if "==" in line}
    call = [tool("pip-licenses"), "--format=json", "--packages", *sorted(needed)]
    found = json.loads(run(call))
    lines = [f"{each['Name']} {each['Version']}: {each['License']}" for each in found]
    (folder / "licences.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [
        f"{each['Name']} is {each['License']}, which is never required"
        for each in found
        if any(word in each["License"].replace("LGPL", "").replace("Lesser General", "") for word in FORBIDDEN)
    ]


def audit() -> list[str]:
    """Look up known faults of what is needed, and give them; what was not answered for is counted and told."""
    call = [tool("pip-audit"), "--requirement", str(REQUIREMENTS), "--disable-pip", "--require-hashes", "--format=json"]
    ran = subprocess.run(call, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except ValueError:
        print(f"known faults: not looked up ({(ran.stderr.strip() or 'nothing was said').splitlines()[-1]})")
        return []
    looked_up = [package for package in packages if "vulns" in package]
    faults = [
        f"{package['name']} {package['version']} has the known fault {fault['id']}"
        for package in looked_up
        for fault in package["vulns"]
    ]
    rest = len(packages) - len(looked_up)
    told = f"; {rest} packages could not be looked up from here" if rest else ""
    print(f"known faults: {len(faults)} in {len(looked_up)} packages{told}")
    return faults


def write_bill(folder: Path) -> None:
    """Write the bill of materials."""
    target = folder / "naeringsgraf.cdx.json"
    run([tool("cyclonedx-py"), "requirements", str(REQUIREMENTS), "--pyproject", str(ROOT / "pyproject.toml"),
         "--output-reproducible", "--of", "JSON", "-o", str(target)])  # fmt: skip
    count = len(json.loads(target.read_text(encoding="utf-8"))["components"])
    print(f"bill of materials: {count} components in {target.name}")


def tool(name: str) -> str:
    """Give the path of a tool of this environment."""
    return str(Path(sys.executable).parent / name)


def run(call: Sequence[str]) -> str:
    """Run a tool that has to succeed, and give what it writes."""
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
