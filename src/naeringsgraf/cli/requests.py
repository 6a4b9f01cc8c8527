"""`naeringsgraf requests`: who asks whom for what."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer
from naeringsgraf.cli.settings import language_option, since_option, until_option


@click.command()
@click.option("--theme", multiple=True, metavar="NAME", help="Only this theme and what is narrower; may be repeated.")
@click.option("--actor", multiple=True, metavar="NAME", help="Only what this one asks for; may be repeated.")
@click.option("--addressee", multiple=True, metavar="NAME", help="Only what this one is asked; may be repeated.")
@since_option
@until_option
@language_option
@asking_options()
def command(
    theme: tuple[str, ...],
    actor: tuple[str, ...],
    addressee: tuple[str, ...],
    since: str | None,
    until: str | None,
    language: str,
    asking: Asking,
) -> int:
    """List who asks whom for what, with the sentence: one row a sentence, addressee and theme.

    \b
    naeringsgraf requests --addressee Staten
    naeringsgraf requests --theme "grønt industriløft" --since 2022 --format csv
    naeringsgraf requests --actor Drammen --show-query
    """
    from naeringsgraf.analysis.requests import requests

    return give_answer(asking, lambda graph: requests(graph, theme, actor, addressee, since, until, language=language))
