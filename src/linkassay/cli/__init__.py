"""The command line.

Takes: arguments, the environment, the clock, signals. Gives: a report on stdout or in a file,
notes on stderr, an exit code.
Never: decides what is wrong with a document; any other room prints, exits or asks the time.
"""

from __future__ import annotations

import sys

from linkassay.cli import cycles


def main() -> None:
    """The entry point of the `linkassay` command.

    SIGTERM and SIGHUP end it as Ctrl-C does. Interrupts while it starts, and a stdout that takes
    nothing of `--help`, end in a sentence too.
    """
    cycles.start()
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
    finally:
        cycles.end()
