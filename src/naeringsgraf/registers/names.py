"""Given names and surnames that are common in Norway: evidence that a word is a name, never a gate."""

from functools import cache

from naeringsgraf.registers.tables import find_registers


@cache
def given_names() -> frozenset[str]:
    """Given names, casefolded. That a name is missing says nothing."""
    return _read_names("givennames.txt")


@cache
def surnames() -> frozenset[str]:
    """Surnames, casefolded. That a name is missing says nothing."""
    return _read_names("surnames.txt")


def _read_names(file_name: str) -> frozenset[str]:
    lines = (find_registers() / file_name).read_text(encoding="utf-8").split("\n")
    return frozenset(line.strip().casefold() for line in lines if line.strip())
