"""The command line.

Takes: arguments, the environment, the clock, signals. Gives: a report on stdout or in a file,
notes on stderr, an exit code.
Never: decides what is wrong with a document; any other room prints, exits or asks the time.
"""

from __future__ import annotations

import gc
import sys

_SELDOM = (20_000, 20, 20)
"""New objects, and collections, between two looks for cycles (Python 3.11: 700, 10 and 10): nearly
nothing of ours lies in one, and to look at all that a start loads costs 25 ms."""


def main() -> None:
    """The entry point of the `linkassay` command.

    SIGTERM and SIGHUP end it as Ctrl-C does. Interrupts while it starts, and a stdout that takes
    nothing of `--help`, end in a sentence too.
    """
    gc.set_threshold(*_SELDOM)
    try:
        from linkassay.cli.signals import as_interrupts

        with as_interrupts():
            from linkassay.cli.commands import linkassay

            linkassay(prog_name="linkassay")
    except KeyboardInterrupt:
        sys.stderr.write("stopped before anything was asked\n")
        sys.exit(3)
    except OSError as error:
        from linkassay.cli.output import abandon

        abandon(sys.stdout)
        sys.stderr.write(f"error: the output cannot be written: {error.strerror or error}\n")
        sys.exit(3)
