"""What an entry of a list begins with."""

import re

MARKER = re.compile(r"([-*•–·▪➢○◦‣●o]|\(?\d{1,2}[.)]|[a-zæøå]\))\s+(?=\S)")
LONE_MARKER = re.compile(r"(?:[-*•–·▪➢○◦‣●o]|\(?\d{1,2}[.)]|[a-zæøå]\))\Z")
