"""To which family of layout a labelled document belongs.

The labels may say so (`family`). Else the README beside them may, in a paragraph that begins with "Families:" and
lists them as `council` (02, 03-plan) · `forum` (18), each with the beginnings of its documents' names.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OTHER = "other"
CONSTRUCTED = "constructed"

_PARAGRAPH = re.compile(r"^Families:(.*?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
_FAMILY = re.compile(r"`([^`\n]{1,40})` \(([^()\n]{1,200})\)")
_BEGINNING = re.compile(r"\b\d\d(?:-\w+)?\b")


def read_families(folder: Path) -> dict[str, str]:
    """Read the beginnings of documents' names and their families from README.md; empty where it tells none."""
    readme = folder / "README.md"
    found = _PARAGRAPH.search(readme.read_text(encoding="utf-8", errors="replace")) if readme.is_file() else None
    if not found:
        return {}
    return {
        beginning: name for name, documents in _FAMILY.findall(found[1]) for beginning in _BEGINNING.findall(documents)
    }


def find_family(document: str, gold: Mapping[str, Any], families: Mapping[str, str]) -> str:
    """Give the family: as the labels say, else by the longest beginning of the document's name, else "other"."""
    if gold.get("family"):
        return str(gold["family"])
    if gold.get("constructed"):
        return CONSTRUCTED
    fitting = [each for each in families if document == each or document.startswith((each + "-", each + "."))]
    return families[max(fitting, key=len)] if fitting else OTHER
