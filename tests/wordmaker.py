"""Makes small Word documents out of their XML, for what is tested about reading them."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make_docx(
    body: str,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    namespace: str = W,
) -> bytes:
    """Make a document of the XML of its body, styles and lists; `parts` are added, or replace what would be there."""
    wrap = f'xmlns:w="{namespace}" {_SPACES}'
    entries: dict[str, str | bytes] = {
        "_rels/.rels": _relate(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relate(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/document.xml": f"<w:document {wrap}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {wrap}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {wrap}>{numbering}</w:numbering>",
    }
    return make_archive(entries | dict(parts or {}))


def make_archive(entries: Mapping[str, str | bytes]) -> bytes:
    """Make an archive of entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            # An entry made by hand has no time in it, so that the same document is the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _relate(*relations: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(relations)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def run(text: str, look: str = "") -> str:
    """A run of text; `look` is XML of its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of one text."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(text: str, number: int, depth: int = 0) -> str:
    """A paragraph that is an item of a list."""
    return par(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def listing(number: int, *levels: tuple[str, str], abstract: int | None = None, extra: str = "") -> str:
    """A list with a number; each level has a form and the text around its counts."""
    abstract = number if abstract is None else abstract
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    own = f'<w:abstractNum w:abstractNumId="{abstract}">{made}</w:abstractNum>' if levels else ""
    return f'{own}<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{extra}</w:num>'


def style(
    style_id: str, name: str, properties: str = "", look: str = "", based: str = "", kind: str = "paragraph"
) -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def cell(content: str, properties: str = "") -> str:
    """A cell of paragraphs, or of one text."""
    inner = content if content.startswith("<") else par(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, or of texts."""
    made = "".join(c if c.startswith(("<w:tc>", "<w:sdt>")) else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
