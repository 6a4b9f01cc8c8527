"""What the thesaurus does not say of its themes, because it follows from it: how far down each stands."""

from naeringsgraf.mapping.iri import BASE, GRAPH_THEMES, mint_iri
from naeringsgraf.mapping.lines import QuadLines
from naeringsgraf.registers.themes import ancestors, load_themes


def map_levels(base: str = BASE) -> bytes:
    """Write the level of each theme as sorted N-Quads of the graph of themes: 1 for those at the top."""
    lines = QuadLines(mint_iri(GRAPH_THEMES, base))
    for theme in load_themes():
        lines.value(mint_iri(theme, base), "level", 1 + len(ancestors(theme)))
    return lines.to_bytes()
