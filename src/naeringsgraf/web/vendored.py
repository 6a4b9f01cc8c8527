"""What others wrote and the explorer carries with it: the editor of the SPARQL page, where the build brought it."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

FOLDER: Final = "vendor"
"""Below `static/`, and in the addresses of its files."""


@dataclass(frozen=True, slots=True)
class Package:
    """One package that is in the files."""

    name: str
    version: str
    licence: str
    """As an expression of SPDX."""
    texts: tuple[str, ...]
    """Files of `static/vendor/licenses` with its licence."""


def has_editor() -> bool:
    """Whether the editor of the SPARQL page is there; without it the plain form stands alone."""
    return bool(_read_manifest())


def list_packages() -> tuple[Package, ...]:
    """Give the packages that the editor is made of, by name; none where it is not there."""
    listed = _read_manifest().get("packages", [])
    return tuple(Package(each["name"], each["version"], each["licence"], tuple(each["texts"])) for each in listed)


@cache
def _read_manifest() -> dict[str, Any]:
    manifest = files("naeringsgraf.web").joinpath("static", FOLDER, "manifest.json")
    try:
        read: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return read
