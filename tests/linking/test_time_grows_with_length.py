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


LINES = {
    "people": "- Kari{i} Berg{i}, Firma{i} AS\n",
    "people of one name": "- Ola{i} Vik, Hol\n",
    "people with offices": "- Ordfører Ola{i} Vik{i} (H), Hol\n",
    "substitutes": "- Ola{i} Vik{i} møtte for Kari{i} Lie{i}\n",
    "items": "## Sak {i}/21 Batterier\n\nÅse Vik: Ja.\n\n",
    "headings": "### {i}. Batterier\n",
    "turns": "Åse Vik: Viser til Ola Li om batterier nr. {i}.\n\n",
    "turns of people unknown": "Per{i} Dal{i}: Nei.\n\n",
    "turns of offices": "Ordføreren i Sted{i}: Ja.\n\n",
    "turns told": "Sted{i} svarte Ola at batterier trengs.\n\n",
    "decisions": "Vedtak: Rådet vedtok tiltak {i}.\n\n",
    "numbered decisions": "{i}/21 Rådet vedtok tiltaket.\n",
    "days": "3. mai 2021 kl. 10.00 – 11.00, sak {i}; ",
    "days below each other": "Møte {i} den 3. mai 2021\n",
    "days without end": "Sendt: 20. november 2017 08:47 ",
    "rows": "| Kari{i} Lie{i} | Hol | x |\n",
    "columns": "Navn\tKommune\t",
    "labels": "Dato: Sted: ",
    "groups": "Arbeidsgruppe: Vik{i} og Li{i}.\n\n",
    "lists of groups": "- Åse Vik er med. Arbeidsgruppe:\n",
    "earlier minutes": "Referat fra 3. mai 20{i} ble godkjent.\n\n",
    "companies": "Firma{i} AS og Selskapet{i} AS møtte.\n\n",
    "capitals": "NHO KS LO SSB ",
    "bold": "**Sak** **18/24** **Ladestasjoner** ",
    "figures": "{i} mill. kr av {i} 000, ",
    "joined owners": "Elva og Sykkel og Rafting, ",
    "telephones": "mobil 912 34 567, tlf. 9123456{i} ",
    "numbers of eleven digits": "010190 12345 ",
    "addresses of mail": "kari{i}@hol.no, ",
    "meetings": "# Referat {i}.03.2021\n\nTil stede:\n\n- Kari Lie, Hol\n\n",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_time_grows_with_the_number(line: str) -> None:
    """Thousands of people, items, turns or days are read in time that grows with their number."""
    ratio = compare(line)
    if ratio >= MOST:
        # Once more, since the machine may have done other things too.
        ratio = min(ratio, compare(line), compare(line))

    assert ratio < MOST


def compare(line: str) -> float:
    """Give how many times as long ten times as much of a line takes; 0 where it takes no time that tells anything."""
    long = measure_lines(line, SHORT * 10)
    return long / measure_lines(line, SHORT) if long > NOTHING else 0


def measure_lines(line: str, length: int) -> float:
    """Give the seconds of this process that it takes to read so much of a line, each with a number of its own."""
    lines = "".join(line.format(i=i) for i in range(length // len(line)))
    texts = [HEAD + lines, HEAD.replace("- Ola Li", lines + "- Ola Li"), lines + HEAD]
    return sum(read_for(text, ending) for text, ending in zip(texts, ("txt", "md", "txt"), strict=True))


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
    return sum(read_for(text, ending) for text in texts)


def read_for(text: str, ending: str) -> float:
    """Read a text, and give the seconds of this process that it takes."""
    begun = time.process_time()
    try:
        for part in split_minutes(read_bytes(text.encode(), f"mote.{ending}")):
            extract_meeting(part)
    except SourceError:
        pass
    return time.process_time() - begun
