"""A network page beside the one that pyvis writes of the same marks, lines and labels."""

import datetime as dt
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.generate import SEED
from benchmarks.pairing import Pair
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.layout import place_columns
from naeringsgraf.analysis.network import THEME, Edge, Network, Node, Unit
from naeringsgraf.views.network_page import write_network_page

MARKS = 10_000
LINES_A_MARK = 2.5

_AREAS = 8
_MEETINGS = 400
_WORDS = (
    *("næringsarealer", "strømnett", "kompetanse", "havn", "bredbånd", "klynge", "samarbeid", "kapasitet", "utbygging"),
    *("planlegging", "rekruttering", "omstilling", "reiseliv", "landbruk", "energi", "gründere", "skole", "veg"),
)


def make_pairs(marks: int = MARKS) -> Iterator[Pair]:
    """Give the comparisons: marks and lines alone, and with the sentences that lines stand on."""
    plain, told = make_network(marks, with_sentences=False), make_network(marks)
    yield _make_pair(
        plain, "network page", 100.0, "ids, labels and lines with their weights, read back from both pages"
    )
    yield _make_pair(
        told,
        "network page with sentences",
        None,
        f"the same and {len(told.quotes):,} sentences, titles in the peer's page",
    )


def _make_pair(network: Network, name: str, floor: float | None, remark: str) -> Pair:
    ours, peers = (len(page.encode()) for page in (write_network_page(network), _write_with_pyvis(network)))
    return Pair(
        goal="G8",
        name=f"{name}, {len(network.nodes):,} marks",
        # A network anew each time, for it keeps the lists it has made.
        ours=lambda: write_network_page(replace(network)),
        peer=lambda: _write_with_pyvis(network),
        show=_read_ours,
        show_peer=_read_pyvis,
        peer_name="pyvis add_node, add_edge, generate_html(in_line)",
        floor=floor,
        remark=f"{remark}; our file is {ours / peers:.2f} × as large",
    )


def make_network(marks: int, seed: int = SEED, *, with_sentences: bool = True) -> Network:
    """Make a network of municipalities and themes, two and a half lines a mark, each of one or two sentences.

    Without sentences its lines stand on meetings, as those of attendance do.
    """
    chance = random.Random(seed)
    actors = [f"municipality/{number:04}-2020" for number in range(marks * 2 // 5)]
    themes = [f"theme/emne-{number}" for number in range(marks - len(actors))]
    pairs = _choose_pairs(chance, actors, themes, int(marks * LINES_A_MARK))
    meetings = [_make_meeting(number) for number in range(_MEETINGS)]
    edges = []
    for number, (actor, theme) in enumerate(pairs):
        times = chance.choice((1, 1, 1, 2))
        if with_sentences:
            quotes = tuple(_make_quote(chance, number, at, actor, theme, meetings) for at in range(times))
            edges.append(Edge(actor, theme, times, quotes))
        else:
            edges.append(Edge(actor, theme, times, met=tuple(chance.sample(meetings, times))))
    nodes = _make_nodes(actors, themes, edges)
    labels = {node.id: node.label for node in nodes if node.kind == THEME}
    unit = Unit.SENTENCES if with_sentences else Unit.MEETINGS
    return Network("municipality-theme", nodes, tuple(edges), "nb", two_mode=True, unit=unit, labels=labels)


def _choose_pairs(
    chance: random.Random, actors: Sequence[str], themes: Sequence[str], count: int
) -> list[tuple[str, str]]:
    # Each mark has a line; the others go to a few much more often than to most, within an area more than between two.
    pairs = {(actors[at % len(actors)], theme) for at, theme in enumerate(themes)}
    pairs |= {(actor, themes[at % len(themes)]) for at, actor in enumerate(actors)}
    while len(pairs) < count:
        actor = int(len(actors) * chance.random() ** 1.5)
        theme = int(len(themes) * chance.random() ** 1.5)
        if theme % _AREAS == actor % _AREAS or chance.random() < 0.2:
            pairs.add((actors[actor], themes[theme]))
    return sorted(pairs)


def _make_meeting(number: int) -> MeetingFacts:
    day = dt.date(2012, 1, 10) + dt.timedelta(days=11 * number)
    body = f"Næringsgruppe {number % 12}"
    document = f"minutes/{day}-gruppe-{number % 12}"
    return MeetingFacts(document, f"{body} {day}", day, f"body/{number % 12}", body, f"{day}.txt", "nb", True)


def _make_quote(
    chance: random.Random, number: int, at: int, actor: str, theme: str, meetings: Sequence[MeetingFacts]
) -> Quote:
    meeting = meetings[chance.randrange(len(meetings))]
    text = f"{' '.join(chance.choices(_WORDS, k=6)).capitalize()} i {number}."
    begins = 40 * number
    return Quote(
        id=f"{meeting.document}#statement-{number}-{at}",
        text=text,
        begins=begins,
        ends=begins + len(text),
        mode=chance.choice(("request", "problem", "information")),
        themes=(theme,),
        page=None,
        turn=f"{meeting.document}#turn-{number}",
        actor=actor,
        speaker=f"Taler {chance.randrange(500)}",
        speaker_printed=None,
        item_number=str(1 + number % 9),
        item_title=_WORDS[number % 9],
        meeting=meeting,
        rule="sentence",
        basis="inferred",
        said_for=f"Kommune {actor[13:17]}",
    )


def _make_nodes(actors: Sequence[str], themes: Sequence[str], edges: Sequence[Edge]) -> tuple[Node, ...]:
    weights = {(edge.source, edge.target): float(edge.weight) for edge in edges}
    places = place_columns(actors, themes, weights)
    quotes: dict[str, int] = dict.fromkeys((*actors, *themes), 0)
    degrees, meetings = dict(quotes), dict(quotes)
    for edge in edges:
        for end in (edge.source, edge.target):
            quotes[end] += len(edge.quotes)
            meetings[end] += len(edge.met)
            degrees[end] += 1
    described = [(actor, f"Kommune {actor[13:17]}", "municipality", "municipality") for actor in actors]
    described += [
        (theme, f"{_WORDS[at % len(_WORDS)].capitalize()} {at}", THEME, f"Område {at % _AREAS + 1}")
        for at, theme in enumerate(themes)
    ]
    return tuple(
        Node(
            *(id, label, kind, group, quotes[id], degrees[id]),
            *(places[id].x, places[id].y, places[id].side),
            meetings=meetings[id],
        )
        for id, label, kind, group in described
    )


def _write_with_pyvis(network: Network) -> str:
    from pyvis.network import Network as Pyvis

    drawn = Pyvis(cdn_resources="in_line")
    for node in network.nodes:
        drawn.add_node(node.id, label=node.label, x=node.x, y=node.y)
    for edge in network.edges:
        told = {"title": _tell(edge)} if edge.quotes else {}
        drawn.add_edge(edge.source, edge.target, value=edge.weight, **told)
    page: str = drawn.generate_html()
    return page


def _tell(edge: Edge) -> str:
    """Give the sentences of a line as pyvis can show them: in its title."""
    return "\n".join(f"«{quote.text}» {quote.speaker} ({quote.meeting.label})" for quote in edge.quotes)


def _read_ours(page: object) -> list[str]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', str(page), re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    texts, nodes, edges, quotes = data["strings"], data["nodes"], data["edges"], data["quotes"]
    ids = nodes["id"]
    listed = edges.get("quotes") or [[]] * len(edges["from"])
    weights = edges.get("weight") or [len(each) for each in listed]
    told = [f"{id} {texts[label]}" for id, label in zip(ids, nodes["label"], strict=True)]
    for one, other, weight, numbers in zip(edges["from"], edges["to"], weights, listed, strict=True):
        told.append(f"{ids[one]} {ids[other]} {weight}")
        said = ((quotes["text"][at], texts[quotes["speaker"][at]], quotes["meeting"][at]) for at in numbers)
        told += sorted(f"«{text}» {who} ({data['meetings'][meeting]['label']})" for text, who, meeting in said)
    return told


def _read_pyvis(page: object) -> list[str]:
    nodes, edges = (_read_data_set(str(page), name) for name in ("nodes", "edges"))
    told = [f"{node['id']} {node['label']}" for node in nodes]
    for edge in edges:
        told.append(f"{edge['from']} {edge['to']} {edge['value']}")
        told += sorted(edge["title"].split("\n")) if "title" in edge else []
    return told


def _read_data_set(page: str, name: str) -> list[dict[str, Any]]:
    begins = page.index(f"{name} = new vis.DataSet(") + len(f"{name} = new vis.DataSet(")
    listed: list[dict[str, Any]] = json.JSONDecoder().raw_decode(page, begins)[0]
    return listed
