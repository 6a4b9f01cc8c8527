"""Reads the labels that an evaluation holds the records against, so that a slip in one is told with its file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import CallError
from naeringsgraf.given import read_given

Labels = Mapping[str, Any]
"""What one document is labelled with."""

_NEEDED: Final = {
    "agenda": ("title",),
    "attendees": ("name",),
    "committees": ("name", "members"),
    "contributions": ("start",),
    "decisions": (),
    "figures": ("value",),
    "persons": ("name",),
    "problems": ("start", "themes"),
    "problems_optional": ("start", "themes"),
    "requests": ("start", "themes"),
    "requests_optional": ("start", "themes"),
    "unattributed": ("start",),
}
"""Lists whose entries are tables of their own → what each entry must hold."""
_LISTS: Final = frozenset({"themes", "members", "replies_to", "municipalities", "organisations", "aliases"})


def read_labels(folder: Path) -> dict[str, Labels]:
    """Read `gold/*.json`: document → labels. Files that are about no document are left out.

    Raises:
        CallError: there are no labels, or a file of them cannot be read or has another form.
    """
    labels: dict[str, Labels] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        content = read_json(path)
        if isinstance(content, dict) and "doc" in content:
            if wrong := _find_wrong(content):
                raise CallError(f"{path}: {wrong}. Repair the file or take it away.")
            labels[path.stem] = content
    if not labels:
        raise CallError(f"{folder}: no labels found. Name a folder that holds gold/*.json beside the texts.")
    return labels


def read_persons(folder: Path) -> list[Labels]:
    """Read `gold/persons.json`: who is who across the documents; empty where there is none.

    Raises:
        CallError: it cannot be read, or has another form.
    """
    path = folder / "gold" / "persons.json"
    if not path.exists():
        return []
    people = read_json(path)
    try:
        held = [
            each for person in people for each in (str(person["person"]), *map(_tell_occurrence, person["occurrences"]))
        ]
        if isinstance(people, list) and all(isinstance(each, str) for each in held):
            return people
    except (KeyError, TypeError):
        pass
    raise CallError(f"{path}: each person needs a name and occurrences, each with doc and form. Repair the file.")


def _tell_occurrence(occurrence: Labels) -> str:
    return str(occurrence["doc"] + occurrence["form"])


def read_json(path: Path) -> Any:
    """Read one file.

    Raises:
        CallError: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(read_given(path).decode("utf-8-sig"))
    except OSError as problem:
        raise CallError(f"{path}: cannot be read ({problem.strerror}). Repair the file or take it away.") from problem
    except UnicodeDecodeError as problem:
        raise CallError(f"{path}: is not written in UTF-8. Save it as UTF-8.") from problem
    except (ValueError, RecursionError) as problem:
        raise CallError(f"{path}: no JSON ({problem}). Repair the file or take it away.") from problem


def _find_wrong(labels: Labels) -> str | None:
    """Say what has another form than the scoring relies on; None where all is well."""
    for key, value in labels.items():
        if key in _NEEDED:
            if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
                return f"{key} is no list of tables"
            for entry in value:
                missing = next((name for name in _NEEDED[key] if name not in entry), None)
                wrong = f"an entry has no {missing}" if missing else _find_wrong_value(entry)
                if wrong:
                    return f"{key}: {wrong}"
        elif wrong := _find_wrong_value({key: value}):
            return wrong
    return None


def _find_wrong_value(entry: Labels) -> str | None:
    for key, value in entry.items():
        must_list = key in _LISTS or (key.endswith(("_alt", "_optional")) and key != "printed_alt")
        if must_list and not isinstance(value, list):
            return f"{key} is no list"
        if isinstance(value, dict) or (key in ("name", "start", "title", "value") and not _is_text(value)):
            return f"{key} is no text"
    return None


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)
