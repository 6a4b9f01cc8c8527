"""The names of the registers as the evidence that parsing leans on."""

from functools import cache

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.registers.names import given_names, surnames
from naeringsgraf.registers.organisations import load_clusters, load_organisations, load_parties
from naeringsgraf.registers.places import load_places


@cache
def load_lexicon() -> Lexicon:
    """Gather the names of all registers, casefolded."""
    places = load_places()
    bare = {name for place in places.municipalities for name in (place.name, *place.other_names)}
    bare |= {name for county in places.counties for name in (county.name, *county.other_names)}
    regions = {name for region in places.regions for name in (region.name, *region.alt_names)}
    named = {f"{name} {word}" for name in bare for word in ("kommune", "herad")} | {
        f"{name} fylkeskommune" for name in bare
    }
    organisations = {name for organisation in load_organisations() for name in organisation.all_names}
    organisations |= {name for cluster in load_clusters() for name in cluster.all_names}
    parties = {name for party in load_parties() for name in (*party.codes, *party.all_names)}
    return Lexicon(
        given_names=given_names(),
        places=frozenset(name.casefold() for name in bare | regions | named),
        organisations=frozenset(name.casefold() for name in organisations),
        parties=frozenset(name.casefold() for name in parties),
        surnames=surnames(),
    )
