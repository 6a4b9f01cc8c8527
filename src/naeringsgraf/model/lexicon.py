"""Names that parsing may lean on as evidence; it never asks what they stand for."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of names, casefolded."""

    given_names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Municipalities, counties and regions, by every name they go by."""
    organisations: frozenset[str] = frozenset()
    """Clusters and organisations, by every name they go by; acronyms included."""
    parties: frozenset[str] = frozenset()
    """Party codes and names."""
    surnames: frozenset[str] = frozenset()

    def knows_person(self, words: Iterable[str]) -> bool:
        """Tell whether any of some words, casefolded, is a name of people."""
        # The two sets hold thousands of names: to join them for each question takes longer than all else about it.
        return any(word in self.given_names or word in self.surnames for word in words)
