"""`naeringsgraf silence`: who was at which meeting without raising a theme."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer, meeting_options


@click.command()
@click.option("--theme", multiple=True, metavar="NAME", help="This theme and what is narrower; may be repeated.")
@click.option("--municipality", multiple=True, metavar="NAME", help="Only this one; may be repeated.")
@click.option("--meetings", is_flag=True, help="One line a meeting in the table, too, as in the other formats.")
@meeting_options
@asking_options()
def command(
    theme: tuple[str, ...],
    municipality: tuple[str, ...],
    meetings: bool,
    body: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    language: str,
    asking: Asking,
) -> int:
    """Tell which municipalities raised a theme at which meeting, and how the others came to be silent on it.

    The table counts for each municipality the meetings in which it raised the theme, spoke on other themes, was silent,
    was absent, was not a member, or where the minutes leave it open. Without a theme, any theme counts.

    \b
    naeringsgraf silence --theme batteri --body Næringssamarbeidet
    naeringsgraf silence --theme strømnett --municipality Ringerike --meetings
    naeringsgraf silence --theme samferdsel --places today --format csv
    """
    from naeringsgraf.analysis.silence import silence
    from naeringsgraf.views.theme_tables import show_meetings, show_silence

    return give_answer(
        asking,
        lambda graph: silence(graph, theme, municipality, body, since, until, places=places, language=language),
        show_meetings if meetings else show_silence,
    )
