"""Files that are whole or not there: written under another name in the same folder, then renamed."""

import os
import secrets
from pathlib import Path

from naeringsgraf.errors import CallError


def write_file(path: Path, data: str | bytes, *, force: bool = False) -> None:
    """Write a file, text as UTF-8; what stood there before is untouched until the new one is whole.

    Raises:
        CallError: it is there already and `force` is not given, or it cannot be written there.
    """
    check_target(path, force=force)
    raw = data.encode("utf-8") if isinstance(data, str) else data
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        _write_whole(temporary, raw)
        temporary.replace(path)
    except OSError as problem:
        raise CallError(f"{path}: cannot be written ({_reason(problem)}); make room, or name another file") from problem
    finally:
        temporary.unlink(missing_ok=True)


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a file that cannot be written, before any work is done for it.

    Raises:
        CallError: see `write_file`.
    """
    if path.is_dir():
        raise CallError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise CallError(f"{path}: there is no folder {path.parent}; make it first, or name another file")
    if path.exists() and not force:
        raise CallError(f"{path} is there already; name another file, or overwrite it with --force")


def _write_whole(path: Path, raw: bytes) -> None:
    with path.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _reason(problem: OSError) -> str:
    return os.strerror(problem.errno).lower() if problem.errno else str(problem)
