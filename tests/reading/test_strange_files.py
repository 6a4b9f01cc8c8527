"""Files that are not what they seem: told by content, opened with care, and named apart."""

import os
import socket
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from naeringsgraf.errors import SourceError
from naeringsgraf.given import MAX_BYTES
from naeringsgraf.reading.files import find_files
from naeringsgraf.reading.opening import load_file
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.reading.sniffing import check_kind, find_kind

TEXT = "Referat frå møtet på Ås.\nRådet ønsker større område, og både Øst og Sør må være med.\n"
READABLE = (".md", ".txt", ".docx", ".pdf", ".html")

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def make_zip(path: Path, *parts: str) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, "<x/>" * 100)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("raw", "ending", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", ".md", "is a PDF file named .md; rename it to .pdf"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
            ".docx",
            "is an old Word file, or one with a password, named .docx; open",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", ".doc", "is an old Word file, or one with a password, which cannot"),
        (
            b"{\\rtf1\\ansi Referat}",
            ".txt",
            "is a rich text (RTF) file named .txt; open it in Word and save it as .docx",
        ),
        (b"\x89PNG\r\n\x1a\n", ".txt", "is a picture named .txt; have its text recognised (OCR)"),
        (b"\xff\xd8\xff\xe0", "", "is a picture named without an ending;"),
        (b"\x1f\x8b\x08", ".md", "is a packed archive named .md; unpack it"),
        (b"<!DOCTYPE html><html><body>", ".md", "is a web page named .md; rename it to .html"),
        (b"Referat", "", "is named without an ending, which cannot be read; save it as .md or .txt"),
        (b"Referat", ".wpd", "is named .wpd, which cannot be read; save it as .md or .txt"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_told(raw: bytes, ending: str, message: str) -> None:
    """What it really is, and what to do."""
    with pytest.raises(SourceError) as told:
        check_kind(raw, f"mote{ending}", ending, READABLE)

    assert str(told.value).startswith(f"mote{ending}: {message}")


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("word/document.xml", "a Word file"),
        ("xl/workbook.xml", "an Excel file"),
        ("ppt/presentation.xml", "a PowerPoint file"),
        ("mote.txt", "a zip archive"),
    ],
)
def test_what_an_archive_holds_tells_what_it_is(tmp_path: Path, part: str, name: str) -> None:
    """Word, Excel and PowerPoint files are zip archives too."""
    kind = find_kind(make_zip(tmp_path / "x.zip", "[Content_Types].xml", part))

    assert kind is not None and kind.name == name


@pytest.mark.parametrize(
    "text", [TEXT, "%PDF er et format", "BMP og GIF", "PK møtte", "<b>Referat</b>", "Mottatt: i dag"]
)
def test_text_is_of_no_other_kind(text: str) -> None:
    """Also where it begins like something else."""
    assert find_kind(text.encode()) is None


def test_advice_names_only_what_can_be_read() -> None:
    """Renaming to an ending that is refused would be a bad joke."""
    with pytest.raises(SourceError, match=r"is a PDF file named \.md; save it as text"):
        check_kind(b"%PDF-1.7", "mote.md", ".md", (".md",))


@pytest.mark.parametrize(("page", "name"), [("mac_roman", "mac-roman"), ("cp865", "cp865"), ("cp1252", "windows-1252")])
def test_old_code_pages_are_told_by_their_words(page: str, name: str) -> None:
    """The Macintosh and DOS wrote other bytes for æ, ø and å."""
    document = read_bytes(TEXT.encode(page), "mote.txt")

    assert (document.text, document.encoding) == (TEXT, name)


def test_quotation_marks_of_windows_make_no_dos_text() -> None:
    """In code page 865 they would be æ and Æ."""
    text = "‘Ja’ og ‘nei’ – “kanskje” … 10 € til møtet\n"

    assert read_bytes(text.encode("cp1252"), "mote.txt").text == text


def test_letters_encoded_twice_are_repaired_one_by_one() -> None:
    """Also where other letters of the text are right, and where Latin-1 was in between."""
    for between in ("cp1252", "latin-1"):
        twice = "Rådet på Ås ønsker område.\n".encode().decode(between, "replace")
        document = read_bytes((twice + "Sør er med →\n").encode(), "mote.txt")

        assert document.text == "Rådet på Ås ønsker område.\nSør er med →\n"
        assert document.encoding == "utf-8, encoded twice"


def test_utf_7_is_never_read() -> None:
    """It hides markup from everybody who looks for it."""
    assert "<" not in read_bytes(b"Referat +ADw-script+AD4-", "mote.txt").text


def test_stacked_marks_are_cut() -> None:
    """Putting a hundred thousand of them in order would take minutes."""
    text = read_bytes(("Ka" + "\u0301\u0316" * 100_000 + "ri").encode(), "mote.txt").text

    assert text.startswith("Ka") or text.startswith("Ká")
    assert len(text) < 100


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("a: &a [x]\nb: *a", r"line 3: the front matter holds an alias"),
        ("a: !!python/object/apply:os.system [ls]", "line 2: the front matter holds a tag"),
        ("a: " + "[" * 50 + "]" * 50, "nested deeper than 10"),
        ("a: " + "x " * 15_000, "longer than 20,000"),
        ("a: b: c", "line 2: the front matter is no YAML"),
    ],
)
def test_front_matter_that_is_more_than_a_few_values_is_refused(front: str, words: str) -> None:
    """In one line, with the place."""
    with pytest.raises(SourceError, match=words) as told:
        read_bytes(f"---\n{front}\n---\nReferat\n".encode(), "mote.md")

    assert "\n" not in str(told.value)


@pytest.mark.parametrize("value", ["2022-02-31", "2022-13-01", "9" * 5000, "1:99:99", "0x", ".inf"])
def test_a_value_of_front_matter_that_cannot_be_is_text(value: str) -> None:
    """31 February is no day, and no reason to lose the minutes."""
    document = read_bytes(f"---\ndate: {value}\n---\nReferat\n".encode(), "mote.md")

    assert str(document.front_matter["date"])
    assert document.text.endswith("Referat\n")


@posix
def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would hold us for ever, a link may lead anywhere."""
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "folder.md").mkdir()
    words = {"pipe.md": "is a pipe", "link.md": "is a link", "loop.md": "is a link", "folder.md": "is a folder"}

    for name, word in words.items():
        with pytest.raises(SourceError, match=f"{name}: {word}"):
            load_file(tmp_path / name, name)
    with pytest.raises(SourceError, match=r"dev_zero\.md: is a device"):
        load_file(Path("/dev/zero"), "dev_zero.md")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """Before its first byte is read."""
    with (tmp_path / "stor.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + (36 << 20))

    with pytest.raises(SourceError, match=r"stor\.txt: is 100 MiB; the limit is 64 MiB, so split it"):
        load_file(tmp_path / "stor.txt", "stor.txt")


@posix
def test_what_a_folder_holds_beside_files_is_passed_over_with_the_reason(tmp_path: Path) -> None:
    """Links, pipes, sockets, folders named like files, marks of Word."""
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("missing")
    (tmp_path / "c.md").mkdir()
    (tmp_path / "~$d.md").write_bytes(b"\x05Ola")
    (tmp_path / "e.md").write_text("Referat", encoding="utf-8")
    told: dict[str, str] = {}
    with socket.socket(socket.AF_UNIX) as place:
        here = Path.cwd()
        os.chdir(tmp_path)
        try:
            place.bind("f.md")
        finally:
            os.chdir(here)
        found = find_files([tmp_path], lambda path, reason: told.update({path.name: reason}))

    assert [file.name for file in found] == ["e.md"]
    assert told == {
        "a.md": "is a pipe",
        "b.md": "is a link",
        "c.md": "is a folder that is named like a file",
        "~$d.md": "is a mark that Word leaves while a file is open",
        "f.md": "is a socket",
    }


@posix
def test_links_are_followed_when_asked_and_a_ring_of_them_ends(tmp_path: Path) -> None:
    """A folder that holds itself is entered once."""
    (tmp_path / "ute.md").write_text("Referat", encoding="utf-8")
    inside = tmp_path / "inne"
    inside.mkdir()
    (inside / "igjen").symlink_to(".")
    (inside / "lenke.md").symlink_to(tmp_path / "ute.md")

    assert [file.name for file in find_files([inside], follow_links=True)] == ["lenke.md"]
    (file,) = find_files([inside], follow_links=True)
    assert load_file(file.path, file.name, follow_links=True) == b"Referat"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold such names to be one")
def test_names_that_only_look_alike_are_told_apart(tmp_path: Path) -> None:
    """In case, or in how å is composed; the same set of files always gets the same names."""
    for name in ("møte-å.md", unicodedata.normalize("NFD", "møte-å.md"), "Møte-Å.md", "annet.md"):
        (tmp_path / name).write_text("Referat", encoding="utf-8")

    slugs = [file.slug for file in find_files([tmp_path])]

    assert len(set(slugs)) == 4
    assert [slug for slug in slugs if not slug.startswith("mote-a-")] == ["annet"]
    assert slugs == [file.slug for file in find_files([tmp_path])]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("linje\nskift.md", "linje%0Askift.md"),
        ("\x1b[31m\x07.md", "%1B[31m%07.md"),
        ("\x9b31m.md", "%C2%9B31m.md"),
        ("snudd\u202edm.md", "snudd%E2%80%AEdm.md"),
        ("usett\u200b\ufeff.md", "usett%E2%80%8B%EF%BB%BF.md"),
        ("skille\u2028\u2029.md", "skille%E2%80%A8%E2%80%A9.md"),
        (os.fsdecode(b"\xff\xfe.md"), "%FF%FE.md"),
        ("møte 12.03 – 👩.md", "møte 12.03 – 👩.md"),
    ],
)
def test_what_is_not_seen_in_a_name_is_spelt_out(tmp_path: Path, name: str, told: str) -> None:
    """It would break lines, steer a terminal, or show another name than the one that is there."""
    (tmp_path / name).write_text("Referat", encoding="utf-8")

    (file,) = find_files([tmp_path])

    assert file.name == told
    assert file.load() == b"Referat"
    assert read_bytes(file.load(), file.name, file.slug).path == told


def test_one_name_below_two_roots_is_told_apart_by_them(tmp_path: Path) -> None:
    """As when years are kept in folders and both are named."""
    for year in ("2021", "2022"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "referat.md").write_text("Referat", encoding="utf-8")

    files = find_files([tmp_path / "2021", tmp_path / "2022"])

    assert [file.slug for file in files] == ["2021-referat", "2022-referat"]
