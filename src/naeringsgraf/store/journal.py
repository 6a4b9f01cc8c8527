"""What a build has read and has on disk before its graph is published, so that one that is stopped need not begin anew.

A batch of files is acknowledged when the shards, their names and the lines that tell of them are forced to disk. Each
line begins with the hash of the rest, so that one that was half written, or damaged, is passed over.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Any, Final, Self

from naeringsgraf.errors import StoreError
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.store.files import sync_folder, write_pieces
from naeringsgraf.store.fingerprint import Fingerprint
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.manifest import FORMAT, Entry, parse_entry, tell_entry, write_plain

OnDisk = Callable[[Sequence[str]], None]
"""Is told the paths of files whose documents are now on disk, whatever happens to the build."""

BATCH: Final = 100
"""Files that are acknowledged together, at most."""
SECONDS: Final = 10.0
"""Time after which a smaller batch is acknowledged, once the next file is done."""

Entries = dict[str, Entry]
"""What was read from one file, by slug."""


class Journal:
    """The journal of one build, from its first file until its manifest is written."""

    def __init__(self, folder: StoreFolder, reader: Fingerprint, base: str, on_disk: OnDisk | None = None) -> None:
        """Take up what a build that was stopped left; lines of another program, registers or base are of no use."""
        self._folder = folder
        self._on_disk = on_disk
        self._head = _seal({"format": FORMAT, "reader": reader, "base": base})
        self._known: dict[tuple[str, str], Entries] = {}
        self._pending: list[tuple[str, bytes]] = []
        """Path of a file that is not acknowledged yet, and the line that will tell of it."""
        self._since = time.monotonic()
        size = 0
        for at, line in enumerate(_read_lines(folder)):
            if at == 0 and line != self._head:
                break
            if at:
                told = json.loads(line[_HASH:])
                self._known[told["path"], told["slug"]] = _load(told)
            size += len(line)
        with tell_disk_trouble(folder):
            if not self._known:
                folder.journal.unlink(missing_ok=True)
            elif folder.journal.stat().st_size != size:
                write_pieces(folder.journal, _read_lines(folder))

    def find(self, file: SourceFile) -> Entries:
        """Give what a build that was stopped read from a file of this name; nothing where it did not come so far."""
        return self._known.get((file.name, file.slug), {})

    def add(self, file: SourceFile, entries: Entries) -> None:
        """Take note of a file whose shards are written; acknowledge the batch where it is large or old enough."""
        documents = {
            slug: {**tell_entry(entry), "attendances": entry.attendances.decode("utf-8")}
            for slug, entry in entries.items()
        }
        line = _seal({"path": file.name, "slug": file.slug, "documents": documents})
        self._pending.append((file.name, line))
        if len(self._pending) >= BATCH or time.monotonic() - self._since >= SECONDS:
            self.acknowledge()

    def acknowledge(self) -> None:
        """Force to disk what is pending, and tell so.

        Raises:
            StoreError: the disk is full or broken; what was acknowledged before is untouched.
        """
        if not self._pending:
            return
        with tell_disk_trouble(self._folder):
            sync_folder(self._folder.shards)
            self._append(b"".join(line for _, line in self._pending))
        self._tell()

    def close(self) -> None:
        """Remove the journal, once the manifest on disk tells all that it told."""
        self._folder.journal.unlink(missing_ok=True)
        self._tell()

    def _append(self, lines: bytes) -> None:
        new = not self._folder.journal.exists()
        with self._folder.journal.open("ab") as stream:
            stream.write((b"" if stream.tell() else self._head) + lines)
            stream.flush()
            os.fsync(stream.fileno())
        if new:
            sync_folder(self._folder.path)

    def _tell(self) -> None:
        if self._on_disk and self._pending:
            self._on_disk([path for path, _ in self._pending])
        self._pending.clear()
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            # Interrupted, say: what was read need not be read again. A full disk is told by what failed first.
            with suppress(StoreError):
                self.acknowledge()


def count_journal(folder: StoreFolder) -> int:
    """Give how many files a build under way, or one that was stopped, has acknowledged."""
    return max(0, sum(1 for _ in _read_lines(folder)) - 1)


def find_journal_shards(folder: StoreFolder) -> Set[str]:
    """Give the hashes of the shards that the journal names."""
    told = (json.loads(line[_HASH:]) for line in islice(_read_lines(folder), 1, None))
    return {entry.shard.sha256 for each in told for entry in _load(each).values()}


_HASH: Final = 65
"""Length of the hash before a line, and the blank behind it."""


def _seal(content: Any) -> bytes:
    """Write a line with its hash."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=write_plain).encode("utf-8")
    return hashlib.sha256(text).hexdigest().encode("ascii") + b" " + text + b"\n"


def _load(told: Any) -> Entries:
    return {slug: parse_entry(entry, entry["attendances"].encode("utf-8")) for slug, entry in told["documents"].items()}


def _read_lines(folder: StoreFolder) -> Iterator[bytes]:
    """Give the lines that are whole, the head first; none where there is no journal or its head is damaged."""
    with suppress(FileNotFoundError), folder.journal.open("rb") as stream:
        for at, line in enumerate(stream):
            if _is_whole(line):
                yield line
            elif at == 0:
                return


def _is_whole(line: bytes) -> bool:
    told = hashlib.sha256(line[_HASH:-1]).hexdigest().encode("ascii")
    return line.endswith(b"\n") and told == line[: _HASH - 1]
