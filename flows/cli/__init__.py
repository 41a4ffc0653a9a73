"""The command `zhclean`: results to standard output, messages to standard error.

Exit status: 0 fine, 1 something failed (or `--check` would change something), 2 wrong use, 130 after Ctrl-C. What a
command needs is imported when it runs, so that `zhclean clean` starts as a filter should.
"""

from flows.cli import cleaning, folders
from flows.cli.base import main

__all__ = ["cleaning", "folders", "main"]
