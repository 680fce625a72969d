"""The commands and their arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linkassay import __version__
from linkassay.cli import completion, ledger_commands, output
from linkassay.cli.environment import Environment, real_environment
from linkassay.cli.group import CommandGroup
from linkassay.cli.options import (
    BASELINE,
    CLUSTER,
    COLOUR,
    FILE,
    WATCH,
    Options,
    auditing_options,
    debug_option,
    diff_options,
    ledger_option,
    mirrored,
    repairing_options,
    report_options,
)

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

EPILOG = (
    "Exit codes: 0 clean, 1 findings at or above --fail-on that stand as --standing says, 2 wrong "
    "use or an unreadable source, "
    "3 unfinished, not stored, or no network to trust, 4 nothing to audit."
)


@click.group(cls=CommandGroup, context_settings=SETTINGS, epilog=EPILOG)
@click.version_option(__version__, "-V", "--version", prog_name="linkassay")
@debug_option
def linkassay() -> None:
    """Audit what documents cite: does each link answer, who published first, do the dates agree?"""


@linkassay.command(epilog=EPILOG)
@click.argument(
    "documents",
    nargs=-1,
    metavar="DOC|URL|-...",
    shell_complete=completion.documents,
)
@auditing_options
@WATCH
@click.pass_context
def check(ctx: click.Context, /, documents: tuple[str, ...], **given: Any) -> None:
    """Report on one or a few documents now.

    DOC is a file or a folder, URL an article on the web, - standard input. The ledger remembers
    only where one is named or configured.
    """
    from linkassay.cli import auditing, watching

    ctx.exit(watching.look(auditing.check, _environment(ctx), documents, Options(**given)))


@linkassay.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=completion.documents)
@auditing_options
@BASELINE
@CLUSTER
@WATCH
@click.pass_context
def audit(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Audit a corpus and remember it: the named paths, else the configured corpus, else seeds/.

    The ledger is the configured one, else audits/audit.db.
    """
    from linkassay.cli import auditing, watching

    ctx.exit(watching.look(auditing.audit, _environment(ctx), paths, Options(**given)))


@linkassay.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH...]", shell_complete=completion.documents)
@click.option(
    "--write", is_flag=True, help="Write what is mended into the files; print no patch of it."
)
@repairing_options
@click.pass_context
def fix(ctx: click.Context, /, paths: tuple[str, ...], write: bool, **given: Any) -> None:
    """Mend what needs nobody's judgement, and print it as a patch for `git apply`.

    The new address of a page that moved for good and certainly is the cited one; https where the
    same page answers; an address that runs over the end of a line; the same address twice, line
    below line; the spelling of a place in a document. What cannot be known without asking is asked
    again first. All else in a file stays as it is, byte for byte. Exit code 1 says that there is
    something to mend.
    """
    from linkassay.cli import fixing

    ctx.exit(fixing.fix(_environment(ctx), paths, Options(**given), write=write))


@linkassay.command(epilog=EPILOG)
@click.argument("run", required=False, metavar="[RUN]", shell_complete=completion.runs)
@report_options
@click.pass_context
def report(ctx: click.Context, /, run: str | None, **given: Any) -> None:
    """Report on a run that the ledger holds: the named one, else the newest.

    RUN is its name, the beginning of it, or latest or previous. What is stored of an unfinished run
    is judged, and nothing is asked. The ledger is the configured one, else audits/audit.db.
    """
    from linkassay.cli import reporting

    ctx.exit(reporting.report(_environment(ctx), run, Options(**given)))


@linkassay.command()
@click.argument("older", required=False, metavar="[RUN]", shell_complete=completion.runs)
@click.argument("newer", required=False, metavar="[RUN]", shell_complete=completion.runs)
@diff_options
@click.pass_context
def diff(ctx: click.Context, /, older: str | None, newer: str | None, **given: Any) -> None:
    """Compare two runs that the ledger holds: what came, got worse, returned or went.

    With one RUN: it and the newest. With none: the newest, and the one before it that read the same
    corpus. A RUN is named by its name, the beginning of it, or as latest or previous. The ledger is
    the configured one, else audits/audit.db.
    """
    from linkassay.cli import comparing

    ctx.exit(comparing.diff(_environment(ctx), older, newer, Options(**given)))


@linkassay.command()
@click.argument(
    "what",
    required=False,
    metavar="[RULE|DOC[#FINDING]|FINDING]",
    shell_complete=completion.rules_or_documents,
)
@ledger_option
@COLOUR
@debug_option
@click.pass_context
def explain(ctx: click.Context, /, what: str | None, **given: Any) -> None:
    """Explain a rule, or the dates of a document.

    RULE: what it says, why it matters, what to do, when it is wrong. DOC: every hint at a date in
    it on one line of time, with its findings about dates, else with the FINDING that is named by
    its rule or its id. Without all: the rules, one line each.

    A document is taken from the newest run of the ledger; one that is not there is read now,
    offline. The ledger is the configured one, else audits/audit.db.
    """
    from linkassay.cli import explaining

    ctx.exit(explaining.explain(_environment(ctx), what, Options(**given)))


@linkassay.command()
@click.argument("file", required=False, type=FILE, metavar="[LEDGER]")
@ledger_option
@mirrored(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="The port on 127.0.0.1; 0 takes a free one.",
)
@debug_option
@click.pass_context
def browse(ctx: click.Context, file: Path | None, ledger: Path | None, port: int) -> None:
    """Look at the ledger in a browser: Datasette on 127.0.0.1, until stopped."""
    from linkassay import browse as browsing
    from linkassay.cli.job import ledger_path

    browsing.serve(ledger_path(_environment(ctx), file or ledger), port=port, announce=output.note)


ledger_commands.add_to(linkassay)


@linkassay.group("config", cls=CommandGroup)
def configuration() -> None:
    """Look at the configuration as it counts here, or at what it may hold."""


@configuration.command("show")
@auditing_options
@click.pass_context
def config_show(ctx: click.Context, /, **given: Any) -> None:
    """Print every setting that an audit here would have, as TOML, each with its source."""
    from linkassay.cli import configured

    ctx.exit(configured.show(ctx, _environment(ctx), Options(**given)))


@configuration.command("schema")
def config_schema() -> None:
    """Print the JSON Schema of linkassay.toml, for editors that complete and check it."""
    from linkassay.cli import configured

    configured.print_schema()


@linkassay.command("init")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "none"]),
    default="github",
    show_default=True,
    help="Whose continuous integration audits once a week.",
)
@click.option(
    "--install",
    metavar="SPEC",
    help="The pinned package to install there; by default the one that runs here.",
)
@click.option("--write", is_flag=True, help="Write what is missing instead of showing it.")
@debug_option
@click.pass_context
def adopt(ctx: click.Context, ci: str, install: str | None, *, write: bool) -> None:
    """Show what this repository needs to be audited: configuration, workflow, pre-commit hook.

    Stand in the root of the repository. What is there is never changed: what differs is shown.
    """
    from linkassay.cli import adoption

    chosen = adoption.Ci(ci)
    ctx.exit(adoption.init(_environment(ctx), ci=chosen, install=install, write=write))


@linkassay.command("completion")
@click.argument("shell", type=click.Choice(tuple(completion.SHELLS)))
@click.pass_context
def complete(ctx: click.Context, shell: str) -> None:
    """Print what teaches a shell to complete commands, options, files, rules and runs.

    bash, zsh: eval "$(linkassay completion bash)" in ~/.bashrc, or zsh in ~/.zshrc. fish:
    linkassay completion fish > ~/.config/fish/completions/linkassay.fish
    """
    output.say(completion.script(shell, ctx.find_root().command))


def _environment(ctx: click.Context) -> Environment:
    """The environment that a test handed in, else the real one."""
    return ctx.find_object(Environment) or real_environment()
