"""Agenda items and decisions."""

from collections.abc import Callable, Sequence

from naeringsgraf.checking.comparing import listed, pair, same_whole_text
from naeringsgraf.checking.figures.case import Case, Entry
from naeringsgraf.checking.figures.texts import measure_item, measure_texts, pair_texts, same_number, same_place


def measure_agenda(case: Case) -> None:
    """Items by number and title."""
    if "agenda" not in case.gold:
        return
    labels, found = case.labelled("agenda"), case.found("agenda")
    pairs = pair(labels, found, _same_item, _same_title)
    taken = set(pairs.values())
    for place, label in enumerate(labels):
        text = f"{label.get('number')} {label['title'][:60]}"
        if place not in pairs:
            numbered = next((other for other in found if same_number(label, other) and label.get("number")), None)
            case.ledger.miss("agenda", text, "" if numbered is None else f"there: {_item_text(numbered)}")
        elif _same_item(label, found[pairs[place]]):
            case.ledger.hit("agenda")
        else:
            case.ledger.wrong("agenda", text, _item_text(found[pairs[place]]))
    for other, item in enumerate(found):
        if other not in taken:
            case.ledger.spurious("agenda", _item_text(item))


def _item_text(item: Entry) -> str:
    return f"{item.get('number')} {(item.get('title') or '')[:60]}"


def _same_item(label: Entry, found: Entry) -> bool:
    return same_number(label, found) and _same_title(label, found)


def _same_title(label: Entry, found: Entry) -> bool:
    keys = ("title", "title_alt", "printed", "printed_alt", "title_printed")
    return any(same_whole_text(text, found.get("title")) for key in keys for text in listed(label, key))


def measure_decisions(case: Case) -> None:
    """Decisions by their text; those under the same item of several clauses count once."""
    if "decisions" not in case.gold:
        return
    labels, found = case.labelled("decisions"), case.found("decisions")
    pairs = pair_texts(case, labels, found, "text")
    measure_texts(case, "decisions", labels, found, pairs, excused=_further_clause(case, labels))
    for place, other in pairs.items():
        if not labels[place].get("optional"):
            measure_item(case, "decisions.item", labels[place], found[other])


def _further_clause(case: Case, labels: Sequence[Entry]) -> Callable[[Entry], bool]:
    several = [label for label in labels if label.get("clauses")]
    return lambda found: any(same_place(case, label, found) for label in several)
