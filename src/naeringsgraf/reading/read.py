"""One file becomes one `Document`; which reader does it is told by the file's ending, and its content must agree."""

import hashlib
from pathlib import Path

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document
from naeringsgraf.model.names import Slug, make_slug
from naeringsgraf.reading.files import name_file
from naeringsgraf.reading.formats import FORMATS
from naeringsgraf.reading.opening import load_file
from naeringsgraf.reading.private import hide_private
from naeringsgraf.reading.sniffing import check_kind


def read_file(path: Path, root: Path, slug: Slug | None = None, *, follow_links: bool = False) -> Document:
    """Read a file; its name in the graph is `slug`, or else made from its file name. Its path is told from `root`.

    Raises:
        SourceError: the file cannot be opened, is empty, too large, or is no text.
    """
    name = name_file(path, root)
    return read_bytes(load_file(path, name, follow_links=follow_links), name, slug)


def read_bytes(raw: bytes, name: str, slug: Slug | None = None) -> Document:
    """Read the content of a file that goes by `name`; the ending of the name tells its format.

    What is private, such as an identity number, is hidden in it.

    Raises:
        SourceError: the content is empty, of a format that cannot be read or not the one it is named for, or no text.
    """
    if not raw:
        raise SourceError(name, "the file is empty; take it away or put the minutes in it")
    suffix = Path(name).suffix.lower()
    check_kind(raw, name, suffix, FORMATS)
    content = FORMATS[suffix].read(raw, name)
    builder = content.builder
    if not builder.lines:
        raise SourceError(name, "there is no text in it; take the file away or put the minutes in it")
    read = Document(
        slug=slug or make_slug(Path(name).stem),
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=FORMATS[suffix].media_type,
        text=builder.text,
        lines=tuple(builder.lines),
        front_matter=content.front_matter,
        encoding=content.encoding,
        pages=content.pages,
    )
    return hide_private(read)
