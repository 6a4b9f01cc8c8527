"""Words on the files of a folder that are not read."""

from pathlib import Path

from naeringsgraf.cli.settings import Settings
from naeringsgraf.reading.files import OTHER_KIND
from naeringsgraf.reading.private import hide_in_name

_TOLD_AT_MOST = 10


class PassedOver:
    """Collects the files that are left out, to be told together.

    Files of other kinds are many and expected, so they are counted; links, pipes and the like are named.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        """Say nothing of files by these names, which are read otherwise."""
        self._known = known
        self._expected: list[str] = []
        self._odd: list[str] = []

    def __call__(self, path: Path, reason: str) -> None:
        """Take note of a file."""
        if path.name in self._known:
            return
        told = f"{hide_in_name(str(path))} {reason}"
        (self._expected if reason == OTHER_KIND else self._odd).append(told)

    def tell(self, said: Settings) -> None:
        """Say it on stderr."""
        shown = len(self._odd) if said.verbose else _TOLD_AT_MOST
        for file in self._odd[:shown]:
            said.say(f"passed over: {file}")
        for file in self._expected:
            said.explain(f"passed over: {file}")
        rest = len(self._odd[shown:])
        if rest:
            said.say(f"passed over {rest} more of such files; name them with -v")
        if self._expected and not said.verbose:
            number = "1 file" if len(self._expected) == 1 else f"{len(self._expected)} files"
            said.say(f"passed over {number} of a kind that is not read; name them with -v")
