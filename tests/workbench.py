"""Small sources for builds: a file holds a day and a sentence, and is read without parsing."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from handmade import make_short
from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.model.names import ThingId
from naeringsgraf.reading.files import SourceFile, find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.publish import SPARE_BYTES

Read = Callable[[SourceFile], list[tuple[Document, Meeting]]]


def read_source(file: SourceFile) -> list[tuple[Document, Meeting]]:
    """Read "2021-01-05 stromnett Nettet er fullt."; anything else is rejected."""
    data = file.load()
    try:
        day, theme, said = data.decode("utf-8").strip().split(" ", 2)
        document, meeting = make_short(file.slug, dt.date.fromisoformat(day), ThingId(f"theme/{theme}"), said)
    except ValueError:
        raise SourceError(file.name, "no minutes; begin with a day", 1) from None
    return [(replace(document, path=file.name, sha256=hashlib.sha256(data).hexdigest()), meeting)]


class Workbench:
    """A folder of sources and the store built from it."""

    def __init__(self, path: Path) -> None:
        self.sources = path / "referat"
        self.store = path / "graph.store"
        self.read_slugs: list[str] = []
        self.sources.mkdir()

    def write(self, files: Mapping[str, str]) -> None:
        """Write or replace sources by name."""
        for name, text in files.items():
            path = self.sources / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, spare_bytes: int = SPARE_BYTES) -> BuildReport:
        """Build the store from all sources, in this process; `read_slugs` tells which were read."""
        self.read_slugs = []
        return build_store(find_files([self.sources]), self.store, read=self.read, spare_bytes=spare_bytes, workers=0)

    def shards(self) -> dict[str, bytes]:
        """Give the shards by name, and the manifest."""
        paths = [*self.store.glob("shards/*"), self.store / "manifest.json"]
        return {path.name: path.read_bytes() for path in paths}

    def read(self, file: SourceFile) -> list[tuple[Document, Meeting]]:
        """Read one source and note that it was read."""
        self.read_slugs.append(file.slug)
        return read_source(file)


def make_sources(count: int) -> dict[str, str]:
    """Give so many sources, a month apart."""
    days = [dt.date(2020 + number // 12, number % 12 + 1, 1) for number in range(count)]
    return {f"m{number:02}.txt": f"{day} stromnett Nettet er fullt i {day.year}." for number, day in enumerate(days)}
