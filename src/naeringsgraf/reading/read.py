"""One file becomes one `Document`; which reader does it is told by the file's ending."""

import hashlib
import os
from pathlib import Path

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document
from naeringsgraf.model.names import make_slug
from naeringsgraf.reading.files import MAX_BYTES, spell_path
from naeringsgraf.reading.formats import FORMATS


def read_file(path: Path, root: Path) -> Document:
    """Read a file; its name in the graph is relative to `root`.

    Raises:
        SourceError: the file cannot be opened, is empty, too large, or is no text.
    """
    name = spell_path(path.relative_to(root) if path.is_relative_to(root) else Path(path.name))
    return read_bytes(_load(path, name), name)


def read_bytes(raw: bytes, name: str) -> Document:
    """Read the content of a file that goes by `name`; the ending of the name tells its format.

    Raises:
        SourceError: the content is empty, of a format that cannot be read, or no text.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise SourceError(name, f"a {suffix or 'nameless'} file cannot be read; save it as .md or .txt")
    content = FORMATS[suffix].read(raw, name)
    builder = content.builder
    if not builder.lines:
        raise SourceError(name, "there is no text in it; take the file away or put the minutes in it")
    return Document(
        slug=make_slug(Path(name).stem),
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=FORMATS[suffix].media_type,
        text=builder.text,
        lines=tuple(builder.lines),
        front_matter=content.front_matter,
        encoding=content.encoding,
        pages=content.pages,
    )


def _load(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(name, "is no ordinary file; name a file that holds minutes")
        if size > MAX_BYTES:
            raise SourceError(name, f"is {size // 2**20} MiB; the limit is {MAX_BYTES // 2**20} MiB, so split it")
        return path.read_bytes()
    except OSError as problem:
        reason = os.strerror(problem.errno).lower() if problem.errno else str(problem)
        raise SourceError(name, f"cannot be opened ({reason}); check the rights on the file") from problem
