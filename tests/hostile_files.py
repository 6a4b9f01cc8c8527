"""Files that try to do more than be read: made from rules, in the families that a build meets.

Every one is read or refused in one line, within the limits, and nothing is opened, made or asked elsewhere.
"""

import base64
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from pdf_writer import Put, write_pdf
from wordmaker import make_archive, make_docx, par, run

CANARY: Final = "KANARI-0815"
"""Stands in a file outside of the folder that is read; no output may show it."""

MINUTES: Final = (
    "# Referat Næringsgruppa 12.03.2021\n\n## Til stede\n\n- Åse Vik, Drammen kommune\n\n## Sak 1 Strømnett\n\n"
    "Åse Vik, Drammen: Kommunen ber Statnett om å bygge ut strømnettet.\n"
)
_PARAGRAPHS: Final = "".join(par(run(line.lstrip("#- "))) for line in MINUTES.splitlines() if line)
_HTML: Final = "<h1>Referat 12.03.2021</h1><p>Til stede:</p><ul><li>Åse Vik, Drammen kommune</li></ul>"
_PUTS: Final = tuple(Put(60, 60 + 20 * at, line) for at, line in enumerate(filter(None, MINUTES.splitlines())))


def write_hostile_files(folder: Path, outside: Path, port: int) -> dict[str, bool]:
    """Write all files into a folder; tell of each, by its path there, whether it must be read (else it may be refused).

    Args:
        folder: is made.
        outside: a file beside the folder, that some of them try to have read.
        port: of a listener on this machine, that some of them try to have called.
    """
    folder.mkdir(parents=True)
    written = {}
    for family in (list_encodings, list_markdown, list_front_matter, list_pages, list_word, list_archives, list_pdf):
        for name, content, must in family(outside, port):
            data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
            folder.joinpath(name).write_bytes(data)
            written[name] = must
    return written | write_odd_names(folder)


def _tell_cell(properties: str, of_row: str = "") -> str:
    return f"<w:tbl><w:tr>{of_row}<w:tc><w:tcPr>{properties}</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"


def _say(text: str) -> str:
    return par(run(text))


Cases = Iterator[tuple[str, str | bytes, bool]]


def list_encodings(outside: Path, port: int) -> Cases:
    """Texts in encodings that lie, mix or hide."""
    text, raw = MINUTES, MINUTES.encode()
    yield "utf7.txt", text.replace("Vik", "+ADw-script+AD4-").encode(), False
    yield "utf32le-mark.txt", b"\xff\xfe\0\0" + text.encode("utf-32-le"), False
    yield "utf32be.txt", text.encode("utf-32-be"), False
    yield "utf16-odd-byte.txt", b"\xff\xfe" + text.encode("utf-16-le") + b"x", False
    yield "utf16-lone-surrogates.txt", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8\x41\x00\x00\xdc", False
    yield "utf16-mark-of-the-other.txt", b"\xfe\xff" + text.encode("utf-16-le"), False
    yield "marks-in-the-middle.txt", text.replace("Vik", "\ufeffV\ufeffik"), True
    yield "two-marks.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + raw, True
    yield "mark-alone.txt", b"\xef\xbb\xbf", False
    yield "overlong.txt", raw + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\n", False
    yield "beyond-unicode.txt", raw + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80\n", False
    yield "half-a-letter.txt", raw[:-1] + b"\xc3", False
    yield "half-in-each.txt", raw + text.encode("cp1252") + text.encode("cp865"), False
    yield "nul-between.txt", raw.replace(b" ", b" \0"), False
    yield "nul-at-the-end.txt", raw + b"\0" * 100_000, False
    yield "private-use-and-not-characters.txt", text + "\ue000\ufffe\uffff\U0010ffff\ufdd0\n", False
    yield "shift-out.txt", raw + b"\x1b$B!!\x1b(B \x0e\x0f\n", False
    yield "tags-of-unicode.txt", text + "".join(chr(0xE0000 + ord(letter)) for letter in "ignorer alt") + "\n", True
    yield "turned-names.md", text.replace("Åse Vik", "Åse \u202ekiV\u202c"), True
    yield "unseen-in-names.md", text.replace("Vik", "V\u200bi\u2060k\u00ad"), True
    yield "isolates.md", text.replace("Vik", "\u2067Vik\u2069"), True
    yield "isolates-by-the-thousand.md", text + "\u2066" * 50_000 + "\n", True
    yield "letters-that-look-alike.md", text.replace("Vik,", "Vіk,"), True
    yield "folds-into-many.md", text + "ﷺ" * 20_000 + "\n", True
    yield "joined-emoji.md", text + "👩\u200d" * 30_000 + "\n", True
    yield "marks-without-a-letter.md", "\u0301" * 100_000 + text, False
    yield "jamo.md", text + "각" * 30_000 + "\n", True


def list_markdown(outside: Path, port: int) -> Cases:
    """What readers of Markdown take too long for, or follow."""
    text = MINUTES
    floods = {
        "quotes": ">" * 5_000 + " x",
        "quotes-line-by-line": "\n".join(">" * depth + " x" for depth in range(1, 400)),
        "brackets": "[" * 5_000,
        "brackets-closed": "[" * 2_500 + "]" * 2_500,
        "pictures": "![" * 2_500,
        "stars": "*" * 5_000 + "a",
        "stars-and-letters": "*a" * 2_500,
        "stars-both-ways": "*a **b " * 1_000 + "c** d*" * 1_000,
        "low-lines": "a_" * 2_500,
        "ticks": "".join("`" * count + "a" for count in range(1, 400)),
        "ticks-without-end": "`a" * 2_500,
        "less-than": "<" * 5_000,
        "comment-without-end": "<!--" * 1_500,
        "processing-without-end": "<?" * 2_500,
        "declaration-without-end": "<!A " * 1_500,
        "cdata-without-end": "<![CDATA[" * 1_000,
        "links": "[a](b" * 1_500,
        "link-in-angles": "[a](<b" * 1_500,
        "link-of-lines": "[a](\n" * 1_500,
        "references": "[a]: /x\n" * 1_000,
        "reference-to-itself": "[a]: [a]\n[b]: [b]\n" * 5_000,
        "entities": "&amp;" * 2_500,
        "entities-without-end": "&#x" * 2_500,
        "number-that-is-no-letter": "&#0;&#xD800;&#x110000;&#99999999999;",
        "lists-in-lists": "\n".join(" " * (2 * depth) + "- x" for depth in range(1_500)),
        "lists-on-a-line": "- " * 1_000 + "x",
        "numbers": "999999999. x\n" + "1" * 5_000 + ". x\n",
        "columns": "|" + "a|" * 100_000 + "\n|" + "-|" * 100_000 + "\n",
        "rows": "| a | b |\n|---|---|\n" + "| x | y |\n" * 1_000,
        "ruler-alone": "|-" * 25_000,
        "wide-and-tall": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + ("|" + "b|" * 2_000 + "\n") * 100,
        "rulers": "---\n" * 2_500,
        "underlined": "a\n" * 2_500 + "===\n",
        "headings": "#" * 5_000 + " x",
        "hashes": "# " * 2_500,
        "escapes": "\\" * 5_001,
        "tabs": "\t" * 5_000 + "x",
        "blanks-at-line-ends": "a  \n" * 1_500,
        "addresses": "http://" * 1_500,
        "mail": "a@" * 2_500 + "<a" * 1_000,
        "fences": "```\n" * 1_500,
        "fence-that-is-long": "`" * 5_000 + "\n",
        "footnotes": "[^1]: [^1]\n" * 1_000,
        "names": "Åse " * 1_500,
        "commas": "Åse Vik, " * 1_000,
        "hyphens": "- Åse-" * 1_000,
        "turns": "Åse Vik: Ja.\n\n" * 5_000,
        "colons": ":" * 5_000,
        "times": "kl. 09.00–" * 1_000,
        "days": "12.03.2021 " * 1_000,
        "numbers-of-persons": "01019012345 " * 1_000,
        "telephones": "+47 " * 1_500 + "mobil " * 1_500,
    }
    for name, flood in floods.items():
        yield f"flood-{name}.md", f"{text}\n{flood}\n", False
        if "\n" not in flood:
            yield f"flood-{name}.txt", f"{flood}\n\n{text}", False
    yield "reads-a-file.md", f"{text}\n![x]({outside.as_uri()}) [y](../../{outside.name}) <{outside.as_uri()}>\n", True
    yield (
        "asks-a-server.md",
        f"{text}\n![x](http://127.0.0.1:{port}/a)\n\n<img src='http://127.0.0.1:{port}/b'>\n",
        True,
    )
    yield "includes.md", f'{text}\n!INCLUDE "{outside}"\n\n{{% include \'{outside}\' %}}\n\n--8<-- "{outside}"\n', True


def list_front_matter(outside: Path, port: int) -> Cases:
    """YAML that grows, runs, or says what cannot be."""
    heads = {
        "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "alias-to-itself": "a: &a [*a]",
        "merge": "a: &a {x: 1}\nb:\n  <<: *a",
        "python-tag": "title: !!python/object/apply:os.system ['touch hostile-made']",
        "python-name": "title: !!python/name:os.system",
        "own-tag": "title: !x y",
        "set": "title: !!set {a, b}",
        "binary": f"title: !!binary {base64.b64encode(bytes(3000)).decode()}",
        "huge-number": "date: " + "9" * 4_000,
        "base-60": "start: " + "59:" * 2_000 + "59",
        "huge-exponent": "x: 1e999999999\ny: 0x" + "f" * 3_000,
        "day-out-of-range": "date: 2021-02-30",
        "year-zero": "date: 0000-01-01",
        "year-far": "date: 99999-01-01\nend: 2021-03-12T99:99:99Z",
        "zone-far": "date: 2021-03-12 10:00:00 +99:99",
        "date-as-list": "date: [2021-03-12, {a: b}]",
        "date-as-table": "date: {year: 2021}\ntitle: {a: {b: c}}",
        "keys-that-are-none": "null: x\n1: y\ntrue: z\n2021-03-12: d\n[a, b]: c\n? {a: b}\n: d",
        "the-same-key-twice": "title: a\ntitle: b\ndate: 2021-03-12\ndate: 2022-03-12",
        "deep": "a: " + "{a: " * 500 + "1" + "}" * 500,
        "deep-by-blanks": "\n".join(" " * depth + "a:" for depth in range(300)),
        "two-documents": "title: a\n--- \ntitle: b",
        "directive": "%YAML 9.9\n%TAG ! tag:x,2000:\ntitle: a",
        "tabs": "title:\t\ta\n\tb: c",
        "controls": 'title: "\\0\\x1b[31m\\u202e\\ud800"',
        "markup": "title: \"<script>alert(1)</script>\"\nbody: '=1+1'",
        "not-a-number": ".nan: .inf\nx: [-.inf, .NaN]",
        "attendees": "attendees: " + "[" + ", ".join(["x"] * 2_000) + "]",
        "without-end": "title: x\n" * 3_000,
    }
    for name, head in heads.items():
        yield f"front-{name}.md", f"---\n{head}\n---\n\n{MINUTES}", False
    yield "front-without-end.md", f"---\ntitle: x\n{MINUTES}", False
    yield "front-marks-alone.md", "---\n---\n" * 1_000 + MINUTES, False


def list_pages(outside: Path, port: int) -> Cases:
    """HTML that is deep, wide, endless, or leads elsewhere."""
    far = f"http://127.0.0.1:{port}/"
    bodies = {
        "refresh": f"<meta http-equiv=refresh content='0;url={far}'>",
        "base": f"<base href='{far}'><a href=x>x</a><img src=y>",
        "frames": f"<iframe src='{outside.as_uri()}'></iframe><object data='{far}'></object><embed src='{far}'>",
        "styles": f"<style>@import '{far}'; p {{ background: url({far}) }}</style><link rel=stylesheet href='{far}'>",
        "pictures": f"<img srcset='{far}a 1x' src='{far}'><video poster='{far}' src='{far}'>",
        "svg": f"<svg><script>1</script><image href='{far}'/><foreignObject><p>Åse Lie</p></foreignObject></svg>",
        "math": "<math><mtext><table><mglyph><style><img src=x onerror=1>",
        "huge-attribute": "<p title='" + "x" * 5_000_000 + "'>x</p>",
        "attributes": "<p " + " ".join(f"data-{at}='{at}'" for at in range(20_000)) + ">x</p>",
        "deep-spans": "<span>" * 20_000 + "x",
        "deep-lists": "<ul><li>" * 20_000 + "x",
        "deep-forms": "<b><i>" * 20_000 + "<p>" * 2_000 + "x",
        "deep-tables": "<table><tr><td>" * 10_000 + "x",
        "deep-quotes": "<blockquote>" * 12_000 + "x",
        "formatting": "<b>" * 200 + "<p>x" * 2_000,
        "templates": "<template>" * 10_000 + "x",
        "select": "<select><option>" * 20_000 + "x",
        "cells": "<table><tr>" + "<td>x" * 20_000 + "</table>",
        "rows": "<table>" + "<tr><td>x" * 20_000 + "</table>",
        "spans": "<table>" + "<tr>" + "<td rowspan=65534 colspan=1000>x" * 300 + "</table>",
        "spans-that-are-no-numbers": "<table><tr><td colspan=-1 rowspan=1e9>a<td colspan=9999999999999999>b</table>",
        "columns": "<table><colgroup span=1000000><col span=100000><tr><td>x</table>",
        "entities": "&" * 20_000,
        "entity-that-is-long": "&" + "a" * 50_000 + ";",
        "numbers": "&#" + "9" * 20_000 + ";&#x0;&#xD800;&#x80;",
        "comments": "<!--" + "-" * 50_000,
        "comment-in-comment": "<!-- a --!> <!--> <!---> b --> <!-- c",
        "conditional": f"<!--[if IE]><p>Åse Lie</p><![endif]--><![if !IE]><p>Per Lie</p><![endif]>{MINUTES}",
        "cdata": "<![CDATA[<p>Åse Lie</p>]]>",
        "plaintext": "<plaintext>" + "</p>" * 10_000,
        "textarea": "<textarea>" + "<p>x" * 10_000,
        "noscript": "<noscript><p title='</noscript><img src=x onerror=1>'></noscript>",
        "xmp": "<xmp><p>Åse Lie</p></xmp><listing>x</listing>",
        "nul": "<p>Å\0se\0 Vik</p><scr\0ipt>1</scr\0ipt>",
        "less-than": "<" * 50_000,
        "tags-without-end": "<a href='" * 12_000,
        "names": "<" + "a" * 100_000 + ">x",
        "own-elements": "".join(f"<x-{at}>y</x-{at}>" for at in range(12_000)),
        "hidden": "<p hidden>Åse Lie</p><p style='display:none'>Per Lie</p><p aria-hidden=true>x</p>",
        "styled": "<p style='" + "display:" * 20_000 + "'>x",
        "charset-twice": "<meta charset=utf-16><meta charset=utf-7><meta charset=x-user-defined>",
    }
    for name, body in bodies.items():
        yield f"page-{name}.html", f"<!DOCTYPE html><html><head><title>x</title></head><body>{_HTML}{body}", False
    entity = f"<!DOCTYPE html [<!ENTITY e SYSTEM '{outside.as_uri()}'>]><html><body>{_HTML}<p>&e;</p></body></html>"
    yield "page-entity.html", entity, False
    yield "page-entity.xhtml", f"<?xml version='1.0'?>{entity}", False
    laughs = "".join(f"<!ENTITY e{at} '&e{at - 1};&e{at - 1};&e{at - 1};'>" for at in range(1, 30))
    yield (
        "page-laughs.html",
        f"<!DOCTYPE html [<!ENTITY e0 'ha'>{laughs}]><html><body>{_HTML}&e29;</body></html>",
        False,
    )


def list_word(outside: Path, port: int) -> Cases:
    """Word documents whose XML is deep, endless, or leads elsewhere."""
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    bodies = {
        "deep-fields": "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + "</w:p>",
        "fields-that-end-first": "<w:p>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 5_000 + "</w:p>",
        "field-that-reads": f'<w:p><w:fldSimple w:instr="INCLUDETEXT {outside}">{run("x")}</w:fldSimple></w:p>',
        "deep-content": "<w:sdt><w:sdtContent>" * 150 + _say("x") + "</w:sdtContent></w:sdt>" * 150,
        "deeper-content": "<w:sdt><w:sdtContent>" * 5_000 + _say("x") + "</w:sdtContent></w:sdt>" * 5_000,
        "deep-boxes": "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * 60
        + _say("x")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * 60,
        "runs": "<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 100_000 + "</w:p>",
        "paragraphs": _say("x") * 50_000,
        "blanks": "<w:p><w:r>" + "<w:tab/>" * 50_000 + "<w:br/>" * 50_000 + "</w:r></w:p>",
        "cells": "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 30_000 + "</w:tr></w:tbl>",
        "spans": _tell_cell('<w:gridSpan w:val="99999999"/>'),
        "spans-below-nothing": _tell_cell('<w:gridSpan w:val="-5"/><w:vMerge/>'),
        "rows-that-are-skipped": _tell_cell("", '<w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>'),
        "lists-that-are-not": '<w:p><w:pPr><w:numPr><w:ilvl w:val="999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>',
        "letters-by-number": '<w:p><w:r><w:sym w:font="x" w:char="ZZZZ"/><w:sym w:char="110000"/><w:sym/></w:r></w:p>',
        "letters-that-are-none": '<w:p><w:r><w:sym w:font="Symbol" w:char="D800"/><w:sym w:char="0000"/></w:r></w:p>',
        "alternatives": "<mc:AlternateContent>" * 100 + _say("x") + "</mc:AlternateContent>" * 100,
        "instructions": "<?x y?>" * 50_000,
        "comments": "<!-- -->" * 50_000,
        "names": "".join(f"<w:x{at}/>" for at in range(50_000)),
        "attributes": "<w:p " + " ".join(f'w:a{at}="1"' for at in range(30_000)) + "/>",
    }
    for name, body in bodies.items():
        yield f"word-{name}.docx", make_docx(_PARAGRAPHS + body), False
    numbers = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/>'
        '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        * 3
    )
    for at, levels in enumerate(
        (("9" * 30, "decimal", "%1."), ("2147483647", "lowerRoman", "%1."), ("99999999", "upperLetter", "%1%1%1%1"),
         ("-5", "lowerLetter", "%1."), ("1", "x" * 1000, "%9" * 10_000), ("1.5", "bullet", "\u202e"))
    ):  # fmt: skip
        yield f"word-numbering-{at}.docx", make_docx(_PARAGRAPHS + listed, numbering=numbers.format(*levels)), False
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    yield "word-styles-in-a-ring.docx", make_docx(_PARAGRAPHS + styled, styles=loop), False
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{at}"><w:basedOn w:val="S{at + 1}"/></w:style>' for at in range(5_000)
    )
    yield "word-styles-in-a-row.docx", make_docx(_PARAGRAPHS + styled.replace('"A"', '"S0"'), styles=chain), False
    for name, target in {
        "file": outside.as_uri(),
        "up": f"../../../../../..{outside}",
        "root": str(outside),
        "server": f"http://127.0.0.1:{port}/x",
        "itself": "document.xml",
        "share": rf"\\127.0.0.1\{outside.name}",
        "nothing": "",
        "nul": "a\ufffdb%00",
    }.items():
        part = rels.format(
            f'<Relationship Id="a" Type="{kind}styles" Target="{target}"/><Relationship Id="b" Type="{kind}numbering" '
            f'Target="{target}"/><Relationship Id="c" Type="{kind}aFChunk" Target="{target}" TargetMode="External"/>'
        )
        parts = {"word/_rels/document.xml.rels": part}
        yield f"word-leads-to-{name}.docx", make_docx(_PARAGRAPHS + '<w:altChunk r:id="c"/>', parts=parts), False
    entity = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "{outside.as_uri()}">'
        f'<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/d">%p;]>'
    )
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"):
        yield (
            f"word-entity-in-{part.rpartition('/')[2]}.docx",
            make_docx(_PARAGRAPHS, parts={part: f"{entity}<x>&e;</x>"}),
            False,
        )


def list_archives(outside: Path, port: int) -> Cases:
    """Archives that grow, lie about what is in them, or name what lies elsewhere."""
    good = make_docx(_PARAGRAPHS)
    bomb = b"<w:p/>" * (12 << 20)
    for part in (
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    ):
        yield f"zip-bomb-in-{part.replace('/', '-')}.docx", make_docx(_PARAGRAPHS, parts={part: bomb}), False
    yield "zip-in-zip.docx", make_archive({"word/document.xml": make_archive({"x": bomb}), "a.zip": good}), False
    yield "zip-of-many.docx", make_docx(_PARAGRAPHS, parts={f"x/{at}.xml": "" for at in range(12_000)}), False
    yield "zip-of-many-just.docx", make_docx(_PARAGRAPHS, parts={f"x/{at}.xml": "" for at in range(5_000)}), False
    names = (
        "../up.txt",
        "/root.txt",
        "..\\up.txt",
        "C:\\x.txt",
        "C:/x.txt",
        "a/../../b",
        "con",
        "a\0b",
        "x" * 60_000,
        "",
    )
    yield "zip-names.docx", make_docx(_PARAGRAPHS, parts=dict.fromkeys(names, CANARY)), False
    yield "zip-main-part-up.docx", good.replace(b"word/document.xml", b"../../d/docum.xml"), False
    yield (
        "zip-cases.docx",
        make_docx(_PARAGRAPHS, parts={"WORD/DOCUMENT.XML": "<x/>", "word\\document.xml": "<x/>"}),
        False,
    )
    yield "zip-twice.docx", _make_twice("word/document.xml"), False
    yield "zip-rels-twice.docx", _make_twice("_rels/.rels"), False
    yield "zip-link.docx", _make_link(str(outside)), False
    yield "zip-encrypted.docx", _set_flag(good, 0x1), False
    yield "zip-strong-encrypted.docx", _set_flag(good, 0x41), False
    for method in (9, 12, 14, 93, 95, 98, 99):
        yield f"zip-method-{method}.docx", _set_method(good, method), False
    yield "zip-size-lies.docx", _set_sizes(good, 10), False
    yield "zip-size-lies-high.docx", _set_sizes(good, 0xFFFFFFF0), False
    yield "zip-two-ends.docx", good + good, False
    yield "zip-comment.docx", good[:-2] + struct.pack("<H", 65_535) + b"PK\5\6" * 16_383 + b"xxx", False
    yield "zip-before.docx", b"#!/bin/sh\ntouch hostile-made\n" + good, False
    yield "zip-cut-directory.docx", good[:-30], False
    yield "zip-directory-far.docx", good[:-6] + struct.pack("<IH", 0xFFFFFFF0, 0), False
    yield "zip-counts-lie.docx", good[:-14] + struct.pack("<HH", 0xFFFF, 0xFFFF) + good[-10:], False
    yield "zip-overlapping.docx", _point_all_to_first(good), False
    yield "packed.md", zlib.compress(MINUTES.encode()), False
    yield "tar.md", MINUTES.encode().ljust(257, b"\0") + b"ustar\0" + bytes(300), False


def _make_twice(name: str) -> bytes:
    target = io.BytesIO(make_docx(_PARAGRAPHS))
    with zipfile.ZipFile(target, "a") as archive:
        # Else the library warns of what is meant.
        archive.NameToInfo.pop(name)
        archive.writestr(name, f"<x>{CANARY}</x>")
    return target.getvalue()


def _make_link(to: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx(_PARAGRAPHS))) as source, zipfile.ZipFile(target, "w") as archive:
        for info in source.infolist():
            if info.filename != "word/styles.xml":
                archive.writestr(info, source.read(info))
        link = zipfile.ZipInfo("word/styles.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, to)
    return target.getvalue()


def _change_headers(archive: bytes, local: int, central: int, form: str, value: int) -> bytes:
    """Put a value at an offset of each header, local and of the directory."""
    changed = bytearray(archive)
    for mark, offset in ((b"PK\3\4", local), (b"PK\1\2", central)):
        at = changed.find(mark)
        while at >= 0:
            struct.pack_into(form, changed, at + offset, value)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def _set_flag(archive: bytes, flag: int) -> bytes:
    return _change_headers(archive, 6, 8, "<H", flag)


def _set_method(archive: bytes, method: int) -> bytes:
    return _change_headers(archive, 8, 10, "<H", method)


def _set_sizes(archive: bytes, size: int) -> bytes:
    return _change_headers(archive, 22, 24, "<I", size)


def _point_all_to_first(archive: bytes) -> bytes:
    """Have each entry of a directory say that its data are those of the first."""
    changed = bytearray(archive)
    at = changed.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", changed, at + 42, 0)
        at = changed.find(b"PK\1\2", at + 4)
    return bytes(changed)


def list_pdf(outside: Path, port: int) -> Cases:
    """PDFs whose parts go in rings, are huge, hide files or run."""
    good = write_pdf(_PUTS)

    def change(old: str, new: str) -> bytes:
        assert old.encode() in good, old
        return good.replace(old.encode(), new.encode())

    yield "pdf-parent-is-page.pdf", change("/Parent 2 0 R", "/Parent 7 0 R"), False
    yield "pdf-kids-of-themselves.pdf", change("/Kids [", "/Kids [2 0 R 2 0 R 2 0 R "), False
    yield "pdf-contents-of-itself.pdf", change("/Contents 6 0 R", "/Contents [7 0 R 6 0 R 7 0 R]"), False
    yield "pdf-contents-by-the-thousand.pdf", change("/Contents 6 0 R", f"/Contents [{'6 0 R ' * 20_000}]"), False
    yield "pdf-font-of-itself.pdf", change("/F0 3 0 R", "/F0 7 0 R"), False
    yield "pdf-count-below.pdf", change("/Count 1", "/Count -5"), False
    yield "pdf-count-far.pdf", change("/Count 1", "/Count 4294967297"), False
    yield "pdf-root-is-page.pdf", change("/Root 1 0 R", "/Root 7 0 R"), False
    yield "pdf-root-is-missing.pdf", change("/Root 1 0 R", "/Root 99 0 R"), False
    for name, box in {
        "none": "[0 0 0 0]",
        "turned": "[595 842 0 0]",
        "far": "[1e30 1e30 1e31 1e31]",
        "not-numbers": "[/a (b) null true]",
        "short": "[0]",
        "huge": "[-2147483648 -2147483648 2147483647 2147483647]",
    }.items():
        yield f"pdf-box-{name}.pdf", change("/MediaBox [0 0 595 842]", f"/MediaBox {box}"), False
    actions = {
        "script": "/OpenAction << /S /JavaScript /JS (app.launchURL('x')) >>",
        "launch": "/OpenAction << /S /Launch /F (touch hostile-made) >>",
        "address": f"/OpenAction << /S /URI /URI (http://127.0.0.1:{port}/) >>",
        "submit": f"/AA << /WC << /S /SubmitForm /F (http://127.0.0.1:{port}/) >> >>",
        "import": f"/OpenAction << /S /ImportData /F ({outside}) >>",
        "remote": f"/OpenAction << /S /GoToR /F ({outside}) /D [0 /Fit] >>",
        "form": "/AcroForm << /Fields [7 0 R 1 0 R] /XFA (x) /NeedAppearances true >>",
        "outline": "/Outlines 1 0 R /Names 1 0 R /Dests 1 0 R /StructTreeRoot 1 0 R",
        "labels": "/PageLabels << /Nums [0 << /S /r /St 999999999 >> -1 null] >>",
        "deep": "/X " + "[" * 50_000 + "]" * 50_000,
        "deep-tables": "/X " + "<< /a " * 20_000 + "1" + " >>" * 20_000,
        "long-name": "/" + "x" * 1_000_000 + " 1",
        "long-string": "/X (" + "(" * 200_000 + ")" * 200_000 + ")",
        "huge-number": "/X " + "9" * 100_000 + " /Y -" + "9" * 100_000 + ".9",
    }
    for name, action in actions.items():
        yield f"pdf-{name}.pdf", change("/Type /Catalog", f"/Type /Catalog {action}"), False
    attached = f"/Names << /EmbeddedFiles << /Names [(a) << /F (../../{outside.name}) /EF << /F 6 0 R >> >>] >> >>"
    yield "pdf-attached.pdf", change("/Type /Catalog", f"/Type /Catalog {attached}"), False
    yield "pdf-encrypted-by-nothing.pdf", write_pdf(_PUTS, trailer="/Encrypt << /Filter /Standard /V 9 /R 9 >>"), False
    yield "pdf-encrypted-by-itself.pdf", write_pdf(_PUTS, trailer="/Encrypt 1 0 R /ID [<00> <00>]"), False
    yield "pdf-table-of-itself.pdf", write_pdf(_PUTS, trailer="/XRefStm 9 /Prev 9"), False
    yield "pdf-table-far.pdf", good[: good.rindex(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF", False
    yield "pdf-table-below.pdf", good[: good.rindex(b"startxref")] + b"startxref\n-5\n%%EOF", False
    yield "pdf-size-far.pdf", change("/Size ", "/Size 99999999"), False
    yield "pdf-offsets-zero.pdf", good.replace(b" 00000 n", b" 65535 n"), False
    yield "pdf-without-end.pdf", good[: good.rindex(b"xref\n0")], False
    yield "pdf-twice.pdf", good + good, False
    yield "pdf-head-alone.pdf", b"%PDF-1.7\n", False
    yield "pdf-version-far.pdf", good.replace(b"%PDF-1.4", b"%PDF-99999999.9"), False
    yield "pdf-letters-far.pdf", write_pdf([Put(1e9, 1e9, "Referat"), Put(-1e9, -1e9, "Åse"), *_PUTS]), False
    yield "pdf-letters-huge.pdf", write_pdf([Put(60, 60, "Referat", size=1e9), *_PUTS]), False
    yield "pdf-letters-without-size.pdf", write_pdf([Put(60, 60, "Referat", size=0), *_PUTS]), False
    yield "pdf-letters-on-one-place.pdf", write_pdf([Put(60, 60, "x" * 50)] * 3_000), False
    yield "pdf-columns.pdf", write_pdf([Put(x, y, "x") for x in range(0, 590, 6) for y in range(0, 800, 8)]), False
    yield "pdf-pages.pdf", write_pdf(*[[Put(60, 60, f"Side {at}")] for at in range(1_500)]), False


def write_odd_names(folder: Path) -> dict[str, bool]:
    """Write minutes under names, and in folders, that are more than names; a system that cannot have one leaves it."""
    names = {
        "linje\nskift.md": True,
        "retur\r.md": True,
        "\x1b]0;tittel\x07\x1b[31m.md": True,
        "\x9b31m.md": True,
        "snudd\u202edm.md": True,
        "usett\u200b\u2060.md": True,
        "skille\u2028\u2029.md": True,
        "merke\ufeff.md": True,
        "Kаri.md": True,
        "ﬁ①Ⅷ.md": True,
        "İIıi.md": True,
        "'; DROP ALL; --.md": True,
        '"}.md': True,
        "$(touch hostile-made).md": True,
        "%2e%2e%2f%00.md": True,
        "%s%n{0}{person}.md": True,
        "=1+1.md": True,
        "-o.md": True,
        "@fil.md": True,
        "~.md": True,
        " .md": True,
        "...md": False,
        "\\\\vert\\del.md": True,
        "NUL.md": True,
        "x.html.md": True,
        "x.md ": False,
        "x.MD": True,
        "x.docx.md": True,
        "å" * 126 + ".md": True,
        "a" * 252 + ".md": True,
    }
    written = {}
    for name, must in names.items():
        if _try_writing(lambda name=name: folder.joinpath(name).write_text(MINUTES, encoding="utf-8")):  # type: ignore[misc]
            written[name] = must
    raw = os.fsencode(folder) + b"/\xff\xfe\x80.md"
    if _try_writing(lambda: Path(os.fsdecode(raw)).write_text(MINUTES, encoding="utf-8")):
        written[os.fsdecode(b"\xff\xfe\x80.md")] = True
    return written


def write_odd_folders(folder: Path, outside: Path) -> None:
    """Make folders that are links out of the tree or into themselves, and some that are deep; none leads to a file."""
    (folder / "ut").symlink_to(outside.parent, target_is_directory=True)
    (folder / "ring").symlink_to(folder, target_is_directory=True)
    (folder / "en").symlink_to("to", target_is_directory=True)
    (folder / "to").symlink_to("en", target_is_directory=True)
    (folder / "lenke.md").symlink_to(outside)
    (folder / "prosess.md").symlink_to("/proc/self/environ")
    deep = folder.joinpath(*["d" * 60] * 40)
    deep.mkdir(parents=True)
    (folder / ".skjult").mkdir()
    (folder / ".skjult" / "x.md").write_text(CANARY, encoding="utf-8")
    os.mkfifo(folder / "rør.md")
    (folder / "mappe.md").mkdir()
    (folder / "mappe.md" / "x.md").write_text(CANARY, encoding="utf-8")


def _try_writing(write: Callable[[], object]) -> bool:
    try:
        write()
    except (OSError, ValueError):
        return False
    return True
