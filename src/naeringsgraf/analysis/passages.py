"""The sentences of turns, from a graph or from minutes themselves, with who they were said for and where they stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.evidence import read_meetings
from naeringsgraf.errors import SourceError
from naeringsgraf.linking.extract import extract_file
from naeringsgraf.linking.themes import TITLE_RULE
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.remote.address import is_address


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence as it stands in the minutes."""

    text: str
    document: str
    """"minutes/2022-11-04-osloregionen-naeringssamarbeidet"."""
    begins: int
    """Characters from the start of the document's text."""
    actor: str | None
    """Id of whom it was said for; None where nobody is named."""


def read_passages(paths: Sequence[Path | str], reject: Callable[[SourceError], None]) -> tuple[Passage, ...]:
    """Read the sentences of stores (folders or URLs) and of minutes; `reject` is told of each unreadable file.

    Raises:
        CallError: a path is not there, or holds nothing that can be read.
        StoreError: a store is damaged.
    """
    passages: list[Passage] = []
    minutes = [Path(path) for path in paths if not is_store(path)]
    for path in paths:
        if is_store(path):
            with open_store(path) as graph:
                passages += read_graph_passages(graph)
    for file in find_files(minutes) if minutes else ():
        try:
            passages += read_minutes_passages(extract_file(file.path, file.root))
        except SourceError as problem:
            reject(problem)
    return tuple(passages)


def is_store(path: Path | str) -> bool:
    """Tell whether this is a store: the URL of an endpoint, or a folder with a manifest."""
    return is_address(path) or (Path(path) / "manifest.json").is_file()


def read_graph_passages(graph: Answers) -> tuple[Passage, ...]:
    """Read the sentences that a graph holds: those that raise a theme, ask, state an obstacle or take sides."""
    meetings = read_meetings(graph)
    found = {
        (row["document"], int(row["begins"])): Passage(
            row["text"],
            shorten_iri(row["document"]),
            int(row["begins"]),
            shorten_iri(row["actor"]) if "actor" in row else None,
        )
        for row in ask(graph, "sentences")
        if row["document"] in meetings and row["rule"] != TITLE_RULE
    }
    return tuple(found[key] for key in sorted(found))


def read_minutes_passages(parts: Iterable[tuple[Document, Meeting]]) -> tuple[Passage, ...]:
    """Take every sentence of every turn of minutes that were read and linked."""
    return tuple(passage for document, meeting in parts for passage in _take_sentences(document, meeting))


def _take_sentences(document: Document, meeting: Meeting) -> Sequence[Passage]:
    return [
        Passage(
            document.text[span.begins : span.ends],
            f"minutes/{document.slug}",
            span.begins,
            turn.on_behalf_of.id if turn.on_behalf_of else None,
        )
        for turn in meeting.contributions
        for span in split_sentences(document.text, turn.begins, turn.ends)
    ]
