"""The list of meetings, the newest first, narrowed by body and period."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from naeringsgraf.analysis.answers import ask, shorten_iri
from naeringsgraf.analysis.evidence import MeetingFacts, read_meetings
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.period import read_period
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_file, list_downloads
from naeringsgraf.web.pages.view import View

_FOLD: Final = 100
"""Meetings on one page."""
_COLUMNS: Final = ("date", "meeting", "body", "language", "constructed", "turns", "source", "document")


def show(view: View) -> Reply:
    """Show the page, or its rows as a file."""
    found = _find_meetings(view)
    turns = _count_turns(view)
    table = Table(_COLUMNS, tuple(_make_row(each, turns) for each in found))
    writers = {
        "csv": lambda: write_table(table, "csv"),
        "excel": lambda: write_table(table, "csv", excel=True),
        "json": lambda: write_table(table, "json"),
    }
    if reply := give_file(view, "minutes", writers):
        return reply
    first = view.choice.number("from", 0, 0, max(0, len(found) - 1))
    return view.render(
        "meetings.html.j2",
        follows=("body", "since", "until"),
        title=view.texts["nav_minutes"],
        meetings=[
            {
                "day": view.day(each.date),
                "label": each.label,
                "body": each.body_label or "",
                "body_place": each.body and view.link_thing(shorten_iri(each.body)),
                "place": view.link_thing(each.document),
                "text": view.link_thing(f"{each.document}/text"),
                "turns": turns[each.document],
                "constructed": each.constructed,
            }
            for each in found[first : first + _FOLD]
        ],
        total=len(found),
        bodies=_list_bodies(view),
        chosen={name: view.choice.one(name) for name in ("body", "since", "until")},
        earlier=view.here(**{"from": first - _FOLD if first > _FOLD else None}) if first else None,
        later=view.here(**{"from": first + _FOLD}) if first + _FOLD < len(found) else None,
        shown=(first + 1, min(first + _FOLD, len(found))),
        downloads=list_downloads(view, "csv", "excel", "json"),
    )


def _find_meetings(view: View) -> list[MeetingFacts]:
    bodies = view.choice.several("body")
    period = read_period(view.choice.one("since") or None, view.choice.one("until") or None)
    kept = [
        each
        for each in read_meetings(view.graph).values()
        if (not bodies or (each.body and shorten_iri(each.body) in bodies) or each.body_label in bodies)
        and period.holds(each.date)
    ]
    # Twice, since days go down and names go up; those without a day come last.
    kept.sort(key=lambda each: (sort_key(each.label), each.document))
    return sorted(kept, key=lambda each: each.date or dt.date.min, reverse=True)


def _count_turns(view: View) -> Counter[str]:
    """Count the turns of each document; once for a graph that does not change."""
    kept = view.graph.kept.get("turns by document")
    if kept is None:
        rows = ask(view.graph, "turn-counts")
        kept = Counter({shorten_iri(row["document"]): int(row["turns"]) for row in rows if row.get("document")})
        if view.graph.lasting:
            view.graph.kept["turns by document"] = kept
    found: Counter[str] = kept
    return found


def _make_row(each: MeetingFacts, turns: Counter[str]) -> tuple[Any, ...]:
    day = each.date.isoformat() if each.date else None
    source = each.source
    number = turns[each.document]
    return day, each.label, each.body_label, each.language, each.constructed, number, source, each.document


def _list_bodies(view: View) -> Sequence[tuple[str, str]]:
    """Give path and name of each body, by name."""
    found = {each.body: each.body_label or each.body for each in read_meetings(view.graph).values() if each.body}
    return sorted(((shorten_iri(body), name) for body, name in found.items()), key=lambda each: sort_key(each[1]))
