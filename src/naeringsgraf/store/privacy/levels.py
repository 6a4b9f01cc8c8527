"""What others may see of a document, and which view of a store is asked for."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final

from naeringsgraf.errors import CallError


class Level(StrEnum):
    """What may be seen of a document, from the narrowest to the widest."""

    INTERN = "intern"
    """Not shown beyond this machine."""
    PSEUDONYM = "pseudonym"
    """Shown without names."""
    OFFENTLIG = "offentlig"
    """Shown with names, as the body itself published them."""


DEFAULT_LEVEL: Final = Level.PSEUDONYM
"""Of a document that nobody said anything of."""


@dataclass(frozen=True, slots=True)
class View:
    """Which documents of a store are seen, and whether with names.

    `Level.INTERN` is this machine: every document. Of the others, a document of level "intern" is in none, one of level
    "pseudonym" is without names, and one of level "offentlig" has them.
    """

    level: Level = Level.INTERN
    pseudonymise: bool = False
    """Names are left out everywhere, whatever the levels say."""

    @property
    def is_everything(self) -> bool:
        """Tell whether this is the graph as it was built."""
        return self.level is Level.INTERN and not self.pseudonymise

    @property
    def name(self) -> str:
        """The folder that it is kept in: "pseudonym"; "intern-without-names"."""
        return f"{self.level}-without-names" if self.pseudonymise else str(self.level)

    def shows(self, level: Level) -> bool:
        """Tell whether a document of that level is in this view at all."""
        return _ORDER[level] >= _ORDER[self.level]

    def names(self, level: Level) -> bool:
        """Tell whether a document of that level has its names in this view."""
        return not self.pseudonymise and (self.level is Level.INTERN or level is Level.OFFENTLIG)


def read_view(level: str, *, pseudonymise: bool = False) -> View:
    """Give the view of a level by its name.

    Raises:
        CallError: there is no such level.
    """
    if level not in tuple(Level):
        raise CallError(f"there is no level {level!r}; write one of {', '.join(Level)}")
    return View(Level(level), pseudonymise)


OTHERS: Final = View(Level.PSEUDONYM)
"""What is seen from other machines."""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level for the documents whose paths fit a pattern."""

    level: Level
    pattern: str = "*"
    """As a shell has it, of the path within the folder that is read: "styret/*"."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What a build was told of what others may see."""

    rules: tuple[LevelRule, ...] = ()
    names_after: int | None = None

    def choose(self, path: str) -> Level | None:
        """Give the level of the last rule that fits a path; None where none does."""
        return next((rule.level for rule in reversed(self.rules) if fnmatchcase(path, rule.pattern)), None)


def read_rule(text: str) -> LevelRule:
    """Read "offentlig", or "intern:styret/*".

    Raises:
        CallError: there is no such level.
    """
    level, _, pattern = text.partition(":")
    return LevelRule(read_view(level).level, pattern or "*")


_ORDER: Final = {level: at for at, level in enumerate(Level)}
_AGE: Final = re.compile(r"([1-9][0-9]{0,5})\s*(d|w|m|y)")
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}


def read_age(text: str) -> int:
    """Read "365d", "52w", "12m" or "1y" as days; a month counts 30 and a year 365.

    Raises:
        CallError: it is none of these.
    """
    found = _AGE.fullmatch(text.strip().lower())
    if found is None:
        raise CallError(f"{text!r} is no age; write it as 365d, 52w, 12m or 1y")
    return int(found[1]) * _DAYS[found[2]]


def find_level(level: Level, day: dt.date | None, names_after: int | None, today: dt.date) -> Level:
    """Give the level that counts today: names of a meeting older than `names_after` days are not shown.

    A meeting without a day counts as old, since nobody can tell that it is not. None means that names do not age.
    """
    if level is not Level.OFFENTLIG or names_after is None:
        return level
    if day is not None and (today - day).days <= names_after:
        return level
    return Level.PSEUDONYM
