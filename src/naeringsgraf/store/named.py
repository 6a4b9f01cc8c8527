"""The shipped queries: files that begin with the question they answer, and the values they can be asked with.

```
# Which sentences raise a theme, and who says them?
# Hvilke setninger tar opp et tema, og hvem sier dem?
# ?theme (theme): only this theme | bare dette temaet
PREFIX …
```
A variable that begins with "in_" is set by the rest of its name, so that a column may have that name too. No parameter
is required: one that is not set limits nothing, and places that are not set are "as-of".
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from naeringsgraf.days import read_since, read_until
from naeringsgraf.errors import CallError
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.store.terms import Value, to_term

Bindings = dict[str, Sequence[NamedNode | Literal]]
"""Variable → the terms it may be; several where a name stands for several, such as a municipality before and after."""

FindNames = Callable[[str], Sequence[tuple[Value, ...]]]
"""Runs a shipped query of names, and gives rows of IRI, name and (for actors) class."""

_PARAMETER: Final = re.compile(r"# \?(\w+) \(([\w|-]+)\): ([^|]+) \| (.+)")
_NOT_FOR: Final = re.compile(r"^# Not for (\w+)", re.MULTILINE)
_MUNICIPALITY_CLASS: Final = "https://w3id.org/naeringsgraf/ns#Municipality"
KINDS: Final = frozenset({"theme", "municipality", "actor", "person", "integer", "string", "since", "until", "places"})
"""What a parameter may be; or a choice of words with strokes between."""

_DAYS: Final = {"since": read_since, "until": read_until}
_PLACES: Final = {
    "as-of": "municipalities stand under their name on the day of the meeting; --set places=today rolls them forward",
    "today": "municipalities are rolled forward to those of today, where one has taken over",
}
"""Value of a parameter of the kind "places" → what the rows then are."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a query can be asked with."""

    variable: str
    """"in_theme" where the query has a column ?theme of its own, else "theme"."""
    kind: str
    """theme, municipality, actor, person (each by name, path or IRI), integer, string, since or until (a day, month or
    year), places ("as-of", "today"), or a choice of words, such as "yes|no"."""
    meaning: str
    """In English."""
    meaning_nb: str

    @property
    def name(self) -> str:
        """What it is set by: "theme"."""
        return self.variable.removeprefix("in_")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that is asked by its name: a shipped query, or one that an analyst saved."""

    name: str
    question: str
    """In English."""
    question_nb: str
    parameters: tuple[Parameter, ...]
    text: str
    help: str = ""
    """More on it, for people."""
    preset: Mapping[str, Any] = field(default_factory=dict)
    """Parameter → value where the caller sets no other."""
    asks: str | None = None
    """The question that a saved one asks, until its text and parameters are taken over from there."""
    path: str | None = None
    """The file of a saved one."""
    not_for: frozenset[str] = frozenset()
    """Engines that are known to answer it wrongly or not at all, as they call themselves: "Virtuoso"."""


@cache
def list_queries() -> tuple[NamedQuery, ...]:
    """Give all shipped queries, sorted by name."""
    folder = files("naeringsgraf").joinpath("queries")
    names = sorted(path.name.removesuffix(".rq") for path in folder.iterdir() if path.name.endswith(".rq"))
    return tuple(_parse_query(name, read_query(f"{name}.rq")) for name in names)


@cache
def list_profiles() -> tuple[NamedQuery, ...]:
    """Give the shipped CONSTRUCTs that write the graph in the words of others, sorted by name."""
    folder = files("naeringsgraf").joinpath("queries", "export")
    names = sorted(path.name.removesuffix(".rq") for path in folder.iterdir() if path.name.endswith(".rq"))
    return tuple(_parse_query(name, read_query("export", f"{name}.rq")) for name in names)


def load_query(name: str, among: Sequence[NamedQuery] | None = None) -> NamedQuery:
    """Give the query of a name, a shipped one unless told `among` which.

    Raises:
        CallError: there is none; the nearest names are told.
    """
    queries = {query.name: query for query in (list_queries() if among is None else among)}
    if name not in queries:
        raise CallError(f"no query is named {name!r}; {_suggest(name, list(queries))}")
    return queries[name]


def read_query(*path: str) -> str:
    """Give the text of a file below `queries/`."""
    return files("naeringsgraf").joinpath("queries", *path).read_text(encoding="utf-8")


def bind_parameters(query: NamedQuery, values: Mapping[str, Any], find_names: FindNames, base: str) -> Bindings:
    """Turn values into terms, each as its parameter says; a list of values is any of them.

    Raises:
        CallError: the query has no such parameter, or nothing known goes by that name.
    """
    parameters = {parameter.name: parameter for parameter in query.parameters}
    find_names = cache(find_names)
    bindings: Bindings = {}
    for name, value in {**query.preset, **values}.items():
        if name not in parameters:
            known = ", ".join(parameters) or "nothing"
            raise CallError(f"query {query.name} cannot be asked with {name!r}; it takes {known}")
        several = value if isinstance(value, list | tuple | set | frozenset) else [value]
        bound = [term for each in several for term in _bind(parameters[name], each, find_names, base)]
        bindings[parameters[name].variable] = list(dict.fromkeys(bound))
    return bindings


def tell_choices(query: NamedQuery, values: Mapping[str, Any]) -> list[str]:
    """Say in English what the rows of a query stand for, where a parameter chooses it."""
    chosen = [
        str({**query.preset, **values}.get(each.name, "as-of")) for each in query.parameters if each.kind == "places"
    ]
    return [_PLACES[choice] for choice in chosen if choice in _PLACES]


def _bind(parameter: Parameter, value: Any, find_names: FindNames, base: str) -> Sequence[NamedNode | Literal]:
    choices = list(_PLACES) if parameter.kind == "places" else parameter.kind.split("|")
    if len(choices) > 1:
        if value not in choices:
            raise CallError(f"{parameter.name} is {' or '.join(choices)}, not {value!r}")
        return [Literal(str(value))]
    if parameter.kind == "string":
        return [Literal(str(value))]
    if parameter.kind in _DAYS:
        return [to_term(_DAYS[parameter.kind](value))]
    if parameter.kind == "integer":
        try:
            return [Literal(int(str(value)))]
        except ValueError:
            raise CallError(f"{parameter.name} must be a whole number, and {value!r} is none") from None
    return [NamedNode(iri) for iri in find_things(parameter.kind, str(value), find_names, base)]


def find_things(kind: str, name: str, find_names: FindNames, base: str) -> list[str]:
    """Give the IRIs of what goes by a name, path ("theme/hydrogen", "hydrogen") or IRI, sorted.

    A theme is one; a municipality is each of its numbers, since a number ends when counties change.

    Raises:
        CallError: nothing does, or a name stands for several themes.
    """
    rows = find_names(f"{kind if kind in ('theme', 'person') else 'actor'}-names.rq")
    if kind == "municipality":
        rows = [row for row in rows if row[2] == _MUNICIPALITY_CLASS]
    paths = {f"{base}{name}", f"{base}{kind}/{name}", name}
    keys = {fold_name(name), fold_name(re.sub(r"(?i) (kommune|herad)$", "", name))}
    found = {str(row[0]) for row in rows if row[0] in paths}
    found = found or {str(row[0]) for row in rows if fold_name(str(row[1])) in keys}
    if not found:
        raise CallError(f"no {kind} is known as {name!r}; {_suggest(name, [str(row[1]) for row in rows])}")
    if kind == "theme" and len(found) > 1:
        several = ", ".join(sorted(iri.removeprefix(f"{base}theme/") for iri in found))
        raise CallError(f"{name!r} stands for several themes; choose one of {several}")
    return sorted(found)


def _suggest(name: str, known: Sequence[str]) -> str:
    by_key = {fold_name(each): each for each in sorted(known, reverse=True)}
    near = [by_key[key] for key in difflib.get_close_matches(fold_name(name), list(by_key), n=3, cutoff=0.6)]
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"there are {', '.join(sorted(known)[:5])} …" if known else "the graph has none"


def _parse_query(name: str, text: str) -> NamedQuery:
    lines = text.split("\n")
    parameters = [Parameter(*found.groups()) for line in lines if (found := _PARAMETER.fullmatch(line))]
    if any(parameter.kind not in KINDS and "|" not in parameter.kind for parameter in parameters):
        raise ValueError(f"queries/{name}.rq has a parameter of a kind that cannot be bound; see store/named.py")
    question, question_nb = (line.removeprefix("# ") for line in lines[:2])
    not_for = frozenset(_NOT_FOR.findall(text))
    return NamedQuery(name, question, question_nb, tuple(parameters), text, not_for=not_for)
