"""The beginning of a turn: who speaks, for whom, and how many characters say so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a turn."""

    speaker: int | None
    """Number of an attendance; None when only whom they speak for is named, or the person stands in no list."""
    name: str | None
    """The printed name of a person who stands in no list."""
    place: str | None
    """Whom they speak for, as printed beside the name."""
    printed: str
    skip: int
    """Characters of the label, before the words of the turn."""
    rule: str
    answers: bool = False
    """The label says that this answers the turn before: "Svar fra Kari Lie:"."""
    also: tuple["Opening", ...] = ()
    """The others who say the same words: "Både Hansen (Lier) og Berg (Røyken) mente ..."."""

    @property
    def is_label(self) -> bool:
        """A label stood before the words, and so they go on until the next label."""
        return self.rule in ("labelled-turn", "place-label")
