"""Finds what a judgement quotes, and where that is gone, tells what stands there now."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from naeringsgraf.linking.judgements.judgement import join_blanks
from naeringsgraf.registers.folding import fold_name

_NEAR_ENOUGH: Final = 55.0
"""Of 100. A sentence of which half was written anew is still told as the nearest."""
_NAME_NEAR_ENOUGH: Final = 70.0
_MOST: Final = 3


def find_quote(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Give every place where a quote stands as whole words, whatever blanks are between them."""
    words = r"\s+".join(map(re.escape, quote.split()))
    before, after = (r"(?<!\w)" if quote[:1].isalnum() else ""), (r"(?!\w)" if quote[-1:].isalnum() else "")
    for found in re.finditer(before + words + after, text):
        yield found.span()


def tell_near(asked: str, known: Iterable[str]) -> str:
    """Say which names are nearest to the one asked for; empty where none is near."""
    found = process.extract(
        asked,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=fold_name,
        limit=_MOST,
        score_cutoff=_NAME_NEAR_ENOUGH,
    )
    names = [f'"{name}"' for name, _, _ in found]
    return f"did you mean {' or '.join(names)}?" if names else ""


def tell_now(quote: str, passages: Sequence[str]) -> str:
    """Say what stands in a document now in place of a quote: what holds it, else what is most like it."""
    told = [join_blanks(passage) for passage in passages]
    holding = next((passage for passage in told if quote in passage), None)
    if holding is not None:
        return f"it is part of «{holding}»; quote that whole"
    found = process.extractOne(quote, told, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return f"what stands there now is «{found[0]}»" if found else "nothing like it stands there now"
