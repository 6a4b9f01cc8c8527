"""One meeting: when and where, who met, what was on the agenda, and what came of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from naeringsgraf.analysis.evidence import MeetingFacts
from naeringsgraf.analysis.minutes import Minutes, Part, list_of_body
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_file, list_downloads
from naeringsgraf.web.pages.minutes.files import write_attendance, write_record
from naeringsgraf.web.pages.minutes.naming import is_unsure, name_thing, name_things, tell_reason
from naeringsgraf.web.pages.minutes.neighbours import find_neighbours
from naeringsgraf.web.pages.minutes.reader import tell_statement, tell_turn
from naeringsgraf.web.pages.view import View

_STATUSES = ("present", "substitute", "absent")


def show(view: View, minutes: Minutes) -> Reply:
    """Show the page, or the meeting or its attendance as a file."""
    writers = {
        "json": lambda: write_record(minutes),
        "csv": lambda: write_attendance(minutes),
        "excel": lambda: write_attendance(minutes, excel=True),
    }
    if reply := give_file(view, minutes.facts.document.rpartition("/")[2], writers):
        return reply
    body = minutes.meeting.one("heldBy")
    return view.render(
        "meeting.html.j2",
        title=minutes.facts.label,
        minutes=minutes,
        text=_link_text(view, minutes),
        body=name_thing(view, minutes, body) if body else None,
        times=_tell_times(minutes.meeting),
        days=[view.day_of(minutes.meeting.one(name)) for name in ("date", "endDate") if minutes.meeting.one(name)],
        people=_list_people(view, minutes),
        statuses=_count_statuses(minutes),
        items=_list_items(view, minutes),
        requests=[
            _tell_request(view, minutes, part) for part in minutes.all("Statement") if part.term("mode") == "request"
        ],
        committees=_list_committees(view, minutes),
        figures=_list_figures(view, minutes),
        events=[
            {"name": each.one("name"), "day": view.day_of(each.one("date")), "place": _link_text(view, minutes, each)}
            for each in minutes.all("Event")
        ],
        references=_list_references(view, minutes),
        unread=len(minutes.all("Unread")),
        neighbours=find_neighbours(view, minutes),
        downloads=[
            *list_downloads(view, "json", "csv", "excel"),
            (view.here(format="ttl"), "Turtle"),
            (view.here(format="jsonld"), "JSON-LD"),
        ],
    )


def _link_text(view: View, minutes: Minutes, part: Part | None = None) -> str:
    """Give the way to the text, or to the place of a part within it."""
    return view.link_thing(f"{minutes.id}/text{f'#{part.name}' if part else ''}")


def _tell_times(meeting: Part) -> str:
    times = [str(meeting.one(name))[:5] for name in ("startTime", "endTime") if meeting.one(name)]
    return "–".join(times)


def _list_people(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    """Give one entry a line of the attendance list, in its order."""
    return [
        {
            "name": part.name,
            "status": view.texts[f"meeting_status_{part.term('status')}"],
            "kind": part.term("status"),
            "person": name_thing(view, minutes, part.iri),
            "printed": part.one("printedName") if part.one("printedName") != part.one("name") else None,
            "actors": name_things(view, minutes, part.many("representing")),
            "affiliation": part.one("affiliationPrinted"),
            "role": part.one("role"),
            "parties": name_things(view, minutes, part.many("party")),
            "substitute_for": name_things(view, minutes, part.many("substituteFor")),
            "reason": tell_reason(view, part) if is_unsure(part) or part.one("listed") is False else "",
            "place": _link_text(view, minutes, part),
        }
        for part in minutes.all("Attendance")
    ]


def _count_statuses(minutes: Minutes) -> list[tuple[str, int]]:
    """Give status → how many, those that nobody has left out."""
    found = [part.term("status") for part in minutes.all("Attendance")]
    return [(status, found.count(status)) for status in _STATUSES if status in found]


def _list_items(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    """Give one entry an item of the agenda, with what was said and decided under it; last what stands under none."""
    under: defaultdict[tuple[str, str | None], list[Part]] = defaultdict(list)
    for kind in ("Contribution", "Decision"):
        for part in minutes.all(kind):
            under[kind, part.one("under")].append(part)
    said: defaultdict[str | None, int] = defaultdict(int)
    for part in minutes.all("Statement"):
        said[part.one("partOf")] += 1
    items = sorted(minutes.all("AgendaItem"), key=lambda item: (int(item.one("order", 0)), item.begins))
    entries = [
        _tell_item(view, minutes, item, under["Contribution", item.iri], under["Decision", item.iri], said)
        for item in items
    ]
    if under["Contribution", None] or under["Decision", None]:
        entries.append(_tell_item(view, minutes, None, under["Contribution", None], under["Decision", None], said))
    return entries


def _tell_item(
    view: View,
    minutes: Minutes,
    item: Part | None,
    turns: Sequence[Part],
    decisions: Sequence[Part],
    said: Mapping[str | None, int],
) -> dict[str, Any]:
    themes = dict.fromkeys(theme for turn in turns for theme in turn.many("raises"))
    return {
        "name": item.name if item else "item-none",
        "number": item.one("number") if item else None,
        "title": item.one("title") if item else view.texts["meeting_without_item"],
        "within": item is not None and bool(item.many("partOf")),
        "place": _link_text(view, minutes, item) if item else None,
        "themes": name_things(view, minutes, themes),
        "decisions": [
            {"text": each.one("text", ""), "place": _link_text(view, minutes, each), "name": each.name}
            for each in decisions
        ],
        "turns": [
            {
                **tell_turn(view, minutes, turn),
                "name": turn.name,
                "place": _link_text(view, minutes, turn),
                "number": said[turn.iri],
            }
            for turn in turns
        ],
    }


def _tell_request(view: View, minutes: Minutes, part: Part) -> dict[str, Any]:
    turn = minutes.by_iri.get(str(part.one("partOf")))
    told = tell_turn(view, minutes, turn) if turn else None
    return {**tell_statement(view, minutes, part), "turn": told, "place": _link_text(view, minutes, part)}


def _list_committees(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    return [
        {
            "name": each.one("name"),
            "members": name_things(view, minutes, each.many("member")),
            "place": _link_text(view, minutes, each),
        }
        for each in minutes.all("Committee")
    ]


def _list_figures(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    return [
        {
            "value": each.one("value"),
            "unit": each.one("unit", ""),
            "by": name_things(view, minutes, each.many("saidBy")),
            "place": _link_text(view, minutes, each),
        }
        for each in minutes.all("Figure")
    ]


def _list_references(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    """Give what the minutes point to; earlier minutes of the same body with a way to them, where they are here."""
    held = {each.date.isoformat(): each for each in list_of_body(view.graph, minutes.facts.body) if each.date}
    return [
        {
            "kind": view.texts[f"meeting_{each.term('kind')}"],
            "title": each.one("title"),
            "day": view.day_of(each.one("date")),
            "place": _link_text(view, minutes, each),
            "minutes": _link_cited(view, held, each),
            "missing": each.term("kind") == "minutesReference" and each.one("date") not in (None, *held),
        }
        for each in minutes.all("Reference")
    ]


def _link_cited(view: View, held: Mapping[str, MeetingFacts], reference: Part) -> str | None:
    cited = held.get(reference.one("date")) if reference.term("kind") == "minutesReference" else None
    return view.link_thing(cited.document) if cited else None
