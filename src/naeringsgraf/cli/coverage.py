"""`naeringsgraf coverage`: what the minutes leave open."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer


@click.command()
@asking_options
def command(asking: Asking) -> int:
    """List what is missing, unresolved or unread, and in which minutes: one row a gap and document.

    Cited minutes that are not in the graph, meetings without a day, turns that only point to slides, speakers that are
    not named or not known, lines that were not understood, names that may stand for several things.

    \b
    naeringsgraf coverage
    naeringsgraf coverage --format csv -o gaps.csv
    """
    from naeringsgraf.analysis.coverage import coverage

    return give_answer(asking, lambda graph: coverage(graph).gaps)
