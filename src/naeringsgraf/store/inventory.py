"""What the engine's files of a generation were when it was published.

Nobody writes to them afterwards, so whatever differs later is damage, also where the engine says nothing: it checks a
block only when a query reads it, and opens a store whose log is cut or missing with fewer quads and no word.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_IDLE: Final = frozenset({"LOCK", "LOG"})
"""Files that the engine never reads: what it locks, and what it tells for people."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """One file as it was."""

    bytes: int
    sha256: str
    written: int
    """When it was, in the clock of its disk: nanoseconds. It is compared for being equal alone."""
    number: int
    """By which its disk knows it, so that another file put in its place is told from it."""


def take_inventory(
    folder: Path, before: Path | None = None, known: Mapping[str, FileSum] | None = None
) -> dict[str, FileSum]:
    """Give what the files of a folder are, by name.

    Those that it has in common, by hard links, with a folder `before`, whose inventory is `known`, are not read again.
    """
    found = {}
    for path in sorted(folder.iterdir()):
        old = (known or {}).get(path.name)
        if path.name in _IDLE:
            continue
        if old and before and (before / path.name).exists() and (before / path.name).samefile(path):
            found[path.name] = old
        else:
            state = path.stat()
            found[path.name] = FileSum(state.st_size, hash_file(path), state.st_mtime_ns, state.st_ino)
    return found


def is_untouched(folder: Path, known: Mapping[str, FileSum]) -> bool:
    """Tell whether a folder holds the files that it did; those whose time or number differs are read.

    A byte that decayed on its disk is not seen so: `find_faults` sees it.
    """
    doubtful = {}
    for name, file in known.items():
        try:
            state = (folder / name).stat()
        except OSError:
            return False
        if (state.st_size, state.st_mtime_ns, state.st_ino) != (file.bytes, file.written, file.number):
            doubtful[name] = file
    return not any(find_faults(folder, doubtful))


def find_faults(folder: Path, known: Mapping[str, FileSum], *, quick: bool = False) -> Iterator[tuple[str, str]]:
    """Give the files that are not as they were, and what is wrong with each; a `quick` look compares sizes alone."""
    for name, file in sorted(known.items()):
        path = folder / name
        if not path.is_file():
            yield name, "missing"
        elif path.stat().st_size != file.bytes:
            yield name, f"{path.stat().st_size} bytes long instead of {file.bytes}"
        elif not quick and hash_file(path) != file.sha256:
            yield name, "not as it was written"


def find_strangers(folder: Path, known: Mapping[str, FileSum]) -> list[str]:
    """Give the names of files that were not there when the folder was published."""
    return sorted(path.name for path in folder.iterdir() if path.name not in known and path.name not in _IDLE)


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
