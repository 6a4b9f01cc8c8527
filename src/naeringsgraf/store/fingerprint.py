"""Tells one state of the program from another, so that sources are read anew when it would read them differently."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import naeringsgraf
from naeringsgraf.registers.tables import find_registers
from naeringsgraf.resources import find_resource

_ROOMS: Final = ("model", "reading", "parsing", "registers", "mentions", "linking", "mapping")
"""The rooms that a document passes on its way to N-Quads."""


@cache
def make_fingerprint() -> str:
    """Hash the version, the code and word lists of those rooms, and the registers and themes."""
    package = Path(naeringsgraf.__file__).parent
    folders = {f"src/{room}": package / room for room in _ROOMS}
    folders |= {"data/registers": find_registers(), "data/themes": find_resource("data", "themes")}
    digest = hashlib.sha256(naeringsgraf.__version__.encode())
    for name, folder in folders.items():
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(f"\0{name}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
