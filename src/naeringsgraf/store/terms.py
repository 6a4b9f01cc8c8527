"""Between plain Python values and the terms of the engine, and how terms are put in order."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from naeringsgraf.errors import QueryError
from naeringsgraf.mapping.lines import XSD

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | bool | None
"""Of a cell: IRIs, days and times are strings; None is unbound."""

_INTEGERS: Final = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_REALS: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))
_BOOLEAN: Final = XSD + "boolean"
_IRI: Final = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")


def to_value(term: Term | None) -> Value:
    """Give a term as a plain value: numbers and truth values as such, all else as a string."""
    if term is None:
        return None
    if isinstance(term, Literal):
        return _read_literal(term)
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def to_term(value: Any) -> NamedNode | Literal:
    """Give the term that a value stands for, so that it can be bound to a variable.

    Terms of the engine and of rdflib stay what they are. A string that begins with http:, https: or urn: is an IRI, any
    other a plain literal.

    Raises:
        QueryError: nothing in a query can stand for this value.
    """
    match value:
        case NamedNode() | Literal():
            return value
        case bool():
            return Literal(value)
        case int():
            return Literal(value)
        case float():
            return Literal(str(Decimal(str(value))), datatype=NamedNode(XSD + "decimal"))
        case dt.datetime():
            pass
        case dt.date():
            return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))
        case str():
            return _read_string(value)
    raise QueryError(f"{value!r} cannot be bound in a query; give a string, number, truth value, day or term")


def order_key(term: Term | None) -> tuple[int, float, str]:
    """Give what terms are sorted by: unbound, blank nodes, IRIs, numbers by size, other literals by text."""
    if term is None:
        return (0, 0, "")
    if isinstance(term, Literal):
        value = to_value(term)
        if isinstance(value, int | float):
            return (3, float(value), str(term))
        return (4, 0, f"{term.value}\0{term}")
    return (1 if isinstance(term, BlankNode) else 2, 0, str(term))


def sort_rows(rows: Sequence[tuple[Term | None, ...]]) -> list[tuple[Term | None, ...]]:
    """Sort rows by `order_key`, column by column; a term is looked at once, however many rows have it."""
    terms = sorted({term for row in rows for term in row}, key=order_key)
    ranks = {term: rank for rank, term in enumerate(terms)}
    return sorted(rows, key=lambda row: tuple(map(ranks.__getitem__, row)))


def _read_literal(term: Literal) -> Value:
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _REALS:
            return float(text)
    except ValueError:
        return text
    return text == "true" if datatype == _BOOLEAN and text in ("true", "false") else text


def _read_string(value: str) -> NamedNode | Literal:
    # rdflib's terms are strings; asking for what they carry spares an import of rdflib here.
    datatype, language = getattr(value, "datatype", None), getattr(value, "language", None)
    if language:
        return Literal(str(value), language=language)
    if datatype:
        return Literal(str(value), datatype=NamedNode(str(datatype)))
    if type(value).__name__ == "URIRef" or (type(value) is str and _IRI.fullmatch(value)):
        return NamedNode(str(value))
    return Literal(str(value))
