"""Plain text: lines as they stand, columns by wide gaps, paragraphs by blank lines."""

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.content import Content
from naeringsgraf.reading.decoding import read_text
from naeringsgraf.reading.lines import TextBuilder, find_marker


def read_plaintext(raw: bytes, name: str) -> Content:
    """Read plain text. Blank lines end a paragraph; the text of each line is kept to the letter.

    Raises:
        SourceError: the bytes are no text.
    """
    text, encoding = read_text(raw, name)
    builder = TextBuilder()
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped:
            builder.new_block()
            continue
        indent = len(line) - len(line.lstrip())
        found = find_marker(stripped)
        marker = found.group(1) if found else ""
        content = stripped[found.end() :] if found else stripped
        builder.add(
            content,
            number,
            kind=LineKind.LIST_ITEM if marker else LineKind.TEXT,
            level=indent,
            before=line[: line.index(stripped)] + (stripped[: found.end()] if found else ""),
            marker=marker,
        )
    return Content(builder, encoding=encoding)
