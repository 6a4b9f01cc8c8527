"""Mapping rules by example: a folder holds minutes, what is read from them, and the triples that follow.

`meeting.json` has the fields of the model's dataclasses; `"at": "quote"` stands for where that quote begins and ends.
`expected.ttl` tells everything that is said of the subjects it names.
"""

import dataclasses
import datetime as dt
import difflib
import json
import types
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from pyoxigraph import RdfFormat, parse

from handmade import make_document, place
from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.meeting import Meeting

RULES = sorted(path for path in Path(__file__).parent.iterdir() if (path / "meeting.json").exists())


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.name)
def test_rule(rule: Path) -> None:
    """What is said of the subjects named is what is expected of them: no triple less, none more."""
    text = (rule / "minutes.txt").read_text(encoding="utf-8")
    meeting = read_value(Meeting, json.loads((rule / "meeting.json").read_text(encoding="utf-8")), text)
    expected = {str(quad.triple) for quad in parse(path=str(rule / "expected.ttl"), format=RdfFormat.TURTLE)}
    subjects = {triple.partition(" ")[0] for triple in expected}

    written = map_document(make_document(rule.name, text), meeting) + map_actors(find_unregistered(meeting))
    found = {str(quad.triple) for quad in parse(written, format=RdfFormat.N_QUADS)}

    assert subjects
    differing = difflib.ndiff(sorted(expected), sorted(t for t in found if t.partition(" ")[0] in subjects))
    assert not "\n".join(line for line in differing if line[0] in "+-")


def read_value(kind: Any, value: Any, text: str) -> Any:
    """Make what a type hint says out of JSON."""
    if get_origin(kind) in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return None if value is None else read_value(options[0], value, text)
    if get_origin(kind) is tuple:
        return tuple(read_value(get_args(kind)[0], each, text) for each in value)
    if dataclasses.is_dataclass(kind):
        return read_dataclass(kind, value, text)
    if kind in (dt.date, dt.time):
        return kind.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def read_dataclass(kind: Any, content: dict[str, Any], text: str) -> Any:
    fields = dict(content)
    if "at" in fields:
        fields["begins"], fields["ends"] = place(fields.pop("at"), text)
    hints = get_type_hints(kind)
    return kind(**{name: read_value(hints[name], value, text) for name, value in fields.items()})
