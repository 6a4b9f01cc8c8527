"""Ten times the text takes about ten times the time, whatever stands in it; what squares it would take 100 times."""

import time

import pytest

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.parsing.split import split_minutes
from naeringsgraf.reading.read import read_bytes

HEAD = """\
# Referat Næringsgruppa 12.03.2021

Til stede:

- Åse Vik, Drammen kommune
- Ola Li, Kongsberg kommune

## Sak 1 Strømnett

Åse Vik, Drammen: Kommunen ber Statnett om å bygge ut strømnettet.

"""
SHORT = 1_500
MOST = 25
"""Times as long for ten times the text: between 10 and 100, with room for a machine that does other things too."""
NOTHING = 0.2
"""Seconds below which the clock tells nothing."""

PIECES = {
    "one word": "a",
    "known word": "batteri",
    "capitals": "A",
    "brackets": "[",
    "parentheses": "(",
    "commas": ", ",
    "digits": "1",
    "dashes": "-",
    "blanks": " ",
    "tabs": "x\t",
    "points": ". ",
    "colons": "Kari: ",
    "names": "Kari Berg, ",
    "joined names": "Kari-",
    "half days": "01.01.",
    "stars": "** ",
    "meetings": "referat fra ",
    "requests": "ber staten om ",
    "turns": "Åse Vik: Ja.\n",
    "rows": "Navn\tKommune\n",
    "pipes": "| ",
    "quotes": "> ",
    "dots": "Vik ..... ",
    "deputies": "Kari Lie (vara: Ola Vik), ",
    "surnames first": "Vik, Kari (Hol) ",
    "clocks": "13:04 Kari ",
    "places": "Lier påpekte at ",
}


@pytest.mark.parametrize("ending", ["txt", "md"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_time_grows_with_the_length(piece: str, ending: str) -> None:
    """A long line of anything is read in time that grows with it, not with its square."""
    long = measure(piece, SHORT * 10, ending)
    if long > NOTHING:
        long = min(long, *(measure(piece, SHORT * 10, ending) for _ in range(2)))
        short = min(measure(piece, SHORT, ending) for _ in range(3))

        assert long / short < MOST


def measure(piece: str, length: int, ending: str) -> float:
    """Give the seconds of this process that it takes to read so much of a piece, in each part of the minutes."""
    repeated = piece * (length // len(piece))
    texts = [
        HEAD + repeated + "\n",
        HEAD + "Tid:" + repeated + "x\n",
        HEAD.replace("- Ola Li", f"- {repeated}\n- Ola Li"),
        HEAD.replace("Til stede:", f"{repeated}\n\nTil stede:"),
        HEAD.replace("- Ola Li", f"NAVN\tKOMMUNE\nKari Lie\tHol\n{repeated}\tHol\n- Ola Li"),
    ]
    begun = time.process_time()
    for text in texts:
        try:
            for part in split_minutes(read_bytes(text.encode(), f"mote.{ending}")):
                extract_meeting(part)
        except SourceError:
            continue
    return time.process_time() - begun
