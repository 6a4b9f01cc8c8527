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
from naeringsgraf.analysis.network import Network, municipality_theme_network
from naeringsgraf.analysis.people import people, who_met
from naeringsgraf.analysis.requests import requests
from naeringsgraf.analysis.trace import Trace, trace
from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.store import graph as stored
from naeringsgraf.views.files import write_file
from naeringsgraf.views.finding_table import show_finding, tabulate_finding
from naeringsgraf.views.network_files import write_network
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.views.trace_text import show_trace, tabulate_trace

if TYPE_CHECKING:
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
        return TraceTable(trace(self, theme, municipality, since, until, **choice))

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

    def network(self, kind: str = "municipality-theme", **choice: Any) -> "Drawing":
        """Draw who raised what; `choice` may name theme, municipality, since and until, as for `trace`.

        Raises:
            CallError: there is no network of that kind, or a name is not known.
        """
        if kind != "municipality-theme":
            raise CallError(f'there is no network of the kind {kind!r}; there is "municipality-theme"')
        return Drawing(municipality_theme_network(self, **choice), coverage(self))

    def coverage(self) -> "CoverageTable":
        """List what the graph does not know: meetings cited but missing, speakers and lines that stayed unread."""
        found = coverage(self)
        return CoverageTable(found.gaps, self, found)


@dataclass(frozen=True)
class TraceTable:
    """A trace that shows itself; `trace` holds the cells and their quotes."""

    trace: Trace

    def to_pandas(self, *, quotes: bool = False) -> "DataFrame":
        """Give one row a cell, or one a sentence; needs pandas."""
        import pandas

        return pandas.DataFrame(self.trace.to_quote_dicts() if quotes else self.trace.to_dicts())

    def to_csv(self, *, quotes: bool = False, excel: bool = False) -> str:
        """Write the table as CSV; `excel` takes semicolons and a byte order mark."""
        return write_table(tabulate_trace(self.trace, quotes=quotes), "csv", excel=excel)

    def __str__(self) -> str:
        return show_trace(self.trace)

    def _repr_html_(self) -> str:
        return _show_html(tabulate_trace(self.trace), self.trace.notes())


@dataclass(frozen=True)
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

    def __len__(self) -> int:
        return len(self.finding.rows)

    def __str__(self) -> str:
        return show_finding(self.finding, 100)

    def _repr_html_(self) -> str:
        return _show_html(tabulate_finding(self.finding), (*self.finding.notes, coverage(self.graph).tell_short()))


@dataclass(frozen=True)
class CoverageTable(AnswerTable):
    """What is not known, gap by gap; `reach` has it in numbers."""

    reach: Coverage

    def lines(self) -> list[str]:
        """Say it in English, one line each."""
        return self.reach.lines()


@dataclass(frozen=True)
class Frame:
    """A whole page that shows itself in a notebook, apart from the notebook's own page."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        page = html.escape(self.page, quote=True)
        return f'<iframe srcdoc="{page}" title="naeringsgraf" width="100%" height="{self.height}"></iframe>'


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
        """Write to a file; its ending is the format: html, graphml, gexf, json, csv or svg.

        Raises:
            CallError: the ending is no format, or the file exists and `force` is not given.
        """
        target = Path(path)
        form = target.suffix.lstrip(".").lower()
        if form == "html":
            page.setdefault("coverage", self.coverage)
        write_file(target, write_network(self.network, form, **page), force=force)
        return target

    def to_pyvis(self) -> "PyvisNetwork":
        """Give the same marks and lines as a pyvis `Network`, to go on with."""
        from naeringsgraf.views.pyvis_adapter import make_pyvis_network

        return make_pyvis_network(self.network)


def open(store: PathName = "naeringsgraf.store") -> Graph:
    """Open the newest published graph of a store: a folder, or the URL of a SPARQL endpoint ("https://…/sparql").

    A graph that is only partly published gives a warning.

    Raises:
        CallError: the URL is none, or a password stands in it.
        StoreError: there is no store, or it is damaged or of another format; or the endpoint cannot be asked.
    """
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
