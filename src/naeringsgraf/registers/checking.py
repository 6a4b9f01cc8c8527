"""Reads all registers at once, so that a slip in one is told before any document is read."""

from typing import Final

from naeringsgraf.registers.collocations import load_collocations
from naeringsgraf.registers.general import load_general
from naeringsgraf.registers.names import given_names, surnames
from naeringsgraf.registers.organisations import load_clusters, load_organisations, load_parties
from naeringsgraf.registers.places import load_places
from naeringsgraf.registers.themes import load_themes

_LOADERS: Final = (
    *(load_places, load_organisations, load_clusters, load_parties, given_names, surnames),
    *(load_themes, load_general, load_collocations),
)


def check_registers() -> None:
    """Read every table and the thesaurus; what was read is kept.

    Raises:
        RegisterError: one of them cannot be relied on; file, line and what to mend are told.
        CallError: the folder of registers that was asked for is not there.
    """
    for load in _LOADERS:
        load()
