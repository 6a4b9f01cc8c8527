"""Small minutes to build from."""

from pathlib import Path

MINUTES = """\
# Referat Næringsgruppa {date}

Dato: {date} kl. 09:00–11:00
Sted: Teams

Konstruert referat; personene finnes ikke.

## Til stede

- Åse Vik, Drammen kommune
- Ola Li, Kongsberg kommune

## Sak 1 Godkjenning av innkalling

Innkallingen ble godkjent.

## Sak 2 Runde rundt bordet

Åse Vik, Drammen: Det er for lite kapasitet i strømnettet. Kommunen ber Statnett om å bygge ut strømnettet.

Ola Li, Kongsberg: Viser til Åse Vik. Kongsberg trenger flere næringsarealer.
"""


def write_minutes(folder: Path, name: str = "2021-03-12-naeringsgruppa.md", date: str = "12.03.2021") -> Path:
    """Write minutes that can be read, and give their path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(MINUTES.format(date=date), encoding="utf-8")
    return path
