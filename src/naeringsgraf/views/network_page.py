"""A network as one HTML file that asks nobody for anything: our own template around the vis-network of pyvis.

Everything from the data is either escaped by the template or lies in a block of JSON, from which the script sets it as
text. A policy in the page lets only our two scripts run, each named by its hash.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final

from naeringsgraf import __version__
from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.network import BODY, PERSON, THEME, Edge, Network, Unit
from naeringsgraf.analysis.networks.communities import COMMUNITY
from naeringsgraf.model.meeting import ActorKind, Mode
from naeringsgraf.views.characters import keep_xml, write_script_json
from naeringsgraf.views.network_data import COLUMNS_UP_TO, pack_network
from naeringsgraf.views.network_legend import make_legend
from naeringsgraf.views.pages import load_page, read_asset, read_style, tell_coverage, write_policy
from naeringsgraf.views.pyvis_adapter import read_vis_script, shape_of
from naeringsgraf.views.texts import count, load_texts, name_row, tell_places, write_day

ROWS: Final = 200
"""Lines that the table shows at a time; without scripts those that are the heaviest."""

LIMITS: Final = {
    "columns": COLUMNS_UP_TO,
    "drawn": 2000,
    "hideEdges": 1500,
    "straight": 800,
    "crowded": 3000,
    "rows": ROWS,
}
"""Marks that stand in columns; marks beyond which islands are drawn in their place unless all are asked for; marks from
which lines are hidden while dragging; lines from which they are straight, and from which they are thin and faint; rows
of the table."""

_SCRIPTS: Final = (
    *(
        "data",
        "state",
        "geometry",
        "names",
        "shapes",
        "scene",
        "picture",
        "export",
        "panel",
        "table",
        "combobox",
        "controls",
    ),
    "page",
)
_COMMENT: Final = re.compile(r"^ *(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines for itself; there is no text of several lines in the scripts that could hold one."""

_MODES: Final = (Mode.REQUEST, Mode.PROBLEM, Mode.SUPPORT, Mode.OPPOSITION, Mode.INFORMATION)
_SHOWN_TEXTS: Final = frozenset(
    {
        *(
            "table",
            "unit_whole",
            "licences",
            "legend",
            "coverage_title",
            "skip_panel",
            "skip_table",
            "legend_communities",
        ),
        *("no_script", "persons", "filters_more", "split", "split_other", "community", "community_others"),
        *("places_as_of", "places_today", "places_moved", "places_split", "places_merged", "places_regions"),
    }
)
"""Texts that the template alone needs."""

_LIKENESSES: Final = (Unit.JACCARD, Unit.COSINE)


def write_network_page(
    network: Network, *, title: str | None = None, language: str | None = None, coverage: Coverage | None = None
) -> str:
    """Write the page; the same network gives the same text.

    Args:
        network: what to draw.
        title: heading and title of the page; None for that of the kind of network in the language.
        language: of the page's words, "nb", "nn" or "en"; None for that of the network's labels.
        coverage: what the graph does not know, told at the foot of the page.

    Raises:
        CallError: there are no texts in that language.
    """
    language = language or network.language
    texts = load_texts(language)
    view = _View(network, language, texts)
    heading = title or view.title
    style, script = read_style(), read_script()
    page: str = load_page("network.html.j2").render(
        language=language,
        texts=texts,
        title=heading,
        version=__version__,
        policy=write_policy([read_vis_script(), script], style),
        style=style,
        script=script,
        vis_script=read_vis_script(),
        vis_licence=read_asset("vis-network-licence.txt"),
        data=write_script_json(view.make_data(heading)),
        summary=view.summary,
        chosen=view.chosen,
        legend=view.legend,
        modes=view.modes,
        days=[write_day(day, language) for day in view.days],
        search=view.search,
        columns=view.columns,
        heads=view.heads,
        evidence=view.evidence,
        rows=view.rows,
        more_rows=max(0, len(network.edges) - ROWS),
        places=view.places,
        is_likeness=network.unit in _LIKENESSES,
        coverage=tell_coverage(coverage, texts, language) if coverage else [],
        sources=view.sources,
        documents_counted=count(texts, "documents", len(network.meetings)),
    )
    return page


@cache
def read_script() -> str:
    """Give our own script: its files one after the other, in a scope of their own, without the comments."""
    parts = _COMMENT.sub("", "\n".join(read_asset(f"{name}.js") for name in _SCRIPTS))
    return f"(() => {{\n'use strict';\n{parts}}})();\n".replace("\n\n", "\n")


class _View:
    """What the page shows of a network, in one language."""

    def __init__(self, network: Network, language: str, texts: Mapping[str, str]) -> None:
        self.network = network
        self.language = language
        self.texts = texts
        self.days = sorted({meeting.date for meeting in network.meetings if meeting.date})
        self.labels = {node.id: node.label for node in network.nodes}
        rows = network.counted.rows if network.counted else ()
        self.labels |= {row.id: name_row(row, texts) for row in rows if row.split and row.id in self.labels}
        self.places = tell_places(network.counted, texts, language)
        self.evidence = "quotes" if network.quotes else "meetings"

    def make_data(self, title: str) -> dict[str, Any]:
        """Give all that the script needs, as plain values."""
        return {
            "language": self.language,
            "texts": {key: text for key, text in self.texts.items() if key not in _SHOWN_TEXTS},
            "title": keep_xml(title),
            "file": f"naeringsgraf-{self.network.kind}",
            "limits": LIMITS,
            "directed": self.network.directed,
            "twoMode": self.network.two_mode,
            "unit": self.network.unit,
            "within": self.network.asked.get("within"),
            "evidence": self.evidence,
            "columns": self.columns,
            "days": [day.isoformat() for day in self.days],
            "footer": [keep_xml(line) for line in self._footer()],
            "shapes": {node.kind: shape_of(node.kind) for node in self.network.nodes},
            "legend": [
                {
                    "key": keep_xml(entry.key),
                    "section": entry.section,
                    "label": keep_xml(entry.label),
                    "colour": entry.colour,
                }
                for entry in self.legend.entries
            ],
            **pack_network(self.network, self.labels, self.legend),
        }

    @property
    def title(self) -> str:
        """The heading of this kind of network."""
        return self.texts.get(f"title_{self.network.kind}", self.texts["title"])

    @property
    def summary(self) -> list[str]:
        """Say in a few words what the page holds."""
        found = Counter(_name_class(node.kind) for node in self.network.nodes)
        return [
            *(count(self.texts, name, found[name]) for name in _CLASSES.values() if found[name]),
            *([count(self.texts, "quotes", len(self.network.quotes))] if self.network.quotes else []),
            count(self.texts, "documents", len(self.network.meetings)),
            *self._data_until(),
        ]

    @property
    def chosen(self) -> list[str]:
        """Say what the network was narrowed to when it was made."""
        asked = dict(self.network.asked)
        if "basis" in asked:
            asked["basis"] = tuple(self.texts[f"asked_basis_{each}"] for each in asked["basis"])
        told = [
            self.texts[f"asked_{name}"].replace("{list}", _join(asked[name]))
            for name in ("theme", "municipality", "body", "organisation", "basis", "around")
            if name in asked
        ]
        since, until = self.network.since, self.network.until
        if since or until:
            between = f"{write_day(since, self.language)} – {write_day(until, self.language)}".strip()
            told.append(self.texts["asked_period"].replace("{period}", between))
        return told

    @cached_property
    def legend(self) -> Any:
        """The entries that explain a mark and filter by it."""
        return make_legend(self.network, self.labels, self.texts)

    @property
    def modes(self) -> list[dict[str, Any]]:
        """Give the kinds of statement that occur, with how many there are."""
        found = Counter(quote.mode for quote in self.network.quotes)
        return [
            {"id": str(mode), "label": self.texts[f"mode_{mode}"], "count": found[mode]}
            for mode in _MODES
            if found[mode]
        ]

    @property
    def search(self) -> str:
        """Name what the search looks for."""
        classes = {_name_class(node.kind) for node in self.network.nodes}
        return self.texts["search" if classes == {"municipalities", "themes"} else "search_any"]

    @cached_property
    def columns(self) -> list[str]:
        """Name the columns of the table: both ends, the weight if not told otherwise, what it stands on, and days."""
        shown = ["source", "target"]
        if self.network.unit in (Unit.THEMES, *_LIKENESSES):
            shown.append("weight")
        if self.network.quotes:
            shown += ["quotes", "meetings" if self.network.unit is Unit.MEETINGS else "turns"]
        else:
            shown.append("meetings")
        return [*shown, "first", "last"]

    @property
    def heads(self) -> list[str]:
        """Give the words above these columns."""
        keys = {"weight": f"unit_{self.network.unit}", "quotes": "table_count"}
        words = [self.texts[keys.get(column, f"table_{column}")] for column in self.columns[2:]]
        return [*self._name_ends(), *words]

    def _name_ends(self) -> tuple[str, str]:
        if self.network.directed:
            return self.texts["table_from"], self.texts["table_to"]
        kinds = {node.id: node.kind for node in self.network.nodes}
        first = self._name_end({kinds[edge.source] for edge in self.network.edges})
        second = self._name_end({kinds[edge.target] for edge in self.network.edges})
        return first, self.texts["table_and"].replace("{name}", second.lower()) if first == second else second

    def _name_end(self, kinds: set[str]) -> str:
        classes = {_name_class(kind) for kind in kinds}
        name = classes.pop() if len(classes) == 1 else "actors"
        return self.texts[f"one_{name}"]

    @property
    def rows(self) -> list[list[str]]:
        """Give the rows of the table as it stands without scripts: all lines in their order, or the heaviest."""
        edges = self.network.edges
        if len(edges) > ROWS:
            heaviest = sorted(range(len(edges)), key=lambda at: (-edges[at].weight, at))[:ROWS]
            edges = tuple(edges[at] for at in sorted(heaviest))
        return [[self._write_cell(edge, column) for column in self.columns] for edge in edges]

    def _write_cell(self, edge: Edge, column: str) -> str:
        match column:
            case "source":
                return self.labels[edge.source]
            case "target":
                return self.labels[edge.target]
            case "weight":
                return f"{edge.weight:.2f}" if self.network.unit in _LIKENESSES else f"{edge.weight:g}"
            case "quotes":
                through = self.texts["through_region"].replace("{n}", str(edge.through_region))
                return f"{len(edge.quotes)} ({through})" if edge.through_region else str(len(edge.quotes))
            case "turns":
                return str(edge.turns)
            case "meetings":
                return str(len(edge.meetings))
        return write_day(edge.first if column == "first" else edge.last, self.language)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Give one entry a document."""
        return [
            {"label": meeting.label, "file": meeting.source or meeting.document, "constructed": meeting.constructed}
            for meeting in self.network.meetings
        ]

    def _footer(self) -> list[str]:
        made = self.texts["licence_program"].replace("{version}", __version__)
        return [
            " · ".join([count(self.texts, "documents", len(self.network.meetings)), *self._data_until()]),
            *self.places[:1],
            f"{made} {self.texts['licence_data']}",
        ]

    def _data_until(self) -> list[str]:
        last = write_day(self.days[-1], self.language) if self.days else None
        return [self.texts["data_until"].replace("{date}", last)] if last else []


_CLASSES: Final = {
    ActorKind.MUNICIPALITY: "municipalities",
    "": "actors",
    PERSON: "persons",
    BODY: "bodies",
    THEME: "themes",
    COMMUNITY: "communities",
}
"""Kind of a mark → what marks like it are counted as; "" for all other actors."""


def _name_class(kind: str) -> str:
    return _CLASSES.get(kind, _CLASSES[""])


def _join(asked: str | Sequence[str]) -> str:
    return asked if isinstance(asked, str) else ", ".join(asked)
