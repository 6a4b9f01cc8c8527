"""What an evaluation found: counts, precision, recall and F1 by figure, family and document, and every miss."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

By = Literal["family", "format", "document"]
"""What scores are told by."""

MACRO = ".macro"
"""Ending of the figures that weigh every concept alike."""

FALSE_MUNICIPALITY = "turn.false_municipality"
"""Of the turns given to a municipality, those that were another's, or were none."""


@dataclass(slots=True)
class Tally:
    """Counts of one figure. Labels and answers are counted apart, since one answer may meet two labels."""

    labelled: int = 0
    """Labels that should be met."""
    met: float = 0
    """Labels that were met; shares where a label can be met in part."""
    given: int = 0
    """Answers that can be judged."""
    right: float = 0
    """Answers that were right; shares likewise."""

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        self.labelled += other.labelled
        self.met += other.met
        self.given += other.given
        self.right += other.right

    @property
    def precision(self) -> float | None:
        """Share of the answers that are right; None where nothing was answered."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that were met; None where there are none."""
        return self.met / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean; 0 where labels or answers are missing on one side. None where only one side is measured."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def score(self) -> float | None:
        """The one number of a figure: F1, or what there is of precision and recall; None where nothing is measured."""
        measured = [value for value in (self.f1, self.recall, self.precision) if value is not None]
        return measured[0] if measured else None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is not as labelled."""

    document: str
    figure: str
    kind: str
    """"missed" (labelled, not found), "false" (found, not labelled) or "wrong" (found, but other than labelled)."""
    labelled: str
    """Empty for what is false."""
    found: str
    """Empty for what is missed; for a missed text where it was found instead, if anywhere."""
    line: int | None = None
    """Line of the file where it stands; None where that was not found."""


@dataclass(slots=True)
class Ledger:
    """The counts and remarks of one document."""

    document: str
    family: str
    format: str = ""
    """Ending of the file, such as "docx"; empty where the counts are of several documents together."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    concepts: dict[str, dict[str, Tally]] = field(default_factory=dict)
    """Figure → concept → counts, for the macro means."""
    remarks: list[Remark] = field(default_factory=list)

    def tally(self, figure: str) -> Tally:
        """Give the counts of a figure, begun when needed."""
        return self.tallies.setdefault(figure, Tally())

    def concept(self, figure: str, concept: str) -> Tally:
        """Give the counts of one concept of a figure, begun when needed."""
        return self.concepts.setdefault(figure, {}).setdefault(concept, Tally())

    def hit(self, figure: str) -> None:
        """Count a label met by a right answer."""
        self.tally(figure).add(Tally(1, 1, 1, 1))

    def miss(self, figure: str, labelled: str, instead: str = "") -> None:
        """Count a label that nothing met, and tell what stands there instead, if anything does."""
        self.tally(figure).add(Tally(labelled=1))
        self.remark(figure, "missed", labelled, instead)

    def spurious(self, figure: str, found: str) -> None:
        """Count an answer that no label asks for."""
        self.tally(figure).add(Tally(given=1))
        self.remark(figure, "false", "", found)

    def wrong(self, figure: str, labelled: str, found: str) -> None:
        """Count a label that got another answer: missed once, false once."""
        self.tally(figure).add(Tally(labelled=1, given=1))
        self.remark(figure, "wrong", labelled, found)

    def remark(self, figure: str, kind: str, labelled: str, found: str) -> None:
        """Keep what is not as labelled."""
        self.remarks.append(Remark(self.document, figure, kind, labelled, found))


@dataclass(frozen=True, slots=True)
class Scores:
    """The result of an evaluation."""

    ledgers: tuple[Ledger, ...]
    not_read: Mapping[str, str] = field(default_factory=dict)
    """Labelled document → why it was not scored."""

    @property
    def documents(self) -> list[str]:
        """Give the scored documents, sorted."""
        return sorted(ledger.document for ledger in self.ledgers)

    @property
    def families(self) -> list[str]:
        """Give the families of the scored documents, the founding document first, the constructed ones last."""
        order = {"founding": 0, "constructed": 2}
        return sorted({ledger.family for ledger in self.ledgers}, key=lambda name: (order.get(name, 1), name))

    @property
    def formats(self) -> list[str]:
        """Give the formats of the scored documents, sorted."""
        return sorted({ledger.format for ledger in self.ledgers if ledger.format})

    def parts(self, by: By) -> list[str]:
        """Give the families, formats or documents that the scores can be told by."""
        return {"family": self.families, "format": self.formats, "document": self.documents}[by]

    @property
    def figures(self) -> list[str]:
        """Give the names of all figures measured, in the order of `FIGURES`."""
        measured = {figure for ledger in self.ledgers for figure in ledger.tallies}
        measured |= {figure + MACRO for ledger in self.ledgers for figure in ledger.concepts}
        order = {figure: place for place, figure in enumerate(FIGURES)}
        return sorted(measured, key=lambda name: (order.get(name, len(order)), name))

    def of(self, figure: str, **part: str) -> Tally:
        """Sum the counts of a figure over all documents, or of one part: `family=`, `format=` or `document=`."""
        total = Tally()
        for ledger in self._chosen(part):
            total.add(ledger.tallies.get(figure, Tally()))
        return total

    def score(self, figure: str, **part: str) -> float | None:
        """Give the one number of a figure, also of a macro mean, as `of`; None where it is not measured there."""
        if figure.endswith(MACRO):
            return self._macro(figure.removesuffix(MACRO), part)
        return self.of(figure, **part).score

    def remarks(self, *, figures: Sequence[str] = (), documents: Sequence[str] = ()) -> list[Remark]:
        """Give what is not as labelled, by figure and document. A filter matches the beginning of a name."""
        order = {figure: place for place, figure in enumerate(self.figures)}
        chosen = [
            remark
            for ledger in self.ledgers
            for remark in ledger.remarks
            if _begins_as(remark.figure, figures) and _begins_as(remark.document, documents)
        ]
        return sorted(chosen, key=lambda remark: (order[remark.figure], remark.document))

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain values, ready for `json.dumps`."""
        return {
            "documents": self.documents,
            "not_read": dict(sorted(self.not_read.items())),
            "figures": {figure: self._figure_json(figure) for figure in self.figures},
            "remarks": [dataclasses.asdict(remark) for remark in self.remarks()],
        }

    def _figure_json(self, figure: str) -> dict[str, Any]:
        return {
            "all": self._cell(figure),
            "families": {name: self._cell(figure, family=name) for name in self.families},
            "formats": {name: self._cell(figure, format=name) for name in self.formats},
            "documents": {name: self._cell(figure, document=name) for name in self.documents},
        }

    def _cell(self, figure: str, **part: str) -> dict[str, Any]:
        score = self.score(figure, **part)
        cell: dict[str, Any] = {"score": _rounded(score)}
        if not figure.endswith(MACRO):
            tally = self.of(figure, **part)
            cell |= dataclasses.asdict(tally)
            cell |= {name: _rounded(getattr(tally, name)) for name in ("precision", "recall", "f1")}
        return cell

    def _macro(self, figure: str, part: Mapping[str, str]) -> float | None:
        totals: dict[str, Tally] = {}
        for ledger in self._chosen(part):
            for concept, tally in ledger.concepts.get(figure, {}).items():
                totals.setdefault(concept, Tally()).add(tally)
        values = [0.0 if tally.f1 is None else tally.f1 for tally in totals.values()]
        return sum(values) / len(values) if values else None

    def _chosen(self, part: Mapping[str, str]) -> Iterable[Ledger]:
        return (ledger for ledger in self.ledgers if all(getattr(ledger, by) == name for by, name in part.items()))


FIGURES = (
    "header.date",
    "header.body",
    "header.times",
    "header.place",
    "attendee.person_status",
    "attendee.affiliation",
    "attendee.kind",
    "attendee.role",
    "attendee.substitute",
    "agenda",
    "decisions",
    "decisions.item",
    "turn.found",
    "turn.item",
    "turn.speaker",
    "turn.for",
    FALSE_MUNICIPALITY,
    "turn.reply",
    "turn.theme",
    "turn.theme.macro",
    "unattributed.kept",
    "unattributed.found",
    "persons",
    "identity.b3",
    "identity.pure",
    "municipalities",
    "organisations",
    "themes.document",
    "themes.document.macro",
    "requests",
    "requests.by",
    "problems",
    "problems.by",
    "committees",
    "figures",
    "figures.said_by",
)
"""Every figure, in the order in which they are shown."""


def show_table(scores: Scores, by: By = "family") -> str:
    """Draw the scores as a table: counts, precision, recall and F1 over all, then one number a part."""
    columns = scores.parts(by)
    head = ["figure", "labels", "answers", "P", "R", "F1", *(_short(name) for name in columns)]
    rows = [head]
    for figure in scores.figures:
        tally = scores.of(figure)
        whole = [tally.precision, tally.recall, scores.score(figure) if figure.endswith(MACRO) else tally.f1]
        parts = [scores.score(figure, **{by: name}) for name in columns]
        counts = ["", ""] if figure.endswith(MACRO) else [str(tally.labelled), str(tally.given)]
        rows.append([figure, *counts, *(_percent(value) for value in [*whole, *parts])])
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    lines = ["  ".join(_aligned(cell, widths[place], place) for place, cell in enumerate(row)) for row in rows]
    return "\n".join([line.rstrip() for line in lines] + _notes(scores)) + "\n"


def _notes(scores: Scores) -> list[str]:
    false = {document: scores.of(FALSE_MUNICIPALITY, document=document) for document in scores.documents}
    places = [
        f"{document} {tally.given - tally.right}" for document, tally in false.items() if tally.given > tally.right
    ]
    total = scores.of(FALSE_MUNICIPALITY)
    notes = [f"turns given to a wrong municipality: {total.given - total.right} of {total.given}"]
    if places:
        notes[0] += f" ({', '.join(places)})"
    return notes + [f"not scored: {document} ({why})" for document, why in sorted(scores.not_read.items())]


def show_errors(scores: Scores, *, figures: Sequence[str] = (), documents: Sequence[str] = ()) -> str:
    """List what is not as labelled, by figure and document; the filters match the beginning of a name."""
    lines: list[str] = []
    place = ("", "")
    for remark in scores.remarks(figures=figures, documents=documents):
        if remark.figure != place[0]:
            lines.append(remark.figure)
        if (remark.figure, remark.document) != place:
            lines.append(f"  {remark.document}")
        place = (remark.figure, remark.document)
        arrow = f"  →  {remark.found}" if remark.labelled and remark.found else remark.found
        where = "–" if remark.line is None else str(remark.line)
        lines.append(f"    {remark.kind:6}  line {where:>4}  {remark.labelled}{arrow}")
    return "\n".join(lines) + "\n" if lines else ""


def _begins_as(name: str, beginnings: Sequence[str]) -> bool:
    return not beginnings or any(name.startswith(beginning) for beginning in beginnings)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _short(name: str) -> str:
    return name if len(name) <= 9 else name[:8] + "."


def _aligned(cell: str, width: int, place: int) -> str:
    return cell.ljust(width) if place == 0 else cell.rjust(width)
