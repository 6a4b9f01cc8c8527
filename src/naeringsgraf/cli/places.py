"""What a command reads: paths, and URLs."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.reading.remote import Place


class PlaceType(click.Path):
    """A path, or a URL such as s3://bucket/folder; a shell completes it as a path."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(path_type=Path, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Place":
        """Tell a URL from a path."""
        if "://" not in str(value):
            return Path(os.fsdecode(super().convert(value, param, ctx)))
        from naeringsgraf.reading.remote import find_place

        try:
            return find_place(value)
        except CallError as problem:
            self.fail(str(problem), param, ctx)
