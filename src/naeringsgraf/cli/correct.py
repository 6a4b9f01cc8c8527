"""`naeringsgraf correct`: what a person says of themselves, written down so that every build carries it out."""

import datetime as dt
from pathlib import Path

import click

from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.review import find_who
from naeringsgraf.cli.settings import folder_option, settings
from naeringsgraf.errors import JudgementError


@click.command()
@click.argument("person", metavar="NAME|IRI|DOCUMENT#NAME")
@click.option("--name", metavar="NAME", help="The name as it should be, given name first.")
@click.option("--role", metavar="ROLE", help="As what they met.")
@click.option("--affiliation", metavar="ACTOR", help="Whom they met for.")
@click.option("--who", help="Who decides. Default: the name that git knows, else that of the account.")
@click.option("--why", default="", metavar="TEXT", help="The reason, or where it is known from.")
@click.option(
    "--judgements",
    "file",
    type=click.Path(path_type=Path),
    default=Path("judgements.csv"),
    show_default=True,
    metavar="FILE",
    help="Where it is written to.",
)
@folder_option
def command(
    person: str,
    name: str | None,
    role: str | None,
    affiliation: str | None,
    who: str | None,
    why: str,
    file: Path,
    store: Path,
) -> None:
    """Write down what somebody's name, role or affiliation should be, in all documents or the one that is named.

    It becomes lines of the file of judgements, with who, when and why, and what the minutes say now as the quote; the
    next build carries them out, and each one after. What the minutes print stays as they print it.

    \b
    naeringsgraf correct "Dag Aanensen" --name "Dag Aanonsen" --why "asked him"
    naeringsgraf correct "2022-11-04-osloregionen-naeringssamarbeidet#Eli Arnkværn Bryhni" --role rådgiver
    """
    from naeringsgraf.linking.judgements.judgement import Kind
    from naeringsgraf.linking.judgements.table import check_together, read_lines
    from naeringsgraf.linking.judgements.writing import JudgementFile
    from naeringsgraf.store.privacy.correcting import make_corrections

    given = {Kind.NAME: name, Kind.ROLE: role, Kind.AFFILIATION: affiliation}
    values = {kind: value for kind, value in given.items() if value}
    if not values:
        raise click.UsageError("say what is right with --name, --role or --affiliation.")
    day = dt.datetime.now().astimezone().date()
    made, base = make_corrections(store, person, values, who or find_who(), day, why)
    known = read_lines(file, base) if file.exists() else None
    problems = [*known.problems, *check_together([*known.found, *made])] if known else []
    if problems:
        raise JudgementError(str(file), problems)
    JudgementFile(file).append(made)
    write_result("".join(f"{each.kind}: {each.subject}: {each.object}\n" for each in made))
    settings().say(f"written to {file}; carry it out with: naeringsgraf build PATH --judgements {file}")
