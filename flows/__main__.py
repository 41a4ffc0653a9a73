"""`python -m flows` is `zhclean`."""

from flows.cli import main

main(prog_name="zhclean")
