"""`python -m naeringsgraf`: the same as the command, where scripts are not on the path."""

from naeringsgraf.cli.main import main

main()
