"""The archive that a Word document is: its parts, read within limits and without trust.

Names in the archive are compared, never used as paths; pictures and other parts are not unpacked.
"""

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.sniffing import find_kind

MAX_ENTRIES = 10_000
MAX_BYTES = 32 * 1024 * 1024
"""Of all the parts read, unpacked. Minutes of 2,000,000 characters have less; their tree may take 15 times that."""
_MAX_RATIO = 100
_FREE_BYTES = 1024 * 1024
"""As much may be packed as tightly as it likes: empty tables are."""
_CHUNK = 256 * 1024
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_DAMAGED = "the archive is damaged; open it in Word and save it again"


class Package:
    """An opened archive."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open it.

        Raises:
            SourceError: it is no archive, or breaks a limit.
        """
        self.name = name
        self._left = MAX_BYTES
        if raw.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise self.refuse(f"the archive has more than {MAX_ENTRIES:,} entries; save it again from Word")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as problem:
            raise self.refuse(_tell_no_archive(raw)) from problem
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        if len({name.casefold() for name in self._entries}) != len(self._archive.infolist()):
            raise self.refuse("the archive holds two entries of one name; open it in Word and save it again")
        self.main = self._find_main()

    def refuse(self, reason: str) -> SourceError:
        """Make the error that this document cannot be read."""
        return SourceError(self.name, reason)

    def read(self, part: str) -> bytes | None:
        """Unpack one part; None where the archive has none of that name.

        Raises:
            SourceError: it is damaged, encrypted or a link, or breaks a limit.
        """
        entry = self._entries.get(part)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise self.refuse("the document has a password; save it without one")
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.compress_type not in _PACKING:
            raise self.refuse(_DAMAGED)
        try:
            return b"".join(self._unpack(entry))
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError) as problem:
            raise self.refuse(_DAMAGED) from problem

    def _unpack(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        with self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._left -= len(chunk)
                if size > _FREE_BYTES and size > entry.compress_size * _MAX_RATIO:
                    raise self.refuse("the archive unpacks to far more than it is; open it in Word and save it again")
                if self._left < 0:
                    raise self.refuse(f"holds more than {MAX_BYTES // 2**20} MiB of text; split it by meeting")
                yield chunk

    def parse(self, part: str) -> etree._Element | None:
        """Read one part as XML; None where the archive has none of that name.

        Raises:
            SourceError: as `read`, or the part is no XML.
        """
        raw = self.read(part)
        return None if raw is None else parse_xml(raw, part, self.name)

    def find_related(self, kind: str, default: str) -> str:
        """Give the name of the part that the main part calls its "styles" or "numbering"."""
        folder, name = posixpath.split(self.main)
        related = self._find_relation(f"{folder}/_rels/{name}.rels", folder, f"/{kind}")
        return related or f"{folder}/{default}"

    def _find_main(self) -> str:
        main = self._find_relation("_rels/.rels", "", "/officeDocument") or "word/document.xml"
        if main not in self._entries:
            kind = (
                "an OpenDocument file" if "content.xml" in self._entries else "an archive without a Word document in it"
            )
            raise self.refuse(f"is {kind}; open it in Word and save it as .docx")
        return main

    def _find_relation(self, part: str, folder: str, kind: str) -> str | None:
        root = self.parse(part)
        for relation in root.iterchildren(_RELATIONSHIP) if root is not None else ():
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
        return None


def parse_xml(raw: bytes, part: str, name: str) -> etree._Element:
    """Read XML that may come from anywhere: no document type, no entities of its own, nothing fetched.

    Raises:
        SourceError: it is no XML, or has a document type.
    """
    if any(mark in raw for mark in _DOCTYPE):
        raise SourceError(
            name, f"{part} has a document type, which Word never writes; open it in Word and save it again"
        )
    try:
        root = etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as problem:
        raise SourceError(
            name, f"{part} is damaged (line {problem.lineno}); open it in Word and save it again"
        ) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(
            name, f"{part} has a document type, which Word never writes; open it in Word and save it again"
        )
    return root


def _tell_no_archive(raw: bytes) -> str:
    if not raw.strip(b"\0 \t\r\n"):
        return "the file is empty; take it away or put the minutes in it"
    if raw.startswith(b"PK"):
        return _DAMAGED
    kind = find_kind(raw)
    if kind is None:
        return "is no Word document; save it as .docx, or give it the ending of what it is"
    return f"is {kind.name} and no Word document; {kind.advice}"
