"""Reads all registers at once, so that a slip in one is told before any document is read."""

from naeringsgraf.registers.names import given_names, surnames
from naeringsgraf.registers.organisations import load_clusters, load_organisations, load_parties
from naeringsgraf.registers.places import load_places
from naeringsgraf.registers.themes import load_themes


def check_registers() -> None:
    """Read every table and the thesaurus; what was read is kept.

    Raises:
        RegisterError: one of them cannot be relied on; file, line and what to mend are told.
        CallError: the folder of registers that was asked for is not there.
    """
    for load in (load_places, load_organisations, load_clusters, load_parties, given_names, surnames, load_themes):
        load()
