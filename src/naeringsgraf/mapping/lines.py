"""Statements as lines of N-Quads, in the one form that the engine gives back unchanged.

Strings are joined and no term objects made: that is what makes reading a folder fast. Literals are canonical, since the
store rewrites all others and a graph's dump must equal its shard.
"""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from naeringsgraf.mapping.iri import NAMESPACE, Iri

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE: Final = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL: Final = Iri("http://www.w3.org/2000/01/rdf-schema#label")
DCT_TITLE: Final = Iri("http://purl.org/dc/terms/title")
DCT_LANGUAGE: Final = Iri("http://purl.org/dc/terms/language")
PROV: Final = "http://www.w3.org/ns/prov#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"

_ESCAPED: Final = re.compile('[\\\\"\t\n\r\x7f\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x7f": "\\u007F"}

# XML, and so RDF/XML and the XML results of SPARQL, cannot carry these at all. Reading leaves none in a text; one that
# comes from elsewhere (a file name) becomes the replacement character, which keeps every offset.
_REPLACEMENT: Final = "\ufffd"


def write_string(text: str, language: str | None = None) -> str:
    """Write a literal, plain or in a language ("nb", "nn", "en")."""
    quoted = f'"{_ESCAPED.sub(_escape, text)}"'
    return quoted if language is None else f"{quoted}@{language}"


def write_typed(text: str, datatype: str) -> str:
    """Write a literal of an XML Schema type from its canonical form."""
    return f'"{text}"^^<{XSD}{datatype}>'


def write_value(value: bool | int | float | dt.date | dt.time) -> str:
    """Write a number, truth value, day or time of day in its canonical form; a float becomes a decimal.

    A day must be a plain date, for the graph holds no points in time.
    """
    match value:
        case bool():
            return write_typed(str(value).lower(), "boolean")
        case int():
            return write_typed(str(value), "integer")
        case float():
            return write_typed(_canonical_decimal(value), "decimal")
        case dt.time():
            return write_typed(value.isoformat(timespec="seconds"), "time")
    return write_typed(value.isoformat(), "date")


class QuadLines:
    """The lines of one graph, gathered in any order and given sorted, each once."""

    def __init__(self, graph: Iri) -> None:
        self._end = f" <{graph}> .\n"
        self._lines: set[str] = set()

    def link(self, subject: Iri, predicate: str, target: Iri) -> None:
        """Say that one thing stands in a relation to another; a name without ":" is of our own vocabulary."""
        self._lines.add(f"<{subject}> <{_name_term(predicate)}> <{target}>{self._end}")

    def text(self, subject: Iri, predicate: str, text: str | None, language: str | None = None) -> None:
        """Say a string; None says nothing."""
        if text is not None:
            self._lines.add(f"<{subject}> <{_name_term(predicate)}> {write_string(text, language)}{self._end}")

    def value(self, subject: Iri, predicate: str, value: bool | int | float | dt.date | dt.time | None) -> None:
        """Say a number, truth value, day or time; None says nothing."""
        if value is not None:
            self._lines.add(f"<{subject}> <{_name_term(predicate)}> {write_value(value)}{self._end}")

    def type(self, subject: Iri, class_name: str) -> None:
        """Say which class of our own vocabulary something is of."""
        self.link(subject, RDF_TYPE, Iri(NAMESPACE + class_name))

    def to_bytes(self) -> bytes:
        """Give the N-Quads: UTF-8, sorted by code point, each line once."""
        return "".join(sorted(self._lines)).encode("utf-8")


@lru_cache(maxsize=1024)
def _name_term(name: str) -> str:
    return name if ":" in name else NAMESPACE + name


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], _REPLACEMENT)


def _canonical_decimal(value: float) -> str:
    text = format(Decimal(str(round(value, 6))).normalize(), "f")
    return "0" if text == "-0" else text
