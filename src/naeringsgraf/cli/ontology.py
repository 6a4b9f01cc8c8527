"""`naeringsgraf ontology`: the vocabulary as a page to read, or as the file that it is."""

from pathlib import Path

import click

from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result

FORMATS = ("html", "ttl")


@click.command()
@click.option(
    "--language",
    type=click.Choice(["nb", "nn", "en"]),
    default="nb",
    show_default=True,
    help="Of the page; labels and definitions are told in all three.",
)
@click.option("--shapes", is_flag=True, help="With ttl: the shapes that check holds a graph against, instead.")
@output_options(FORMATS, "html")
def command(language: str, shapes: bool, form: str | None, output: Path | None, force: bool) -> None:
    """Write what each class and property means, with an example and what must hold of it, as one page.

    It needs no network. It can stand where the IRIs of the vocabulary lead: #onBehalfOf is the place of ng:onBehalfOf.

    \b
    naeringsgraf ontology -o ontologi.html
    naeringsgraf ontology --language en -o ontology.html
    naeringsgraf ontology --format ttl
    """
    check_output(output, force=force)
    chosen = choose_format(form, output, "html", FORMATS, htm="html")
    if shapes and chosen != "ttl":
        raise click.UsageError("--shapes is for --format ttl; the page tells both.")
    write_result(_write(chosen, language, shapes), output, force=force)


def _write(form: str, language: str, shapes: bool) -> str:
    from naeringsgraf.checking.vocabulary import read_vocabulary
    from naeringsgraf.resources import find_resource
    from naeringsgraf.views.ontology_page import write_ontology_page

    if form == "html":
        return write_ontology_page(read_vocabulary(), language)
    file = "shapes.ttl" if shapes else "naeringsgraf.ttl"
    return find_resource("ontology", file).read_text(encoding="utf-8")
