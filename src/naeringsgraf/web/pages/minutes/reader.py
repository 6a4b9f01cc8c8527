"""The text of minutes as it was read, with marks for all that was found in it, and the sentences listed beside it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from naeringsgraf.analysis.minutes import Minutes, Part
from naeringsgraf.errors import CallError
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.minutes.marking import KINDS, Marks, count_kinds, find_marks
from naeringsgraf.web.pages.minutes.naming import is_unsure, name_thing, name_things, tell_reason
from naeringsgraf.web.pages.minutes.neighbours import find_neighbours
from naeringsgraf.web.pages.minutes.pieces import Anchor, cut_pieces
from naeringsgraf.web.pages.view import View

CHOSEN: Final = "marks"
NOTHING: Final = "none"
"""Value of `marks` that says that only those named beside it are shown, be they none."""

_HIDDEN: Final = ("Attendance", "Committee", "Figure", "Event", "Reference")
"""Classes of parts that can be linked to, and are not marked."""
_EXCERPT: Final = 90
"""Letters of a sentence in the list beside the text."""


def show(view: View, minutes: Minutes) -> Reply:
    """Show the page."""
    shown = choose_marks(view)
    marks = find_marks(view, minutes, shown)
    statements = minutes.all("Statement")
    return view.render(
        "reader.html.j2",
        title=view.tell("reader_title", meeting=minutes.facts.label),
        wide=True,
        minutes=minutes,
        meeting=view.link_thing(minutes.id),
        day=view.day(minutes.facts.date),
        paragraphs=cut_pieces(minutes.text, marks, list(_list_anchors(view, minutes, marks, shown))),
        legend=_list_kinds(view, minutes, shown),
        turns=_list_turns(view, minutes),
        notes=marks.notes,
        unread=minutes.all("Unread"),
        neighbours=find_neighbours(view, minutes),
        steps=_find_steps(view, statements),
        current=view.choice.one("statement"),
    )


def choose_marks(view: View) -> Collection[str]:
    """Give the kinds of marks that are asked for; all where nothing is asked for.

    Raises:
        CallError: there is no such kind.
    """
    asked = view.choice.several(CHOSEN)
    for kind in asked:
        if kind not in (*KINDS, NOTHING):
            known = ", ".join((*KINDS, NOTHING))
            told = f"{CHOSEN} is one of {known}, not {kind!r}"
            raise CallError(told, "one_of", name=CHOSEN, known=known, asked=kind)
    return asked or KINDS


def _list_anchors(view: View, minutes: Minutes, marks: Marks, shown: Collection[str]) -> Iterator[Anchor]:
    """Give all places that can be linked to, but those of marked sentences, which carry their own names."""
    for page in minutes.all("Page"):
        number = page.one("order", "")
        yield Anchor(page.begins, page.name, "page", view.tell("reader_page", page=number))
    for number, turn in enumerate(minutes.all("Contribution"), start=1):
        yield Anchor(turn.begins, turn.name, "turn", view.tell("reader_turn", turn=number))
    for kind in _HIDDEN:
        yield from (Anchor(part.begins, part.name) for part in minutes.all(kind))
    marked = {mark.id for mark in marks.sentences}
    for kind in ("Statement", "Decision", "Unread", "AgendaItem"):
        yield from (Anchor(part.begins, part.name) for part in minutes.all(kind) if part.name not in marked)
    yield from (Anchor(mark.begins, mark.id) for mark in marks.names if mark.number is not None)


def _list_kinds(view: View, minutes: Minutes, shown: Collection[str]) -> list[dict[str, Any]]:
    """Give one entry a kind of mark, for the legend."""
    counted = count_kinds(minutes)
    return [
        {"kind": kind, "name": view.texts[f"reader_marks_{kind}"], "shown": kind in shown, "number": counted[kind]}
        for kind in KINDS
    ]


def _list_turns(view: View, minutes: Minutes) -> list[dict[str, Any]]:
    """Give the turns, each with its sentences."""
    said: defaultdict[str | None, list[Part]] = defaultdict(list)
    for part in minutes.all("Statement"):
        said[part.one("partOf")].append(part)
    return [
        {
            "name": turn.name,
            "number": number,
            **tell_turn(view, minutes, turn),
            "statements": [tell_statement(view, minutes, part) for part in said[turn.iri]],
        }
        for number, turn in enumerate(minutes.all("Contribution"), start=1)
    ]


def tell_turn(view: View, minutes: Minutes, turn: Part) -> dict[str, Any]:
    """Tell who spoke, for whom, answering whom, and how we know."""
    speaker = turn.one("speaker")
    return {
        "speaker": name_thing(view, minutes, speaker) if speaker else None,
        "printed": turn.one("speakerPrinted"),
        "actors": name_things(view, minutes, turn.many("onBehalfOf")),
        "replies": name_things(view, minutes, turn.many("repliesTo")),
        "themes": name_things(view, minutes, turn.many("raises")),
        "presentation": turn.one("presentation") is True,
        "reason": tell_reason(view, turn) if is_unsure(turn) else "",
    }


def tell_statement(view: View, minutes: Minutes, part: Part) -> dict[str, Any]:
    """Tell what a sentence does, whom it asks and what it raises."""
    text = str(part.one("text", ""))
    addressees = name_things(view, minutes, part.many("addressee"))
    return {
        "name": part.name,
        "number": number_of(part.name),
        "text": text,
        "excerpt": text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(None, 1)[0] + " …",
        "mode": part.term("mode") or "",
        "themes": name_things(view, minutes, part.many("raises")),
        "addressees": addressees,
        "addressee": None if addressees else part.one("addresseePrinted"),
        "reason": tell_reason(view, part) if is_unsure(part) else "",
    }


def number_of(name: str) -> str:
    """Give the number within the name of a part: "5" of "statement-5"."""
    return name.rpartition("-")[2]


def _find_steps(view: View, statements: Sequence[Part]) -> dict[str, Any] | None:
    """Give the way to the sentence before and the one after the one that is looked at; None without sentences."""
    if not statements:
        return None
    numbers = [number_of(part.name) for part in statements]
    current = view.choice.one("statement")
    at = numbers.index(current) if current in numbers else None
    before = None if not at else numbers[at - 1]
    after = numbers[0] if at is None else next(iter(numbers[at + 1 :]), None)
    return {
        "at": None if at is None else at + 1,
        "all": len(numbers),
        "before": before and view.here(statement=before) + f"#statement-{before}",
        "after": after and view.here(statement=after) + f"#statement-{after}",
    }
