"""Files that are whole or absent: written under a temporary name, forced to disk, then renamed."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_BUFFER: Final = 1 << 20


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place of whatever had its name; a crash leaves the old one or the new one, never a part."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_whole`, of a file that need not be in memory at once."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb", _BUFFER) as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """Force to disk which files a folder holds. Windows cannot, and does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
