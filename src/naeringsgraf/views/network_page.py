"""A network as one HTML file that asks nobody for anything: our own template around the vis-network of pyvis.

Everything from the data is either escaped by the template or lies in a block of JSON, from which the script sets it as
text. A policy in the page lets only our two scripts run, each named by its hash.
"""

import base64
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from naeringsgraf import __version__
from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.network import THEME, Network
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.model.meeting import ActorKind, Mode
from naeringsgraf.views.characters import keep_xml, write_script_json
from naeringsgraf.views.pyvis_adapter import make_pyvis_network, read_vis_script
from naeringsgraf.views.texts import count, load_texts, name_row, tell_actor, tell_places, write_day

AREAS: Final = 8
"""Colours for areas of themes; with more areas they come round again."""

LIMITS: Final = {"drawn": 2000, "hideEdges": 1500, "straight": 800}
"""Marks drawn at most; marks from which lines are hidden while dragging; lines from which they are straight."""

_SCRIPTS: Final = ("data", "state", "geometry", "picture", "export", "panel", "controls", "page")
_MODES: Final = (Mode.REQUEST, Mode.PROBLEM, Mode.SUPPORT, Mode.OPPOSITION, Mode.INFORMATION)
_SHOWN_TEXTS: Final = frozenset(
    {
        *("table", "licences", "legend", "coverage_title", "skip_panel", "skip_table"),
        *("no_script", "persons", "filters_more", "split", "split_other"),
        *("places_as_of", "places_today", "places_moved", "places_split", "places_merged", "places_regions"),
    }
)
"""Texts that the template alone needs."""


def write_network_page(
    network: Network, *, title: str | None = None, language: str | None = None, coverage: Coverage | None = None
) -> str:
    """Write the page; the same network gives the same text.

    Args:
        network: what to draw.
        title: heading and title of the page; None for that of the language.
        language: of the page's words, "nb", "nn" or "en"; None for that of the network's labels.
        coverage: what the graph does not know, told at the foot of the page.

    Raises:
        CallError: there are no texts in that language.
    """
    language = language or network.language
    texts = load_texts(language)
    heading = title or texts["title"]
    style, script = read_style(), read_script()
    view = _View(network, language, texts)
    page: str = _load_template().render(
        language=language,
        texts=texts,
        title=heading,
        version=__version__,
        policy=write_policy([read_vis_script(), script], style),
        style=style,
        script=script,
        vis_script=read_vis_script(),
        vis_licence=_read_static("vis-network-licence.txt"),
        data=write_script_json(view.make_data(heading)),
        summary=view.summary,
        legend=view.legend,
        modes=view.modes,
        days=[write_day(day, language) for day in view.days],
        rows=view.rows,
        places=view.places,
        municipalities_alone=view.municipalities_alone,
        coverage=tell_coverage(coverage, texts, language) if coverage else [],
        sources=view.sources,
        documents_counted=count(texts, "documents", len(view.meetings)),
    )
    return page


def write_policy(scripts: Sequence[str], style: str) -> str:
    """Write the content security policy: these scripts and this style, pictures made by the page itself, no more."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def read_script() -> str:
    """Give our own script: its files one after the other, in a scope of their own."""
    parts = "\n".join(_read_static(f"{name}.js") for name in _SCRIPTS)
    return f"(() => {{\n'use strict';\n{parts}}})();\n"


@cache
def read_style() -> str:
    """Give our own style sheet."""
    return _read_static("network.css")


class _View:
    """What the page shows of a network, in one language."""

    def __init__(self, network: Network, language: str, texts: Mapping[str, str]) -> None:
        self.network = network
        self.language = language
        self.texts = texts
        self.quotes = network.quotes
        self.meetings = _list_meetings(self.quotes)
        self.days: list[dt.date] = sorted({quote.date for quote in self.quotes if quote.date})
        groups = sorted({node.group for node in network.nodes if node.kind == THEME}, key=sort_key)
        self.areas = {group: at % AREAS for at, group in enumerate(groups)}
        self.labels = {node.id: node.label for node in network.nodes}
        self.rows_counted = network.counted.rows if network.counted else ()
        self.labels |= {row.id: name_row(row, texts) for row in self.rows_counted if row.split}
        self.places = tell_places(network.counted, texts, language)
        self.municipalities_alone = all(node.kind in (THEME, ActorKind.MUNICIPALITY) for node in network.nodes)

    def make_data(self, title: str) -> dict[str, Any]:
        """Give all that the script needs, as plain values."""
        drawn = make_pyvis_network(self.network)
        numbers = {quote.id: number for number, quote in enumerate(self.quotes)}
        documents = {meeting.document: number for number, meeting in enumerate(self.meetings)}
        through = self._find_through_region()
        edges = [
            edge
            | {
                "quotes": [numbers[quote] for quote in edge["quotes"]],
                "through": [numbers[quote] for quote in through.get(edge["id"], ())],
            }
            for edge in drawn.edges
        ]
        whole = {
            "language": self.language,
            "texts": {key: text for key, text in self.texts.items() if key not in _SHOWN_TEXTS},
            "title": title,
            "file": f"naeringsgraf-{self.network.kind}",
            "limits": LIMITS,
            "days": [day.isoformat() for day in self.days],
            "footer": self._footer(),
            "nodes": [self._describe_node(node) for node in drawn.nodes],
            "edges": edges,
            "quotes": [self._describe_quote(quote, documents) for quote in self.quotes],
            "meetings": [_describe_meeting(meeting) for meeting in self.meetings],
        }
        cleaned: dict[str, Any] = clean(whole)
        return cleaned

    @property
    def summary(self) -> list[str]:
        """Say in a few words what the page holds."""
        kinds = Counter(node.kind == THEME for node in self.network.nodes)
        actors = "municipalities" if self.municipalities_alone else "actors"
        return [
            count(self.texts, actors, kinds[False]),
            count(self.texts, "themes", kinds[True]),
            count(self.texts, "quotes", len(self.quotes)),
            count(self.texts, "documents", len(self.meetings)),
            *self._data_until(),
        ]

    @property
    def legend(self) -> list[dict[str, Any]]:
        """Give one entry for each kind of actor and each area of themes; it explains a mark and filters by it."""
        found = Counter((node.kind, node.group) for node in self.network.nodes)
        shapes = {node["kind"]: node["shape"] for node in make_pyvis_network(self.network).nodes}
        kinds = [kind for kind in ActorKind if (kind, kind) in found]
        actors = [
            {
                "theme": False,
                "group": _name_group(kind, kind),
                "label": self.texts[f"kind_{kind}"],
                "shape": shapes[kind],
                "count": found[kind, kind],
            }
            for kind in kinds
        ]
        areas = [
            {
                "theme": True,
                "group": _name_group(THEME, group),
                "label": group,
                "shape": shapes[THEME],
                "colour": colour,
                "count": found[THEME, group],
            }
            for group, colour in self.areas.items()
        ]
        return [*actors, *areas]

    @property
    def modes(self) -> list[dict[str, Any]]:
        """Give the kinds of statement that occur, with how many there are."""
        found = Counter(quote.mode for quote in self.quotes)
        return [
            {"id": str(mode), "label": self.texts[f"mode_{mode}"], "count": found[mode]}
            for mode in _MODES
            if found[mode]
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Give one row a line, in the order of the lines in the data."""
        return [
            {
                "actor": self.labels[edge.source],
                "theme": self.labels[edge.target],
                "count": edge.weight,
                "through": edge.through_region,
                "turns": edge.turns,
                "first": write_day(edge.first, self.language),
                "last": write_day(edge.last, self.language),
                "first_iso": edge.first or "",
                "last_iso": edge.last or "",
            }
            for edge in self.network.edges
        ]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """Give one entry a document."""
        return [
            {"label": meeting.label, "file": meeting.source or meeting.document, "constructed": meeting.constructed}
            for meeting in self.meetings
        ]

    def _find_through_region(self) -> dict[str, list[str]]:
        """Give line → the sentences on it that were said for a region."""
        members = {row.id: row.members for row in self.rows_counted}
        return {
            edge.id: [quote.id for quote in edge.quotes if quote.actor not in members[edge.source]]
            for edge in self.network.edges
            if edge.through_region
        }

    def _footer(self) -> list[str]:
        made = self.texts["licence_program"].replace("{version}", __version__)
        return [
            " · ".join([count(self.texts, "documents", len(self.meetings)), *self._data_until()]),
            *self.places[:1],
            f"{made} {self.texts['licence_data']}",
        ]

    def _data_until(self) -> list[str]:
        last = write_day(self.days[-1], self.language) if self.days else None
        return [self.texts["data_until"].replace("{date}", last)] if last else []

    def _describe_node(self, node: Mapping[str, Any]) -> dict[str, Any]:
        kept = {key: node[key] for key in ("id", "label", "shape", "kind", "size", "x", "y", "side", "count")}
        kept["label"] = self.labels[node["id"]]
        area = self.areas.get(node["group"]) if node["kind"] == THEME else None
        return {**kept, "group": _name_group(node["kind"], node["group"]), "groupLabel": node["group"], "area": area}

    def _describe_quote(self, quote: Quote, documents: Mapping[str, int]) -> dict[str, Any]:
        actors = {member: self.labels[row.id] for row in self.rows_counted for member in row.members}
        return {
            "text": quote.text,
            "mode": quote.mode,
            "speaker": quote.speaker or quote.speaker_printed,
            "actor": tell_actor(quote.said_for, actors.get(quote.actor or "")),
            "themes": [self.labels[theme] for theme in quote.themes if theme in self.labels],
            "meeting": documents[quote.meeting.document],
            "item": quote.item,
            "begins": quote.begins,
            "ends": quote.ends,
            "turn": quote.turn,
            "rule": quote.rule,
            "basis": quote.basis,
        }


def _describe_meeting(meeting: MeetingFacts) -> dict[str, Any]:
    return {
        "label": meeting.label,
        "body": meeting.body_label,
        "day": meeting.date.isoformat() if meeting.date else None,
        "source": meeting.source or meeting.document,
        "language": meeting.language,
        "constructed": meeting.constructed,
    }


def _list_meetings(quotes: Iterable[Quote]) -> list[MeetingFacts]:
    found = {quote.meeting.document: quote.meeting for quote in quotes}
    return sorted(found.values(), key=lambda meeting: (meeting.date or dt.date.max, meeting.document))


def _name_group(kind: str, group: str) -> str:
    # An area may be called as a kind of actor is.
    return f"area:{group}" if kind == THEME else f"kind:{kind}"


def tell_coverage(coverage: Coverage, texts: Mapping[str, str], language: str) -> list[str]:
    """Say what the graph does not know, one line each."""
    missing = [f"{each.body or ''} {write_day(each.date, language)}".strip() for each in coverage.missing]
    names = [f"{name} ({times})" for name, times in coverage.ambiguous.items()]
    numbers = {
        "undated": coverage.undated,
        "presentations": coverage.presentations,
        "speakers": coverage.without_speaker,
        "unresolved": coverage.unresolved_speakers,
        "unread": coverage.unread_lines,
    }
    told = [texts["coverage_missing"].replace("{list}", "; ".join(missing))] if missing else []
    told += [texts[f"coverage_{key}"].replace("{n}", str(number)) for key, number in numbers.items() if number]
    if names:
        told.append(texts["coverage_ambiguous"].replace("{list}", ", ".join(names)))
    if coverage.share_under_statements is not None:
        told.append(texts["coverage_share"].replace("{n}", f"{100 * coverage.share_under_statements:.0f}"))
    return told


def clean(value: Any) -> Any:
    """Give plain values without the characters that XML, and so a page, cannot hold."""
    if isinstance(value, str):
        return keep_xml(value)
    if isinstance(value, Mapping):
        return {keep_xml(key): clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _read_static(name: str) -> str:
    return files("naeringsgraf.views").joinpath("static", name).read_text(encoding="utf-8")


@cache
def _load_template() -> Any:
    environment = Environment(
        loader=PackageLoader("naeringsgraf.views"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=_finish,
    )
    return environment.get_template("network.html.j2")


def _finish(value: Any) -> Any:
    # What is marked as safe is ours, cleaned before, and is named by a hash that must not change.
    return keep_xml(value) if type(value) is str else value
