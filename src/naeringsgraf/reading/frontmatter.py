"""YAML before a text, read as what it is: a few plain values from anybody.

No tags that make objects, no aliases (nine lines of them unfold to a billion values), and neither long nor deep.
"""

from typing import Any, Final

import yaml

from naeringsgraf.errors import SourceError

MAX_CHARACTERS: Final = 20_000
MAX_DEPTH: Final = 10

_ADVICE: Final = "mend it or take it away"


def read_front_matter(text: str, name: str) -> dict[str, Any]:
    """Read what stands between the two lines of "---"; {} where that is no mapping.

    Raises:
        SourceError: it is no YAML, or more than a head of minutes needs; the line is that of the file.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(name, f"the front matter is longer than {MAX_CHARACTERS:,} characters; {_ADVICE}", 1)
    try:
        _check_shape(text, name)
        front = yaml.load(text, _Loader)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", 0) + 2
        raise SourceError(name, f"the front matter is no YAML; {_ADVICE}", line) from problem
    return front if isinstance(front, dict) else {}


def _check_shape(text: str, name: str) -> None:
    """Refuse aliases, tags and depth while it is a row of events; what they make could be anything, without end."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise SourceError(name, f"the front matter holds an alias (*{event.anchor}); {_ADVICE}", line)
        if getattr(event, "tag", None):
            raise SourceError(name, f"the front matter holds a tag; {_ADVICE}", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise SourceError(name, f"the front matter is nested deeper than {MAX_DEPTH}; {_ADVICE}", line)


class _Loader(yaml.SafeLoader):
    """Plain values; one that looks like a day or a number and is none stays the text that it is."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError):
            # "31.02" as a day, or a number of 5,000 digits.
            if isinstance(node, yaml.ScalarNode):
                return node.value
            raise
