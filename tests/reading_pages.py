"""A page of the explorer, asked for and read as a browser does it."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import html5lib

from naeringsgraf.web.pages.asked import Reply

Ask = Callable[..., Reply]
"""Asks for an address, such as "/requests?theme=hydrogen", with `accept` and `languages` where they matter."""


def read(body: bytes) -> Element:
    """Read a page as browsers do, without namespaces; what is no HTML raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(body.decode("utf-8"))
    return page
