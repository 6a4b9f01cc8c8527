"""The names of elements in a Word document; a document keeps to one of two namespaces."""

from functools import cache

from lxml import etree

from naeringsgraf.reading.numerals import read_count

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""As Word writes by default, and as "Strict Open XML"."""
_OFF = frozenset(("0", "false", "off", "none"))


class Names:
    """Makes names of one namespace: `names.tbl` is the whole name of a table; `names.del_` that of a deletion."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getattr__(self, local: str) -> str:
        """Make a name that is asked for the first time."""
        name = f"{{{self._namespace}}}{local.rstrip('_')}"
        self.__dict__[local] = name
        return name


@cache
def name_in(namespace: str) -> Names:
    """Give the names of a namespace."""
    return Names(namespace)


def read_switch(element: etree._Element | None, val: str) -> bool | None:
    """Tell whether a property such as bold is on; None where it is not set."""
    return None if element is None else element.get(val) not in _OFF


def read_val(element: etree._Element | None, val: str) -> int | None:
    """Read the whole number that an element has as its value; None where there is no element."""
    return None if element is None else read_count(element.get(val), 0)
