"""The commands below `linkassay ledger`, and their arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkassay.cli.environment import Environment, real_environment
from linkassay.cli.options import FILE, Options, debug_option, ledger_option

_EPILOG = "The ledger is the named one, else the configured one, else audits/audit.db."


def add_to(program: click.Group) -> None:
    """Add the group of commands to the program."""
    group = program.group("ledger", cls=type(program), help=_ABOUT)(_nothing)
    for command in (export, import_, merge, verify, stats):
        group.add_command(command)


_ABOUT = "Keep the ledger as text in git, merge, prove and measure it."


def _nothing() -> None:
    """A group does nothing by itself."""


@click.command(epilog=_EPILOG)
@click.argument("folder", required=False, type=FILE, metavar="[DIR]")
@ledger_option
@debug_option
@click.pass_context
def export(ctx: click.Context, /, folder: Path | None, **given: Any) -> None:
    """Write the ledger as text, for git.

    It goes into DIR, else into the ledger's own folder.

    state.ndjson says how documents, links and findings stand: one line each, for review.
    runs/NAME.ndjson.gz holds one finished run and is never written twice. Together they are the
    ledger: commit them, and `linkassay ledger import` builds it again.
    """
    from linkassay.cli import ledgering

    ctx.exit(ledgering.export(_environment(ctx), folder, Options(**given)))


@click.command("import", epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=FILE, metavar="[DIR|FILE...]")
@ledger_option
@debug_option
@click.pass_context
def import_(ctx: click.Context, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Build the ledger from exported runs.

    Those of DIR or of single FILEs that the ledger does not hold yet are taken; without them, those
    in the ledger's own folder. Each file must prove itself; a run is taken whole or not at all.
    """
    from linkassay.cli import ledgering

    ctx.exit(ledgering.import_(_environment(ctx), paths, Options(**given)))


@click.command(epilog=_EPILOG)
@click.argument("others", nargs=-1, required=True, type=FILE, metavar="OTHER...")
@ledger_option
@debug_option
@click.pass_context
def merge(ctx: click.Context, /, others: tuple[Path, ...], **given: Any) -> None:
    """Take the finished runs of other ledgers.

    Runs that the ledger holds already are left alone, so it can be done twice, and in any order.
    Each run is taken whole and must prove itself. Where there are two different runs of one name,
    neither is taken over the other: it is named, and the exit code is 3.
    """
    from linkassay.cli import ledgering

    ctx.exit(ledgering.merge(_environment(ctx), others, Options(**given)))


@click.command(epilog=_EPILOG)
@ledger_option
@debug_option
@click.pass_context
def verify(ctx: click.Context, /, **given: Any) -> None:
    """Prove that all runs are what was sealed.

    What is not is named; the exit code is then 3.
    """
    from linkassay.cli import ledgering

    ctx.exit(ledgering.verify(_environment(ctx), Options(**given)))


@click.command(epilog=_EPILOG)
@ledger_option
@debug_option
@click.pass_context
def stats(ctx: click.Context, /, **given: Any) -> None:
    """Show runs, rows and bytes."""
    from linkassay.cli import ledgering

    ctx.exit(ledgering.stats(_environment(ctx), Options(**given)))


def _environment(ctx: click.Context) -> Environment:
    """The environment that a test handed in, else the real one."""
    return ctx.find_object(Environment) or real_environment()
