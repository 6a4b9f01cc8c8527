"""How one municipality stands among all in what it gives its meetings to: the shares of `salience`, from columns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.counts import Axis, Choice, Whole, count, read_marker
from naeringsgraf.analysis.finding import share
from naeringsgraf.analysis.salience import LEAST_RANKED
from naeringsgraf.analysis.turnout import read_appearances

_FIRST: Final = dt.date.min
"""As the beginning of a period it leaves out meetings without a day, which `salience` does not count."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One theme: in how many of its meetings a municipality raised it, beside all municipalities together."""

    theme: str
    """Id."""
    label: str
    raised: int
    """Meetings in which it was raised; narrower themes count with it."""
    meetings: int
    """All meetings that the municipality took part in."""
    share: float
    """Of its meetings, with four decimals."""
    of_group: float | None
    """The same of all municipalities, each meeting of each counted alike."""
    rank: int | None
    """1 for the largest share; None with fewer meetings than have a rank."""


def find_standings(graph: Answers, row: str, themes: Sequence[str], language: str = "nb") -> list[Standing]:
    """Tell how a municipality stands in some themes that it raised; the largest share first.

    Args:
        graph: what answers the queries.
        row: id of the municipality's row.
        themes: ids; each is told on its own.
        language: of the themes' labels.
    """
    if not themes:
        return []
    counts = count(graph, Choice(theme=themes, since=_FIRST), language)
    raised = counts.gather(Axis.MUNICIPALITY, Axis.THEME, Whole.MEETING)
    took_part = {row: n for (row, _), n in counts.count_turnout(read_appearances(graph), lambda _: "").meetings.items()}
    label = read_marker(graph, language).known.themes.label
    standings = [
        _stand(theme, label(theme), row, {other: raised.get((other, theme), 0) for other in took_part}, took_part)
        for theme in themes
        if raised.get((row, theme))
    ]
    return sorted(standings, key=lambda each: (-each.share, each.label, each.theme))


def _stand(theme: str, label: str, row: str, raised: Mapping[str, int], took_part: Mapping[str, int]) -> Standing:
    own, of = raised[row], took_part[row]
    # Shares are compared as wholes: one is greater than another where its part times the other's whole is.
    ahead = sum(raised[each] * of > own * number for each, number in took_part.items() if number >= LEAST_RANKED)
    return Standing(
        theme,
        label,
        own,
        of,
        share(own, of) or 0.0,
        share(sum(raised.values()), sum(took_part.values())),
        ahead + 1 if of >= LEAST_RANKED else None,
    )
