"""`naeringsgraf requests`: who asks whom for what."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer
from naeringsgraf.cli.settings import facet_options, language_option


@click.command()
@facet_options("actor")
@click.option("--addressee", multiple=True, metavar="NAME", help="Only what this one is asked; may be repeated.")
@language_option
@asking_options()
def command(
    theme: tuple[str, ...],
    actor: tuple[str, ...],
    since: str | None,
    until: str | None,
    body: tuple[str, ...],
    organisation: tuple[str, ...],
    basis: tuple[str, ...],
    addressee: tuple[str, ...],
    language: str,
    asking: Asking,
) -> int:
    """List who asks whom for what, with the sentence: one row a sentence, addressee and theme.

    \b
    naeringsgraf requests --addressee Staten
    naeringsgraf requests --theme "grønt industriløft" --since 2022 --format csv
    naeringsgraf requests --actor Drammen --body Næringssamarbeidet --show-query
    """
    from naeringsgraf.analysis.requests import requests

    return give_answer(
        asking,
        lambda graph: requests(
            graph,
            theme,
            actor,
            addressee,
            since,
            until,
            language=language,
            body=body,
            organisation=organisation,
            basis=basis,
        ),
    )
