"""What is named in minutes, as a page tells it: its name, the way to its page, and why a rule took it for that."""

from collections.abc import Iterable
from dataclasses import dataclass

from naeringsgraf.analysis.answers import shorten_iri
from naeringsgraf.analysis.minutes import Minutes, Part
from naeringsgraf.web.pages.view import View


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and a page."""

    name: str
    place: str
    """Address of its page."""


def name_thing(view: View, minutes: Minutes, iri: str) -> Named:
    """Name what an IRI stands for; of an attendance, the person behind it."""
    if iri in minutes.people:
        path, _ = minutes.people[iri]
        return Named(minutes.label(iri), view.link_thing(path))
    if iri in minutes.by_iri:
        return Named(minutes.label(iri), view.link_thing(f"{minutes.id}#{minutes.by_iri[iri].name}"))
    return Named(minutes.label(iri), view.link_thing(shorten_iri(iri)))


def name_things(view: View, minutes: Minutes, iris: Iterable[str]) -> list[Named]:
    """Name several, by their names."""
    return sorted((name_thing(view, minutes, iri) for iri in iris), key=lambda each: (each.name, each.place))


def name_candidates(view: View, minutes: Minutes, mention: Part) -> list[Named]:
    """Name all that a mention may stand for, each as no other is called: "Våler (Innlandet)"."""
    named = [
        Named(minutes.distinct.get(iri) or name_thing(view, minutes, iri).name, name_thing(view, minutes, iri).place)
        for iri in mention.many("candidate")
    ]
    return sorted(named, key=lambda each: (each.name, each.place))


def follow(view: View, minutes: Minutes, iri: str) -> list[Named]:
    """Name a thing and, of an attendance, whom it represents: "Karl Jørgen Tofte", "Horten"."""
    attendance = minutes.by_iri.get(iri)
    actors = attendance.many("representing") if attendance else ()
    return [name_thing(view, minutes, iri), *name_things(view, minutes, actors)]


def tell_reason(view: View, part: Part) -> str:
    """Say in words why a rule took something for what it is; the name of the rule where there are no words for it."""
    if part.term("basis") == "reviewed":
        return view.tell("reader_reviewed", who=str(part.one("decidedBy", "")))
    rule = str(part.one("rule", ""))
    return view.texts.get(f"rule_{rule}", rule)


def is_unsure(part: Part) -> bool:
    """Tell whether a rule concluded it, or a person had to; what stands there as it is, is sure."""
    return part.term("basis") not in (None, "recorded") or bool(part.many("candidate"))
