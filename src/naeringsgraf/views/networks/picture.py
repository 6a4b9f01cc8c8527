"""A picture of a network as PNG, drawn from the SVG by resvg where that is installed."""

import re
from typing import Final

from naeringsgraf.analysis.network import Network
from naeringsgraf.errors import CallError
from naeringsgraf.views.network_picture import write_network_svg

_FONTS: Final = re.compile(r'font-family="[^"]*"')
_ZOOM: Final = 2
"""Pixels for each of the SVG's, so that names can be read on a wall."""


def write_network_png(network: Network, *, title: str | None = None) -> bytes:
    """Draw the picture.

    Raises:
        CallError: resvg is not installed, the picture is too large, or the machine has none of the fonts it names.
    """
    try:
        import resvg_py
    except ImportError:
        raise CallError(
            "a PNG needs resvg, which is not installed: pip install 'naeringsgraf[picture]'; or write an .svg"
        ) from None
    picture = write_network_svg(network, title=title)
    fonts = _FONTS.search(picture)
    # resvg leaves out text that it has no font for, and says nothing.
    sample = f"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20' {fonts[0] if fonts else ''}>%s</svg>"
    blank, written = (resvg_py.svg_to_bytes(svg_string=sample % text) for text in ("", "<text y='15'>Ål</text>"))
    if bytes(blank) == bytes(written):
        raise CallError("a PNG needs a font such as DejaVu Sans or Liberation Sans; install one, or write an .svg")
    return bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=_ZOOM))
