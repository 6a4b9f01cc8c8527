"""`naeringsgraf evaluate`: how good the extraction is."""

import json
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--misses", is_flag=True, help="List what is not as labelled instead of the table.")
@click.option("--figure", "figures", multiple=True, metavar="NAME", help="Only figures that begin so, with --misses.")
@click.option("--document", "documents", multiple=True, metavar="NAME", help="Only documents that begin so.")
@click.option("--by-document", is_flag=True, help="A column a document instead of a family.")
def command(
    folder: Path, form: str, misses: bool, figures: tuple[str, ...], documents: tuple[str, ...], by_document: bool
) -> None:
    """Score the extraction against the labels in FOLDER/gold, by figure and by family of layout.

    The texts lie beside gold/, in real/, constructed/ or text/, under the same names. Formats that are not read yet are
    listed, not scored.

    \b
    naeringsgraf evaluate tests/quality/minutes
    naeringsgraf evaluate tests/quality/minutes --misses --figure turn
    """
    from naeringsgraf.checking.evaluation import evaluate_folder
    from naeringsgraf.checking.scores import show_misses, show_table

    scores = evaluate_folder(folder, documents=documents)
    if form == "json":
        click.echo(json.dumps(scores.to_json(), ensure_ascii=False, indent=1))
    elif misses:
        click.echo(show_misses(scores, figures=figures, documents=documents), nl=False)
    else:
        click.echo(show_table(scores, by_document=by_document), nl=False)
