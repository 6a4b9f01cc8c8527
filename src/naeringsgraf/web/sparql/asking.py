"""What a request asks for: the text of a query, the format of its answer, and what it is asked of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from naeringsgraf.store.protocol.media import HTML, NAMES
from naeringsgraf.web.broker import Broker
from naeringsgraf.web.http import Pairs, Problem
from naeringsgraf.web.pages.sparql_files import OWN_FORMS
from naeringsgraf.web.pool.jobs import tell_query
from naeringsgraf.web.sparql.guard import Looked, look
from naeringsgraf.web.sparql.negotiation import GRAPHS, ROWS, TRUTH, choose

_OFFERED: Final = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}

Key = tuple[str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that the guard has let through."""

    text: str
    media: str
    """Of the answer; HTML where the page is wanted."""
    looked: Looked
    defaults: tuple[str, ...] = ()
    """Default graphs that the request names."""
    named: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What the answer follows from, beside the graph."""
        return self.text, self.media, self.defaults, self.named

    def tell(self, seconds: float, broker: Broker) -> bytes:
        """Write the job."""
        return tell_query(
            self.looked.run,
            seconds,
            media=self.media,
            base=broker.endpoint,
            default_graph=broker.offers.default_graph,
            default_graphs=self.defaults,
            named_graphs=self.named,
            names_dataset=self.looked.names_dataset,
        )


def read_asked(text: str, accept: str, pairs: Pairs) -> Asked:
    """Read what is asked for.

    Raises:
        Refused: the guard does not let it through.
        Problem: nothing is offered that the client takes (406).
    """
    looked = look(text)
    media = choose_media(_OFFERED.get(looked.form, ROWS), accept, pairs)
    return Asked(text, media, looked, _list(pairs, "default-graph-uri"), _list(pairs, "named-graph-uri"))


def choose_media(offered: Sequence[str], accept: str, pairs: Pairs) -> str:
    """Give the media type of the answer: what `format` says, or what Accept does; a page is what browsers want.

    Raises:
        Problem: none of them is wanted (406).
    """
    asked = _find_format(pairs)
    if asked is not None:
        media = NAMES.get(asked.lower(), asked.lower())
        if media in (*offered, HTML):
            return media
        raise Problem(406, "format", f"this form of query has no answer as {asked!r}; {_tell(offered)}")
    chosen = choose(accept, offered if HTML in offered else (*offered, HTML))
    if chosen is None:
        raise Problem(406, "format", f"nothing that Accept names can be given; {_tell(offered)}")
    return chosen


def wants_page(accept: str, pairs: Pairs) -> bool:
    """Tell whether the page is wanted whatever the query is, so that it tells what is wrong with it, too."""
    asked = _find_format(pairs)
    if asked is not None:
        return asked.lower() in ("html", *OWN_FORMS)
    return choose(accept, (*ROWS, *GRAPHS, HTML)) == HTML


def _find_format(pairs: Pairs) -> str | None:
    return next((value for name, value in pairs if name == "format" and value), None)


def _tell(offered: Sequence[str]) -> str:
    return f"choose one of {', '.join(each for each in offered if each != HTML)}"


def _list(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)
