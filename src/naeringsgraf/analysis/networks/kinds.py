"""The kinds of network there are, and how one is drawn by its name."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.raised import draw_municipality_theme
from naeringsgraf.errors import CallError

Draw = Callable[..., Network]

KINDS: Final[Mapping[str, Draw]] = {"municipality-theme": draw_municipality_theme}
"""Name → what draws it."""


def draw_network(graph: Answers, kind: str = "municipality-theme", **choice: Any) -> Network:
    """Draw the network of a kind; `choice` is what its function takes.

    Raises:
        CallError: there is no network of that kind, or a name or day is not known.
    """
    if kind not in KINDS:
        raise CallError(f"there is no network of the kind {kind!r}; there is {', '.join(KINDS)}")
    return KINDS[kind](graph, **choice)
