"""Entries known by their text and agenda item: paired with their labels, and counted."""

from collections.abc import Callable, Mapping, Sequence

from naeringsgraf.checking.comparing import (
    find_in,
    fold_number,
    listed,
    pair,
    same_place_in_agenda,
    same_text,
    same_whole_text,
)
from naeringsgraf.checking.figures.case import Case, Entry


def same_number(label: Entry, found: Entry) -> bool:
    """Tell whether an agenda item has the labelled number; a part of an item also goes by its own letter."""
    numbers = {fold_number(number) for number in [label.get("number"), *listed(label, "number_alt")]}
    if label.get("parent"):
        numbers.add(fold_number(label.get("printed")).rstrip(")"))
    return fold_number(found.get("number")).rstrip(")") in numbers


def same_place(case: Case, label: Entry, found: Entry) -> bool:
    """Tell whether two entries stand under one agenda item, by number, other number or title."""
    wanted, given = label.get("item"), found.get("item")
    if same_place_in_agenda(wanted, given):
        return True
    item = next((item for item in case.labelled("agenda") if wanted in (item.get("number"), item["title"])), None)
    if item is None or not given:
        return False
    return any(same_place_in_agenda(name, given) for name in [item["title"], *listed(item, "number_alt")]) or (
        same_number(item, {"number": given})
    )


def pair_texts(case: Case, labels: Sequence[Entry], found: Sequence[Entry], key: str) -> dict[int, int]:
    """Pair entries by the beginning of their text, those under the same item first."""
    return pair(
        labels,
        found,
        lambda label, other: same_whole_text(label[key], other.get("text")) and same_place(case, label, other),
        lambda label, other: same_text(label[key], other.get("text")) and same_place(case, label, other),
        lambda label, other: same_whole_text(label[key], other.get("text")),
        lambda label, other: same_text(label[key], other.get("text")),
    )


def measure_item(case: Case, figure: str, label: Entry, found: Entry) -> None:
    """Count whether an entry that was found stands under the right agenda item."""
    if same_place(case, label, found):
        case.ledger.hit(figure)
    else:
        start = label.get("start") or label.get("text") or ""
        case.ledger.wrong(figure, f"{label.get('item')}: {start[:40]}", str(found.get("item")))


def measure_texts(
    case: Case,
    figure: str,
    labels: Sequence[Entry],
    found: Sequence[Entry],
    pairs: Mapping[int, int],
    *,
    excused: Callable[[Entry], bool] = lambda found: False,
) -> None:
    """Count texts that are found or not; entries labelled optional, and what is excused, count neither way."""
    for place, label in enumerate(labels):
        if label.get("optional"):
            continue
        if place in pairs:
            case.ledger.hit(figure)
        else:
            text = label.get("start") or label.get("text") or ""
            case.ledger.miss(figure, f"{label.get('item')}: {_whose(label)}{text}", where_else(case, found, text))
    taken = set(pairs.values())
    for other, entry in enumerate(found):
        if other not in taken and not excused(entry):
            case.ledger.spurious(figure, f"{entry.get('item')}: {_whose(entry)}{start_of(entry)}")


def start_of(entry: Entry) -> str:
    """Give the beginning of an entry's text, to be shown in a list."""
    return " ".join((entry.get("text") or "").split())[:60]


def _whose(entry: Entry) -> str:
    name = entry.get("speaker") or entry.get("by")
    return f"{name}: " if name else ""


def where_else(case: Case, found: Sequence[Entry], text: str) -> str:
    """Tell in which entry or turn a missed text stands instead; empty where nowhere."""
    for kind, entries in (("entry", found), ("turn", case.found("contributions"))):
        place = find_in((entry.get("text") or "" for entry in entries), text)
        if place is not None:
            return f"inside {kind} {place + 1}: {_whose(entries[place])}{start_of(entries[place])[:40]}"
    return ""
