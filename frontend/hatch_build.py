"""The step of a build that brings the editor of the SPARQL page into the sdist and the wheel.

Nobody who installs one of these needs node. An editable installation is for who works on the code: it does without the
editor where that cannot be had, and the page says so. Everything else fails rather than lack what it says it has.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# A build hook is loaded by its path, which is why its neighbour is not found by itself.
sys.path.insert(0, str(Path(__file__).parent))

import vendoring


class EditorHook(BuildHookInterface[Any]):
    """Fetches the files when those of this lock are not there."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """The wheel that carries npm, only where files must be fetched and no npm is found."""
        needed = not vendoring.left_out() and not vendoring.is_there() and vendoring.npm() is None
        return [vendoring.NODE_WHEEL] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Have the files in place before any is packed."""
        if vendoring.left_out() or vendoring.is_there():
            return
        try:
            vendoring.fetch()
        except vendoring.FetchError as problem:
            if version != "editable":
                self.app.abort(
                    f"The editor of the SPARQL page could not be fetched: {problem}. Build where npm and its packages "
                    "can be reached, or set NAERINGSGRAF_NO_WEB=1 to build without the editor."
                )
            self.app.display_warning(f"The SPARQL page stays without its editor: {problem}.")
