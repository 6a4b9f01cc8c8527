"""How good the extraction is: records held against hand-made labels, figure by figure.

The scoring follows the conventions of the labelled minutes: names without case and order of words, accents kept; texts
by their first 28 characters; a theme is met by any of its labels. `…_alt` is also right, `…_optional` counts neither
way. Precision, recall and F1 are micro over all documents and for each family of layout.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from naeringsgraf.checking.comparing import KnownNames
from naeringsgraf.checking.figures.agenda import measure_agenda, measure_decisions
from naeringsgraf.checking.figures.case import Case
from naeringsgraf.checking.figures.header import measure_header
from naeringsgraf.checking.figures.people import People, measure_attendees, measure_persons
from naeringsgraf.checking.figures.statements import measure_committees, measure_figures, measure_statements
from naeringsgraf.checking.figures.themes import measure_names, measure_themes_of_document
from naeringsgraf.checking.figures.turns import measure_turns
from naeringsgraf.checking.scores import Ledger, Scores
from naeringsgraf.errors import CallError, NaeringsgrafError
from naeringsgraf.reading.files import FORMATS

Record = Mapping[str, Any]

TEXT_FOLDERS = ("real", "constructed", "text", ".")
"""Where the texts of a labelled folder lie, beside `gold/`."""

FAMILIES = {
    "00-seed": "founding",
    "02-au-innherred": "council",
    "03-steinkjer": "council",
    "14-nhn": "working-group",
    "18-fhir": "forum",
    "19-fordelingsutvalget": "grant-board",
    "22-online": "association",
    "27-fad": "project-meeting",
}
"""Beginning of a document's name → its family of layout, where the labels themselves do not tell."""

COMPLETE_THEMES = frozenset({"founding", "constructed"})
"""Families whose themes are labelled completely; elsewhere only recall is measured."""


def evaluate(records: Mapping[str, Record], gold: Mapping[str, Record]) -> Scores:
    """Hold the record of each document against its labels.

    Args:
        records: document → record. A document without labels is left out.
        gold: document → labels. A document without a record is listed as not scored.
    """
    themes, names = load_theme_names(), load_actor_names()
    both = sorted(gold.keys() & records.keys())
    ledgers = [measure(records[document], gold[document], document, themes, names) for document in both]
    missing = {document: "no record" for document in gold if document not in records}
    return Scores(tuple(ledgers), missing)


def measure(record: Record, gold: Record, document: str, themes: KnownNames, names: KnownNames) -> Ledger:
    """Measure every figure on one document."""
    family = find_family(document, gold)
    case = Case(record, gold, Ledger(document, family), themes, names, family in COMPLETE_THEMES)
    people = People(case)
    measure_header(case)
    measure_attendees(case, people)
    measure_agenda(case)
    measure_decisions(case)
    measure_turns(case, people)
    measure_persons(case)
    measure_names(case)
    measure_themes_of_document(case)
    measure_statements(case, people)
    measure_committees(case, people)
    measure_figures(case, people)
    return case.ledger


def find_family(document: str, gold: Record) -> str:
    """Give the family of layout: as the labels say, else by the document's name, else "other"."""
    if gold.get("family"):
        return str(gold["family"])
    if gold.get("constructed"):
        return "constructed"
    return next((family for beginning, family in FAMILIES.items() if document.startswith(beginning)), "other")


def evaluate_folder(
    folder: Path, *, extract: Callable[[Path, Path], Record] | None = None, documents: Iterable[str] = ()
) -> Scores:
    """Read and score every labelled document of a folder that holds `gold/` and the texts.

    Documents in formats that cannot be read, or that were rejected, are listed as not scored.

    Args:
        folder: holds `gold/*.json` and the texts of the same stems in `real/`, `constructed/`, `text/` or itself.
        extract: file and the folder its path is told from → record.
        documents: beginnings of the documents to score; all when empty.

    Raises:
        CallError: the folder holds no labels, or none of the documents asked for.
    """
    wanted = tuple(documents)
    gold = {name: labels for name, labels in read_labels(folder).items() if not wanted or name.startswith(wanted)}
    if not gold:
        raise CallError(f"{folder}: no labels of {', '.join(wanted)} in gold/. Name a document by its beginning.")
    records: dict[str, Record] = {}
    problems: dict[str, str] = {}
    for document in gold:
        path = find_text(folder, document)
        if path is None:
            problems[document] = "no text"
        elif path.suffix not in FORMATS:
            problems[document] = f"{path.suffix.removeprefix('.')} is not read yet"
        else:
            try:
                records[document] = extract(path, folder) if extract else extract_records(path, folder)[0]
            except NaeringsgrafError as problem:
                problems[document] = str(problem).splitlines()[0]
    scores = evaluate(records, {document: gold[document] for document in records})
    return Scores(scores.ledgers, problems)


def extract_records(path: Path, root: Path) -> list[Record]:
    """Read one file into the record of each meeting that it holds.

    Raises:
        SourceError: the file cannot be taken in.
    """
    from naeringsgraf.linking.extract import extract_file
    from naeringsgraf.mapping.record import make_record

    return [make_record(document, meeting) for document, meeting in extract_file(path, root)]


def read_labels(folder: Path) -> dict[str, Record]:
    """Read `gold/*.json`: document → labels.

    Raises:
        CallError: there are no labels, or a file of them is no JSON.
    """
    labels: dict[str, Record] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as problem:
            raise CallError(f"{path}: no JSON ({problem}). Repair the file or take it away.") from problem
        if isinstance(content, dict) and "doc" in content:
            labels[path.stem] = content
    if not labels:
        raise CallError(f"{folder}: no labels found. Name a folder that holds gold/*.json beside the texts.")
    return labels


def find_text(folder: Path, document: str) -> Path | None:
    """Find the text of a labelled document, a format that can be read first; None where there is none."""
    files = [
        path
        for name in TEXT_FOLDERS
        for path in sorted((folder / name).glob("*"))
        if path.stem == document and path.suffix and path.suffix != ".json"
    ]
    return min(files, key=lambda path: path.suffix not in FORMATS, default=None)


@cache
def load_theme_names() -> KnownNames:
    """Give every label of every theme, in all languages, hidden ones too; read once."""
    from naeringsgraf.registers.themes import load_themes

    return KnownNames([label for _, label in theme.labels()] for theme in load_themes().values())


@cache
def load_actor_names() -> KnownNames:
    """Give every name of the registered organisations, clusters, regions and parties; read once."""
    from naeringsgraf.registers.organisations import load_clusters, load_organisations, load_parties
    from naeringsgraf.registers.places import load_places

    names = [organisation.all_names for organisation in load_organisations()]
    names += [cluster.all_names for cluster in load_clusters()]
    names += [party.all_names for party in load_parties()]
    names += [(region.name, *region.alt_names) for region in load_places().regions]
    return KnownNames(names)
