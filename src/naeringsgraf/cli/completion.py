"""`naeringsgraf completion`: the script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    naeringsgraf completion bash
    naeringsgraf completion fish
    """
    from naeringsgraf.cli.main import COMPLETION, PROGRAM, program

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(program, {}, PROGRAM, COMPLETION).source())
