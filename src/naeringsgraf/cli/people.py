"""`naeringsgraf people`: who met where for whom, across all minutes."""

import click

from naeringsgraf.cli.asking import Asking, asking_options, give_answer
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, find_width, write_result
from naeringsgraf.cli.settings import body_option, since_option, until_option


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--why", is_flag=True, help="Tell what joins attendances into one person, and what was left apart.")
@click.option("--each", is_flag=True, help="One row an attendance, as for a NAME.")
@click.option("--actor", multiple=True, metavar="NAME", help="Only those who met for this one; may be repeated.")
@body_option
@since_option
@until_option
@asking_options()
def command(
    names: tuple[str, ...],
    why: bool,
    each: bool,
    actor: tuple[str, ...],
    body: tuple[str, ...],
    since: str | None,
    until: str | None,
    asking: Asking,
) -> int:
    """List for whom and in which role people have met; or tell of NAME meeting by meeting.

    One row a person, whom they met for, and role, so that a change is a row of its own. NAME may be any form of the
    name, or the beginning of its words.

    \b
    naeringsgraf people
    naeringsgraf people --actor Kongsberg --since 2022 --format csv
    naeringsgraf people Kvisgaard --why
    """
    from naeringsgraf.analysis.people import people, who_met

    if why:
        return _tell_why(names, asking)
    find = who_met if names or each else people
    return give_answer(asking, lambda graph: find(graph, names, actor, body, since, until))


def _tell_why(names: tuple[str, ...], asking: Asking) -> int:
    from naeringsgraf.analysis.persons import find_people
    from naeringsgraf.views.people_text import show_persons, tabulate_reasons
    from naeringsgraf.views.table import TABLE_FORMATS, write_table

    check_output(asking.output, force=asking.force)
    chosen = choose_format(asking.form, asking.output, "table", TABLE_FORMATS, txt="table", jsonl="ndjson")
    with open_graph(asking.store) as graph:
        found = [person for name in names or (None,) for person in find_people(graph, name)]
    if chosen == "table":
        written = show_persons(found, find_width())
    else:
        written = write_table(tabulate_reasons(found), chosen, excel=asking.excel)
    write_result(written, asking.output, force=asking.force)
    return 0
