"""Characters that a format or a terminal cannot carry."""

import json
import re
import unicodedata
from typing import Any, Final

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"
_SCRIPT_ESCAPES: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def keep_xml(text: str) -> str:
    """Put a replacement character where XML, and so SVG, GraphML and GEXF, cannot hold one."""
    return _NOT_XML.sub(_REPLACEMENT, text)


def show_controls(text: str) -> str:
    """Write control and direction characters as escapes, so that a text cannot steer a terminal; line ends stay."""
    return "".join(letter if letter == "\n" or letter.isprintable() else _escape(letter) for letter in text)


def write_script_json(value: Any) -> str:
    """Write JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # One after the other: `translate` takes a hundred times as long where hardly a letter is to be replaced.
    for letter, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(letter, escape)
    return text


def measure_width(text: str) -> int:
    """Count the columns a text takes in a terminal."""
    return sum(_width_of(letter) for letter in text)


def _width_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _escape(letter: str) -> str:
    # A no-break space and its kin are unprintable to Python, and harmless.
    if unicodedata.category(letter) == "Zs":
        return " "
    return letter.encode("unicode_escape").decode("ascii")
