"""The meetings of a body before and after one."""

from naeringsgraf.analysis.evidence import MeetingFacts
from naeringsgraf.analysis.minutes import Minutes, list_of_body
from naeringsgraf.web.pages.minutes.naming import Named
from naeringsgraf.web.pages.view import View


def find_neighbours(view: View, minutes: Minutes) -> tuple[Named | None, Named | None]:
    """Give the meeting of the same body before and the one after, at the same kind of page; None where there is none.

    Minutes without a day have no neighbours.
    """
    held = [each for each in list_of_body(view.graph, minutes.facts.body) if each.date]
    at = next((place for place, each in enumerate(held) if each.document == minutes.id), None)
    if at is None:
        return None, None
    before = held[at - 1] if at else None
    after = held[at + 1] if at + 1 < len(held) else None
    return _name(view, minutes, before), _name(view, minutes, after)


def _name(view: View, minutes: Minutes, other: MeetingFacts | None) -> Named | None:
    if other is None:
        return None
    step = view.asked.path.removeprefix(f"/{minutes.id}")
    return Named(view.day(other.date), view.link_thing(f"{other.document}{step}"))
