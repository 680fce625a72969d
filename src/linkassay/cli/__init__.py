"""The command line.

Takes: arguments, the environment, the clock. Gives: a report on stdout or in a file, notes on
stderr, an exit code.
Never: decides what is wrong with a document; any other room prints, exits or asks the time.
"""

from __future__ import annotations


def main() -> None:
    """The entry point of the `linkassay` command."""
    from linkassay.cli.commands import linkassay

    linkassay(prog_name="linkassay")
