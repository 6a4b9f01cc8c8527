"""What a file really is, told by its first bytes, for messages about files whose ending says something else."""

_BEGINNINGS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word file or one with a password; save it as .docx without a password",
    ),
    (b"%PDF-", "a PDF; give it the ending .pdf"),
    (b"{\\rtf", "a rich text file; save it as .docx"),
    (b"PK\x03\x04", "an archive, perhaps an Office document; give it its own ending, .docx for Word"),
    (b"\x1f\x8b", "a packed file; unpack it"),
)


def tell_kind(raw: bytes) -> str | None:
    """Tell what the bytes are, and what to do; None where they are of no kind that minutes get mistaken for."""
    return next((kind for beginning, kind in _BEGINNINGS if raw.startswith(beginning)), None)
