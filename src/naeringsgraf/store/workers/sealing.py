"""Takes from a process what reading a document or answering a query does not need, for good.

On Linux: no network, no other programs, no files written (but by who makes a new generation), bounded memory, no life
after its parent. What a platform cannot do is told in words, and never left unsaid.
"""

import ctypes
import os
import signal
import struct
import sys
from typing import Final

from naeringsgraf.store.workers.limits import Limits

NO_MEMORY_LIMIT: Final = "the memory that a document or a query takes is not limited"
WATCHED_MEMORY: Final = "the memory that a document or a query takes is watched from outside, not limited"
_NO_WALL: Final = "nothing but the program itself keeps a document or a query from the network"


def seal(limits: Limits) -> tuple[str, ...]:
    """Give up rights that cannot be had back; tell in words what could not be given up on this platform."""
    _share_arenas()
    missing = []
    if not _limit_resources(limits):
        missing.append(WATCHED_MEMORY if sys.platform == "darwin" else NO_MEMORY_LIMIT)
    if not _shut_out_calls():
        missing.append(_NO_WALL)
    return tuple(missing)


def _share_arenas() -> None:
    """Let threads share what the allocator reserves for each of them: 64 MiB that count as memory, and are none.

    With a dozen threads of the engine, a change of some bytes came to the limit of 1 GiB, and was ended.
    """
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(_M_ARENA_MAX, _ARENAS)


def die_with(parent: int) -> None:
    """End this process when its parent ends; the pipe between them tells it too, but only between two documents."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


if sys.platform == "win32":

    def _limit_resources(limits: Limits) -> bool:
        return False
else:
    import resource

    def _limit_resources(limits: Limits) -> bool:
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, limits.file_bytes)
        _lower(resource.RLIMIT_NOFILE, limits.open_files)
        # macOS takes this limit and does not keep to it.
        return _lower(resource.RLIMIT_AS, limits.memory) and sys.platform != "darwin"

    def _lower(kind: int, value: int) -> bool:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):
            return False
        return True


_M_ARENA_MAX: Final = -8
_ARENAS: Final = 2
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38

# Machine → its number in the kernel, and the calls that are shut out:
# socket, connect, execve, execveat, ptrace, io_uring_setup.
_CALLS: Final = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
}
_FIRST_OF_X32: Final = 0x40000000
"""On x86_64 the calls of another convention begin here; they would go round the list."""

_LOAD: Final = 0x20
_IF_EQUAL: Final = 0x15
_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 13
"""The call fails with EACCES."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def _shut_out_calls() -> bool:
    """Let the kernel refuse the calls of `_CALLS`; False where that cannot be had."""
    if sys.platform != "linux" or os.uname().machine not in _CALLS:
        return False
    steps = _write_filter(*_CALLS[os.uname().machine])
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0) == 0)


def _write_filter(machine: int, calls: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Write the kernel's little program: operation, steps to skip if so, if not, value. The last step refuses."""
    tests = [(_IF_AT_LEAST, _FIRST_OF_X32), *((_IF_EQUAL, call) for call in calls)]
    steps = [(_LOAD, 0, 0, 4), (_IF_EQUAL, 0, len(tests) + 2, machine), (_LOAD, 0, 0, 0)]
    for at, (operation, value) in enumerate(tests):
        steps.append((operation, len(tests) - at, 0, value))
    return [*steps, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
