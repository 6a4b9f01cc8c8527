"""What an entry of a list begins with."""

import re

MARKER = re.compile(
    r"(?!\d{1,2}\.\s+[a-zæøå]+\.?\s+(?:19|20)\d\d\b)([-−‒―*•–·▪■□➢○◦‣●o]|\(?\d{1,2}[.)]|[a-zæøå]\))\s+(?=\S)"
)
"""Before a line; "4. mai 2022" has none."""
LONE_MARKER = re.compile(r"(?:[-−‒―*•–·▪■□➢○◦‣●o]|\(?\d{1,2}[.)]|[a-zæøå]\))\Z")
