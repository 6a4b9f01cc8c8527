"""Tells one state of the program from another, so that sources are read anew when it would read them differently."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import naeringsgraf
from naeringsgraf.registers.tables import find_registers
from naeringsgraf.resources import find_resource

_ROOMS: Final = ("model", "reading", "parsing", "registers", "mentions", "linking", "mapping")
"""The rooms that a document passes on its way to N-Quads."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the sources are read with."""

    program: str = ""
    """Hash of the version, the code and the word lists of the rooms a document passes."""
    registers: str = ""
    """Hash of the registers and the thesaurus."""


@cache
def make_fingerprint() -> Fingerprint:
    """Hash what the sources are read with, as it is now."""
    package = Path(naeringsgraf.__file__).parent
    registers = {"registers": find_registers(), "themes": find_resource("data", "themes")}
    return Fingerprint(
        program=_hash_folders({room: package / room for room in _ROOMS}, naeringsgraf.__version__),
        registers=_hash_folders(registers),
    )


def _hash_folders(folders: Mapping[str, Path], version: str = "") -> str:
    digest = hashlib.sha256(version.encode())
    for name, folder in folders.items():
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(f"\0{name}/{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
