"""One document to be measured, and how a value or a set of names is counted.

Where a label file lacks a key, that key was not labelled and is not measured. Records have the keys of the design's
section 3, labels the same with `…_alt` (also right) and `…_optional` (neither rewarded nor punished).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naeringsgraf.checking.comparing import KnownNames, listed, pair, without_secretariat
from naeringsgraf.checking.scores import Ledger

Entry = Mapping[str, Any]
"""A record, a label file, or one entry of a list in them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document: what was read, what is labelled, and where the counts go."""

    record: Entry
    gold: Entry
    ledger: Ledger
    themes: KnownNames
    names: KnownNames
    """Organisations, clusters and parties with their other names."""
    complete_themes: bool
    """The themes are labelled completely, so that precision can be measured."""

    def found(self, key: str) -> list[Any]:
        """Give a list of the record; empty where it is absent."""
        return listed(self.record, key)

    def labelled(self, key: str) -> list[Any]:
        """Give a list of the labels; empty where it is absent."""
        return listed(self.gold, key)


def measure_one(
    ledger: Ledger,
    figure: str,
    right: Sequence[str],
    found: str | None,
    same: Callable[[str, str], bool],
    *,
    optional: bool = False,
    place: str = "",
) -> None:
    """Count one value. `optional`: nothing need be found, but what is found must be among the right ones."""
    before = f"{place}: " if place else ""
    if found is None or found == "":
        if right and not optional:
            ledger.miss(figure, before + right[0])
    elif any(same(value, found) for value in right):
        if not optional:
            ledger.hit(figure)
    elif right and not optional:
        ledger.wrong(figure, before + right[0], found)
    else:
        ledger.spurious(figure, before + found)


def measure_set(
    case: Case,
    figure: str,
    labels: Iterable[str],
    optional: Iterable[str],
    found: Iterable[str],
    same: Callable[[str, str], bool],
    *,
    place: str = "",
) -> None:
    """Count a set of names; the optional ones count neither way."""
    wanted, given = list(dict.fromkeys(labels)), list(dict.fromkeys(found))
    pairs = pair(wanted, given, same)
    before = f"{place} " if place else ""
    for number, label in enumerate(wanted):
        if number in pairs:
            case.ledger.hit(figure)
        else:
            case.ledger.miss(figure, before + label)
    taken, allowed = set(pairs.values()), list(optional)
    for number, name in enumerate(given):
        doubled = number not in taken and any(same(label, name) for label in wanted)
        if number not in taken and not doubled and not any(same(label, name) for label in allowed):
            case.ledger.spurious(figure, before + name)


def same_actor(case: Case, label: Entry, right: str, found: str) -> bool:
    """Tell whether two names stand for one actor; a secretariat may go by the name of whom it belongs to."""
    if case.names.same(right, found):
        return True
    return label.get("kind") == "secretariat" and without_secretariat(right) == without_secretariat(found)
