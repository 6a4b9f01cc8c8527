"""The answer to one of the questions: rows, the sentences behind each, and what is not among them.

A question has one name for its function here, its command and its shipped query, and all three give the same rows in
the same order: texts are put in order by code point, as a query does it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from naeringsgraf.analysis.evidence import Quote

Value = str | int | float | bool | None
"""Of a cell: ids and days are strings; None where there is nothing to tell."""


@dataclass(frozen=True)
class Finding:
    """What was found. It may have no rows."""

    question: str
    """"requests": the name of the function, the command and the shipped query."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    evidence: tuple[tuple[Quote, ...], ...] = ()
    """The sentences of each row, by date and place in the text; empty where rows stand on no sentences."""
    notes: tuple[str, ...] = ()
    """In English: what the numbers count and what is not among them, one line each."""
    asked: Mapping[str, Any] = field(default_factory=dict)
    """What the shipped query is asked with to give these rows: parameter → value, or several."""

    def to_dicts(self) -> list[dict[str, Value]]:
        """Give one plain dict a row, for pandas and JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_quote_dicts(self) -> list[dict[str, Value]]:
        """Give one plain dict a sentence and row: the row's own columns, then where the sentence stands."""
        if not self.evidence:
            return []
        return [
            {**row, **{name: value for name, value in quote.to_dict().items() if name not in row}}
            for row, quotes in zip(self.to_dicts(), self.evidence, strict=True)
            for quote in quotes
        ]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All sentences, each once, by date and place in the text."""
        found = {quote.id: quote for quotes in self.evidence for quote in quotes}
        return tuple(sorted(found.values(), key=lambda quote: quote.place))


def take_set(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what was not set, so that only what limits the answer is asked with."""
    return {name: value for name, value in values.items() if value is not None and value != [] and value != ()}


def list_names(names: str | Iterable[str] | None) -> list[str]:
    """Give the names that a caller wrote as one, as several, or not at all."""
    return [names] if isinstance(names, str) else list(names or ())
