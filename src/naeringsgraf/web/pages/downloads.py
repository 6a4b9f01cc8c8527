"""What a page shows, to take away: its rows, the query behind them, and the page as one file."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.errors import CallError
from naeringsgraf.views.answer_page import write_answer_page
from naeringsgraf.views.finding_table import tabulate_finding
from naeringsgraf.views.table import write_table
from naeringsgraf.web.pages.asked import HTML, TEXT, Reply
from naeringsgraf.web.pages.view import View

MEDIA: Final = {
    "csv": "text/csv; charset=utf-8; header=present",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "rq": TEXT,
    "file": HTML,
}
"""Value of `format` → media type of what is given; "excel" is a kind of CSV."""

Writer = Callable[[], str]


def give_rows(view: View, finding: Finding, more: Mapping[str, Writer] | None = None) -> Reply | None:
    """Give the rows of an answer as the file that `format` asks for; None where a page is asked for.

    Args:
        view: what is asked for.
        finding: the answer.
        more: `format` → what writes it, for those that this kind of page has besides, or in another way.

    Raises:
        CallError: there is no such format.
    """
    writers: dict[str, Writer] = {
        "csv": lambda: _write(view, finding, "csv"),
        "excel": lambda: _write(view, finding, "csv", excel=True),
        "tsv": lambda: _write(view, finding, "tsv"),
        "json": lambda: _write(view, finding, "json"),
        "rq": lambda: view.graph.write_named(finding.question, **finding.asked),
        "file": lambda: write_answer_page(finding, language=view.language, coverage=coverage(view.graph)),
        **(more or {}),
    }
    return give_file(view, finding.question, writers)


def give_file(view: View, name: str, writers: Mapping[str, Writer]) -> Reply | None:
    """Give the file that `format` asks for, called `name`; None where a page is asked for.

    Raises:
        CallError: there is no such format.
    """
    if view.form == "html":
        return None
    if view.form not in writers:
        known = ", ".join(writers)
        told = f"format is one of {known}, not {view.form!r}"
        raise CallError(told, "one_of", name="format", known=known, asked=view.form)
    ending = {"excel": "csv", "file": "html"}.get(view.form, view.form)
    headers = () if view.form == "rq" else (("Content-Disposition", attach(f"{name}.{ending}")),)
    media = MEDIA["csv" if view.form == "excel" else view.form]
    return Reply(200, media, writers[view.form]().encode("utf-8"), headers)


def list_downloads(view: View, *forms: str) -> list[tuple[str, str]]:
    """Give address and name of what the page can be had as; all that `give_rows` has unless some are named."""
    listed = forms or ("csv", "excel", "json", "rq", "file")
    return [(view.here(format=form), view.texts[f"download_{form}"]) for form in listed]


def _write(view: View, finding: Finding, form: str, *, excel: bool = False) -> str:
    quotes = view.choice.one("quotes") == "yes" and bool(finding.evidence)
    return write_table(tabulate_finding(finding, quotes=quotes), form, excel=excel)


def attach(name: str) -> str:
    """Write the header that has a file of this name saved."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
