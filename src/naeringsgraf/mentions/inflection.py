"""The forms a Norwegian label takes in running text, so that no text need be lemmatised.

Rules, not a dictionary: regular endings of bokmål and nynorsk, contraction of -el and -er, doubling of a last
consonant, agreement of adjectives before a noun. A form that does not exist does no harm, since it is never found.
"""

from collections.abc import Iterator

_NOUN = (
    "en",
    "et",
    "a",
    "er",
    "ene",
    "ar",
    "ane",
    "s",
    "ens",
    "ets",
    "as",
    "ers",
    "enes",
    "anes",
    "ars",
    "i",
    "n",
    "ar",
)
_NOUN_ON_E = ("n", "r", "ne", "t", "s", "ns", "rs", "nes", "ts")
_DOUBLED = ("m", "n", "s", "t", "l", "p", "k", "g", "b")
_VOWELS = "aeiouyæøå"


def inflect(label: str) -> Iterator[str]:
    """Give the label and its inflected forms, lower case, the label first. A label of capitals keeps to itself."""
    base = label.lower()
    yield base
    if _is_code(label):
        yield f"{base}-en"
        yield f"{base}s"
        return
    head, _, last = base.rpartition(" ")
    heads = list(_agree(head)) if head else [""]
    for front in heads:
        for form in _inflect_noun(last):
            yield f"{front} {form}" if front else form


def _is_code(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    return not letters or sum(c.isupper() for c in letters) * 2 > len(letters)


def _inflect_noun(word: str) -> Iterator[str]:
    yield word
    if not word or not word[-1].isalpha():
        return
    endings = _NOUN_ON_E if word.endswith("e") else _NOUN
    yield from (word + ending for ending in endings)
    if word.endswith("e"):
        yield from (word[:-1] + ending for ending in ("a", "ar", "ane", "er", "ene", "as"))
    if word.endswith(("el", "er")) and len(word) > 4:
        stem = word[:-2] + word[-1]
        yield from (stem + ending for ending in ("e", "er", "ene", "ar", "ane", "en", "et", "a"))
    if word.endswith(("er", "ar")) and len(word) > 5:
        yield from (word[:-2] + ending for ending in ("ene", "ane", "enes", "anes"))
        yield from (word + ending for ending in ("ne", "en", "nes"))
    if word[-1] in _DOUBLED and len(word) > 3 and word[-2] in _VOWELS:
        yield from (word + word[-1] + ending for ending in ("en", "et", "er", "ene", "ar", "ane", "a"))


def _agree(head: str) -> Iterator[str]:
    """Forms of the adjectives before a noun: "grønt" also as "grønn", "grøn" and "grønne"."""
    words = head.split(" ")
    if len(words) > 1:
        yield head
        return
    word = words[0]
    yield word
    stem = word[:-1] if word.endswith(("t", "e")) and len(word) > 4 else word
    for form in (
        stem,
        stem + "t",
        stem + "e",
        stem + stem[-1],
        stem + stem[-1] + "e",
        stem[:-1] + "t",
        stem + "et",
        stem + "ete",
    ):
        if form != word:
            yield form
    if word.endswith("ige") or word.endswith("lege"):
        yield word[:-1]
    if word.endswith(("ig", "leg")):
        yield word + "e"
