"""The kinds of network there are, and how one is drawn by its name."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.attendance import draw_co_attendance, draw_people_bodies
from naeringsgraf.analysis.networks.raised import draw_cluster_theme, draw_municipality_theme
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.networks.replies import draw_replies
from naeringsgraf.analysis.networks.shared_themes import draw_shared_themes
from naeringsgraf.analysis.networks.theme_theme import draw_theme_theme
from naeringsgraf.errors import CallError

Draw = Callable[..., Network]

KINDS: Final[Mapping[str, Draw]] = {
    "municipality-theme": draw_municipality_theme,
    "cluster-theme": draw_cluster_theme,
    "municipality-municipality": draw_shared_themes,
    "theme-theme": draw_theme_theme,
    "replies": draw_replies,
    "co-attendance": draw_co_attendance,
    "people-bodies": draw_people_bodies,
}
"""Name → what draws it."""


def draw_network(graph: Answers, kind: str = "municipality-theme", **choice: Any) -> Network:
    """Draw the network of a kind; `choice` is what its function takes.

    Raises:
        CallError: there is no network of that kind, it cannot be asked with something, or a name or day is not known.
    """
    if kind not in KINDS:
        raise CallError(f"there is no network of the kind {kind!r}; there is {', '.join(KINDS)}")
    taken = list_choices(kind)
    for name in choice:
        if name not in taken:
            raise CallError(f"the network {kind} cannot be asked with {name!r}; it takes {', '.join(taken)}")
    return KINDS[kind](read_once(graph), **choice)


def list_choices(kind: str) -> tuple[str, ...]:
    """Give the names of what a kind of network can be asked with."""
    function = draw_municipality_theme if kind == "cluster-theme" else KINDS[kind]
    return tuple(inspect.signature(function).parameters)[1:]
