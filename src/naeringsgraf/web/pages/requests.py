"""Who asks whom for what: the sentences, gathered by whom they ask."""

from collections import Counter
from typing import Any

from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.requests import requests
from naeringsgraf.views.pages import describe_quote
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.view import View

_FOLD = 40
"""Sentences on one page."""


def show(view: View) -> Reply:
    """Show the page, or the rows behind it as a file."""
    finding = requests(
        view.graph,
        view.choice.several("theme"),
        view.choice.several("municipality"),
        view.choice.several("addressee"),
        view.choice.one("since") or None,
        view.choice.one("until") or None,
        language=view.language,
    )
    if reply := give_rows(view, finding):
        return reply
    entries = list(_list_entries(view, finding).values())
    first = view.choice.number("from", 0, 0, max(0, len(entries) - 1))
    return view.render(
        "requests.html.j2",
        follows=("theme", "municipality", "since", "until"),
        title=view.texts["nav_requests"],
        entries=entries[first : first + _FOLD],
        total=len(entries),
        addressees=_count_addressees(view, finding),
        chips=[
            (label, view.link(view.asked.path, view.choice.drop(name, value)))
            for name, value, label in _list_chosen(view)
        ],
        earlier=view.here(**{"from": first - _FOLD if first > _FOLD else None}) if first else None,
        later=view.here(**{"from": first + _FOLD}) if first + _FOLD < len(entries) else None,
        shown=(first + 1, min(first + _FOLD, len(entries))),
        downloads=list_downloads(view),
    )


def _list_entries(view: View, finding: Finding) -> dict[str, dict[str, Any]]:
    """Give statement → sentence, with all whom it asks and all its themes."""
    entries: dict[str, dict[str, Any]] = {}
    for row, quotes in zip(finding.to_dicts(), finding.evidence, strict=True):
        quote = quotes[0]
        entry = entries.setdefault(
            quote.id,
            {
                "quote": describe_quote(quote, view.texts, view.language),
                "place": view.link_thing(f"{quote.meeting.document}/text#{quote.id.partition('#')[2]}"),
                "addressees": {},
                "themes": {},
            },
        )
        if row["addressee"]:
            entry["addressees"][row["addressee"]] = row["addressee_id"] and view.link_thing(str(row["addressee_id"]))
        if row["theme"]:
            entry["themes"][row["theme"]] = view.link_thing(str(row["theme_id"]))
    return entries


def _count_addressees(view: View, finding: Finding) -> list[tuple[str, int, str]]:
    """Give name, number of sentences and address of each that can be chosen, most asked first."""
    asked = {(row["statement"], row["addressee"], row["addressee_id"]) for row in finding.to_dicts()}
    counted = Counter((str(name), str(id)) for _, name, id in asked if name and id)
    listed = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return [
        (name, number, view.link(view.asked.path, view.choice.add("addressee", id).without("from")))
        for (name, id), number in listed
    ]


def _list_chosen(view: View) -> list[tuple[str, str, str]]:
    names = ("theme", "municipality", "addressee", "since", "until")
    return [
        (name, value, f"{view.texts[f'facet_{name}']}: {value}") for name, value in view.choice.pairs if name in names
    ]
