"""What sources were like when they were hashed, so that those that nobody touched need not be read to know them again.

A file is unchanged where its size, both its times, its number and its disk are what they were: programs may set the
first of the times back, and not the second. Times are compared for being equal alone, so a clock may go backwards. A
file that was written less than two seconds ago is hashed again by the next build, since it may be written once more
within the same tick of its disk. What stands here is true whatever becomes of a build; without it, every file is read.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.store.files import write_whole

TICK: Final = 2_000_000_000
"""Nanoseconds; the times of the coarsest file system in use (FAT) are two seconds apart."""

_KEY_LENGTH: Final = 32


class Seen:
    """The hashes of sources, kept in a file of the store."""

    def __init__(self, path: Path) -> None:
        """Take up what an earlier build noted; a file that cannot be read is as good as none."""
        self._path = path
        self._before = _read(path)
        self._now: dict[str, tuple[str, str]] = {}
        """Name of a file → its mark and SHA-256."""
        self._watched: dict[str, str] = {}
        """Name of a file that is being read → its mark before."""

    def hash(self, file: SourceFile) -> str | None:
        """Give the SHA-256 of a file; None where it cannot be read, which reading it will tell."""
        name, mark = _name(file), _mark(file)
        known = self._before.get(name)
        if known and known[0] == mark:
            self._now[name] = known
            return known[1]
        found = hash_source(file)
        if found:
            self._note(file, mark, found)
        return found

    def watch(self, file: SourceFile) -> None:
        """Look at a file that is about to be read."""
        self._watched[_name(file)] = _mark(file)

    def note(self, file: SourceFile, sha256: str) -> None:
        """Note what a file was found to hold that was watched."""
        self._note(file, self._watched.pop(_name(file), ""), sha256)

    def _note(self, file: SourceFile, mark: str, sha256: str) -> None:
        if mark and mark == _mark(file, settled=True):
            self._now[_name(file)] = (mark, sha256)

    def keep(self) -> None:
        """Write down what was seen, where it is news."""
        if self._now != self._before:
            lines = [json.dumps([name, *found]) + "\n" for name, found in sorted(self._now.items())]
            write_whole(self._path, "".join(lines).encode("ascii"))


def hash_source(file: SourceFile) -> str | None:
    """Give the SHA-256 of a file; None where it cannot be read, which reading it will tell."""
    try:
        return hashlib.sha256(file.load()).hexdigest()
    except SourceError:
        return None


def _name(file: SourceFile) -> str:
    """Tell a file from others, without saying where it lies."""
    return hashlib.sha256(os.fsencode(file.path.absolute())).hexdigest()[:_KEY_LENGTH]


def _mark(file: SourceFile, *, settled: bool = False) -> str:
    """Give what changes whenever a file is written; nothing where it lies elsewhere or is not there.

    With `settled`, nothing is given either of one that was written a moment ago.
    """
    if file.remote is not None:
        return ""
    try:
        state = file.path.stat(follow_symlinks=file.follow_links)
    except OSError:
        return ""
    times = (state.st_mtime_ns, state.st_ctime_ns)
    if settled and min(abs(time.time_ns() - when) for when in times) < TICK:
        return ""
    return " ".join(map(str, (state.st_size, *times, state.st_ino, state.st_dev)))


def _read(path: Path) -> Mapping[str, tuple[str, str]]:
    try:
        told = [json.loads(line) for line in path.read_bytes().splitlines()]
        return {name: (mark, sha256) for name, mark, sha256 in told}
    except (OSError, ValueError, TypeError):
        return {}
