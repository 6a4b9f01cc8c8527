"""The graph as people meet it in Python: open or build it, ask it, trace it, draw it.

```python
import naeringsgraf as ng

graph = ng.build("data/referat", store="naeringsgraf.store")
graph.trace(theme="grønt industriløft")
graph.network("municipality-theme").show()
```
"""

import html
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naeringsgraf.analysis.coverage import Coverage, coverage
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.kinds import draw_network
from naeringsgraf.analysis.networks.series import Window, draw_series
from naeringsgraf.analysis.people import people, who_met
from naeringsgraf.analysis.requests import requests
from naeringsgraf.analysis.salience import salience
from naeringsgraf.analysis.silence import silence
from naeringsgraf.analysis.ties import Ties, count_ties
from naeringsgraf.analysis.trace import Trace, trace
from naeringsgraf.analysis.uptake import uptake
from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.store import graph as stored
from naeringsgraf.store.privacy.levels import read_view
from naeringsgraf.store.privacy.views import publish_view
from naeringsgraf.store.remote.address import is_address
from naeringsgraf.views.answer_page import write_answer_page
from naeringsgraf.views.files import write_file
from naeringsgraf.views.finding_table import show_finding, tabulate_finding
from naeringsgraf.views.heat_map import write_heat_map
from naeringsgraf.views.heat_map_picture import write_heat_map_svg
from naeringsgraf.views.network_files import NETWORK_ENDINGS, write_network
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.networks.describing import tabulate_edges, tabulate_evidence
from naeringsgraf.views.networks.graphml import make_networkx_graph
from naeringsgraf.views.series_files import tabulate_series, write_series
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.views.trace_text import show_trace

if TYPE_CHECKING:
    import networkx as nx
    from pandas import DataFrame
    from pyvis.network import Network as PyvisNetwork

PathName = str | PathLike[str]


class Graph(stored.Graph):
    """A graph of minutes that does not change while it is open."""

    def trace(
        self, theme: Any = None, municipality: Any = None, since: Any = None, until: Any = None, **choice: Any
    ) -> "TraceTable":
        """Lay out which municipality raised which theme; each cell knows its sentences.

        The arguments are those of `naeringsgraf.analysis.trace.trace`.

        Raises:
            CallError: a theme, municipality or day is not known.
        """
        traced = trace(self, theme, municipality, since, until, **choice)
        return TraceTable(traced.to_finding(), self, traced)

    def requests(self, theme: Any = None, actor: Any = None, addressee: Any = None, **choice: Any) -> "AnswerTable":
        """List who asks whom for what, with the sentence.

        The arguments are those of `naeringsgraf.analysis.requests.requests`.

        Raises:
            CallError: a theme, actor or day is not known.
        """
        return AnswerTable(requests(self, theme, actor, addressee, **choice), self)

    def people(self, person: Any = None, actor: Any = None, body: Any = None, **choice: Any) -> "AnswerTable":
        """Tell for whom and in which role people have met; a change is a row of its own.

        The arguments are those of `naeringsgraf.analysis.people.people`.

        Raises:
            CallError: a name or day is not known.
        """
        return AnswerTable(people(self, person, actor, body, **choice), self)

    def who_met(self, person: Any = None, actor: Any = None, body: Any = None, **choice: Any) -> "AnswerTable":
        """List who met where, when, for whom: one row an attendance; arguments and errors as for `people`."""
        return AnswerTable(who_met(self, person, actor, body, **choice), self)

    def uptake(self, theme: Any = None, actor: Any = None, body: Any = None, **choice: Any) -> "AnswerTable":
        """List who raised a theme first and who took it up after, in which order and with what lag.

        The arguments are those of `naeringsgraf.analysis.uptake.uptake`.

        Raises:
            CallError: a theme, actor, body or day is not known.
        """
        return AnswerTable(uptake(self, theme, actor, body, **choice), self)

    def salience(self, theme: Any = None, municipality: Any = None, body: Any = None, **choice: Any) -> "AnswerTable":
        """Tell how large a share of its meetings and turns each municipality gave to a theme, against the group's.

        The arguments are those of `naeringsgraf.analysis.salience.salience`.

        Raises:
            CallError: a theme, municipality, body or day is not known.
        """
        return AnswerTable(salience(self, theme, municipality, body, **choice), self)

    def silence(self, theme: Any = None, municipality: Any = None, body: Any = None, **choice: Any) -> "AnswerTable":
        """Tell for each municipality and meeting whether it raised a theme, and if not, how it came to be silent.

        The arguments are those of `naeringsgraf.analysis.silence.silence`.

        Raises:
            CallError: a theme, municipality, body or day is not known.
        """
        return AnswerTable(silence(self, theme, municipality, body, **choice), self)

    def ties(self, kind: str = "raised", most: int | None = None) -> Ties:
        """Count who is tied to what, the heaviest first: numbers alone, in an instant; `network` has the sentences.

        Args:
            kind: "raised" for turns of each municipality on each theme, "replies" for turns of one actor that answer
                another, "met" for meetings that two persons are both listed at.
            most: how many to give; None for all.

        Raises:
            CallError: there is no such kind.
        """
        return count_ties(self, kind, most)

    def network(self, kind: str = "municipality-theme", **choice: Any) -> "Drawing":
        """Draw who raised what, met or answered whom, with communities, measures and places.

        The kinds and the arguments are those of `naeringsgraf.analysis.networks.kinds.draw_network`.

        Raises:
            CallError: there is no network of that kind, it is too large, or a name is not known.
        """
        return Drawing(draw_network(self, kind, **choice), coverage(self))

    def network_series(self, kind: str, window: str, step: str | None = None, **choice: Any) -> "Series":
        """Draw a network over moving windows of time, such as "2y" by a `step` of "1y".

        Raises:
            CallError: a length of time or a name is not known.
        """
        return Series(tuple(draw_series(self, kind, window, step, **choice)))

    def coverage(self) -> "CoverageTable":
        """List what the graph does not know: meetings cited but missing, speakers and lines that stayed unread."""
        found = coverage(self)
        return CoverageTable(found.gaps, self, found)


@dataclass(frozen=True, repr=False)
class AnswerTable:
    """The answer to a question, that shows itself; `finding` holds the rows and their sentences."""

    finding: Finding
    graph: Graph

    @property
    def sparql(self) -> str:
        """The query that gives the same rows, to go on with; needs the graph to be open."""
        return self.graph.write_named(self.finding.question, **self.finding.asked)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one plain dict a row."""
        return self.finding.to_dicts()

    def to_pandas(self, *, quotes: bool = False) -> "DataFrame":
        """Give the rows, or one row a sentence; needs pandas."""
        import pandas

        table = tabulate_finding(self.finding, quotes=quotes)
        return pandas.DataFrame.from_records(list(table.rows), columns=list(table.header))

    def to_csv(self, *, quotes: bool = False, excel: bool = False) -> str:
        """Write the rows as CSV; `excel` takes semicolons and a byte order mark."""
        return write_table(tabulate_finding(self.finding, quotes=quotes), "csv", excel=excel)

    def to_json(self, *, quotes: bool = False) -> str:
        """Write the rows as a JSON list of objects."""
        return write_table(tabulate_finding(self.finding, quotes=quotes), "json")

    def to_html(self, *, title: str | None = None, language: str | None = None) -> str:
        """Write a page that needs no network: the rows, each with its sentences; needs the graph to be open."""
        return write_answer_page(self.finding, title=title, language=language, coverage=coverage(self.graph))

    def __len__(self) -> int:
        return len(self.finding.rows)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<{self.finding.question}: {len(self)} × {', '.join(self.finding.columns)}>"

    def __str__(self) -> str:
        return show_finding(self.finding, 100)

    def _repr_html_(self) -> str:
        return _show_html(tabulate_finding(self.finding), (*self.finding.notes, coverage(self.graph).tell_short()))


@dataclass(frozen=True, repr=False)
class CoverageTable(AnswerTable):
    """What is not known, gap by gap; `reach` has it in numbers."""

    reach: Coverage

    def lines(self) -> list[str]:
        """Say it in English, one line each."""
        return self.reach.lines()


@dataclass(frozen=True, repr=False)
class TraceTable(AnswerTable):
    """A trace that shows itself; `trace` holds the cells and their quotes."""

    trace: Trace

    def to_html(self, *, title: str | None = None, language: str | None = None, share: str | None = None) -> str:
        """Write the heat map, a page that needs no network; numbers may be shares of "turns" or "meetings"."""
        return write_heat_map(
            self.trace,
            title=title,
            language=language or str(self.finding.asked.get("language", "nb")),
            coverage=coverage(self.graph),
            share=share,
        )

    def to_svg(self, *, title: str | None = None, language: str | None = None, share: str | None = None) -> str:
        """Write the heat map as a picture."""
        return write_heat_map_svg(
            self.trace,
            title=title,
            language=language or str(self.finding.asked.get("language", "nb")),
            share=share,
        )

    def __str__(self) -> str:
        return show_trace(self.trace)


@dataclass(frozen=True)
class Frame:
    """A whole page that shows itself in a notebook, shut off from the notebook's own page.

    It may run its scripts and save files, and reach neither the notebook nor what the browser keeps for it.
    """

    page: str
    height: int

    def _repr_html_(self) -> str:
        page = html.escape(self.page, quote=True)
        return (
            f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-downloads" title="naeringsgraf" '
            f'width="100%" height="{self.height}"></iframe>'
        )


@dataclass(frozen=True)
class Drawing:
    """A network that can be shown in a notebook or written to a file."""

    network: Network
    coverage: Coverage | None = None

    def to_html(self, *, title: str | None = None, language: str | None = None) -> str:
        """Write the page that needs no network."""
        return write_network_page(self.network, title=title, language=language, coverage=self.coverage)

    def show(self, *, height: int = 720, title: str | None = None, language: str | None = None) -> "Frame":
        """Show the page in a notebook, `height` pixels high, in a frame of its own."""
        return Frame(self.to_html(title=title, language=language), height)

    def write(self, path: PathName, *, force: bool = False, **page: Any) -> Path:
        """Write to a file; its ending is the format: html, graphml, gexf, net, cyjs, json, csv, tsv, svg or png.

        Raises:
            CallError: the ending is no format, or the file exists and `force` is not given.
        """
        target = Path(path)
        ending = target.suffix.lstrip(".").lower()
        form = NETWORK_ENDINGS.get(ending, ending)
        if form == "html":
            page.setdefault("coverage", self.coverage)
        write_file(target, write_network(self.network, form, **page), force=force)
        return target

    def to_pandas(self, *, quotes: bool = False) -> "DataFrame":
        """Give one row a line, or one a line and sentence (or meeting); needs pandas."""
        import pandas

        table = tabulate_evidence(self.network) if quotes else tabulate_edges(self.network)
        return pandas.DataFrame(table.rows, columns=list(table.header))

    def to_csv(self, *, quotes: bool = False, excel: bool = False) -> str:
        """Write these rows as CSV; `excel` takes semicolons and a byte order mark."""
        table = tabulate_evidence(self.network) if quotes else tabulate_edges(self.network)
        return write_table(table, "csv", excel=excel)

    def to_networkx(self) -> "nx.Graph[str]":
        """Give the same marks and lines as a networkx graph, to go on with."""
        return make_networkx_graph(self.network)

    def to_pyvis(self) -> "PyvisNetwork":
        """Give the same marks and lines as a pyvis `Network`, to go on with."""
        from naeringsgraf.views.pyvis_adapter import make_pyvis_network

        return make_pyvis_network(self.network)


@dataclass(frozen=True)
class Series:
    """A network over windows of time; `windows` hold each with its lines and their sentences."""

    windows: tuple[Window, ...]

    def to_pandas(self) -> "DataFrame":
        """Give one row a window and line; needs pandas."""
        import pandas

        table = tabulate_series(self.windows)
        return pandas.DataFrame(table.rows, columns=list(table.header))

    def to_csv(self, *, excel: bool = False) -> str:
        """Write these rows as CSV; `excel` takes semicolons and a byte order mark."""
        return write_series(self.windows, "csv", excel=excel)

    def write(self, path: PathName, *, force: bool = False) -> Path:
        """Write to a file; its ending is the format: csv, tsv, json, or gexf with weights over time.

        Raises:
            CallError: the ending is no format, or the file exists and `force` is not given.
        """
        target = Path(path)
        write_file(target, write_series(self.windows, target.suffix.lstrip(".").lower()), force=force)
        return target


def open(store: PathName = "naeringsgraf.store", *, level: str = "intern", pseudonymise: bool = False) -> Graph:
    """Open the newest published graph of a store: a folder, or the URL of a SPARQL endpoint ("https://…/sparql").

    A graph that is only partly published gives a warning. `level` says which documents are seen: "intern" every one,
    "pseudonym" what other machines may see, "offentlig" what has been published with names. With `pseudonymise` all
    names of people are left out, whatever the levels say.

    Raises:
        CallError: the URL is none, or a password stands in it; there is no such level; or an endpoint is to be seen
            otherwise than it is.
        StoreError: there is no store, or it is damaged or of another format; or the endpoint cannot be asked.
    """
    view = read_view(level, pseudonymise=pseudonymise)
    if not view.is_everything:
        if is_address(store):
            raise CallError("names are left out of the folder of a store; open it instead of an endpoint")
        store = publish_view(Path(store), view)
    graph = stored.open_store(store, Graph)
    if graph.note:
        warnings.warn(graph.note, stacklevel=2)
    return graph


def build(
    paths: PathName | Sequence[PathName],
    store: PathName = "naeringsgraf.store",
    *,
    base: str = BASE,
    workers: int | None = None,
    judgements: PathName | None = None,
    scheduler: str | None = None,
    shards: PathName = "naeringsgraf.store",
) -> Graph:
    """Build a store from files or folders of minutes, paths or URLs, and open it; `graph.report` tells what was done.

    A document that is rejected gives a warning, and the others are built. They are read in processes of their own, one
    a processor or as many as `workers` says, or by the workers of a dask.distributed `scheduler`. `judgements` names
    the CSV of what people decided; without it, `judgements.csv` of the first folder counts, where it is there. Where
    the store is the URL of a SPARQL endpoint, `shards` is the folder that it is published from; the next build goes on
    from there.

    Raises:
        CallError: a path does not exist, a URL cannot be read, or there are no minutes.
        JudgementError: a judgement contradicts another, or does not fit what the minutes say now.
        StoreError: the store cannot be written, the scheduler cannot be reached, or nothing could be read.
    """
    return stored.build(
        paths,
        store,
        base=base,
        workers=workers,
        judgements=judgements,
        scheduler=scheduler,
        shards=shards,
        kind=Graph,
    )


def _show_html(table: Table, notes: Sequence[str]) -> str:
    """A table for a notebook; every text is escaped."""
    head = "".join(f"<th>{html.escape(str(name))}</th>" for name in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    below = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{below}"
