"""Which network a page is asked for: its kind, whom and when it is about, and which part of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.analysis.networks.kinds import KINDS, list_choices
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.web.pages.facets import Facets
from naeringsgraf.web.pages.network_facets import is_of_kind
from naeringsgraf.web.pages.view import View

FIRST: Final = "municipality-theme"

PLACES: Final = tuple(str(each) for each in PlaceTime)

_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; it can be a key, for the same question has the same network."""

    kind: str
    theme: tuple[str, ...]
    municipality: tuple[str, ...]
    """Ids of all actors in the rows chosen."""
    body: tuple[str, ...]
    organisation: tuple[str, ...]
    basis: tuple[str, ...]
    since: str
    until: str
    places: str
    everyone: bool
    """All kinds of actors, and not only those that this kind of network is about by itself."""
    around: str
    depth: int
    least: float | None
    top: int | None
    language: str

    @property
    def asked(self) -> dict[str, Any]:
        """What the kind of network takes of it."""
        taken = set(list_choices(self.kind))
        values: Mapping[str, Any] = {
            "theme": self.theme,
            "municipality": self.municipality,
            "body": self.body,
            "organisation": self.organisation,
            "basis": self.basis,
            "since": self.since,
            "until": self.until,
            "places": self.places if self.places != PlaceTime.AS_OF else "",
            "kinds": tuple(ActorKind) if self.everyone else (),
        }
        set_values = {name: value for name, value in values.items() if value and name in taken}
        return {**set_values, "language": self.language}

    @property
    def part(self) -> dict[str, Any]:
        """Which part of the whole it is, as `narrow_network` takes it."""
        return {"around": self.around or None, "depth": self.depth, "least": self.least, "top": self.top}

    def beyond(self, known: Collection[str]) -> Iterator[tuple[str, str]]:
        """Give name and value of what a query with some parameters cannot be asked with."""
        for name, value in self.part.items():
            if value is not None and (name != "depth" or self.around):
                yield name, str(value)
        for name, value in self.asked.items():
            if name not in known:
                yield name, ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def read_kind(view: View) -> str:
    """Read which kind of network is asked for.

    Raises:
        CallError: there is no such kind.
    """
    return view.choice.one("kind", FIRST, among=KINDS)


def read_question(view: View, facets: Facets) -> Question:
    """Read what the query string asks for.

    Raises:
        CallError: there is no such kind of network, or a number is none.
    """
    choice, kind, asked = view.choice, read_kind(view), facets.asked
    followed = {name: tuple(asked.get(name, ())) for name in ("theme", "municipality", "body", "organisation", "basis")}
    return Question(
        kind=kind,
        **followed,
        since=choice.one("since"),
        until=choice.one("until"),
        places=choice.one("places", PLACES[0], among=PLACES),
        everyone=choice.one("kinds", among=("all",)) == "all" or not is_of_kind(facets, kind),
        around=choice.one("around"),
        depth=choice.number("depth", 1, 1, 2),
        least=_read_number(choice.one("least")),
        top=choice.number("top", 2, 2, _MOST) if choice.one("top") else None,
        language=view.language,
    )


def _read_number(written: str) -> float | None:
    """Read a weight; a comma may stand for the point."""
    if not written:
        return None
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        told = f"least is a number, not {written[:40]!r}"
        raise CallError(told, "number", name="least", asked=written[:40]) from None
    if not 0 <= number < 1e9:
        told = f"least is a number from 0 on, not {written[:40]!r}"
        raise CallError(told, "number", name="least", asked=written[:40])
    return number
