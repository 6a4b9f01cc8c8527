"""Search: themes, actors, people, meetings and sentences that hold the words asked for, in whatever form."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from naeringsgraf.analysis.answers import Found, ask, take_local
from naeringsgraf.analysis.evidence import read_meetings
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.search.index import Index, Sentence, Thing, read_index
from naeringsgraf.analysis.search.searching import GROUPS, Narrowed, SearchResult, find_things, search
from naeringsgraf.analysis.search.words import mark_words, split_words
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import MEDIA, give_file, list_downloads
from naeringsgraf.web.pages.view import View

_FOLD: Final = 25
"""Sentences on one page."""
_SHORT: Final = 8
"""Things of a group that are shown at first, and choices of a facet."""
_LONG: Final = 200
"""Things of a group that are shown when all are asked for."""
_SUGGESTED: Final = 10
_CHOSEN: Final = ("body", "municipality", "since", "until")
_COLUMNS: Final = ("date", "meeting", "said_for", "text", "document", "begins", "ends", "part")


def show(view: View) -> Reply:
    """Show the page, or the sentences found as a file."""
    question = view.choice.one("q").strip()
    narrowed = Narrowed(
        read_period(view.choice.one("since") or None, view.choice.one("until") or None),
        view.choice.several("body"),
        view.choice.several("municipality"),
    )
    found = search(view.graph, question, narrowed, view.language)
    index = read_index(view.graph)
    table = Table(_COLUMNS, tuple(_make_row(index, each) for each in found.sentences))
    writers = {
        "csv": lambda: write_table(table, "csv"),
        "excel": lambda: write_table(table, "csv", excel=True),
        "json": lambda: write_table(table, "json"),
    }
    if reply := give_file(view, "search", writers):
        return reply
    first = view.choice.number("from", 0, 0, max(0, len(found.sentences) - 1))
    title = view.tell("search_title", question=question) if question else view.texts["search_nothing_asked"]
    return view.render(
        "search.html.j2",
        follows=("municipality", "body", "since", "until"),
        title=title,
        question=question,
        found=found,
        groups=[group for group in _list_groups(view, found) if group["all"]],
        sentences=_list_sentences(view, index, found, found.sentences[first : first + _FOLD]),
        facets=_list_facets(view, found),
        chips=_list_chips(view),
        suggestions=[(name, view.link("/search", view.choice.without("from"), q=name)) for name in found.suggestions],
        earlier=view.here(**{"from": first - _FOLD if first > _FOLD else None}) if first else None,
        later=view.here(**{"from": first + _FOLD}) if first + _FOLD < len(found.sentences) else None,
        shown=(first + 1, min(first + _FOLD, len(found.sentences))),
        downloads=list_downloads(view, "csv", "excel", "json"),
    )


def suggest(view: View) -> Reply:
    """Give, as JSON, the things that go by the words asked for: what a box to search in offers while one writes."""
    things, _ = find_things(read_index(view.graph), split_words(view.choice.one("q")[:100]), view.language)
    listed = [
        {
            "name": thing.label(view.language),
            "kind": _tell_kind(view, thing),
            "place": view.link_thing(thing.id),
        }
        for group in GROUPS
        for thing in things[group][:_SUGGESTED]
    ]
    return Reply(200, MEDIA["json"], json.dumps(listed[:_SUGGESTED], ensure_ascii=False).encode("utf-8"))


def _make_row(index: Index, each: Sentence) -> tuple[Any, ...]:
    meeting = each.meeting
    day = meeting.date.isoformat() if meeting.date else None
    said_for = index.labels.get(each.actor, each.actor) if each.actor else None
    part = each.iri.rpartition("#")[2]
    return day, meeting.label, said_for, index.read(each), meeting.document, each.begins, each.ends, part


def _list_groups(view: View, found: SearchResult) -> list[dict[str, Any]]:
    """Give one entry a group of things, with those that are shown."""
    wide = view.choice.one("group")
    return [
        {
            "name": group,
            "title": view.texts[f"search_group_{group}"],
            "all": len(found.things[group]),
            "things": [
                _tell_thing(view, thing, found) for thing in found.things[group][: _LONG if wide == group else _SHORT]
            ],
            "more": view.here(group=group) + f"#{group}" if wide != group else None,
        }
        for group in GROUPS
    ]


def _tell_thing(view: View, thing: Thing, found: SearchResult) -> dict[str, Any]:
    """Tell what a thing is called, and by which other name it was found where its own does not say."""
    label = thing.label(view.language)
    parts = mark_words(label, found.named)
    other = next((name for name in thing.names if any(hit for _, hit in mark_words(name, found.named))), None)
    return {
        "parts": parts,
        "place": view.link_thing(thing.id),
        "kind": _tell_kind(view, thing),
        "number": view.count("statements", thing.number) if thing.number else "",
        "other": mark_words(other, found.named) if other and not any(hit for _, hit in parts) else None,
    }


def _tell_kind(view: View, thing: Thing) -> str:
    """Say what a thing is; of places, that bear one name at several times, with number and first year."""
    kind = view.texts[f"search_one_{thing.kind}"]
    return f"{kind} {thing.id.rpartition('/')[2]}" if thing.kind in ("municipality", "county") else kind


def _list_sentences(
    view: View, index: Index, found: SearchResult, sentences: Sequence[Sentence]
) -> list[dict[str, Any]]:
    facts = _read_facts(view, sentences)
    return [_tell_sentence(view, index, found, each, facts[each.iri]) for each in sentences]


def _read_facts(view: View, sentences: Sequence[Sentence]) -> defaultdict[str, list[Found]]:
    """Read what else is known of the sentences that are shown."""
    rows: defaultdict[str, list[Found]] = defaultdict(list)
    if sentences:
        for row in ask(view.graph, "sentence-facts", part=[each.iri for each in sentences]):
            rows[row["part"]].append(row)
    return rows


def _tell_sentence(
    view: View, index: Index, found: SearchResult, each: Sentence, rows: Sequence[Found]
) -> dict[str, Any]:
    row = rows[0] if rows else {}
    mode = f"mode_{take_local(row['mode'])}" if "mode" in row else "reader_one_decision"
    item = " ".join(row[key] for key in ("number", "title") if key in row)
    who = [row.get("speaker") or row.get("printed"), index.labels.get(each.actor, each.actor) if each.actor else None]
    unnamed = [] if mode == "reader_one_decision" else [view.texts["unnamed"]]
    return {
        "parts": mark_words(index.read(each), found.met),
        "language": each.meeting.language,
        "who": ", ".join([name for name in who if name] or unnamed),
        "held": ", ".join(part for part in (each.meeting.label, view.day(each.meeting.date)) if part),
        "meeting": view.link_thing(each.meeting.document),
        "item": view.tell("item", item=item) if item else "",
        "place": view.link_thing(f"{each.meeting.document}/text#{each.iri.rpartition('#')[2]}"),
        "mode": view.texts[mode],
        "themes": _name_themes(view, rows),
        "constructed": each.meeting.constructed,
    }


def _name_themes(view: View, rows: Iterable[Found]) -> list[tuple[str, str]]:
    labels = {thing.id: thing.label(view.language) for thing in read_index(view.graph).things if thing.kind == "theme"}
    ids = sorted({"/".join(row["theme"].rsplit("/", 2)[-2:]) for row in rows if "theme" in row})
    return [(labels.get(id, id), view.link_thing(id)) for id in ids]


def _list_facets(view: View, found: SearchResult) -> list[dict[str, Any]]:
    """Give what narrows the sentences, with how many are left of each."""
    bodies = [(path, name, number) for (path, name), number in found.bodies.items()]
    actors = [(name, name, number) for name, number in found.municipalities.items()]
    return [
        {
            "title": view.texts[title],
            "choices": [
                (label, number, view.link(view.asked.path, view.choice.add(name, value).without("from")))
                for value, label, number in choices[:_SHORT]
                if value not in view.choice.several(name)
            ],
        }
        for name, title, choices in (
            ("municipality", "search_said_for", actors),
            ("body", "facet_body", bodies),
        )
    ]


def _list_chips(view: View) -> list[tuple[str, str]]:
    """Give what is chosen, and the way to the page without it."""
    bodies = {each.body: each.body_label for each in read_meetings(view.graph).values() if each.body}
    named = {"/".join(body.rsplit("/", 2)[-2:]): label for body, label in bodies.items()}
    return [
        (
            f"{view.texts[f'facet_{name}']}: {named.get(value) or value}",
            view.link(view.asked.path, view.choice.drop(name, value).without("from")),
        )
        for name, value in view.choice.pairs
        if name in _CHOSEN and value
    ]
