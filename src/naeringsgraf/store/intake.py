"""One file becomes shards: the work that is done in a sealed process, and what comes back from it."""

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.extract import extract_meeting, extract_source
from naeringsgraf.linking.identity.appearance import find_appearances
from naeringsgraf.mapping.actors import find_unregistered
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.mapping.record import make_record
from naeringsgraf.mentions.sensitive import find_sensitive
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.store.manifest import write_plain
from naeringsgraf.store.privacy.suppressed import Suppressed, drop_from_document

Read = Callable[..., Sequence[tuple[Document, Meeting]]]
"""Reads one `SourceFile`, which may hold several minutes, or raises SourceError; where there are any, it is given the
`judgements` on each document as a mapping."""

_WARM_UP = b"""# Referat 01.02.2021

Til stede:

- Kari Berg, Drammen kommune

## Sak 1 Batteri

Kari Berg, Drammen: Vi ber staten om 10 millioner til batteri.
"""


def prepare() -> None:
    """Read every register and word list, so that no document pays for it."""
    document = read_bytes(_WARM_UP, "mote.md")
    map_document(document, extract_meeting(document))


@dataclass(frozen=True, slots=True)
class MakeShards:
    """The task of a build: from a file to the graphs of its documents."""

    base: str
    read: Read = extract_source
    left_out: frozenset[str] = frozenset()
    """Slugs of documents that hold no minutes, as somebody decided."""
    suppressed: Suppressed | None = None
    """Names that were forgotten, and are dropped again; None where nothing was."""

    def __call__(self, file: SourceFile) -> list[bytes]:
        """Give what the manifest tells of each document, as JSON, and then their shards.

        Of a document that is left out only what came of the judgements on it is told.
        """
        facts, shards = [], []
        for document, meeting in self._read(file):
            if document.slug in self.left_out:
                facts.append({"slug": document.slug, "left_out": True, "judged": meeting.judged})
                continue
            told, shard = _tell_facts(document, meeting), map_document(document, meeting, self.base)
            if self.suppressed is not None:
                plain = json.loads(json.dumps(told, default=write_plain))
                shard, told = drop_from_document(shard, plain, document.path, self.suppressed, self.base)
            facts.append(told)
            shards.append(shard)
        return [json.dumps(facts, default=write_plain).encode("ascii"), *shards]

    def _read(self, file: SourceFile) -> Sequence[tuple[Document, Meeting]]:
        try:
            return self.read(file)
        except SourceError:
            if file.slug not in self.left_out:
                raise
            # What cannot be read as minutes and need not be is no reason to complain.
            return [(Document(file.slug, file.name, "", "", "", ()), Meeting())]


def make_record_lines(file: SourceFile) -> list[bytes]:
    """Give the record of each document of a file as a line of JSON; the task of `extract`."""
    records = [make_record(document, meeting) for document, meeting in extract_source(file)]
    return [(json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8") for record in records]


def _tell_facts(document: Document, meeting: Meeting) -> dict[str, Any]:
    """Give what `folder.Entry` holds of a document beside its path and shard, and its slug."""
    themes = {theme for turn in meeting.contributions for theme in turn.themes}
    return {
        "slug": document.slug,
        "source_sha256": document.sha256,
        "turns": len(meeting.contributions),
        "statements": sum(len(turn.statements) for turn in meeting.contributions),
        "unread": len(meeting.unread),
        "ambiguous": sum(1 for mention in meeting.mentions if mention.candidates),
        "themes": sorted(themes),
        "actors": find_unregistered(meeting),
        "judged": meeting.judged,
        "people": find_appearances(document, meeting),
        "sensitive": _find_sensitive(document, meeting),
    }


def _find_sensitive(document: Document, meeting: Meeting) -> list[tuple[str, int]]:
    """Give kind and line of the source of each place that may tell of somebody what article 9 guards."""
    begins = [line.begins for line in document.lines]
    names = {each.name for each in meeting.attendees}
    return sorted(
        {
            (each.kind, document.lines[max(0, bisect_right(begins, each.begins) - 1)].number)
            for each in find_sensitive(document.text, names)
        }
    )
