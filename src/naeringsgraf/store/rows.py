"""The answer to a SELECT or ASK query, and how it is written for people and programs."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, NamedNode, Triple

from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.mapping.lines import XSD
from naeringsgraf.store.prefixes import shorten
from naeringsgraf.store.terms import Term, Value, to_value

Row = tuple[Value, ...]

_STRING: Final = XSD + "string"
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_HEAD: Final = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'


class Rows(Sequence[Row]):
    """Rows of plain values, in the order of the query, or sorted where it asks for none."""

    def __init__(
        self,
        columns: Sequence[str],
        terms: Sequence[tuple[Term | None, ...]],
        *,
        truth: bool | None = None,
        base: str = BASE,
    ) -> None:
        """Keep the terms; the plain values are made when asked for."""
        self.columns = tuple(columns)
        """Names of the variables, without question marks."""
        self.terms = list(terms)
        """The same rows as terms of the engine, which know datatype and language; None is unbound."""
        self.truth = truth
        """The answer to an ASK; None for a SELECT."""
        self._base = base

    @cached_property
    def rows(self) -> list[Row]:
        """All rows as plain values: IRIs, days and times are strings, None is unbound."""
        return [tuple(map(to_value, row)) for row in self.terms]

    def __len__(self) -> int:
        return len(self.terms)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        """Tell whether there are rows; for an ASK, what it answers."""
        return bool(self.terms) if self.truth is None else self.truth

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} × {', '.join(self.columns)}>"

    def to_dicts(self) -> list[dict[str, Value]]:
        """Give each row as column → value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """Give a pandas.DataFrame; needs the extra `notebook`."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=list(self.columns))

    def to_csv(self) -> str:
        """Give SPARQL 1.1 CSV: values without type or language, lines ended by CR LF as that standard says."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_plain(term) for term in row] for row in self.terms)
        return out.getvalue()

    def to_tsv(self) -> str:
        """Give SPARQL 1.1 TSV: terms as in Turtle, set apart by tabs."""
        lines = ["\t".join(f"?{column}" for column in self.columns)]
        lines += ["\t".join("" if term is None else str(term) for term in row) for row in self.terms]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """Give SPARQL 1.1 JSON."""
        if self.truth is not None:
            return json.dumps({"head": {}, "boolean": self.truth})
        bindings = [
            {name: _describe(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return json.dumps({"head": {"vars": self.columns}, "results": {"bindings": bindings}}, ensure_ascii=False)

    def to_ndjson(self) -> str:
        """Give one JSON object a line, column → plain value, null where unbound."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.to_dicts())

    def to_xml(self) -> str:
        """Give SPARQL 1.1 XML."""
        if self.truth is not None:
            return f"{_XML_HEAD}</head><boolean>{str(self.truth).lower()}</boolean></sparql>"
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in self.columns)
        results = "".join(f"<result>{self._write_bindings(row)}</result>" for row in self.terms)
        return f"{_XML_HEAD}{head}</head><results>{results}</results></sparql>"

    def show(self) -> list[tuple[str | int | float, ...]]:
        """Give the rows as people read them: IRIs with prefixes, control characters made visible, "" for unbound."""
        return [
            tuple(
                value if isinstance(value, int | float) and not isinstance(value, bool) else self._show(term)
                for value, term in zip(*both, strict=True)
            )
            for both in zip(self.rows, self.terms, strict=True)
        ]

    def write(self, form: str) -> str:
        """Give the rows as csv, tsv, json, ndjson or xml.

        Raises:
            CallError: there is no such form.
        """
        if form not in ROW_FORMATS:
            raise CallError(f"rows cannot be written as {form!r}; choose one of {', '.join(ROW_FORMATS)}")
        written: str = getattr(self, f"to_{form}")()
        return written if written.endswith("\n") else f"{written}\n"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(self._show(term))}</td>" for term in row) + "</tr>"
            for row in self.terms
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _show(self, term: Term | None) -> str:
        text = shorten(term.value, self._base) if isinstance(term, NamedNode) else _plain(term)
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)

    def _write_bindings(self, row: tuple[Term | None, ...]) -> str:
        return "".join(
            f"<binding name={quoteattr(name)}>{_write_xml(term)}</binding>"
            for name, term in zip(self.columns, row, strict=True)
            if term is not None
        )


ROW_FORMATS: Final = ("csv", "tsv", "json", "ndjson", "xml")
"""What rows can be written as."""


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def _describe(term: Term) -> dict[str, Any]:
    """Describe a term as SPARQL JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _describe(part) for name, part in parts.items()}}
    described = {"type": "literal", "value": term.value}
    if term.language:
        return {**described, "xml:lang": term.language}
    return described if term.datatype.value == _STRING else {**described, "datatype": term.datatype.value}


def _escape(text: str) -> str:
    """Escape text for XML; what no XML can carry, such as a control character, becomes the replacement character."""
    return escape(_NOT_XML.sub("\ufffd", text))


def _write_xml(term: Term) -> str:
    """Write a term as SPARQL XML has it."""
    if isinstance(term, NamedNode):
        return f"<uri>{_escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_escape(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_write_xml(part)}</{name}>' for name, part in parts.items())}</triple>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{_escape(term.value)}</literal>"
