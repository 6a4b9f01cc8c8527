"""The styles of a Word document: which are headings, which are bold, struck or hidden, which number a list.

The part holds hundreds of styles, and a document uses a few. So they are found by their text, and only those asked for
are parsed; a style that cannot be read says nothing.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.word.names import Names, read_switch, read_val
from naeringsgraf.reading.word.package import parse_xml

_ROOT = re.compile(rb"<(\w+:)?styles\b[^<>]*>")
_DEFAULT = (
    rb"""style (?=[^<>]*\btype\s*=\s*["']paragraph["'])(?=[^<>]*\bdefault\s*=\s*["'](?:1|true|on)["'])"""
    rb"""[^<>]*\bstyleId\s*=\s*["']([^"'<>]*)["']"""
)
_HEADING = re.compile(r"(?:heading|overskrift)[\s_-]*(\d)\b", re.IGNORECASE)
_TITLES = frozenset(("title", "tittel"))
BODY_TEXT = 9
"""The outline level of what is no heading."""
_LONGEST_CHAIN = 20
"""Styles based on styles; more is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style and those it is based on say; None where they say nothing."""

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    heading: int | None = None
    """Level, from 1; 0 for what is no heading though it is based on one."""
    numbering: str | None = None
    """The list that paragraphs of this style are items of."""
    depth: int | None = None
    """Level in that list, from 0."""
    numbered_by: str = ""
    """Id of the style that names the list; a level of the list may name it in return."""


class Styles:
    """Looks styles up by their id."""

    def __init__(self, raw: bytes | None, names: Names) -> None:
        """Take the styles part of a document; None where it has none."""
        raw = raw or b""
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raw = raw.decode("utf-16", errors="replace").encode()
        root = _ROOT.search(raw)
        self._raw = raw if root else b""
        self._names = names
        self._known: dict[str, Style] = {}
        self._root = root[0] if root else b""
        self._prefix = root[1] or b"" if root else b""
        default = re.search(rb"<" + self._prefix + _DEFAULT, self._raw)
        self.default = default[1].decode(errors="replace") if default else ""
        """Id of the style of paragraphs that name none."""

    def find(self, style_id: str, chain: int = _LONGEST_CHAIN) -> Style:
        """Give what a style says, and those it is based on, up to `chain` of them; nothing where there is none."""
        style = self._known.get(style_id)
        if style is None:
            element = self._find_element(style_id)
            if element is None or not chain:
                style = Style(heading=_read_heading(style_id))
            else:
                based = element.find(self._names.basedOn)
                base = self.find(based.get(self._names.val, ""), chain - 1) if based is not None else Style()
                style = self._derive(base, element)
            self._known[style_id] = style
        return style

    def _find_element(self, style_id: str) -> etree._Element | None:
        """Give the element that defines a style; None where there is none that can be read."""
        end = b"</" + self._prefix + b"style>"
        for quoted in (f'styleId="{style_id}"', f"styleId='{style_id}'"):
            at = self._raw.find(quoted.encode(errors="replace"))
            if at >= 0:
                source = self._raw[self._raw.rfind(b"<", 0, at) : self._raw.find(end, at)] + end
                try:
                    return parse_xml(self._root + source + b"</" + self._prefix + b"styles>", "styles.xml", "")[0]
                except SourceError:
                    return None
        return None

    def _derive(self, base: Style, element: etree._Element) -> Style:
        """Give what a style says that is based on another."""
        names, val = self._names, self._names.val
        paragraph = element.find(names.pPr)
        run = element.find(names.rPr)
        own: dict[str, Any] = {"heading": self._find_heading(element, paragraph)}
        if run is not None:
            for key, tag in (("bold", "b"), ("struck", "strike"), ("hidden", "vanish")):
                own[key] = read_switch(run.find(getattr(names, tag)), val)
        number = paragraph.find(names.numPr) if paragraph is not None else None
        if number is not None:
            own["depth"] = read_val(number.find(names.ilvl), val)
            listed = number.find(names.numId)
            if listed is not None:
                own |= {"numbering": listed.get(val), "numbered_by": element.get(names.styleId, "")}
        return replace(base, **{key: value for key, value in own.items() if value is not None})

    def _find_heading(self, element: etree._Element, paragraph: etree._Element | None) -> int | None:
        name = element.find(self._names.name)
        heading = _read_heading(name.get(self._names.val, "")) if name is not None else None
        if heading is None and paragraph is not None:
            outline = read_val(paragraph.find(self._names.outlineLvl), self._names.val)
            heading = None if outline is None else read_outline(outline)
        return heading


def read_outline(outline: int) -> int:
    """Give the level of a heading, from 1, for an outline level, from 0; 0 for body text."""
    return outline + 1 if 0 <= outline < BODY_TEXT else 0


def _read_heading(name: str) -> int | None:
    found = _HEADING.match(name)
    return int(found[1]) if found else 1 if name.casefold() in _TITLES else None
