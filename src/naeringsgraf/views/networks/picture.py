"""A picture of a network as PNG, drawn from the SVG by resvg where that is installed."""

from naeringsgraf.analysis.network import Network
from naeringsgraf.errors import CallError
from naeringsgraf.views.network_picture import write_network_svg

_ZOOM = 2
"""Pixels for each of the SVG's, so that names can be read on a wall."""


def write_network_png(network: Network, *, title: str | None = None) -> bytes:
    """Draw the picture.

    Raises:
        CallError: resvg is not installed, or the picture is too large.
    """
    try:
        import resvg_py
    except ImportError:
        raise CallError(
            "a PNG needs resvg, which is not installed: pip install 'naeringsgraf[picture]'; or write an .svg"
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=write_network_svg(network, title=title), zoom=_ZOOM))
