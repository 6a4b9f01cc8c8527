"""One file becomes one `Document`; which reader does it is told by the file's ending."""

import hashlib
import os
from pathlib import Path
from typing import Any

import yaml

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.model.names import make_slug
from naeringsgraf.reading.decoding import decode, normalise
from naeringsgraf.reading.files import FORMATS, MAX_BYTES, MAX_CHARACTERS, spell_path
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.markdown import read_markdown
from naeringsgraf.reading.plaintext import read_plaintext


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
    decoded, encoding = decode(raw, name)
    text = normalise(decoded)
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            name, f"holds {len(text):,} characters; the limit is {MAX_CHARACTERS:,}, so split it by meeting"
        )
    front: dict[str, Any] = {}
    if FORMATS[suffix] == "text/markdown":
        front, body, first_line = _split_front_matter(text, name)
        builder = TextBuilder()
        for number, line in enumerate(text.split("\n")[1 : first_line - 2] if front else (), start=2):
            content = line.lstrip(" -")
            if content.strip():
                lead = line[: len(line) - len(content)]
                builder.add(content.strip(), number, kind=LineKind.FRONT_MATTER, level=len(lead), before=lead)
        read_markdown(body, builder, first_line)
    else:
        builder = read_plaintext(text)
    if not builder.lines:
        raise SourceError(name, "there is no text in it; take the file away or put the minutes in it")
    return Document(
        slug=make_slug(Path(name).stem),
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=FORMATS[suffix],
        text=builder.text,
        lines=tuple(builder.lines),
        front_matter=front,
        encoding=encoding,
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


def _split_front_matter(text: str, name: str) -> tuple[dict[str, Any], str, int]:
    """Part YAML between two lines of "---" from the text; give it, the rest, and the line the rest begins at."""
    if not text.startswith("---\n"):
        return {}, text, 1
    head, mark, body = text[4:].partition("\n---\n")
    if not mark:
        return {}, text, 1
    try:
        front = yaml.safe_load(head)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", 0) + 2
        raise SourceError(name, "the front matter is no YAML; mend it or take it away", line) from problem
    return (front if isinstance(front, dict) else {}), body, head.count("\n") + 4
