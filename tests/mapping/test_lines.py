"""N-Quads lines: what goes in comes out of the engine again, unchanged."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from handmade import TEXT, make_document, make_meeting
from naeringsgraf.mapping.iri import Iri
from naeringsgraf.mapping.lines import XSD, QuadLines, write_string, write_value
from naeringsgraf.mapping.nquads import map_document

GRAPH = Iri("https://example.org/g")
ABOUT = Iri("https://example.org/a")


def read_back(lines: QuadLines) -> list[str]:
    objects = [quad.object for quad in parse(lines.to_bytes(), format=RdfFormat.N_QUADS)]
    return [term.value for term in objects if isinstance(term, Literal)]


def is_xml(letter: str) -> bool:
    code = ord(letter)
    return letter in "\t\n\r" or (code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF))


@given(st.text())
@example('"\\\t\n\r\x7f \\u0041 \u2028 \U0001f600 æøå')
def test_a_string_is_read_back(text: str) -> None:
    """Every string that XML can carry comes back as it was; what it cannot is replaced, one for one."""
    lines = QuadLines(GRAPH)

    lines.text(ABOUT, "text", text)

    assert read_back(lines) == ["".join(letter if is_xml(letter) else "\ufffd" for letter in text)]


@given(st.lists(st.text(), max_size=5))
def test_the_engine_gives_the_same_lines_back(texts: list[str]) -> None:
    """So the hash of a shard is the hash of its graph."""
    lines = QuadLines(GRAPH)
    for text in texts:
        lines.text(ABOUT, "text", text)

    store = Store()
    store.bulk_load(lines.to_bytes(), format=RdfFormat.N_QUADS)

    assert b"".join(sorted((store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))) == lines.to_bytes()


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (7, "7", "integer"),
        (-1, "-1", "integer"),
        (True, "true", "boolean"),
        (0.85, "0.85", "decimal"),
        (1.0, "1", "decimal"),
        (0.0, "0", "decimal"),
        (1e-5, "0.00001", "decimal"),
        (dt.date(2022, 11, 4), "2022-11-04", "date"),
        (dt.time(9), "09:00:00", "time"),
        (dt.time(0, 0), "00:00:00", "time"),
    ],
)
def test_values_are_canonical(value: bool | int | float | dt.date | dt.time, text: str, datatype: str) -> None:
    """The store rewrites other forms, and the dump would differ from the shard."""
    assert write_value(value) == f'"{text}"^^<{XSD}{datatype}>'


@given(st.floats(min_value=0, max_value=1))
def test_confidence_keeps_its_size(value: float) -> None:
    """A decimal has no exponent and is right to six places."""
    written = write_value(value).split('"')[1]

    assert "e" not in written.lower()
    assert abs(Decimal(written) - Decimal(value)) <= Decimal("0.0000005")


def test_language_stands_after_the_string() -> None:
    """As in "grønt"@nb."""
    assert write_string("grønt", "nb") == '"grønt"@nb'


def test_a_document_is_sorted_once_and_without_blank_nodes() -> None:
    """Two runs give the same bytes, and no line stands twice."""
    written = map_document(make_document(), make_meeting())
    lines = written.decode("utf-8").splitlines()

    assert written == map_document(make_document(), make_meeting())
    assert lines == sorted(set(lines))
    assert not any(line.startswith("_:") or " _:" in line.partition('"')[0] for line in lines)


def test_every_quote_is_its_stretch_of_the_text() -> None:
    """`begins` and `ends` lie in the text, and `text` and `printedName` are what stands there."""
    store = Store()
    store.bulk_load(map_document(make_document(), make_meeting()), format=RdfFormat.N_QUADS)
    ng = "https://w3id.org/naeringsgraf/ns#"
    places = store.query(
        f"""SELECT ?thing ?begins ?ends ?quote WHERE {{ GRAPH ?g {{
          ?thing <{ng}begins> ?begins ; <{ng}ends> ?ends .
          OPTIONAL {{ ?thing <{ng}text>|<{ng}printedName> ?quote }} }} }}"""
    )
    found = [(int(b.value), int(e.value), q.value if q else None) for _, b, e, q in places]  # type: ignore[union-attr]

    assert len(found) == 28
    for begins, ends, quote in found:
        assert 0 <= begins < ends <= len(TEXT)
        assert quote in (None, TEXT[begins:ends])


def test_a_document_says_nothing_of_anything_else() -> None:
    """No triple stands in two graphs, for the engine's union would count it twice."""
    document = NamedNode("https://w3id.org/naeringsgraf/id/minutes/2021-03-12-naeringsgruppa")
    quads = list(parse(map_document(make_document(), make_meeting()), format=RdfFormat.N_QUADS))

    assert {quad.graph_name for quad in quads} == {document}
    assert all(str(quad.subject).strip("<>").partition("#")[0] == document.value for quad in quads)
