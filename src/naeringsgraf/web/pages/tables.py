"""Small tables, bars and lists that pages of things are made of, as plain values that a template writes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.views.pages import describe_quote
from naeringsgraf.web.pages.choice import Choice
from naeringsgraf.web.pages.view import View

AT_ONCE: Final = 12
"""Entries of a list before the reader asks for all of them."""

_WIDEST: Final = 40
"""Bars that have room beside each other; with more, years are taken together."""

_BAR: Final = 44
_HEIGHT: Final = 90


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    place: str | None = None
    """Address that it leads to."""
    told: str = ""
    """What a link is called for those who do not see its row: "4 setninger: Drammen, Hydrogen"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of what is told of a thing above its tables."""

    text: str
    place: str | None = None
    """Address of the page that it leads to."""
    away: str | None = None
    """Address elsewhere that it names."""
    language: str = ""
    """Of the text, where it is not that of the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A list, or its beginning and the way to all of it."""

    name: str
    """Of the list within its page, for the address and the place to come back to."""
    entries: Sequence[Any]
    total: int
    all: str | None
    """Address of the page with the whole list; None where it is whole."""


def cut(view: View, name: str, entries: Sequence[Any], most: int = AT_ONCE) -> Shown:
    """Give the beginning of a list, unless the reader asked for all of it."""
    if len(entries) <= most or name in view.choice.several("all"):
        return Shown(name, entries, len(entries), None)
    place = view.link(f"{view.asked.path}#{name}", view.choice.add("all", name))
    return Shown(name, entries[:most], len(entries), place)


def name_page(name: str, kind: str) -> dict[str, Any]:
    """Give title, heading and kind of the page of a thing; the title tells a region from a municipality of its name."""
    return {"title": f"{name}, {kind.lower()}", "name": name, "kind": kind}


def link_evidence(view: View, **facets: str) -> str:
    """Write the address of the sentences on a theme, for an actor of any kind and so on."""
    pairs = (*facets.items(), ("actors", "all"), *view.choice.only("lang").pairs)
    return view.link("/evidence", Choice(pairs))


def link_cell(view: View, actor: str, theme: str) -> str:
    """Write the address of the sentences of an actor on a theme itself, without what is narrower."""
    return link_evidence(view, cell=f"{actor}~{theme}")


def show_quote(view: View, quote: Quote) -> dict[str, Any]:
    """Tell a sentence, and where it stands."""
    return {
        "quote": describe_quote(quote, view.texts, view.language),
        "place": view.link_thing(f"{quote.meeting.document}/text#{quote.id.partition('#')[2]}"),
        "meeting": view.link_thing(quote.meeting.document),
    }


def draw_years(quotes: Iterable[Quote]) -> dict[str, Any] | None:
    """Lay out bars of how many sentences stand in each year, empty years among them; None with fewer than two years."""
    counted = Counter(quote.date.year for quote in quotes if quote.date)
    if len(counted) < 2:
        return None
    years = range(min(counted), max(counted) + 1)
    step = -(-len(years) // _WIDEST)
    spans = [range(first, min(first + step, years.stop)) for first in range(years.start, years.stop, step)]
    numbers = [sum(counted[year] for year in span) for span in spans]
    most = max(numbers)
    return {
        "width": len(spans) * _BAR,
        "height": _HEIGHT + 44,
        "bars": [
            {
                "x": at * _BAR + 4,
                "middle": at * _BAR + _BAR // 2,
                "y": _HEIGHT + 20 - round(_HEIGHT * number / most),
                "height": round(_HEIGHT * number / most),
                "number": number,
                "year": str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1] % 100:02}",
            }
            for at, (span, number) in enumerate(zip(spans, numbers, strict=True))
        ],
        "foot": _HEIGHT + 38,
        "bar": _BAR - 8,
    }
