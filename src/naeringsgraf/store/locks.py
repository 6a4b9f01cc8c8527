"""Who may write a store, and who is still reading a generation of it.

Locks are held by the operating system and end with the process, so a crash leaves none behind.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naeringsgraf.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    # Beyond the end of the file, so that others can still read the pid that stands in it.
    _PLACE = 1 << 30

    def _try_lock(handle: int, *, shared: bool) -> bool:
        # Windows has no shared locks here, but never removes a file that is open: that protects readers instead.
        if shared:
            return True
        os.lseek(handle, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def lock_for_writing(path: Path) -> Iterator[None]:
    """Hold the lock of the one builder, with our process number in it.

    Raises:
        StoreError: another process holds it.
    """
    with path.open("a+b") as stream:
        if not _try_lock(stream.fileno(), shared=False):
            stream.seek(0)
            holder = stream.read(32).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(f"{path.parent}: process {holder} is building this store; wait until it is done")
        stream.seek(0)
        stream.truncate()
        stream.write(f"{os.getpid()}\n".encode("ascii"))
        stream.flush()
        yield


class Lease:
    """A reader's hold on one generation, so that nobody removes it; ends when closed or with the process."""

    def __init__(self, path: Path) -> None:
        """Take a shared hold of a generation by its file.

        Raises:
            FileNotFoundError: the generation is gone, or was never published.
            BlockingIOError: it is being removed at this moment.
        """
        self._handle: int | None = os.open(path, os.O_RDONLY)
        if not _try_lock(self._handle, shared=True):
            self.close()
            raise BlockingIOError(f"{path} is being removed")

    def close(self) -> None:
        """Let go; closing twice does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def __del__(self) -> None:
        # A notebook seldom closes its graph; the hold must end with the graph all the same.
        self.close()


@contextmanager
def hold_if_unused(path: Path) -> Iterator[bool]:
    """Tell whether nobody reads a generation, and keep readers off it meanwhile."""
    with path.open("a+b") as stream:
        yield _try_lock(stream.fileno(), shared=False)
