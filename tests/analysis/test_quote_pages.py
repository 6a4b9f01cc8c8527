"""A quote tells on which page of its source it stands."""

from pathlib import Path

import naeringsgraf as ng

TEXT = """\
Referat fra møte i næringsutvalget 5. november 2019
Til stede: Kari Berg (Moss kommune), Ola Dal (Halden kommune)

Sak 1/19 Kraft
Kari Berg: Strømnettet er fullt, og staten må bygge ut kraftnettet.
\f
Sak 2/19 Vei
Ola Dal: Kommunen trenger flere næringsarealer ved veien.
"""


def test_quotes_know_their_page(tmp_path: Path) -> None:
    """Text after a form feed stands on the second page."""
    (tmp_path / "mote.txt").write_text(TEXT, encoding="utf-8")

    with ng.build(tmp_path / "mote.txt", store=tmp_path / "store") as graph:
        quotes = graph.trace().trace.quotes

    assert {(quote.speaker, quote.page) for quote in quotes} == {("Kari Berg", 1), ("Ola Dal", 2)}


def test_without_pages_none_is_told(tmp_path: Path) -> None:
    """As in Markdown and most plain text."""
    (tmp_path / "mote.txt").write_text(TEXT.replace("\f", ""), encoding="utf-8")

    with ng.build(tmp_path / "mote.txt", store=tmp_path / "store") as graph:
        assert {quote.page for quote in graph.trace().trace.quotes} == {None}
