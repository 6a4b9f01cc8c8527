"""A picture of how the cost of a build grows with the number of documents."""

from collections.abc import Mapping, Sequence
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _BELOW, _ABOVE = 640, 320, 60, 50, 20


def draw_growth(sizes: Sequence[Mapping[str, Any]]) -> str:
    """Draw CPU time a document, as a share of that in the smallest build, as SVG; a flat line is linear cost."""
    first = sizes[0]["cpu_a_document"]
    shares = [size["cpu_a_document"] / first for size in sizes]
    top = max(1.25, *shares)
    step = (_WIDTH - _LEFT - 30) / max(len(sizes) - 1, 1)
    points = [(_LEFT + at * step, _to_y(share, top)) for at, share in enumerate(shares)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text x="{x:.1f}" y="{y - 10:.1f}">{share:.2f} ×</text>'
        f'<text x="{x:.1f}" y="{_HEIGHT - _BELOW + 20}">{size["documents"]:,}</text>'
        for (x, y), share, size in zip(points, shares, sizes, strict=True)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"',
            '  font-family="sans-serif" font-size="13" text-anchor="middle" fill="#1f3a5f">',
            "<title>CPU time a document, as a share of that in the smallest build</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
            f'<path d="M{_LEFT} {_to_y(0, top):.1f}H{_WIDTH - 30}" stroke="#8a97a8"/>',
            f'<polyline points="{line}" fill="none" stroke="#1f6feb" stroke-width="2"/>',
            *marks,
            f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}">documents</text>',
            "</svg>",
            "",
        ]
    )


def _to_y(share: float, top: float) -> float:
    return _HEIGHT - _BELOW - share / top * (_HEIGHT - _BELOW - _ABOVE)
