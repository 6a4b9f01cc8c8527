"""The generated minutes as files of each kind, written with the small writers of the tests."""

from collections.abc import Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from benchmarks.generate import Minutes, write_turn
from pdf_writer import Put, stack, write_pdf
from wordmaker import make_docx, par, row, run, style, table

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)
"""What python-docx asks for, and our reader does not."""
_BOLD = "<w:b/>"
_STRUCK = "<w:strike/>"
_UNUSED = "".join(
    style(f"Unused{number}", f"Unused {number}", look=f'<w:sz w:val="{20 + number}"/><w:lang w:val="nb-NO"/>')
    for number in range(40)
)
"""Word writes dozens of styles that a document does not use."""
_TOP, _BOTTOM, _LEADING = 70.0, 770.0, 13.5
_COLUMN = 85
"""Characters of a line of running text, narrow enough for the page."""


def write_docx(minutes: Minutes, number: int) -> bytes:
    """Write a Word document: headings, the attendance list as a table; some text is bold, some struck."""
    styles = (
        style("Normal", "Normal") + style("Heading1", "heading 1", look=_BOLD) + style("Strong", "Strong", look=_BOLD)
    ) + _UNUSED
    body = [par(escape(minutes.title), '<w:pStyle w:val="Heading1"/>'), par(minutes.day_line)]
    body.append(par(run(minutes.present_label, _BOLD)))
    everybody = (*minutes.present, *minutes.absent)
    body.append(table(*(row(p.name, f"{p.place} {minutes.municipality}") for p in everybody), widths=(4000, 4000)))
    for item in minutes.items:
        body.append(par(escape(f"{item.number} {item.title}"), '<w:pStyle w:val="Heading1"/>'))
        for at, turn in enumerate(item.turns):
            text = write_turn(turn)
            named = len(turn.speaker.name)
            if (number + at) % 7 == 0:
                body.append(par(run(escape(text), _STRUCK)))
            elif (number + at) % 3 == 0:
                body.append(par(escape(text), '<w:pStyle w:val="Strong"/>'))
            else:
                body.append(par(run(text[:named], _BOLD) + run(escape(text[named:]))))
        body += [par(run(item.decision_label, _BOLD)), par(escape(item.decision))]
    return make_docx("".join(body), styles, parts={"[Content_Types].xml": _TYPES})


def write_pdf_file(minutes: Minutes) -> bytes:
    """Write a PDF: running text in lines, the attendance list in two columns, on as many pages as it takes."""
    lines: list[Sequence[str]] = [(f"**{minutes.title}**",), (minutes.day_line,), (), (minutes.present_label,), ()]
    lines += [(p.name, f"{p.place} {minutes.municipality}") for p in (*minutes.present, *minutes.absent)]
    for item in minutes.items:
        lines += [(), (f"**{item.number} {item.title}**",), ()]
        for turn in item.turns:
            lines += [*((line,) for line in wrap(write_turn(turn), _COLUMN, break_on_hyphens=False)), ()]
        lines += [(item.decision_label,), *((line,) for line in wrap(item.decision, _COLUMN, break_on_hyphens=False))]
    pages: list[list[Put]] = [[]]
    y = _TOP
    for line in lines:
        if y > _BOTTOM:
            pages.append([])
            y = _TOP
        for x, text in zip((70.0, 300.0), line, strict=False):
            pages[-1] += stack(x, y, [text])
        y += _LEADING if line else _LEADING / 2
    return write_pdf(*pages)
