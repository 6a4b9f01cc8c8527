"""What every page is made with: the graph, what was asked, the words of its language, and the frame around it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final
from urllib.parse import quote, unquote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from naeringsgraf import __version__
from naeringsgraf.analysis.answers import ask
from naeringsgraf.errors import CallError
from naeringsgraf.store.graph import Graph
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.texts import LANGUAGES, count, write_day
from naeringsgraf.web.pages.asked import HTML, Asked, Reply
from naeringsgraf.web.pages.choice import FACETS, LANGUAGE, Choice
from naeringsgraf.web.pages.texts import choose_language, fill, load_reasons, load_web_texts

NAVIGATION: Final = (
    ("/", "nav_matrix"),
    ("/timeline", "nav_timeline"),
    ("/network", "nav_network"),
    ("/minutes", "nav_minutes"),
    ("/themes", "nav_themes"),
    ("/actors", "nav_actors"),
    ("/requests", "nav_requests"),
    ("/coverage", "nav_coverage"),
    ("/sparql", "nav_sparql"),
    ("/about", "nav_about"),
)
"""Path → key of what the way there is called, in their order."""

Told = tuple[str, str]
"""A text, and the language it is in: that of the page, where it has words for it."""

_CODE_LANGUAGE: Final = "en"
"""In which the graph gives its reasons, and errors are told where they have no name."""

_SAFE: Final = "/~!$&'()*+,;=:@"


@dataclass(frozen=True)
class View:
    """One page to be made."""

    graph: Graph
    asked: Asked

    @cached_property
    def choice(self) -> Choice:
        """What the query string chooses."""
        return Choice(self.asked.values)

    @cached_property
    def language(self) -> str:
        """Of the page's words and of the data's labels: "nb", "nn" or "en"."""
        return choose_language(self.choice.one(LANGUAGE), self.asked.languages)

    @property
    def texts(self) -> Mapping[str, str]:
        """Key → text in the language of the page."""
        return load_web_texts(self.language)

    @property
    def form(self) -> str:
        """What the page is asked for as, "html" unless a `format` is set."""
        return self.choice.one("format", "html")

    def tell(self, key: str, **values: str | int) -> str:
        """Give a text with its values put in: `tell("item", item="4")` for "Sak {item}"."""
        return fill(self.texts[key], values)

    def tell_problem(self, problem: CallError) -> Told:
        """Say what was wrong with a call."""
        text = self.texts.get(f"call_{problem.code}")
        if text is None:
            return str(problem), _CODE_LANGUAGE
        values = dict(problem.values)
        for name, family in (("name", "facet"), ("kind", "kind")):
            if name in values:
                values[name] = self.texts.get(f"{family}_{values[name]}", values[name])
        *others, last = [f"«{name}»" for name in values.get("near", "").split("; ")]
        near = f"{', '.join(others)} {self.texts['call_or']} {last}" if others else last
        told = fill(text, values)
        return f"{told} {self.tell('call_near', near=near)}" if values.get("near") else told, self.language

    def tell_reason(self, reason: str) -> Told:
        """Say a reason of the graph, such as that of an identification or of a line that was not read."""
        for pattern, key in load_reasons():
            if found := pattern.fullmatch(reason):
                return fill(self.texts[key], found.groupdict()), self.language
        return reason, _CODE_LANGUAGE

    def count(self, key: str, number: int) -> str:
        """Give a number with its noun: "1 kommune", "5 kommuner"; the keys are `key` with _one and _other."""
        return count(self.texts, key, number)

    def number(self, number: float) -> str:
        """Write a number with two decimals: "0,93", or "0.93" in English."""
        return f"{number:.2f}" if self.language == "en" else f"{number:.2f}".replace(".", ",")

    def day(self, day: dt.date | None) -> str:
        """Write a day in the language; "" for None."""
        return write_day(day, self.language)

    def day_of(self, written: str | None) -> str:
        """Write a day that is given as ISO 8601 in the language; "" for None."""
        return self.day(dt.date.fromisoformat(written[:10])) if written else ""

    def link(self, path: str, choice: Choice | None = None, **changes: str | int | None) -> str:
        """Write the address of another page.

        Args:
            path: decoded, from "/" on; a fragment may follow.
            choice: what it shows; None for the facets and the language that this page has.
            changes: names that are set otherwise than in `choice`; None for those that are not.
        """
        chosen = self.choice.only(*FACETS, LANGUAGE) if choice is None else choice
        place, mark, fragment = path.partition("#")
        query = chosen.set(**changes).to_query()
        return quote(place, safe=_SAFE) + (f"?{query}" if query else "") + mark + quote(fragment, safe=_SAFE)

    def here(self, **changes: str | int | None) -> str:
        """Write the address of this page with some names set otherwise."""
        return self.link(self.asked.path, self.choice, **changes)

    def link_thing(self, id: str, **changes: str | int | None) -> str:
        """Write the address of the page of a thing, such as "theme/hydrogen" or "minutes/2022-…#turn-4".

        An id is the end of an IRI, so what an IRI cannot hold is percent-encoded in it.
        """
        return self.link(f"/{unquote(id)}", self.choice.only(LANGUAGE), **changes)

    def render(
        self,
        template: str,
        *,
        title: str,
        status: int = 200,
        wide: bool = False,
        follows: Collection[str] = FACETS,
        **context: Any,
    ) -> Reply:
        """Make a page of the explorer.

        Args:
            template: a file of `templates/` that fills the block `main` of the frame.
            title: of the page, without the name of the program.
            status: of HTTP.
            wide: whether the page takes all the width there is.
            follows: facets that narrow what the page shows; others that are chosen are told to have no effect.
            context: what the template shows. All of it is escaped.
        """
        page = find_templates().get_template(template)
        body = page.render(
            view=self,
            texts=self.texts,
            language=self.language,
            title=title,
            wide=wide,
            version=__version__,
            navigation=[(self.link(path), self.texts[key], self._is_here(path)) for path, key in NAVIGATION],
            languages=[(each, self.here(**{LANGUAGE: each})) for each in LANGUAGES],
            period=self._tell_period(),
            offers=self.asked.offers,
            unheeded=self._tell_unheeded(follows),
            **context,
        )
        return Reply(status, HTML, body.encode("utf-8"))

    def _tell_unheeded(self, follows: Collection[str]) -> str:
        """Say which facets go along in the address and do not narrow this page; "" where there are none."""
        names = [self.texts[f"facet_{name}"] for name in FACETS if name not in follows and self.choice.one(name)]
        return self.tell("unheeded", list=", ".join(names)) if names else ""

    def _is_here(self, path: str) -> bool:
        return self.asked.path == path

    def _tell_period(self) -> str:
        """Say from which day to which the minutes go; "" where no day is known."""
        if "period" not in self.graph.kept:
            (found,) = ask(self.graph, "days")
            self.graph.kept["period"] = [
                dt.date.fromisoformat(found[side]) for side in ("first", "last") if side in found
            ]
        days = self.graph.kept["period"]
        return self.tell("data_from_to", first=self.day(days[0]), last=self.day(days[-1])) if days else ""


@cache
def find_templates() -> Environment:
    """Give the templates of the explorer; every text put into one is escaped, and cleaned of what HTML cannot carry."""
    return Environment(
        loader=ChoiceLoader([PackageLoader("naeringsgraf.web"), PackageLoader("naeringsgraf.views")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: keep_xml(value) if type(value) is str else value,
    )
