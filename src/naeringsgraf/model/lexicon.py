"""Names that parsing may lean on as evidence; it never asks what they stand for."""

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
