"""Numbers as files write them, and as lists print them."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def read_count(text: str | None, default: int) -> int:
    """Read a whole number of at most seven digits; anything else is the default."""
    if text and len(text) < 8 and text.lstrip("-").isdecimal() and text.count("-") <= 1 and not text.endswith("-"):
        return int(text)
    return default


def print_letter(count: int) -> str:
    """Print a to z, then aa, bb; figures where there is no such letter."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else str(count)


def print_roman(count: int) -> str:
    """Print i to mmmcmxcix; figures where there is no such number."""
    if not 0 < count < 4000:
        return str(count)
    printed = ""
    for value, letters in _ROMAN:
        printed += letters * (count // value)
        count %= value
    return printed
