"""Whom a request is put to, as a known actor on the day of the meeting."""

import re
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder
from naeringsgraf.model.meeting import Actor, Statement
from naeringsgraf.parsing.addressees import is_office
from naeringsgraf.registers.places import load_places

_COUNTY_COUNCIL = re.compile(r"fylkeskommun\w*|fylket|fylkestinget|fylkesrådet", re.IGNORECASE)
_PLURAL = re.compile(r"fylkeskommun(?:ene|ane|ar|er)", re.IGNORECASE)


def link_addressee(statement: Statement, finder: ActorFinder) -> Statement:
    """Fill in the addressee; one that is known in no register stays printed only.

    What is known to nobody and may as well be a thing ("Nattbuss må ...") or a place ("folk frå Ukraina") is dropped.
    """
    printed = statement.addressee_printed
    if not printed:
        return statement
    known = finder.find_known(printed) or _find_county_council(printed, finder)
    if known is None and _may_be_no_actor(printed, statement.text):
        return replace(statement, addressee_printed=None)
    return replace(statement, addressee=known)


def _find_county_council(printed: str, finder: ActorFinder) -> Actor | None:
    """ "fylkeskommunen" is that of the municipalities that met, where they lie in one county."""
    if len(finder.counties) != 1 or not _COUNTY_COUNCIL.fullmatch(printed) or _PLURAL.fullmatch(printed):
        return None
    (county,) = finder.counties
    return finder.find_known(f"{load_places().county(county).name} fylkeskommune")


def _may_be_no_actor(printed: str, sentence: str) -> bool:
    """Tell whether a lone word has its capital from the sentence, or stands where a place would."""
    if " " in printed or printed.isupper() or is_office(printed):
        return False
    before = sentence[: sentence.find(printed)].split()
    return not before or before[-1].casefold() in ("fra", "frå") or not before[-1][-1].isalnum()
