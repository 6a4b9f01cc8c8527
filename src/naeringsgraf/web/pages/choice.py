"""What the query string of a page chooses: all that a link must hold to show the same again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from naeringsgraf.errors import CallError

FACETS: Final = ("theme", "municipality", "body", "organisation", "basis", "since", "until")
"""What narrows any page, and so goes along from page to page."""

LANGUAGE: Final = "lang"


@dataclass(frozen=True, slots=True)
class Choice:
    """Names and values, in the order of the query string; never changed, only copied with changes."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str, default: str = "", among: Iterable[str] | None = None) -> str:
        """Give the value of a name; `default` where it is not set or empty.

        Raises:
            CallError: the value is none of those it is to be `among`.
        """
        found = next((value for key, value in self.pairs if key == name and value), default)
        if among is not None and found not in (known := tuple(among)) and found != default:
            listed = ", ".join(known)
            raise CallError(f"{name} is one of {listed}, not {found!r}", "one_of", name=name, known=listed, asked=found)
        return found

    def several(self, name: str) -> tuple[str, ...]:
        """Give all values of a name, each once; none where it is not set."""
        return tuple(dict.fromkeys(value for key, value in self.pairs if key == name and value))

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Give the value of a name as a whole number, drawn within its bounds.

        Raises:
            CallError: it is no whole number.
        """
        written = self.one(name, str(default))
        # Longer ones are no numbers that anybody means, and cost time to read.
        if len(written) > 9 or not written.lstrip("-").isdecimal():
            told = f"{name} is a whole number, not {written[:40]!r}"
            raise CallError(told, "whole_number", name=name, asked=written[:40])
        return min(max(int(written), least), most)

    def set(self, **values: str | int | None) -> Self:
        """Give a copy in which each name has this one value, or, for None, is not set."""
        kept = [(key, value) for key, value in self.pairs if key not in values]
        return type(self)((*kept, *((key, str(value)) for key, value in values.items() if value is not None)))

    def add(self, name: str, value: str) -> Self:
        """Give a copy in which a name has one more value."""
        return self if (name, value) in self.pairs else type(self)((*self.pairs, (name, value)))

    def drop(self, name: str, value: str) -> Self:
        """Give a copy in which a name lacks one value."""
        return type(self)(tuple(pair for pair in self.pairs if pair != (name, value)))

    def without(self, *names: str) -> Self:
        """Give a copy in which these names are not set."""
        return type(self)(tuple(pair for pair in self.pairs if pair[0] not in names))

    def only(self, *names: str) -> Self:
        """Give a copy in which no other names are set."""
        return type(self)(tuple(pair for pair in self.pairs if pair[0] in names))

    def to_query(self) -> str:
        """Write it as a query string, without the question mark; empty values are left out."""
        return urlencode([pair for pair in self.pairs if pair[1]])
