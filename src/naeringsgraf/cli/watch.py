"""Build again whenever a file changes, and tell each time what came of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, Protocol

from naeringsgraf.cli.errors import exit_code_of
from naeringsgraf.cli.settings import Settings
from naeringsgraf.errors import NaeringsgrafError

if TYPE_CHECKING:
    from pathlib import Path

    from naeringsgraf.reading.files import SourceFile
    from naeringsgraf.store.build import BuildReport


class Build(Protocol):
    """Builds from files and tells what came of it; in one line when it is to be brief."""

    def __call__(self, files: "Sequence[SourceFile]", *, brief: bool = False) -> "BuildReport":
        """Build and tell."""


def keep_building(
    find: "Callable[[], Sequence[SourceFile]]", build: Build, beside: "Callable[[], Path | None]", said: Settings
) -> NoReturn:
    """Build at once, and again whenever the files, or the one beside them, have changed and come to rest.

    Later builds that fail, since the disk is full, say, or another process is building, are told and tried again.

    Raises:
        NaeringsgrafError: the first build failed.
    """
    from naeringsgraf.store import watch

    is_first = True

    def attempt(files: "Sequence[SourceFile]") -> bool:
        nonlocal is_first
        try:
            build(files, brief=not is_first)
        except NaeringsgrafError as problem:
            if is_first:
                raise
            said.fail(str(problem), exit_code_of(problem))
            return False
        is_first = False
        return True

    watch.keep_building(find, attempt, beside)
