"""What a reader of one format makes of the bytes of a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.decoding import MAX_CHARACTERS
from naeringsgraf.reading.lines import TextBuilder


@dataclass(frozen=True, slots=True)
class Content:
    """The lines of a file, and what the file says beside them."""

    builder: TextBuilder
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """YAML before a Markdown text; empty where there is none."""
    encoding: str | None = None
    """Of the characters, for formats that are text; None for the others."""
    pages: int | None = None
    """None where the format has no pages."""


Reader = Callable[[bytes, str], Content]
"""Reads the bytes of a file that goes by a name; raises SourceError where they cannot be read."""


def check_length(length: int, name: str) -> None:
    """Refuse a text that is too long to be minutes; for formats whose text is known only once it is laid out.

    Raises:
        SourceError: it is.
    """
    if length > MAX_CHARACTERS:
        limit = f"the limit is {MAX_CHARACTERS:,}"
        raise SourceError(name, f"holds {length:,} characters or more; {limit}, so split it by meeting")
