"""Word documents are read as they would be printed with all changes accepted, or refused in one line."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.reading.read import read_bytes
from wordmaker import STRICT, cell, item, listing, make_archive, make_docx, par, row, run, style, table

HEADING = style("Overskrift1", "heading 1", look="<w:b/>")
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def read(body: str, styles: str = "", numbering: str = "") -> Document:
    """Read a document of this body."""
    return read_bytes(make_docx(body, styles, numbering), "mote.docx")


def texts(body: str, styles: str = "", numbering: str = "") -> list[str]:
    """The texts of the lines of a document of this body."""
    return [line.text for line in read(body, styles, numbering).lines]


def rows_of(document: Document) -> list[list[str]]:
    """The cells of each row of a table."""
    return [
        [document.text[c.begins : c.ends] for c in line.cells]
        for line in document.lines
        if line.kind is LineKind.TABLE_ROW
    ]


def test_paragraphs_are_blocks_and_broken_lines_are_lines_of_one() -> None:
    """A line break within a paragraph keeps the block; a tab begins a column."""
    document = read(par("") + par(run("Dato: 3. mai") + "<w:r><w:br/></w:r>" + run("Sted: Hol")))

    assert [line.text for line in document.lines] == ["Dato: 3. mai", "Sted: Hol"]
    assert document.lines[0].block == document.lines[1].block
    assert document.text == "Dato: 3. mai\nSted: Hol\n"


def test_a_tab_sets_columns_apart() -> None:
    """Blanks around the tab are none of them."""
    line = read(par(run("Kari Lie ") + "<w:r><w:tab/></w:r>" + run("Drammen"))).lines[0]

    assert line.text == "Kari Lie\tDrammen"
    assert len(line.cells) == 2


@pytest.mark.parametrize(
    ("properties", "styles", "level"),
    [
        ('<w:pStyle w:val="Overskrift1"/>', HEADING, 1),
        ('<w:pStyle w:val="Eget"/>', style("Eget", "Egen", based="Overskrift2") + style("Overskrift2", "heading 2"), 2),
        ('<w:pStyle w:val="X"/>', style("X", "Overskrift 3"), 3),
        ('<w:pStyle w:val="X"/>', style("X", "Sakstittel", '<w:outlineLvl w:val="1"/>'), 2),
        ('<w:outlineLvl w:val="0"/>', "", 1),
        ('<w:pStyle w:val="Tittel"/>', style("Tittel", "Title"), 1),
        ('<w:pStyle w:val="Heading2"/>', "", 2),
        ('<w:pStyle w:val="Ring"/>', style("Ring", "heading 4", based="Ring"), 4),
    ],
)
def test_headings_are_told_by_style_name_outline_or_what_the_style_is_based_on(
    properties: str, styles: str, level: int
) -> None:
    """In whatever language the style is named; a style based on itself does no harm."""
    line = read(par("Kraft og nett", properties), styles).lines[0]

    assert (line.kind, line.level) == (LineKind.HEADING, level)


def test_body_text_based_on_a_heading_is_no_heading() -> None:
    """Outline level 9 says so."""
    styles = HEADING + style("Brød", "Brødtekst", '<w:outlineLvl w:val="9"/>', based="Overskrift1")

    assert read(par("Tekst", '<w:pStyle w:val="Brød"/>'), styles).lines[0].kind is LineKind.TEXT


def test_items_have_the_markers_word_prints() -> None:
    """Counted for each level, going on after other text, begun anew below a new item above."""
    numbering = listing(1, ("decimal", "%1."), ("lowerLetter", "%2)")) + listing(2, ("bullet", "\uf0b7"))
    body = (
        item("en", 1) + item("a", 1, 1) + item("b", 1, 1) + par("Innskudd") + item("to", 1) + item("ny a", 1, 1)
        + item("punkt", 2)
    )  # fmt: skip
    document = read(body, numbering=numbering)

    assert [(line.marker, line.level) for line in document.lines] == [
        ("1.", 1), ("a)", 2), ("b)", 2), ("", 0), ("2.", 1), ("a)", 2), ("•", 1),
    ]  # fmt: skip
    assert document.text.startswith("1. en\n  a) a\n  b) b\n\nInnskudd\n")


@pytest.mark.parametrize(
    ("form", "text", "markers"),
    [
        ("upperRoman", "%1.", ["I.", "II.", "III.", "IV."]),
        ("upperLetter", "%1)", ["A)", "B)", "C)", "D)"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)", "(iv)"]),
        ("bullet", "-", ["-"] * 4),
        ("decimalZero", "%1.", ["01.", "02.", "03.", "04."]),
    ],
)
def test_counts_are_printed_in_their_form(form: str, text: str, markers: list[str]) -> None:
    """Figures, letters, Roman numbers, bullets."""
    document = read("".join(item("x", 1) for _ in range(4)), numbering=listing(1, (form, text)))

    assert [line.marker for line in document.lines] == markers


def test_a_number_with_words_belongs_to_the_line() -> None:
    """ "Sak 1" and "1.1" stand in the text, for whoever reads the agenda; so does the number of a heading."""
    numbering = listing(1, ("decimal", "Sak %1:"), ("decimal", "%1.%2")) + listing(2, ("decimal", "%1."))
    linked = style("Overskrift1", "heading 1", '<w:numPr><w:numId w:val="2"/></w:numPr>')
    body = item("Kraft", 1) + item("Nett", 1, 1) + par("Havn", '<w:pStyle w:val="Overskrift1"/>')
    document = read(body, linked, numbering)

    assert [line.text for line in document.lines] == ["Sak 1: Kraft", "1.1 Nett", "1. Havn"]
    assert not any(line.marker for line in document.lines)


def test_a_list_begun_anew_counts_from_its_own_start() -> None:
    """Two lists of one definition go on counting, unless one says where it starts."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = listing(1, ("decimal", "%1.")) + listing(2, abstract=1) + listing(3, abstract=1, extra=again)
    document = read(item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3), numbering=numbering)

    assert [line.marker for line in document.lines] == ["1.", "2.", "5.", "6."]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_may_step_out() -> None:
    """The level of a style is the one that names it in return; list 0 is none."""
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/>'
        '<w:pStyle w:val="Punkt"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>' + listing(1, abstract=1)
    styles = style("Punkt", "Punkt", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    stepped = '<w:pStyle w:val="Punkt"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read(par("a", '<w:pStyle w:val="Punkt"/>') + par("b", stepped), styles, numbering)

    assert [(line.marker, line.kind) for line in document.lines] == [("3)", LineKind.LIST_ITEM), ("", LineKind.TEXT)]


def test_a_typed_marker_is_a_marker_and_a_date_is_none() -> None:
    """As in plain text."""
    lines = read(par("1. Godkjenning") + par("- Kari Lie") + par("4. november 2022")).lines

    assert [(line.marker, line.text) for line in lines] == [
        ("1.", "Godkjenning"), ("-", "Kari Lie"), ("", "4. november 2022"),
    ]  # fmt: skip


def test_bold_and_struck_lines_are_marked() -> None:
    """Directly, by style, and taken back; half bold is not bold."""
    styles = style("Fet", "Fet", look="<w:b/>") + style("Sterk", "Sterk", look="<w:b/>", kind="character")
    lines = read(
        par(run("Vedtak", "<w:b/>") + run(" "))
        + par(run("Dato:", "<w:b/>") + run(" 3. mai"))
        + par("Vedtak", '<w:pStyle w:val="Fet"/>')
        + par(run("Vedtak", '<w:b w:val="0"/>'), '<w:pStyle w:val="Fet"/>')
        + par(run("Vedtak", '<w:rStyle w:val="Sterk"/>'), '<w:pStyle w:val="Fet"/>')
        + par(run("Kari Lie", "<w:strike/>") + run(", syk")),
        styles,
    ).lines

    assert [line.strong for line in lines] == [True, False, True, False, False, False]
    assert [line.struck for line in lines] == [False] * 5 + [True]


def test_changes_are_accepted() -> None:
    """What was put in is read, what was taken out is not, what was moved stands where it was moved to."""
    body = (
        par("<w:ins>" + run("Satt inn") + "</w:ins><w:del><w:r><w:delText>Strøket</w:delText></w:r></w:del>")
        + par("<w:moveFrom>" + run("Flyttet") + "</w:moveFrom>" + run("Her"))
        + par("<w:moveTo>" + run("Flyttet") + "</w:moveTo>")
        + table(row("Ola", properties="<w:del/>") + row("Kari", "Hol"))
    )

    assert texts(body) == ["Satt inn", "Her", "Flyttet", "Kari\tHol"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """As the next paragraph; at the end of a cell or document it still ends."""
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = par("Kari ", deleted) + par("Lie") + table(row(cell(par("Hol", deleted)), "Ål")) + par("Slutt", deleted)

    assert texts(body) == ["Kari Lie", "Hol\tÅl", "Slutt"]


def test_hidden_text_is_left_out() -> None:
    """Hidden by itself, by its style or its row; a field that begins in hidden text still ends."""
    styles = style("Skjult", "Skjult", look="<w:vanish/>")
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>' + FIELD.format("end")
    body = (
        par(run("Synlig") + run(" skjult", "<w:vanish/>"))
        + par("Skjult", '<w:pStyle w:val="Skjult"/>')
        + par(run("Vist", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Skjult"/>')
        + par(hidden + run("Etter"))
        + table(row("a", "b", properties="<w:hidden/>") + row("c", "d"))
    )

    assert texts(body, styles) == ["Synlig", "Vist", "Etter", "c\td"]


def test_the_code_of_a_field_is_left_out_and_its_result_read() -> None:
    """Also a field within the code of another; one that is left open ends with its paragraph."""
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    inner = FIELD.format("begin") + run("indre") + FIELD.format("end")
    field = FIELD.format("begin") + code + inner + FIELD.format("separate") + run("3. mai") + FIELD.format("end")
    simple = '<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>"

    open_field = par(FIELD.format("begin") + code)
    body = par(run("Dato: ") + field + run(".")) + par(simple) + open_field + par("Slutt")

    assert texts(body) == ["Dato: 3. mai.", "7", "Slutt"]


def test_what_wraps_content_is_seen_through() -> None:
    """Spelling marks, smart tags, links and filled-in form fields; a field nobody filled in is empty."""
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        par('<w:proofErr w:type="spellStart"/><w:smartTag>' + run("Kari") + "</w:smartTag><w:hyperlink>" + run(" Lie")
            + "</w:hyperlink>")
        + control.format("", par("Drammen"))
        + par(run("Sted: ") + control.format("<w:showingPlcHdr/>", run("Klikk her")))
        + table(control.format("", row("a", control.format("", cell("b")))))
    )  # fmt: skip

    assert texts(body) == ["Kari Lie", "Drammen", "Sted:", "a\tb"]


def test_hyphens_symbols_and_comments() -> None:
    """A hyphen that does not break is a hyphen, one that only breaks is none; notes and comments are not the text."""
    body = par(
        run("Bjørn") + "<w:r><w:noBreakHyphen/></w:r>" + run("Erik") + '<w:commentRangeStart w:id="1"/>'
        + "<w:r><w:softHyphen/></w:r>" + run(" Li\u00ade\u2011Moe") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )  # fmt: skip
    notes = {"word/footnotes.xml": "<x>Fotnote</x>", "word/header1.xml": "<x>Topptekst</x>"}

    assert read_bytes(make_docx(body, parts=notes), "mote.docx").text == "Bjørn-Erik Lie-Moe☒\n"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Word writes it twice, for new programs and for old ones."""
    box = "<w:txbxContent>" + par("I boks") + "</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(par(run("Før ") + both + run("etter")) + table(row(cell(par(both)), "b"))) == [
        "Før etter", "I boks", "I boks\tb",
    ]  # fmt: skip


def test_merged_cells_keep_the_columns_and_are_told() -> None:
    """Across, the cell stands first and leaves empty columns; down, the row below says whose cell goes on."""
    merged = read(
        table(
            row(cell("Drammen", '<w:vMerge w:val="restart"/>'), "Kari Lie", "leder"),
            row(cell("", "<w:vMerge/>"), "Ola Li", "medlem"),
            row("Hol", cell("Per Vik", '<w:gridSpan w:val="2"/>')),
            widths=(3000, 3000, 3000),
        )
    )

    assert rows_of(merged) == [["Drammen", "Kari Lie", "leder"], ["", "Ola Li", "medlem"], ["Hol", "Per Vik", ""]]
    assert [line.merged for line in merged.lines] == [(), (0,), ()]


def test_borders_a_hair_out_of_line_make_no_column() -> None:
    """A row whose border was dragged a little still has the columns of the others."""
    across = '<w:gridSpan w:val="2"/>'
    document = read(
        table(
            row(cell("Navn", across), "Kommune", "Rolle"),
            row("Kari Lie", cell("Hol", across), "leder"),
            row("Ola Li", cell("Ål og leder", '<w:gridSpan w:val="3"/>')),
            widths=(3000, 60, 3000, 3000),
        )
    )

    assert rows_of(document) == [
        ["Navn", "Kommune", "Rolle"],
        ["Kari Lie", "Hol", "leder"],
        ["Ola Li", "Ål og leder", ""],
    ]


def test_a_row_of_one_cell_and_a_table_of_one_column_are_paragraphs() -> None:
    """They are headings and frames, not columns."""
    body = table(row(cell(par("Frammøtte"), '<w:gridSpan w:val="2"/>')), row("Kari", "Hol"), widths=(1000, 1000))
    lines = read(body + table(row(cell(par("Vedtak") + par("Vedtatt.")))), "").lines

    assert [(line.kind, line.text) for line in lines] == [
        (LineKind.TEXT, "Frammøtte"), (LineKind.TABLE_ROW, "Kari\tHol"), (LineKind.TEXT, "Vedtak"),
        (LineKind.TEXT, "Vedtatt."),
    ]  # fmt: skip


def test_entries_side_by_side_in_cells_are_rows() -> None:
    """A cell with fewer lines goes on beside the others."""
    document = read(table(row("Drammen", cell(par("Kari Lie") + par("Ola Li")), cell(par("leder") + par("medlem")))))

    assert rows_of(document) == [["Drammen", "Kari Lie", "leder"], ["", "Ola Li", "medlem"]]
    assert document.lines[1].merged == (0,)


def test_running_text_in_a_cell_is_read_as_paragraphs() -> None:
    """The first lines make the row; numbered paragraphs keep their markers."""
    said = "Kari Lie (Hol): Nettet er fullt, og bedriftene i kommunen venter på strøm til nye bygg."
    body = table(row("1/22", cell(par("Kraft") + par(said) + item("Vedtatt", 1)), "Kari"))
    document = read(body, numbering=listing(1, ("decimal", "%1.")))

    assert [(line.kind, line.marker, line.text) for line in document.lines] == [
        (LineKind.TABLE_ROW, "", "1/22\tKraft\tKari"), (LineKind.TEXT, "", said), (LineKind.LIST_ITEM, "1.", "Vedtatt"),
    ]  # fmt: skip


def test_a_number_in_a_cell_of_its_own_numbers_the_text_beside_it() -> None:
    """As a list laid out in a table; short entries beside numbers stay rows."""
    said = cell(par("Kraft") + par("Nettet er fullt, og bedriftene i hele kommunen venter på strøm til nye bygg."))
    document = read(table(row("1.", said), row("2", said), row("3.", "Havn")))

    assert [(line.kind, line.marker, line.text[:9]) for line in document.lines] == [
        (LineKind.LIST_ITEM, "1.", "Kraft"), (LineKind.TEXT, "", "Nettet er"), (LineKind.TEXT, "", "2 Kraft"),
        (LineKind.TEXT, "", "Nettet er"), (LineKind.TABLE_ROW, "", "3.\tHavn"),
    ]  # fmt: skip


def test_a_table_in_a_cell_follows_its_row() -> None:
    """And keeps its own columns; a frame around a table leaves the table."""
    inner = table(row("Kari", "Hol"), row("Ola", "Ål"))
    body = table(row(cell(inner + par("")))) + table(row("Møtt", cell(par("Slik:") + inner)))

    assert texts(body) == ["Kari\tHol", "Ola\tÅl", "Møtt\tSlik:", "Kari\tHol", "Ola\tÅl"]


def test_a_number_alone_in_a_cell_is_printed_there() -> None:
    """Numbered cells are often empty but for their number, whatever its form."""
    numbering = listing(1, ("decimal", "%1."), ("decimal", "%2"))
    body = table(row(cell(item("", 1)), "Kraft"), row(cell(item("", 1)), "Nett"), row(cell(item("", 1, 1)), "Havn"))

    assert [line.text for line in read(body, numbering=numbering).lines] == ["1.\tKraft", "2.\tNett", "1\tHavn"]


def test_a_document_in_the_strict_namespace_is_read() -> None:
    """ "Strict Open XML Document" is a choice in Word."""
    made = make_docx(par("Møtt", '<w:pStyle w:val="Overskrift1"/>'), HEADING, namespace=STRICT)

    assert read_bytes(made, "mote.docx").lines[0].kind is LineKind.HEADING


def test_the_main_part_is_the_one_the_archive_names() -> None:
    """Some programs call it document2.xml; without any word about it, it is word/document.xml."""
    made = zipfile.ZipFile(io.BytesIO(make_docx(par("Møtt"))))
    entries = {name: made.read(name) for name in made.namelist()}
    moved = {name.replace("document.xml", "document2.xml"): content for name, content in entries.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    unnamed = {name: content for name, content in entries.items() if not name.endswith(".rels")}

    assert read_bytes(make_archive(moved), "mote.docx").text == read_bytes(make_archive(unnamed), "mote.docx").text


def flag_encrypted(raw: bytes) -> bytes:
    """Set the mark of encryption on every entry."""
    data = bytearray(raw)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = raw.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = raw.find(signature, at + 1)
    return bytes(data)


def make_doubled() -> bytes:
    """An archive with two main parts."""
    target = io.BytesIO(make_docx(par("Den ene")))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return target.getvalue()


def make_linked() -> bytes:
    """An archive whose main part is a link."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/hostname")
    return target.getvalue()


GOOD = make_docx(par("Kari Lie møtte for Drammen."))
DOCTYPE = '<!DOCTYPE d [<!ENTITY x "y">]><w:document/>'
MAIN = "word/document.xml"
ESCAPING = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Type="x/officeDocument" Target="../../etc/passwd"/></Relationships>'
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"Referat", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"{\\rtf1 Referat}", "rich text"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (GOOD.replace(b"\x08\x00", b"\x0c\x00"), "damaged"),
        (flag_encrypted(GOOD), "password"),
        (make_doubled(), "two entries of one name"),
        (make_linked(), "damaged"),
        (make_archive({}), "zip archive"),
        (make_archive({"content.xml": "<x/>"}), "zip archive"),
        (make_docx("", parts={MAIN: "<w:document"}), "damaged"),
        (make_docx("", parts={MAIN: "<x/>"}), "no Word document inside"),
        (make_docx("", parts={MAIN: DOCTYPE}), "document type"),
        (make_docx("", parts={MAIN: DOCTYPE.encode("utf-16")}), "document type"),
        (make_docx("", parts={MAIN: " " * 5_000_000}), "far more"),
        (make_docx("", parts={"_rels/.rels": ESCAPING}), "without a Word document"),
        (make_docx("<w:sdt><w:sdtContent>" * 110 + "</w:sdtContent></w:sdt>" * 110), "nested"),
        (make_docx(par("")), "no text"),
        (make_archive({MAIN: "<x/>"} | {f"{at}": "" for at in range(10_001)}), "entries"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_one_line(raw: bytes, words: str) -> None:
    """The line names the file, what is wrong, and what to do."""
    with pytest.raises(SourceError) as told:
        read_bytes(raw, "mote.docx")

    assert str(told.value).startswith("mote.docx: ")
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_parts_that_are_not_read_may_be_anything() -> None:
    """A picture that unpacks to much, a macro, a name that leads out of the archive."""
    parts: dict[str, str | bytes] = {
        "word/media/a.png": b"\0" * 5_000_000,
        "word/vbaProject.bin": b"x",
        "../../a.txt": "x",
    }

    assert read_bytes(make_docx(par("Møtt"), parts=parts), "mote.docx").text == "Møtt\n"


def test_a_broken_style_costs_its_headings_only() -> None:
    """The text is read, and styles that can be read are."""
    made = make_docx(
        par("Møtt", '<w:pStyle w:val="X"/>'), parts={"word/styles.xml": '<w:styles><w:style w:styleId="X"'}
    )

    assert [line.kind for line in read_bytes(made, "mote.docx").lines] == [LineKind.TEXT]


def span(content: str, columns: int) -> str:
    """A cell across some columns."""
    return cell(content, f'<w:gridSpan w:val="{columns}"/>')


TEXT = st.text(st.sampled_from("Aå \t\u00a0\u0301\u00ad\u200b.:1-ø"), max_size=12)
CONTENT = st.recursive(
    st.one_of(
        TEXT.map(par),
        TEXT.map(lambda text: item(text, 1)),
        st.lists(TEXT, max_size=3).map(lambda parts: par("<w:r><w:br/></w:r>".join(map(run, parts)))),
    ),
    lambda inner: st.lists(
        st.lists(st.builds(span, inner, st.integers(1, 3)), max_size=3).map(lambda cells: row(*cells)), max_size=3
    ).map(lambda rows: table(*rows)),
    max_leaves=12,
)


@given(st.lists(CONTENT, max_size=5))
def test_every_line_and_cell_is_the_text_it_stands_on_and_reading_twice_is_equal(content: list[str]) -> None:
    """The laws of reading, for any nesting of paragraphs, lists and tables."""
    made = make_docx("".join(content), numbering=listing(1, ("decimal", "%1.")))
    try:
        document = read_bytes(made, "mote.docx")
    except SourceError:
        return

    assert document == read_bytes(made, "mote.docx")
    for line in document.lines:
        assert document.text[line.begins : line.ends] == line.text
        assert all(line.begins <= c.begins <= c.ends <= line.ends for c in line.cells)
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))


@given(st.binary(max_size=40), st.integers(0, len(GOOD)))
def test_a_damaged_document_is_read_or_refused(noise: bytes, at: int) -> None:
    """Never anything but text or the one line."""
    try:
        read_bytes(GOOD[:at] + noise + GOOD[at + len(noise) :], "mote.docx")
    except SourceError as problem:
        assert "\n" not in str(problem)
