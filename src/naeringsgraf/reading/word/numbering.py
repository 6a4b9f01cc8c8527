"""The numbers and bullets before the items of lists, counted as Word counts them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from naeringsgraf.reading.numerals import print_letter, print_roman, read_count
from naeringsgraf.reading.word.names import Names, read_val
from naeringsgraf.reading.word.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"
_LAST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level of a list are numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """"%1.%2)" prints the number of the first level, then that of the second."""
    plain: bool = False
    """All numbers in it are printed in figures, whatever their own level says."""
    goes_on: bool = False
    """Items above do not begin the count anew."""


class _List:
    """One list: its levels, and how far each is counted."""

    def __init__(self, levels: Mapping[int, Level]) -> None:
        self.levels = levels
        self.counts: dict[int, int] = {}

    def count(self, depth: int, level: Level) -> None:
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in self.counts if at > depth]:
            if not self.levels.get(deeper, _DEFAULT).goes_on:
                del self.counts[deeper]


_DEFAULT = Level()


class Numbering:
    """Tells the marker of each list item, asked in the order they stand."""

    def __init__(self, root: etree._Element | None, names: Names, styles: Styles) -> None:
        """Take the numbering part of a document; None where it has none."""
        self._names = names
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()
        children = list(root) if root is not None else []
        id_, num_id = names.abstractNumId, names.numId
        self._abstract = {e.get(id_, ""): e for e in children if e.tag == names.abstractNum}
        self._numbered = {e.get(num_id, ""): e for e in children if e.tag == names.num}

    def find_depth(self, number: str, style_id: str) -> int:
        """Tell which level of a list a style stands for; 0 where the list does not say."""
        abstract = self._find_abstract(number)[1]
        for level in abstract.iterchildren(self._names.lvl) if abstract is not None else ():
            style = level.find(self._names.pStyle)
            if style is not None and style.get(self._names.val) == style_id:
                return read_count(level.get(self._names.ilvl), 0)
        return 0

    def mark(self, number: str, depth: int) -> str:
        """Count an item, and give its marker as printed; "" where it has none."""
        depth = max(0, min(depth, _LAST_LEVEL))
        key, abstract = self._find_abstract(number)
        if abstract is None:
            return ""
        if key not in self._lists:
            self._lists[key] = _List(dict(map(self._read_level, abstract.iterchildren(self._names.lvl))))
        listed, overrides = self._lists[key], self._read_overrides(number)
        level, start = overrides.get(depth, (None, None))
        level = level or listed.levels.get(depth, _DEFAULT)
        if start is not None and (number, depth) not in self._begun:
            listed.counts[depth] = start - 1
        self._begun.add((number, depth))
        listed.count(depth, level)
        return _print_marker(level, listed)

    def _find_abstract(self, number: str) -> tuple[str, etree._Element | None]:
        """Find what a list is an instance of; a list may name a style that names another list."""
        key = ""
        for _ in range(3):
            numbered = self._numbered.get(number)
            link = numbered.find(self._names.abstractNumId) if numbered is not None else None
            key = link.get(self._names.val, "") if link is not None else ""
            abstract = self._abstract.get(key)
            linked = abstract.find(self._names.numStyleLink) if abstract is not None else None
            if linked is None:
                return key, abstract
            number = self._styles.find(linked.get(self._names.val, "")).numbering or ""
        return key, None

    def _read_overrides(self, number: str) -> dict[int, tuple[Level | None, int | None]]:
        names = self._names
        numbered = self._numbered.get(number)
        overrides = {}
        for override in numbered.iterchildren(names.lvlOverride) if numbered is not None else ():
            level = override.find(names.lvl)
            start = read_val(override.find(names.startOverride), names.val)
            depth = read_count(override.get(names.ilvl), 0)
            overrides[depth] = (self._read_level(level)[1] if level is not None else None, start)
        return overrides

    def _read_level(self, element: etree._Element) -> tuple[int, Level]:
        names, val = self._names, self._names.val
        start, form, text = (element.find(getattr(names, tag)) for tag in ("start", "numFmt", "lvlText"))
        restart = element.find(names.lvlRestart)
        return read_count(element.get(names.ilvl), 0), Level(
            start=0 if start is None else read_count(start.get(val), 1),
            form="decimal" if form is None else form.get(val, "decimal"),
            text="" if text is None else text.get(val, ""),
            plain=element.find(names.isLgl) is not None,
            goes_on=restart is not None and restart.get(val) == "0",
        )


def _print_marker(level: Level, listed: _List) -> str:
    if level.form == "bullet":
        text = level.text.strip()
        # Bullets of symbol fonts stand at places of their own, which mean nothing in other fonts.
        return text if text and not any("\ue000" <= char <= "\uf8ff" for char in text) else _BULLET if text else ""
    if level.form == "none":
        return _PLACE.sub("", level.text).strip()

    def print_count(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        own = listed.levels.get(depth, _DEFAULT)
        count = listed.counts.get(depth, own.start)
        form = "decimal" if level.plain else own.form
        return _FORMS.get(form, str)(count)

    return _PLACE.sub(print_count, level.text).strip()


_FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": print_letter,
    "upperLetter": lambda count: print_letter(count).upper(),
    "lowerRoman": print_roman,
    "upperRoman": lambda count: print_roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": lambda count: f"{count}.",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""How Word calls a way of numbering → how it prints a number; all others are printed in figures."""
