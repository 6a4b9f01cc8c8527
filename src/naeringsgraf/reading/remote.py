"""Files that lie elsewhere: listed and loaded through fsspec, where the extra `naeringsgraf[cluster]` is installed.

Only what the user named is asked for: never what a document points to, nor a host that a server sends us on to.
"""

import functools
import importlib
import os
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NewType
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from naeringsgraf.errors import CallError, SourceError
from naeringsgraf.given import MAX_BYTES
from naeringsgraf.reading.formats import FORMATS
from naeringsgraf.reading.opening import tell_size

Url = NewType("Url", str)
"""Names a file or a folder by its protocol, as in "s3://bucket/folder"; `find_place` makes it. Never "file://"."""

Place = Path | Url
"""A file or a folder that the user named."""

EXTRA: Final = "pip install 'naeringsgraf[cluster]'"

_PROTOCOL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_WEB: Final = ("http", "https")
_CHUNK: Final = 1 << 20
_DEEPEST: Final = 50
"""Folders in one another. A web server may have folders without end."""
_SECONDS: Final = 120
"""For one answer of a web server, from asking to its last byte; others have limits of their own."""
_CONNECT_SECONDS: Final = 20
_NOT_FOUND: Final = 404
_NOTHING: Final = "nothing is there"


@dataclass(frozen=True, slots=True)
class Remote:
    """A file that lies elsewhere."""

    place: Url
    """What the user named; it tells who is asked, and how."""
    path: str
    """What the file is called there. Whoever named it so is a stranger, so it is never read as a URL."""


def find_place(text: str | os.PathLike[str]) -> Place:
    """Tell a URL from a path; one that begins with "file://" is the path of a file here.

    Raises:
        CallError: a "file://" that names another machine, or several URLs in one.
    """
    given = os.fspath(text)
    if not _PROTOCOL.match(given):
        return Path(given)
    try:
        parts = urlsplit(given)
    except ValueError as problem:
        raise CallError(f"{given.partition('?')[0]}: no URL ({problem}); check the spelling") from None
    if "::" in given and "[" not in parts.netloc:
        raise CallError(f"{show_url(Url(given))}: one URL in another is not read; name the files themselves")
    if parts.scheme.lower() not in ("file", "local"):
        return Url(given)
    if parts.netloc not in ("", "localhost"):
        raise CallError(f"{given}: names a file of another machine; write file:///folder, or the path alone")
    return Path(url2pathname(parts.path))


def show_url(place: Url) -> str:
    """Give a URL for people, without what may be secret: user, password and all behind "?"."""
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def name_root(place: Url) -> str:
    """Give what the folder is called that names in the graph are relative to."""
    parts = urlsplit(place)
    folders = [folder for folder in parts.path.split("/") if folder]
    if folders and _names_file(place):
        folders.pop()
    return _decode(folders[-1]) if folders else parts.netloc.rpartition("@")[2] or parts.scheme


def find_remote_file(place: Url) -> tuple[Remote, str] | None:
    """Give the file that a URL names, and what it is called; None where it names a folder.

    On the web, a URL that ends with "/" names a folder.

    Raises:
        CallError: fsspec, or what it needs for this protocol, is not installed; nothing is there; or nobody answers.
    """
    system, path = _open(place)
    with _tell_trouble(place):
        system.invalidate_cache()
        if not _names_file(place) if _is_web(place) else system.isdir(path):
            return None
        system.info(path)
    return Remote(place, path), _decode_web(place, urlsplit(path).path if _is_web(place) else path)[-1]


def search_remote(place: Url) -> Iterator[tuple[Remote, str, str]]:
    """Go through a folder and those in it: each file, its name in that folder, and why it cannot be read, if so.

    Hidden files are left out. The files of a web folder are those that its page links to and that are below it.

    Raises:
        CallError: as for `find_remote_file`.
    """
    system, root = _open(place)
    root = root.rstrip("/")
    entered = {root}
    waiting = [(root, 0)]
    while waiting:
        folder, depth = waiting.pop()
        with _tell_trouble(place):
            entries = sorted(system.ls(folder + "/" if _is_web(place) else folder, detail=True), key=_name_entry)
        for entry in entries:
            path = _name_entry(entry).rstrip("/")
            name = _name_below(place, root, path)
            if name is None or path in entered:
                continue
            entered.add(path)
            reason = _find_reason(entry["type"], name)
            if reason is not None:
                yield Remote(place, path), name, reason
            elif depth < _DEEPEST:
                waiting.append((path, depth + 1))


def _find_reason(kind: str, name: str) -> str | None:
    """Say why what stands in a folder cannot be read; "" where it can, and None for a folder to be searched."""
    if kind == "directory":
        return "is a folder that is named like a file" if Path(name).suffix.lower() in FORMATS else None
    return "" if kind == "file" else f"is no ordinary file, but of the kind {kind}"


def load_remote(file: Remote, name: str) -> bytes:
    """Give the bytes of a file that goes by `name`.

    Raises:
        SourceError: it is too large, is gone, or cannot be had.
    """
    system, _ = _open(file.place)
    try:
        # Of the web nobody knows a size but by asking once more.
        size = None if _is_web(file.place) else system.size(file.path)
        if size is not None and size > MAX_BYTES:
            raise tell_size(name, size)
        with system.open(file.path, "rb") as stream:
            data = bytearray()
            while len(data) <= MAX_BYTES and (chunk := stream.read(_CHUNK)):
                data += chunk
    except SourceError:
        raise
    except Exception as problem:  # each protocol has errors of its own
        raise SourceError(name, f"cannot be loaded ({_describe(problem)}); build again when it can be") from problem
    if len(data) > MAX_BYTES:
        raise tell_size(name, None)
    return bytes(data)


def _name_entry(entry: Any) -> str:
    return str(entry["name"])


def _name_below(place: Url, root: str, path: str) -> str | None:
    """Give the name of a file in its root folder; None where it is hidden, not below it, or a link to sort a list."""
    if not path.startswith(root + "/") or (_is_web(place) and re.search(r"[?#]", path)):
        return None
    names = _decode_web(place, path[len(root) + 1 :])
    return None if any(not each or each.startswith(".") for each in names) else "/".join(names)


def _decode_web(place: Url, path: str) -> list[str]:
    """Give folders and file of a path; on the web they are percent-encoded."""
    names = path.split("/")
    return [_decode(name) for name in names] if _is_web(place) else names


def _decode(name: str) -> str:
    """Decode a name, unless it would become several, or none."""
    decoded = unquote(name, errors="strict") if _is_utf8(name) else name
    return name if decoded in ("", ".", "..") or re.search(r"[/\\\0]", decoded) else decoded


def _is_utf8(name: str) -> bool:
    try:
        unquote(name, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _is_web(place: Url) -> bool:
    return urlsplit(place).scheme.lower() in _WEB


def _names_file(place: Url) -> bool:
    """Tell by its spelling whether a URL names a file; only the web leaves no other way."""
    path = urlsplit(place).path
    return not path.endswith("/") and (_is_web(place) or Path(path).suffix.lower() in FORMATS)


def _open(place: Url) -> tuple[Any, str]:
    """Give the file system of a URL and the path within it. fsspec keeps one for each, however often it is asked."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise CallError(f"{show_url(place)}: to read URLs, install what that takes: {EXTRA}") from None
    options = _web_options() if _is_web(place) else {}
    try:
        system, path = url_to_fs(place, **options)
    except ImportError as problem:
        protocol = urlsplit(place).scheme
        raise CallError(f"{show_url(place)}: {protocol}:// needs a package that is not here ({problem})") from None
    except ValueError as problem:
        raise CallError(f"{show_url(place)}: {problem}; check the spelling") from None
    return system, str(path)


@functools.cache
def _web_options() -> dict[str, Any]:
    """Give how web servers are asked: in one piece, not for ever, and nobody but the host that was named."""
    aiohttp = importlib.import_module("aiohttp")
    tracing = aiohttp.TraceConfig()
    tracing.on_request_redirect.append(_stay_with_host)
    timeout = aiohttp.ClientTimeout(total=_SECONDS, connect=_CONNECT_SECONDS)
    return {"block_size": 0, "client_kwargs": {"timeout": timeout, "trace_configs": [tracing]}}


class _SentOnError(Exception):
    """A server sends us on to another."""


async def _stay_with_host(session: Any, context: Any, redirect: Any) -> None:
    headers, asked = redirect.response.headers, redirect.url
    target = asked.join(type(asked)(headers.get("Location") or headers.get("URI") or ""))
    if target.origin() != asked.origin() and (target.scheme, target.host) != ("https", asked.host):
        raise _SentOnError


@contextmanager
def _tell_trouble(place: Url) -> Iterator[None]:
    """Turn whatever a protocol says into a line with a next step."""
    try:
        yield
    except Exception as problem:  # each protocol has errors of its own
        reason = f"{_describe(problem)}; check the spelling, and that you may read it"
        raise CallError(f"{show_url(place)}: {reason}") from problem


def _describe(problem: BaseException) -> str:
    """Say what went wrong, without the URL: it may hold a secret."""
    status = getattr(problem, "status", None)
    if isinstance(problem, FileNotFoundError):
        # fsspec says so whatever a web server said; that is behind it.
        return _describe(problem.__cause__) if problem.__cause__ else _NOTHING
    if isinstance(problem, TimeoutError):
        return "no answer in time"
    if isinstance(problem, _SentOnError):
        return "the server sends us on to another; name that one if you trust it"
    if isinstance(problem, ssl.SSLError):
        return "its certificate cannot be relied on"
    if isinstance(status, int):
        return _NOTHING if status == _NOT_FOUND else f"the server answered {status}"
    if isinstance(problem, OSError) and problem.errno:
        return os.strerror(problem.errno).lower()
    return f"{type(problem).__name__}: see --debug"
