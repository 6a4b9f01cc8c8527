"""docs/dependencies.md says of each package that the project asks for why it is there, and of no other."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def read_tables() -> dict[tuple[str, str], str]:
    """Give (what for, package) → why; what is needed to run is for ""."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"]
    rows = [cells for cells in lines if not set("".join(cells)) <= set("-") and cells[-1] != "why"]
    keys = [("", cells[0]) if len(cells) == 2 else (cells[0], cells[1]) for cells in rows]
    assert len(keys) == len(set(keys))
    return dict(zip(keys, (cells[-1] for cells in rows), strict=True))


def list_asked_for() -> set[tuple[str, str]]:
    """Give the same for what the project asks for."""
    asked = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    build = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    asked["build"] = [line for line in build if line and not line.startswith("#")]
    editor = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    python = {(use, found[0]) for use, lines in asked.items() for line in lines if (found := _NAME.match(line))}
    return python | {("editor", name) for name in editor}


def test_every_dependency_has_its_reason() -> None:
    """And none is explained that is not asked for."""
    told = read_tables()

    assert told.keys() == list_asked_for()
    assert [key for key, why in told.items() if len(why) < 5] == []


def test_the_tables_are_sorted() -> None:
    """So that a diff shows what came and went; extras stand in groups."""
    names = list(read_tables())
    groups = list(dict.fromkeys(use for use, _ in names))

    assert names == [key for group in groups for key in sorted((k for k in names if k[0] == group), key=_fold)]


def _fold(key: tuple[str, str]) -> str:
    return key[1].casefold()
