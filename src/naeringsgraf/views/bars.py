"""Bars over time, stacked by what they are told apart by: where each piece stands, on a page and in a file."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.network_picture import AREA_COLOURS
from naeringsgraf.views.pages import load_page

HUES: Final = len(AREA_COLOURS)
"""Kinds of pieces that have a colour of their own."""

_LEFT: Final = 44
_TOP: Final = 12
_BELOW: Final = 26
_LETTER: Final = 7
"""Width of a letter of 12 pixels, somewhat generous."""
_LEAST_GAP: Final = 1
_LINES: Final = 4
"""Lines of the scale, at most."""
_FOOT_LETTERS: Final = 130


@dataclass(frozen=True, slots=True)
class Span:
    """One bar: a meeting, quarter or year."""

    id: str
    label: str
    since: str
    """First day of it, ISO 8601; "" where it has none."""
    until: str


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of pieces."""

    id: str
    label: str
    numbers: tuple[int, ...]
    """One a bar."""
    hue: int
    """Which colour it has: 0 to `HUES` less one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars laid out within a width and a height."""

    width: int
    height: int
    pieces: tuple[Mapping[str, Any], ...]
    """Of each: `x`, `y`, `width`, `height`, `hue`, `bar` and `series` by number, and what it is called, `told`."""
    bars: tuple[Mapping[str, Any], ...]
    """Of each: `x`, `width`, `since`, `until`, the whole height being its own."""
    names: tuple[Mapping[str, Any], ...]
    """Of bars, as many as there is room for: `x` and `label`."""
    lines: tuple[Mapping[str, Any], ...]
    """Of the scale: `y` and `label`."""
    bottom: int


def lay_out_bars(
    spans: Sequence[Span], series: Sequence[Series], *, width: int = 960, height: int = 280, most: int | None = None
) -> Chart:
    """Lay out bars.

    Args:
        spans: the bars, in their order.
        series: the pieces, from the bottom up.
        width: in pixels.
        height: in pixels.
        most: number that reaches the top; None for the highest bar. Charts beside each other share one.
    """
    bottom, step = height - _BELOW, (width - _LEFT) / max(1, len(spans))
    heights = [sum(each.numbers[at] for each in series) for at in range(len(spans))]
    top = _round_up(most or max([1, *heights]))
    scale = (bottom - _TOP) / top
    gap = max(_LEAST_GAP, min(12, step * 0.2))
    pieces = []
    for at, span in enumerate(spans):
        below = 0
        for number, each in enumerate(series):
            if count := each.numbers[at]:
                below += count
                pieces.append(
                    {
                        "x": round(_LEFT + at * step + gap / 2, 1),
                        "y": round(bottom - below * scale, 1),
                        "width": round(max(1, step - gap), 1),
                        "height": round(count * scale, 1),
                        "hue": each.hue,
                        "bar": at,
                        "series": number,
                        "told": f"{span.label}, {each.label}: {count}",
                    }
                )
    return Chart(
        width,
        height,
        tuple(pieces),
        _list_bars(spans, step),
        _name_bars(spans, step),
        _rule(top, bottom, scale),
        bottom,
    )


def _list_bars(spans: Sequence[Span], step: float) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"x": round(_LEFT + at * step, 1), "width": round(step, 1), "since": span.since, "until": span.until}
        for at, span in enumerate(spans)
    )


def _name_bars(spans: Sequence[Span], step: float) -> tuple[Mapping[str, Any], ...]:
    longest = max((len(span.label) for span in spans), default=1) * _LETTER + 8
    every = max(1, math.ceil(longest / step))
    return tuple(
        {"x": round(_LEFT + (at + 0.5) * step, 1), "label": span.label}
        for at, span in enumerate(spans)
        if at % every == 0
    )


def _rule(top: int, bottom: int, scale: float) -> tuple[Mapping[str, Any], ...]:
    step = max(1, math.ceil(top / _LINES))
    return tuple({"y": round(bottom - number * scale, 1), "label": number} for number in range(0, top + 1, step))


def _round_up(number: int) -> int:
    """Give the next number that can be parted in whole lines."""
    return number if number < _LINES else math.ceil(number / _LINES) * _LINES


def write_bars_svg(
    charts: Sequence[tuple[str, Chart]],
    legend: Sequence[tuple[int, str]],
    *,
    title: str,
    language: str,
    foot: Sequence[str],
) -> str:
    """Write charts below each other, each under its name; the same charts give the same text."""
    top, placed = 64 + 20 * len(legend), []
    for name, chart in charts:
        placed.append({"name": keep_xml(name), "chart": chart, "y": top + (20 if name else 0)})
        top += chart.height + (36 if name else 16)
    return load_page("bars.svg.j2").render(
        width=max((chart.width for _, chart in charts), default=960) + 24,
        height=top + 24 + 18 * len(foot),
        language=language,
        title=keep_xml(title),
        legend=[
            {"y": 56 + 20 * at, "fill": AREA_COLOURS[hue], "label": keep_xml(label)}
            for at, (hue, label) in enumerate(legend)
        ],
        charts=placed,
        colours=AREA_COLOURS,
        foot=[{"y": top + 20 + 18 * at, "text": keep_xml(line)[:_FOOT_LETTERS]} for at, line in enumerate(foot)],
    )
