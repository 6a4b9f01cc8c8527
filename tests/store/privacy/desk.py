"""A folder of minutes in which the same few people meet, and the store built from it."""

from pathlib import Path
from typing import Any

from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.privacy.secret import Secret

SECRET = Secret(b"a secret that only these tests have")

MINUTES = """# Referat fra næringsgruppa {day}

Til stede:

- Torunn Fjellvang, Drammen kommune
- {other}, Horten kommune, rådgiver

## Sak 1 Innlegg ved Torunn Fjellvang

Torunn Fjellvang, Drammen: Strømnettet er fullt. Kommunen ber Statnett om å bygge ut strømnettet.

{other}, Horten: Viser til Torunn. Vi trenger næringsarealer, som Fjellvangs forslag sier.

Kontakt: torunn.fjellvang@drammen.example
"""


class Desk:
    """Minutes of three years, of which each can be given a level."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = folder / "referat"
        self.store = folder / "graph.store"
        self.sources.mkdir()
        for year, other in ((2021, "Nils Dalheim"), (2022, "Nils Dalheim"), (2023, "Ida Åsmundrud")):
            self.write(f"m{year}.md", MINUTES.format(day=f"01.02.{year}", other=other))

    def write(self, name: str, text: str) -> None:
        (self.sources / name).write_text(text, encoding="utf-8")

    def build(self, workers: int = 0, **more: Any) -> BuildReport:
        return build_store(find_files([self.sources]), self.store, workers=workers, **more)
