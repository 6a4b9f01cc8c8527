"""Documents that do harm when they are read; the first word of the file says which. Runs in the workers."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.reading.files import SourceFile
from workbench import read_source

_HOARD: list[bytearray] = []
MIB = 1 << 20


def read(file: SourceFile) -> list[tuple[Document, Meeting]]:
    """Read a source of the workbench, after doing what its first word says."""
    word = file.load().decode("utf-8").split(" ", 1)[0]
    if word in _HARM:
        _HARM[word]()
    return read_source(file)


def tell(file: SourceFile) -> Sequence[bytes]:
    """Do what the first word says, and give the file back with the number of the process that read it."""
    text = file.load().decode("utf-8")
    word = text.split(" ", 1)[0]
    if word in _HARM:
        _HARM[word]()
    return [text.encode(), str(os.getpid()).encode()]


def try_what_is_shut(file: SourceFile) -> Sequence[bytes]:
    """Try the network, other programs and a file, and say which of them worked."""
    tries: Mapping[str, Callable[[], object]] = {
        "network": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
        "program": lambda: subprocess.run(["true"], check=False),
        "file": lambda: file.path.with_suffix(".out").write_text("x", encoding="utf-8"),
    }
    return [name.encode() for name, attempt in tries.items() if _works(attempt)]


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _hang() -> None:
    while True:
        time.sleep(0.05)


def _eat() -> None:
    while True:
        _HOARD.append(bytearray(8 * MIB))


def _keep() -> None:
    """Keep a good half of 512 MiB for as long as the process lives."""
    if not _HOARD:
        _HOARD.append(bytearray(150 * MIB))


def _need() -> None:
    """Need as much, and let it go."""
    bytearray(250 * MIB)


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _fell() -> None:
    """Kill the process that started all this, as nothing that is read should ever be able to."""
    os.kill(_find_starter(), signal.SIGKILL)
    _hang()


def _find_starter() -> int:
    """Give what started the process that this one was forked from."""
    told = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="ascii")
    return int(told.rpartition(")")[2].split()[1])


def _slip() -> None:
    raise IndexError("a slip of ours")


def _sink() -> None:
    _sink()


def _babble() -> None:
    """Write rubbish wherever it can be written, as a parser might that was taken over."""
    for handle in range(3, 64):
        try:
            os.write(handle, b"\xff" * 1000)
        except OSError:
            continue


_HARM: Mapping[str, Callable[[], None]] = {
    "hang": _hang,
    "eat": _eat,
    "keep": _keep,
    "need": _need,
    "crash": _crash,
    "fell": _fell,
    "slip": _slip,
    "sink": _sink,
    "babble": _babble,
    "wait": lambda: time.sleep(0.4),
}
