"""Web pages are read as they would be shown, without what stands around their content, or refused in one line."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.reading.read import read_bytes

NAVIGATION = "<nav><ul><li><a href='/'>Hjem</a></li><li><a href='/om'>Om oss</a></li></ul></nav>"
TEXT = "Kari Lie møtte for Drammen, og Ola Li møtte for Hol kommune."


def read(body: str) -> Document:
    """Read a page of this body."""
    return read_bytes(f"<!DOCTYPE html><html><head><title>Tittel</title></head><body>{body}".encode(), "mote.html")


def texts(body: str) -> list[str]:
    """The texts of the lines of a page of this body."""
    return [line.text for line in read(body).lines]


def rows_of(body: str) -> list[list[str]]:
    """The cells of each row of the tables of a page."""
    document = read(body)
    return [
        [document.text[c.begins : c.ends] for c in line.cells]
        for line in document.lines
        if line.kind is LineKind.TABLE_ROW
    ]


def test_headings_paragraphs_and_broken_lines() -> None:
    """Blanks and line ends of the source are one blank; `br` ends a line, two end a paragraph."""
    document = read("<h2>Sak  1\n Kraft</h2><p>Dato: 3.&nbsp;mai<br>Sted: Hol<br><br>Møtt:</p>Løs tekst")

    assert [(line.kind, line.level) for line in document.lines[:2]] == [(LineKind.HEADING, 2), (LineKind.TEXT, 0)]
    assert document.text == "Sak 1 Kraft\n\nDato: 3. mai\nSted: Hol\n\nMøtt:\n\nLøs tekst\n"
    assert document.lines[1].block == document.lines[2].block != document.lines[3].block


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [
        ("", ["1.", "2.", "3."]),
        ("start=4", ["4.", "5.", "6."]),
        ("type=a", ["a.", "b.", "c."]),
        ("type=I start=9", ["IX.", "X.", "XI."]),
        ("style='list-style-type: upper-alpha'", ["A.", "B.", "C."]),
        ("start=x", ["1.", "2.", "3."]),
    ],
)
def test_the_numbers_of_lists_are_markers(attributes: str, markers: list[str]) -> None:
    """As a browser prints them."""
    document = read(f"<ol {attributes}><li>a<li><p>b</p><li>c</ol>")

    assert [line.marker for line in document.lines] == markers
    assert {line.kind for line in document.lines} == {LineKind.LIST_ITEM}


def test_lists_in_lists_and_items_of_their_own_number() -> None:
    """A second paragraph of an item has no marker; the item after goes on from the number given."""
    document = read("<ol><li value=7>a<ul><li>b</li></ul>c</li><li>d</ol>")

    assert [(line.marker, line.level, line.text) for line in document.lines] == [
        ("7.", 1, "a"), ("•", 2, "b"), ("", 1, "c"), ("8.", 1, "d"),
    ]  # fmt: skip


def test_merged_cells_keep_the_columns_and_are_told() -> None:
    """Down, the rows below say whose cell goes on; across, empty columns follow."""
    body = (
        "<table><caption>Møtt</caption><tr><th>Kommune<th>Navn<th>Rolle<tr><td rowspan=2>Hol<td>Kari<td>leder"
        "<tr><td>Ola<td>medlem<tr><td colspan=2>Ål<td>vara</table>"
    )

    assert rows_of(body) == [
        ["Kommune", "Navn", "Rolle"], ["Hol", "Kari", "leder"], ["", "Ola", "medlem"], ["Ål", "", "vara"],
    ]  # fmt: skip
    assert [line.merged for line in read(body).lines] == [(), (), (), (0,), ()]
    assert read(body).lines[1].strong
    assert read(body).lines[0].text == "Møtt"


def test_spans_reach_no_further_than_the_table() -> None:
    """A million rows and columns are those that are there."""
    assert rows_of("<table><tr><td rowspan=1000000 colspan=100000>x<td>y<tr><td>z</table>") == [["x", "y"], ["", "z"]]
    assert texts("<table><tr><td rowspan=0 colspan=1000000>x</table>") == ["x"]


def test_tables_in_tables_and_layout_tables() -> None:
    """A frame leaves what it holds; a table in a cell follows its row."""
    inner = "<table><tr><td>Kari<td>Hol</table>"

    assert texts(f"<table><tr><td><p>{TEXT}</p>{inner}</td></tr></table>") == [TEXT, "Kari\tHol"]
    assert texts(f"<table><tr><td>Møtt<td>Slik:{inner}</table>") == ["Møtt\tSlik:", "Kari\tHol"]


def test_a_term_with_a_colon_stands_before_its_definition() -> None:
    """Others stand above it, in the same block."""
    document = read("<dl><dt>Hol:</dt><dd><p>Nettet er fullt.</p></dd><dt>Sted<dd>Ål<dd>Geilo</dl><p>Slutt")

    assert document.text == "Hol: Nettet er fullt.\n\nSted\nÅl\nGeilo\n\nSlutt\n"
    assert [line.level > 0 for line in document.lines] == [False, False, True, True, False]


def test_a_numbered_title_in_bold_has_a_line_of_its_own() -> None:
    """Though the text of its paragraph goes on behind it; a name in bold, or one bold to its end, has none."""
    pages = (
        "1. Vegar</b> Kari sa mye.",
        "Sak 3/20 Vegar</b> – Kari sa mye.",
        "1. Kari:</b> Vi vil ha vei.",
        "1. Veg</b> og bane nå",
    )

    assert [len(read(f"<p><b>{page}</p>").lines) for page in pages] == [2, 2, 1, 1]


def test_bold_and_struck_lines_are_marked() -> None:
    """By element or style, and taken back."""
    lines = read(
        "<p><b>Vedtak</b> <p><b>Dato:</b> 3. mai<p style='font-weight:700'>Vedtak<p><b style='font-weight:normal'>x</b>"
        "<p><s>Kari Lie</s><p><del>Kari Lie</del>, syk<p style='text-decoration: line-through'>Kari"
    ).lines

    assert [line.strong for line in lines] == [True, False, True, False, False, False, False]
    assert [line.struck for line in lines] == [False] * 4 + [True] * 3


def test_preformatted_lines_and_columns_are_kept() -> None:
    """As plain text."""
    lines = read("<pre>\nNavn      Kommune\nKari Lie  Hol\n</pre>").lines

    assert [line.text for line in lines] == ["Navn      Kommune", "Kari Lie  Hol"]
    assert all(len(line.cells) == 2 for line in lines)


def test_what_is_not_shown_is_not_read() -> None:
    """Scripts, styles, templates, comments, hidden parts, forms; the marks of footnotes."""
    hidden = (
        "<script>a</script><style>b</style><template>c</template><!-- d --><p hidden>e</p><p aria-hidden=true>f</p>"
        "<p style='display: none'>g</p><noscript>h</noscript><button>i</button><select><option>j</select>"
        "<span class='sr-only'>k</span><svg><text>l</text></svg><!--[if mso]><xml>m</xml><![endif]-->"
    )

    assert texts(f"{hidden}<p>Møtt<sup><a href='#fn1'>1</a></sup> 5 m<sup>2</sup></p>{hidden}") == ["Møtt 5 m2"]


def test_the_main_part_is_the_content_with_its_own_head_and_foot() -> None:
    """What stands beside it is not; menus within it are not either."""
    body = (
        f"<header><h1>Kommunen</h1></header>{NAVIGATION}<main><header><h1>Referat</h1></header>{NAVIGATION}<p>{TEXT}</p>"
        "<footer>Referent: Kari Lie</footer></main><aside>Les også</aside><footer>Postboks 1</footer>"
    )

    assert texts(body) == ["Referat", TEXT, "Referent: Kari Lie"]


def test_an_article_that_holds_most_of_the_page_is_the_content() -> None:
    """Small ones, such as news beside the text, are not."""
    assert texts(f"<div>Kommunen</div><article><p>{TEXT}</p></article><article>Nyhet</article>") == [TEXT]


def test_without_such_marks_menus_notices_and_frames_are_left_out() -> None:
    """Told by their element, role, class or links; a list of items that are links stays."""
    menu = "".join(f"<li><a href='/{at}'>Valg {at}</a>" for at in range(5))
    item = "Sak 1: Kraft og nett i hele regionen"
    body = (
        f"<header>Kommunen</header>{NAVIGATION}<ul>{menu}</ul><div class='cookieBanner'>Vi bruker kapsler</div>"
        f"<div role=search>Søk</div><div id=wrapper class='has-menu'><h1>Referat</h1><ul><li><a href='/1'>{item}</a>"
        f"</ul><p>{TEXT}</p></div><div class='site-footer'>Postboks 1</div>"
    )

    assert texts(body) == ["Referat", item, TEXT]


def test_an_open_heading_does_not_take_in_the_page() -> None:
    """What follows it is text."""
    lines = read("<h1>Referat<p>Kari Lie<table><tr><td>Ola<td>Hol").lines

    assert [line.kind for line in lines] == [LineKind.HEADING, LineKind.TEXT, LineKind.TABLE_ROW]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-8>", "latin-1"),
        ("<meta charset='windows-1252'>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "latin-1"),
        ("<meta charset=macintosh>", "mac-roman"),
        ("<?xml version='1.0' encoding='ibm865'?>", "cp865"),
        ("<meta charset=utf-7>", "utf-8"),
        ("<meta charset=ascii>", "latin-1"),
        ("<meta charset=cp99999>", "latin-1"),
        ("", "utf-16"),
        ("<meta charset=utf-8>", "utf-8-sig"),
    ],
)
def test_the_declared_encoding_is_believed_where_it_fits(head: str, encoding: str) -> None:
    """Marks and strict UTF-8 come first; a declaration that cannot be true is passed over; utf-7 never."""
    raw = f"{head}<p>Ordfører Åse Bøe æret Ærøy. +ADw-script+AD4-</p>".encode(encoding)

    assert read_bytes(raw, "mote.html").text == "Ordfører Åse Bøe æret Ærøy. +ADw-script+AD4-\n"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"<html><script>document.write('Kari')</script>", "no text"),
        (b"<nav><a href='/'>Hjem</a></nav>", "no text"),
        (b"<frameset><frame src=a></frameset>", "no text"),
        (gzip.compress(b"<p>Kari</p>", mtime=0), "packed"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "archive"),
        (b"<p>" + b"a " * 1_000_001, "limit"),
    ],
)
def test_what_holds_no_text_is_refused_in_one_line(raw: bytes, words: str) -> None:
    """The line names the file, what is wrong, and what to do."""
    with pytest.raises(SourceError) as told:
        read_bytes(raw, "mote.htm")

    assert str(told.value).startswith("mote.htm: ")
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_depth_is_no_matter_within_reason() -> None:
    """Three thousand elements within each other, and many that close by themselves; fifty thousand are refused."""
    assert texts("<div>" * 3_000 + f"<p>{TEXT}") == [TEXT]
    assert len(texts("<div>" + "<p>Kari<br>" * 11_000)) == 11_000
    with pytest.raises(SourceError, match="elements open"):
        read("<div>" * 50_000 + f"<p>{TEXT}")


def test_many_attributes_are_refused_and_a_long_value_is_none() -> None:
    """Fifty thousand take the parser its time; a picture within the page is one, however long."""
    with pytest.raises(SourceError, match="attributes"):
        read("<p " + " ".join(f"a{at}='>'" for at in range(50_000)) + f">{TEXT}")

    assert texts(f"<p data-x='{'a < b ' * 20_000}'>{TEXT}") == [TEXT]


TAGS = st.sampled_from((
    "p", "div", "b", "s", "br", "h1", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "pre", "main",
    "article", "nav", "header", "span", "sup", "a", "hr",
))  # fmt: skip
PIECE = st.one_of(
    st.text(st.sampled_from("Aå \t\n\u00a0\u0301\u00ad.:1-ø&<>"), max_size=8),
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.integers(0, 4).map(lambda span: f"<td colspan={span} rowspan={span}>"),
)


@given(st.lists(PIECE, max_size=40).map("".join))
def test_every_line_and_cell_is_the_text_it_stands_on_and_reading_twice_is_equal(body: str) -> None:
    """The laws of reading, for any soup of elements."""
    try:
        document = read(body)
    except SourceError:
        return

    assert document == read(body)
    for line in document.lines:
        assert document.text[line.begins : line.ends] == line.text
        assert all(line.begins <= c.begins <= c.ends <= line.ends for c in line.cells)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Never anything but text or the one line."""
    try:
        read_bytes(raw, "mote.html")
    except SourceError as problem:
        assert "\n" not in str(problem)
