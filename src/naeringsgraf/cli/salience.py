"""`naeringsgraf salience`: in what share of its meetings and turns each municipality raised a theme."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer, meeting_options


@click.command()
@click.option("--theme", multiple=True, metavar="NAME", help="This theme and what is narrower; may be repeated.")
@click.option("--municipality", multiple=True, metavar="NAME", help="Only the rows of this one; may be repeated.")
@click.option(
    "--min-n", type=int, default=5, show_default=True, metavar="MEETINGS", help="No rank with fewer meetings than this."
)
@meeting_options
@asking_options()
def command(
    theme: tuple[str, ...],
    municipality: tuple[str, ...],
    min_n: int,
    body: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    language: str,
    asking: Asking,
) -> int:
    """Tell in what share of its meetings and turns each municipality raised a theme, beside that of all together.

    The numbers behind each share stand beside it. With few meetings a share says little, and has no rank. With a theme,
    those that never raised it have rows too; without one, every theme that a municipality raised is told.

    \b
    naeringsgraf salience --theme jernbane --min-n 2
    naeringsgraf salience --municipality Kongsberg --body Næringssamarbeidet
    naeringsgraf salience --theme strømnett --places today --since 2022 --format csv
    """
    from naeringsgraf.analysis.salience import salience
    from naeringsgraf.views.theme_tables import show_salience

    return give_answer(
        asking,
        lambda graph: salience(
            graph, theme, municipality, body, since, until, min_n=min_n, places=places, language=language
        ),
        show_salience,
    )
