"""Given names and surnames that are common in Norway: evidence that a word is a name, never a gate."""

from functools import cache

from naeringsgraf.registers.tables import find_registers, read_table_text


@cache
def given_names() -> frozenset[str]:
    """Given names, casefolded. That a name is missing says nothing."""
    return _read_names("givennames.txt")


@cache
def surnames() -> frozenset[str]:
    """Surnames, casefolded. That a name is missing says nothing."""
    return _read_names("surnames.txt")


def _read_names(file_name: str) -> frozenset[str]:
    lines = read_table_text(find_registers() / file_name).split("\n")
    return frozenset(line.strip().casefold() for line in lines if line.strip())
