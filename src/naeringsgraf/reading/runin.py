"""Titles in bold that the text of their paragraph goes on behind: "**2. Vegar** Kari fortalte at ...".

Such a title gets a line of its own. Only one that is numbered is surely a title; else the bold words may be a name.
"""

import re

_TITLE = re.compile(
    r"(?:(?:Sak|SAK|Punkt|PUNKT|Pkt\.?|[A-ZÆØÅ]{2})\s+)?(?:\d{1,3}[/-]\d{2,4}|\d{1,2}(?:\.\d{1,2})?)"
    r"\s*[.:)–-]?\s+[A-ZÆØÅ«\"][^:(),|]{2,100}\Z"
)
_FEWEST_BEHIND = 3
"""Words of the text; a title that is bold but for its last word or two has none behind it."""


def ends_title(bold: str, rest: str) -> bool:
    """Tell whether a line that begins in bold is a numbered title with text behind it, where the bold ends."""
    begins = rest.lstrip(" \t–—-")[:1]
    follows = begins.isupper() or begins.isdigit() or begins in '«"“'
    return follows and len(rest.split()) >= _FEWEST_BEHIND and _TITLE.match(bold.strip()) is not None
