"""Word lists that reading needs."""

from functools import cache
from importlib.resources import files


@cache
def load_function_words() -> frozenset[str]:
    """Small words that stand alone in Norwegian, bokmål and nynorsk."""
    text = files(__package__).joinpath("function_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
