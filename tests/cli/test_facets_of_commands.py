"""Commands can be narrowed by what narrows the page of the same question, under the same names and to the same rows."""

from pathlib import Path

import click
import pytest
from calling import call

from naeringsgraf.cli.network import command as network
from naeringsgraf.cli.requests import command as requests
from naeringsgraf.cli.trace import command as trace
from naeringsgraf.web.pages.choice import FACETS
from reading_pages import Ask

pytest_plugins = ("asking_pages",)


@pytest.mark.parametrize("command", [trace, requests, network])
def test_a_command_has_the_facets_of_its_page(command: click.Command) -> None:
    """Each may be given as often as the page lets it be chosen."""
    options = {name: each for each in command.params for name in each.opts}

    assert [name for name in FACETS if f"--{name}" not in options] == []
    assert [name for name in FACETS if not options[f"--{name}"].multiple] == ["since", "until"]


@pytest.mark.parametrize(
    "narrowed",
    [
        [],
        [("theme", "strømnett")],
        [("municipality", "Drammen"), ("municipality", "Kongsberg")],
        [("municipality", "Statnett")],
        [("body", "Osloregionens faggruppe Næringssamarbeidet")],
        [("organisation", "Drammen"), ("since", "2020")],
        [("basis", "recorded"), ("basis", "reviewed")],
        [("basis", "inferred"), ("until", "2022"), ("body", "Osloregionens faggruppe Næringssamarbeidet")],
    ],
)
def test_requests_have_the_rows_of_the_page(sample_store: Path, ask: Ask, narrowed: list[tuple[str, str]]) -> None:
    """Whatever is chosen, the file of the page is what the command writes."""
    query = "&".join(f"{name}={value}" for name, value in [*narrowed, ("format", "csv")])
    options = [part for name, value in narrowed for part in (f"--{name}", value)]

    written = call("requests", "--store", sample_store, "--format", "csv", *options)

    page = ask(f"/requests?{query}").body.decode("utf-8")
    assert written.out.splitlines() == [line for line in page.splitlines() if not line.startswith("#")]
