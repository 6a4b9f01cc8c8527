"""How good the extraction is: records held against hand-made labels, figure by figure.

The scoring follows the conventions of the labelled minutes: names without case and order of words, accents kept; texts
by their first 28 characters; a theme is met by any of its labels. `…_alt` is also right, `…_optional` counts neither
way. Precision, recall and F1 are micro over all documents and for each family of layout.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from naeringsgraf.checking.comparing import KnownNames
from naeringsgraf.checking.families import find_family, read_families
from naeringsgraf.checking.figures.agenda import measure_agenda, measure_decisions
from naeringsgraf.checking.figures.case import Case
from naeringsgraf.checking.figures.header import measure_header
from naeringsgraf.checking.figures.identity import measure_identities
from naeringsgraf.checking.figures.people import People, measure_attendees, measure_persons
from naeringsgraf.checking.figures.statements import measure_committees, measure_figures, measure_statements
from naeringsgraf.checking.figures.themes import measure_names, measure_themes_of_document
from naeringsgraf.checking.figures.turns import measure_turns
from naeringsgraf.checking.labels import read_labels, read_persons
from naeringsgraf.checking.places import find_line
from naeringsgraf.checking.scores import Ledger, Scores
from naeringsgraf.errors import CallError, NaeringsgrafError
from naeringsgraf.linking.identity.appearance import Appearance, Place, find_appearances
from naeringsgraf.reading.formats import FORMATS

Record = Mapping[str, Any]

TEXT_FOLDERS = ("real", "constructed", "text", ".")
"""Where the texts of a labelled folder lie, beside `gold/`."""

FOUNDING = "founding"
"""The family whose themes are labelled completely, as are those of constructed documents; elsewhere only recall is
measured."""


def evaluate(
    records: Mapping[str, Record], gold: Mapping[str, Record], families: Mapping[str, str] | None = None
) -> Scores:
    """Hold the record of each document against its labels.

    Args:
        records: document → record. A document without labels is left out.
        gold: document → labels. A document without a record is listed as not scored.
        families: beginning of a document's name → family, where the labels themselves do not tell.
    """
    themes, names = load_theme_names(), load_actor_names()
    both = sorted(gold.keys() & records.keys())
    ledgers = []
    for document in both:
        family = find_family(document, gold[document], families or {})
        complete = bool(gold[document].get("constructed")) or family == FOUNDING
        ledger = Ledger(document, family, _find_format(records[document]))
        measure(Case(records[document], gold[document], ledger, themes, names, complete))
        ledgers.append(ledger)
    missing = {document: "no record" for document in gold if document not in records}
    return Scores(tuple(ledgers), missing)


def _find_format(record: Record) -> str:
    ending = Path(str((record.get("source") or {}).get("path", ""))).suffix.lower().removeprefix(".")
    return {"markdown": "md", "text": "txt", "htm": "html"}.get(ending, ending)


def measure(case: Case) -> None:
    """Measure every figure on one document; the counts go to its ledger."""
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
    scores = evaluate(records, {document: gold[document] for document in records}, read_families(folder))
    for ledger in scores.ledgers:
        _tell_lines(ledger, find_text(folder, ledger.document), folder)
    ledgers = scores.ledgers if wanted or extract else (*scores.ledgers, *_evaluate_identities(folder, records))
    return Scores(ledgers, problems)


def _evaluate_identities(folder: Path, documents: Iterable[str]) -> Iterator[Ledger]:
    """Score who is who across the documents that were read, where `gold/persons.json` tells it."""
    from naeringsgraf.linking.extract import extract_file

    labels = read_persons(folder)
    appearances: list[Appearance] = []
    affiliations: dict[Place, str | None] = {}
    named = {occurrence["doc"] for label in labels for occurrence in label["occurrences"]}
    for path in filter(None, (find_text(folder, name) for name in sorted(named.intersection(documents)))):
        for document, meeting in extract_file(path, folder):
            found = find_appearances(document, meeting)
            appearances += found
            for appearance, person in zip(found, meeting.attendees, strict=True):
                affiliations[appearance.place] = person.affiliation.name if person.affiliation else None
    if appearances:
        yield measure_identities(labels, appearances, affiliations)


def _tell_lines(ledger: Ledger, path: Path | None, folder: Path) -> None:
    """Add to each remark the line where it stands."""
    from naeringsgraf.reading.read import read_file

    if path and ledger.remarks:
        lines = read_file(path, folder).lines
        ledger.remarks[:] = [
            replace(remark, line=find_line(lines, (remark.labelled, remark.found))) for remark in ledger.remarks
        ]


def extract_records(path: Path, root: Path) -> list[Record]:
    """Read one file into the record of each meeting that it holds.

    Raises:
        SourceError: the file cannot be taken in.
    """
    from naeringsgraf.linking.extract import extract_file
    from naeringsgraf.mapping.record import make_record

    return [make_record(document, meeting) for document, meeting in extract_file(path, root)]


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
