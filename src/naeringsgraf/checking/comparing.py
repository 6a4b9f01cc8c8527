"""When a name or a text of a record is the one that a label means.

Names are compared without case and without regard to the order of words, accents kept; texts by their first
28 characters; themes by any label of the concept.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

TEXT_LENGTH = 28
"""Characters of a text that decide whether it is the labelled one."""

_Label = TypeVar("_Label")
_Found = TypeVar("_Found")

_MARKS = re.compile(r"[*_`\\]+")


def fold(text: str) -> str:
    """Give the form in which two spellings of one text are equal: case, blanks and Markdown marks do not count."""
    plain = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", _MARKS.sub("", plain)).strip().casefold()


def fold_name(name: str) -> str:
    """Fold a name; the order of its words does not count."""
    return " ".join(sorted(re.sub(r"[,.;:()]", " ", fold(name)).split()))


def fold_number(number: str | None) -> str:
    """Fold the number of an agenda item: "Sak 7", "sak 7." and "7" are one number."""
    return re.sub(r"^(?:sak|punkt|pkt)\.?\s*", "", fold(number or "")).rstrip(".: ").strip()


def same_name(one: str | None, other: str | None) -> bool:
    """Tell whether two names are equal; an absent name equals none."""
    return bool(one and other) and fold_name(one or "") == fold_name(other or "")


def same_text(label: str | None, found: str | None) -> bool:
    """Tell whether a text begins as the label does. A label shorter than 28 characters is compared whole."""
    wanted = fold(label or "")[:TEXT_LENGTH].rstrip(" .:;,")
    return bool(wanted) and fold(found or "").startswith(wanted)


def same_whole_text(label: str | None, found: str | None) -> bool:
    """Like `same_text`, and a short label must be the whole of the text."""
    wanted, given = (fold(text or "")[:TEXT_LENGTH].rstrip(" .:;,") for text in (label, found))
    return bool(wanted) and wanted == given


def same_place_in_agenda(item: str | None, found: str | None) -> bool:
    """Tell whether two references to an agenda item, by number or by title, are the same."""
    if not item or not found:
        return not item and not found
    return fold_number(item) == fold_number(found) or same_text(item, found)


def find_in(texts: Iterable[str], label: str) -> int | None:
    """Give the place of the first text that holds the label somewhere inside; None where none does."""
    wanted = fold(label)[:TEXT_LENGTH].rstrip(" .:;,")
    return next((place for place, text in enumerate(texts) if wanted and wanted in fold(text)), None)


def pair(labels: Sequence[_Label], found: Sequence[_Found], *tests: Callable[[_Label, _Found], bool]) -> dict[int, int]:
    """Pair labels with what was found, each at most once, by the strictest test first.

    Returns:
        Place of a label → place of what was found for it.
    """
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(found)))
    for test in tests:
        for place, label in enumerate(labels):
            if place in pairs:
                continue
            match = next((other for other in free if test(label, found[other])), None)
            if match is not None:
                pairs[place] = match
                del free[match]
    return pairs


class KnownNames:
    """Which names are labels of one thing: themes with all their labels, organisations with their short names."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """Take groups of names; every name of a group stands for the same thing."""
        self._labels: dict[str, set[str]] = {}
        for group in groups:
            folded = {fold(name) for name in group if name}
            for name in folded:
                self._labels.setdefault(name, {name}).update(folded)

    def labels(self, name: str) -> set[str]:
        """Give all folded names of the thing, the given one among them."""
        return self._labels.get(fold(name), set()) | {fold(name)}

    def key(self, name: str) -> str:
        """Give one name that all names of the thing share."""
        return min(self.labels(name))

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names stand for one thing."""
        return same_name(one, other) or fold(other) in self.labels(one)


def alternatives(label: str) -> list[str]:
    """Give the ways in which a labelled theme may be met: they stand with " | " between them."""
    return [part.strip() for part in label.split("|") if part.strip()]


def listed(entry: Mapping[str, Any], key: str) -> list[Any]:
    """Give a list that may be absent, null or a single value."""
    value = entry.get(key)
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def accepted(entry: Mapping[str, Any], key: str) -> list[str]:
    """Give every right answer for a key: the labelled one, then those under `…_alt`; absent ones left out."""
    return [value for value in [entry.get(key), *listed(entry, f"{key}_alt")] if value]


def without_secretariat(name: str) -> str:
    """Give the name of whom a secretariat belongs to: "Sekretariatet, Osloregionen" becomes "osloregionen"."""
    words = [word for word in re.sub(r"[,()]", " ", fold(name)).split() if not word.startswith("sekretariat")]
    return " ".join(sorted(word.removesuffix("s") for word in words)) or "sekretariat"
