"""Who asks whom for what: the sentences, gathered by whom they ask."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from naeringsgraf.analysis.choosing import find_actors
from naeringsgraf.analysis.counts import Choice, read_marker
from naeringsgraf.analysis.evidence import Evidence, Quote
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.quoting import read_some
from naeringsgraf.analysis.requests import Addressee, requests
from naeringsgraf.analysis.trace import ALL_KINDS
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.facets import PASSING, Facets, Offer
from naeringsgraf.web.pages.known import read_asked
from naeringsgraf.web.pages.tables import show_quote
from naeringsgraf.web.pages.view import View

_FOLD: Final = 40
"""Sentences on one page."""

_ADDRESSEE: Final = "addressee"


def show(view: View) -> Reply:
    """Show the page, or the rows behind it as a file."""
    asking = Asking(view)
    if view.form != "html" and (reply := give_rows(view, asking.to_finding())):
        return reply
    return view.render(
        "requests.html.j2",
        title=view.texts["nav_requests"],
        facets=asking.facets,
        asking=asking,
        downloads=list_downloads(view),
    )


@dataclass(frozen=True)
class Asking:
    """The sentences that ask somebody for something, as the page shows them."""

    view: View

    @cached_property
    def facets(self) -> Facets:
        """What narrows the page. A request counts though it raises no theme, and though nobody is named for it."""
        every = Choice(among=self._meant, unthemed=True, unnamed=True)
        return Facets(self.view, kinds=ALL_KINDS, within=every)

    @cached_property
    def _addressees(self) -> Mapping[str, list[Addressee]]:
        """Request → whom it asks."""
        return read_asked(self.view)

    @cached_property
    def _asked(self) -> frozenset[str]:
        """Ids of those chosen that are asked."""
        chosen = self.view.choice.several(_ADDRESSEE)
        return frozenset(find_actors(self._known, chosen, set(ALL_KINDS))) if chosen else frozenset()

    @property
    def _known(self) -> Evidence:
        return read_marker(self.view.graph, self.view.language).known

    @cached_property
    def _meant(self) -> frozenset[str]:
        """The requests put to those chosen; all where none is."""
        if not self._asked:
            return frozenset(self._addressees)
        return frozenset(id for id, every in self._addressees.items() if any(each.id in self._asked for each in every))

    def to_finding(self) -> Finding:
        """Give a row for each sentence, addressee and theme: what the files hold."""
        asked = dict(self.facets.asked)
        return requests(
            self.view.graph,
            actor=asked.pop("municipality", None),
            addressee=sorted(self._asked),
            language=self.view.language,
            **asked,
        )

    # The sentences of this page

    @property
    def total(self) -> int:
        """All sentences that are chosen."""
        return self.facets.counts.total

    @cached_property
    def first(self) -> int:
        """Number of the first that is shown, from 0."""
        return self.view.choice.number("from", 0, 0, max(0, self.total - 1))

    @property
    def last(self) -> int:
        """Number of the last that is shown, from 1."""
        return min(self.first + _FOLD, self.total)

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """Give the sentences of this page, each with whom it asks and on what."""
        view, listed = self.view, self.facets.counts.list_statements({})
        quotes = read_some(view.graph, view.graph.base, self.facets.known, listed, self.first, _FOLD)
        return [self._tell(quote) for quote in quotes]

    def _tell(self, quote: Quote) -> dict[str, Any]:
        view, label = self.view, self.facets.known.themes.label
        asked = {each.label: each.id and view.link_thing(each.id) for each in self._addressees[quote.id] if each.label}
        themes = sorted((label(id), id) for id in quote.themes)
        return {
            **show_quote(view, quote),
            "addressees": asked,
            "themes": {name: view.link_thing(id) for name, id in themes},
        }

    @property
    def earlier(self) -> str | None:
        """Address of the sentences before; None on the first page."""
        return self.view.here(**{"from": self.first - _FOLD if self.first > _FOLD else None}) if self.first else None

    @property
    def later(self) -> str | None:
        """Address of the sentences after; None on the last page."""
        return self.view.here(**{"from": self.last}) if self.last < self.total else None

    # Those that are asked

    @cached_property
    def addressees(self) -> list[Offer]:
        """Give all that can be chosen, with how many sentences each would leave, most asked first."""
        every = replace(self.facets.choice, among=frozenset(self._addressees))
        listed = self.facets.recount(every).list_statements({})
        counted = Counter(
            (each.id, each.label)
            for statements in listed.values()
            for statement in statements
            for each in self._addressees[statement]
            if each.id and each.label
        )
        ordered = sorted(counted.items(), key=lambda each: (-each[1], sort_key(str(each[0][1]))))
        return [self._offer(str(id), str(label), number) for (id, label), number in ordered]

    def _offer(self, id: str, label: str, number: int) -> Offer:
        choice = self.view.choice.without(*PASSING)
        if id not in self._asked:
            return Offer(id, label, number, False, self.view.link(self.view.asked.path, choice.add(_ADDRESSEE, id)))
        kept = sorted(self._asked - {id})
        left = choice.without(_ADDRESSEE)
        for each in kept:
            left = left.add(_ADDRESSEE, each)
        return Offer(id, label, number, True, self.view.link(self.view.asked.path, left))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Give name and address of each choice of who is asked, which can be taken away."""
        name, known = self.view.texts["facet_addressee"], self.facets.known.actors
        return [(f"{name}: {known[id].label}", self._offer(id, known[id].label, 0).place) for id in sorted(self._asked)]

    @property
    def anybody(self) -> str:
        """Address of the page whoever is asked."""
        return self.view.link(self.view.asked.path, self.view.choice.without(_ADDRESSEE, *PASSING))
