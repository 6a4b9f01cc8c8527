"""Questions that an analyst keeps in a folder of their own: each is asked by the name of its file, as a shipped one is.

A `.rq` file is SPARQL that may begin with comments: the question, the question in Norwegian, and its parameters, as in
the shipped queries; what is after "|" may be left out.
```
# Which turns are about a theme in a year?
# ?theme (theme): the theme
SELECT ?turn { ?turn ng:raises ?theme }
```
A `.toml` file asks another question, shipped or of the folder, with values that are set once and for all, or holds a
query of its own.
```
question = "What did Drammen ask the state for?"
help = "For the yearly report."
query = "requests"          # or: sparql = \"\"\"SELECT …\"\"\"
[set]
actor = "Drammen"
addressee = "Staten"
[parameters.theme]          # only with sparql: variables that --set may bind
kind = "theme"
meaning = "only this theme"
```
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import CallError, QueryError
from naeringsgraf.given import read_given
from naeringsgraf.store.named import KINDS, NamedQuery, Parameter, list_queries
from naeringsgraf.store.querytext import look_at

ENDINGS: Final = (".rq", ".toml")

_PARAMETER: Final = re.compile(r"#\s*\?(\w+)\s*\(([\w|-]+)\)\s*:\s*([^|]+?)(?:\s*\|\s*(.+))?")
_KEYS: Final = frozenset({"question", "help", "query", "sparql", "set", "parameters"})


def find_queries(folder: Path | None) -> tuple[NamedQuery, ...]:
    """Give the saved questions of a folder, then the shipped ones, each sorted by name; only these where it is None.

    Raises:
        CallError: a file cannot be understood, or has the name of a shipped question or of another file.
    """
    shipped = {query.name: query for query in list_queries()}
    saved: dict[str, NamedQuery] = {}
    for path in _list_files(folder) if folder else []:
        if path.stem in shipped or path.stem in saved:
            other = "another file of the folder" if path.stem in saved else "a shipped question"
            raise CallError(f"{path}: {path.stem} is the name of {other}, too; give the file another name")
        saved[path.stem] = _read(path)
    known = {**shipped, **saved}
    return (*(_complete(query, known) for query in saved.values()), *shipped.values())


def _list_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and not path.name.startswith("."))
    except OSError as problem:
        raise CallError(f"{folder}: cannot be read ({problem.strerror}); name a folder of questions") from problem


def _read(path: Path) -> NamedQuery:
    try:
        text = read_given(path).decode("utf-8-sig")
    except OSError as problem:
        raise CallError(
            f"{path}: cannot be read ({problem.strerror}); put the question there, or take it away"
        ) from None
    except UnicodeDecodeError as problem:
        raise CallError(f"{path}: cannot be read as UTF-8; save it again as UTF-8") from problem
    return _read_sparql(path, text) if path.suffix == ".rq" else _read_toml(path, text)


def _read_sparql(path: Path, text: str) -> NamedQuery:
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))
    comments = [line.strip() for line in lines[:end] if line.strip()]
    parameters = [_make_parameter(path, *found.groups()) for line in comments if (found := _PARAMETER.fullmatch(line))]
    told = [line.lstrip("# ") for line in comments if not _PARAMETER.fullmatch(line) and line.lstrip("# ")]
    question, question_nb = (told * 2)[:2] if told else (path.stem, path.stem)
    # Blank lines for the comments, so that places of mistakes are those of the file.
    _check_sparql(path, "\n" * end + "\n".join(lines[end:]), parameters)
    return NamedQuery(path.stem, question, question_nb, tuple(parameters), text, path=str(path))


def _read_toml(path: Path, text: str) -> NamedQuery:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise CallError(f"{path}: is no TOML: {problem}") from problem
    except RecursionError:
        raise CallError(
            f"{path}: is no question: it holds lists in lists in lists without end; write it anew"
        ) from None
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise CallError(f"{path}: {unknown[0]!r} is no key of a question; there are {', '.join(sorted(_KEYS))}")
    if ("query" in table) == ("sparql" in table):
        raise CallError(f'{path}: give either query = "the name of a question" or sparql = """SELECT …"""')
    _check_texts(path, table, "question", "help", "query", "sparql")
    parameters = [_take_parameter(path, name, each) for name, each in _take_table(path, table, "parameters").items()]
    question = str(table.get("question", path.stem))
    sparql = str(table.get("sparql", ""))
    if sparql:
        _check_sparql(path, sparql, parameters)
    return NamedQuery(
        path.stem,
        question,
        question,
        tuple(parameters),
        sparql,
        help=str(table.get("help", "")),
        preset=_take_table(path, table, "set"),
        asks=table.get("query"),
        path=str(path),
    )


def _complete(query: NamedQuery, known: Mapping[str, NamedQuery], through: tuple[str, ...] = ()) -> NamedQuery:
    """Give a question the text and parameters of the one that it asks."""
    if query.asks is None:
        _check_preset(query)
        return query
    if query.asks in (query.name, *through):
        raise CallError(f"{query.path}: asks itself, through {' and '.join((*through, query.name))}")
    if query.asks not in known:
        raise CallError(f"{query.path}: no question is named {query.asks!r}; naeringsgraf query --list lists them")
    asked = _complete(known[query.asks], known, (*through, query.name))
    whole = replace(
        query,
        text=asked.text,
        parameters=asked.parameters,
        preset={**asked.preset, **query.preset},
        not_for=asked.not_for,
        asks=None,
    )
    _check_preset(whole)
    return whole


def _check_preset(query: NamedQuery) -> None:
    names = [parameter.name for parameter in query.parameters]
    for name in query.preset:
        if name not in names:
            raise CallError(f"{query.path}: {name!r} cannot be set; the question takes {', '.join(names) or 'nothing'}")


def _check_texts(path: Path, table: Mapping[str, Any], *keys: str) -> None:
    for key in keys:
        if not isinstance(table.get(key, ""), str):
            raise CallError(f"{path}: {key} is no text; put it in quotation marks")


def _take_parameter(path: Path, variable: str, told: Any) -> Parameter:
    if not isinstance(told, Mapping) or not variable.isidentifier():
        raise CallError(f"{path}: parameters.{variable} is no parameter; write [parameters.theme] and its kind below")
    _check_texts(path, told, "kind", "meaning")
    return _make_parameter(path, variable, told.get("kind", "string"), told.get("meaning", variable), None)


def _take_table(path: Path, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise CallError(f"{path}: {key} is no table; write [{key}] and its values below")
    return found


def _make_parameter(path: Path, variable: str, kind: str, meaning: str, meaning_nb: str | None) -> Parameter:
    if kind not in KINDS and "|" not in kind:
        raise CallError(f"{path}: ?{variable} is of the kind {kind!r}; there are {', '.join(sorted(KINDS))}")
    return Parameter(variable, kind, meaning, meaning_nb or meaning)


def _check_sparql(path: Path, text: str, parameters: list[Parameter]) -> None:
    try:
        look_at(text).bind({parameter.variable: '""' for parameter in parameters})
    except QueryError as problem:
        raise CallError(f"{path}: {problem}") from problem
