"""A look at the words of a query before the engine has it: what form it is, and what it must not do.

Strings, IRIs, comments, variables and prefixed names are not words, so a theme called "service" disturbs nothing. The
engine takes no escapes outside strings and IRIs, which makes this look sound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from naeringsgraf.errors import QueryError

TOKEN: Final = re.compile(
    r"""
      (?P<skipped>  \s+ | \#[^\n\r]* )
    | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>   \"\"\"(?:[^"\\]|\\.|"{1,2}(?!"))*\"\"\" | '''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<name>     (?:\w[\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* | @[A-Za-z]+(?:-\w+)* )
    | (?P<word>     [^\W\d]\w* )
    | (?P<mark>     [\s\S] )
    """,
    re.VERBOSE | re.DOTALL,
)
"""One token of a query or an update, whatever comes; the groups tell which kind it is of."""

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_OUTWARD: Final = frozenset({"SERVICE", "LOAD"})

# The engine's parser goes as deep as the brackets do, and some thousands of them end the process.
_DEEPEST: Final = 200

_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_HINT: Final = re.compile(r"Prefix not found|The [A-Z]+ [a-z][^,\]]*")


@dataclass(frozen=True, slots=True)
class QueryText:
    """A query that may be run."""

    text: str
    form: str
    """SELECT, ASK, CONSTRUCT or DESCRIBE."""
    names_dataset: bool
    """FROM stands there, so the default graph is not the union of all."""
    ordered: bool
    """ORDER BY stands outside all groups."""
    group_at: int | None
    """Just after the bracket that opens the outermost pattern; None where there is none that values can be put in."""
    undeclared: frozenset[str]
    """Prefixes that names in it begin with, and that it does not declare."""
    places: Mapping[str, tuple[int, ...]]
    """Variable → just after the brackets that open the patterns it stands in: the whole, or a sub-SELECT."""

    def bind(self, values: Mapping[str, str]) -> str:
        """Give the text with variables bound to terms, each written as SPARQL has it; in sub-SELECTs too.

        Raises:
            QueryError: the query has no pattern to bind in, or lacks a variable.
        """
        if not values:
            return self.text
        if self.group_at is None:
            raise QueryError("this query has no WHERE { … } of its own, so no values can be bound in it")
        inserted: dict[int, str] = {}
        for name, term in sorted(values.items()):
            if name not in self.places:
                raise QueryError(f"the query has no variable ?{name} to bind")
            for place in self.places[name]:
                inserted[place] = f"{inserted.get(place, '')} VALUES ?{name} {{ {term} }}"
        text = self.text
        for place in sorted(inserted, reverse=True):
            text = f"{text[:place]}{inserted[place]} {text[place:]}"
        return text


@lru_cache(maxsize=256)
def look_at(text: str) -> QueryText:
    """Read the words of a query.

    Raises:
        QueryError: it is an update, asks other machines (SERVICE, LOAD), is nested too deeply, or is no query at all.
    """
    tokens = list(_find_tokens(text))
    words = [token for token in tokens if token.kind == "word"]
    form = next((word for word in words if word.upper not in ("BASE", "PREFIX")), None)
    if form is None:
        raise QueryError("there is no query here; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form.upper in _UPDATES:
        raise QueryError(f"{form.upper} would change the graph; change the sources and build again instead")
    if form.upper not in _FORMS:
        raise _mark(text, form.begins, f"{form.text} begins no query; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    for word in words:
        if word.upper in _OUTWARD:
            raise _mark(text, word.begins, f"{word.upper} asks other machines, and queries here stay on this one")
    group_at = _find_group(tokens, form)
    return QueryText(
        text=text,
        form=form.upper,
        names_dataset=any(word.upper == "FROM" for word in words),
        ordered=any(word.upper == "ORDER" and word.depth == 0 for word in words),
        group_at=group_at,
        undeclared=_find_undeclared(tokens),
        places=_find_places(tokens, group_at),
    )


def explain(error: SyntaxError, query: QueryText, ran: str) -> QueryError:
    """Tell where a query that the engine refused goes wrong, with the place marked; `ran` has the values bound."""
    found = _PLACE.match(str(error))
    if not found:
        return QueryError(f"the query cannot be read: {error}")
    hint = _find_hint(found[3])
    begins = None if hint else _find_offence(query.text)
    if begins is None:
        begins = _find_offset(ran, int(found[1]), int(found[2]))
        shift = len(ran) - len(query.text)
        if shift and query.group_at is not None and begins > query.group_at:
            begins = max(query.group_at, begins - shift)
    return _mark(query.text, begins, hint or _name_offence(query.text, begins))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    begins: int
    depth: int
    """How many brackets are open before it."""

    @property
    def upper(self) -> str:
        return self.text.upper()


def _find_tokens(text: str) -> Iterator[_Token]:
    depth = 0
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "skipped":
            continue
        if found[0] in ("}", ")", "]"):
            depth -= 1
        yield _Token(kind, found[0], found.start(), depth)
        if found[0] in ("{", "(", "["):
            depth += 1
            if depth > _DEEPEST:
                raise _mark(text, found.start(), f"more than {_DEEPEST} brackets are open; write the query flatter")


def _find_group(tokens: list[_Token], form: _Token) -> int | None:
    after = [token for token in tokens if token.begins > form.begins]
    opening = [token for token in after if token.text == "{" and token.depth == 0]
    if form.upper == "CONSTRUCT":
        # The first group is the template. The short form has none, and takes no VALUES.
        opening = opening[1:] if after and after[0].text == "{" else []
    return opening[0].begins + 1 if opening else None


def _find_places(tokens: list[_Token], group_at: int | None) -> dict[str, tuple[int, ...]]:
    """Give variable → where the patterns that it stands in open; a sub-SELECT has a pattern of its own."""
    found: dict[str, set[int]] = {}
    # One entry a SELECT around the token: how deep it stands, and where its pattern opens.
    around: list[tuple[int, int | None]] = [(-1, group_at)]
    for at, token in enumerate(tokens):
        while token.text == "}" and len(around) > 1 and token.depth < around[-1][0]:
            around.pop()
        if token.upper == "SELECT" and token.depth > 0:
            opening = next((each for each in tokens[at:] if each.text == "{" and each.depth == token.depth), None)
            around.append((token.depth, opening.begins + 1 if opening else None))
        # What a sub-SELECT makes itself (AS) cannot be bound before.
        made = token.depth > 0 and at > 0 and tokens[at - 1].upper == "AS"
        if token.kind == "variable" and around[-1][1] is not None and not made:
            found.setdefault(token.text[1:], set()).add(around[-1][1])
    return {name: tuple(sorted(places)) for name, places in found.items()}


def _find_undeclared(tokens: list[_Token]) -> frozenset[str]:
    names = [token.text.partition(":")[0] for token in tokens if token.kind == "name" and token.text[0] != "@"]
    declared = {
        after.text.partition(":")[0]
        for before, after in pairwise(tokens)
        if before.upper == "PREFIX" and after.kind == "name"
    }
    return frozenset(names) - declared


def _find_hint(message: str) -> str | None:
    hint = _HINT.search(message)
    if hint and hint[0] == "Prefix not found":
        return "a prefix is not known; declare it with PREFIX, or use one of the project's (ng:, skos:, theme: …)"
    return hint[0] if hint else None


def _find_offence(text: str) -> int | None:
    """Give where rdflib's parser stops; None where it finds nothing wrong.

    The engine tells the furthest place that any of its guesses came to, often far behind the word at fault.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        # pyparsing counts tabs as the blanks up to the next stop.
        parseQuery(text.replace("\t", " "))
    except ParseBaseException as error:
        return int(error.loc)
    except Exception:
        # Deeper than that parser goes, an escape of a character that there is not, a prefix that is none.
        pass
    return None


def _name_offence(text: str, begins: int) -> str:
    found = TOKEN.match(text, begins)
    if found is None or found.lastgroup == "skipped":
        return "the query ends too early"
    return f"{found[0]!r} cannot stand here"


def _find_offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


def _mark(text: str, begins: int, reason: str) -> QueryError:
    begins = min(begins, len(text.rstrip()))
    line = text.count("\n", 0, begins) + 1
    column = begins - (text.rfind("\n", 0, begins) + 1)
    printed = text.split("\n")[line - 1].replace("\t", " ").rstrip("\r")
    return QueryError(f"query, line {line}, column {column + 1}: {reason}\n    {printed}\n    {' ' * column}^")
