"""Requests and problems, groups set up, and numbers put forward."""

import re

from naeringsgraf.checking.comparing import fold, listed, pair
from naeringsgraf.checking.figures.case import Case, Entry, measure_one, measure_set
from naeringsgraf.checking.figures.people import People
from naeringsgraf.checking.figures.texts import measure_texts, pair_texts, same_place

_CURRENCY_BEFORE = re.compile(r"\A(kr|nok|eur|€)\.?(\d[\d.,]*)")


def measure_statements(case: Case, people: People) -> None:
    """Requests and problems by their sentence, and whose they are."""
    for key in ("requests", "problems"):
        if key not in case.gold:
            continue
        labels = case.labelled(key)
        optional = [{**label, "optional": True} for label in case.labelled(f"{key}_optional")]
        every, found = [*labels, *optional], case.found(key)
        pairs = pair_texts(case, every, found, "start")
        measure_texts(case, key, every, found, pairs)
        for place, other in pairs.items():
            if not every[place].get("optional"):
                _measure_whose(case, people, f"{key}.by", every[place], found[other])


def _measure_whose(case: Case, people: People, figure: str, label: Entry, found: Entry) -> None:
    def same(name: str, other: str) -> bool:
        number, on_behalf_of = found.get("by_attendance"), found.get("on_behalf_of")
        is_the_one = not label.get("by_id") or people.is_one(label["by_id"], number, on_behalf_of)
        return is_the_one and people.same(name, other)

    place = f"[{label.get('item')}, {label['start'][:30]}]"
    measure_one(case.ledger, figure, listed(label, "by"), found.get("by"), same, place=place)


def measure_committees(case: Case, people: People) -> None:
    """Groups set up, counted by their members; a group is known by its item or by half of its members."""
    if "committees" not in case.gold:
        return
    labels, found = case.labelled("committees"), case.found("committees")
    pairs = pair(
        labels,
        found,
        lambda label, other: same_place(case, label, other) and _share_members(people, label, other) > 0,
        lambda label, other: _share_members(people, label, other) >= 0.5,
        lambda label, other: same_place(case, label, other),
    )
    for place, label in enumerate(labels):
        members = listed(found[pairs[place]], "members") if place in pairs else []
        measure_set(case, "committees", label["members"], [], members, people.same, place=f"[{label['name'][:30]}]")
    taken = set(pairs.values())
    for other, committee in enumerate(found):
        if other not in taken:
            members = listed(committee, "members")
            name = str(committee.get("name"))[:30]
            measure_set(case, "committees", [], [], members or ["–"], people.same, place=f"[{name}]")


def _share_members(people: People, label: Entry, found: Entry) -> float:
    members = listed(label, "members")
    same = sum(any(people.same(name, other) for other in listed(found, "members")) for name in members)
    return same / len(members) if members else 0.0


def measure_figures(case: Case, people: People) -> None:
    """Numbers put forward, by value with as much of the unit as the label counts to it; and who said them."""
    if "figures" not in case.gold:
        return
    labels, found = case.labelled("figures"), case.found("figures")
    pairs = pair(
        labels,
        found,
        lambda label, other: (
            _same_value(label, other) and people.same(label.get("said_by") or "", other.get("said_by"))
        ),
        _same_value,
    )
    taken = set(pairs.values())
    for place, label in enumerate(labels):
        text = f"{label['value']} {label.get('unit') or ''}"[:70]
        if place not in pairs:
            case.ledger.miss("figures", text)
            continue
        case.ledger.hit("figures")
        if "said_by" in label:
            said_by = found[pairs[place]].get("said_by")
            right = listed(label, "said_by")
            measure_one(case.ledger, "figures.said_by", right, said_by, people.same, place=f"[{text[:30]}]")
    for other, figure in enumerate(found):
        if other not in taken:
            case.ledger.spurious("figures", f"{figure.get('value')} {figure.get('unit') or ''}"[:70])


def _same_value(label: Entry, found: Entry) -> bool:
    """Tell whether two figures are one, wherever the line between value and unit was drawn."""
    values = [_closed_up(label["value"]), _closed_up(found.get("value"))]
    wholes = [values[0] + _closed_up(label.get("unit")), values[1] + _closed_up(found.get("unit"))]
    if not all(values):
        return False
    label_reaches_into_unit = wholes[1].startswith(values[0]) and values[0].startswith(values[1])
    found_reaches_into_unit = wholes[0].startswith(values[1]) and values[1].startswith(values[0])
    return label_reaches_into_unit or found_reaches_into_unit


def _closed_up(text: str | None) -> str:
    """Close a text up; a currency in front of a sum goes behind it, where others write it."""
    closed = "".join(fold(text or "").split()).replace("prosent", "%").replace("–", "-")
    return _CURRENCY_BEFORE.sub(r"\2\1", closed)
