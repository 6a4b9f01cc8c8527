"""`naeringsgraf uptake`: who raised a theme first, and who took it up after."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer, meeting_options


@click.command()
@click.option("--theme", multiple=True, metavar="NAME", help="This theme and what is narrower; may be repeated.")
@click.option("--actor", multiple=True, metavar="NAME", help="Only the rows of this one; may be repeated.")
@meeting_options
@asking_options()
def command(
    theme: tuple[str, ...],
    actor: tuple[str, ...],
    body: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    language: str,
    asking: Asking,
) -> int:
    """List who raised a theme first, who took it up after, in which order and with what lag.

    One row for each that raised it, with its first sentence on it. How it was taken up: first, reply (it answers one
    who raised it earlier at that meeting), same-meeting, later-meeting, other-body. Lags are in days, in meetings of
    that body, and in turns since the theme came up at that meeting. Without a theme, every theme is told on its own.

    \b
    naeringsgraf uptake --theme strømnett
    naeringsgraf uptake --theme "grønt industriløft" --theme batteri --since 2022 --format csv
    naeringsgraf uptake --actor Lillestrøm --body Næringssamarbeidet --quotes --format json
    """
    from naeringsgraf.analysis.uptake import uptake
    from naeringsgraf.views.theme_tables import show_uptake

    return give_answer(
        asking,
        lambda graph: uptake(graph, theme, actor, body, since, until, places=places, language=language),
        show_uptake,
    )
