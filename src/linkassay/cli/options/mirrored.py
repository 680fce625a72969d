"""How an option is declared, and the two that nearly every command has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)
DEBUG = "linkassay.debug"


def mirrored(*names: str, **how: Any) -> Callable[[Command], Command]:
    """An option and its environment variable: `--fail-on` is `LINKASSAY_FAIL_ON`."""
    long = names[0].partition("/")[0].removeprefix("--")
    variable = f"LINKASSAY_{long.replace('-', '_').upper()}"
    return click.option(*names, envvar=variable, show_envvar=True, **how)


def ledger_option(command: Command) -> Command:
    """`--ledger FILE`."""
    return mirrored("--ledger", type=FILE, metavar="FILE", help="The SQLite file that remembers.")(
        command
    )


def debug_option(command: Command) -> Command:
    """`--debug`: a traceback where the program itself fails."""
    return mirrored(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_remember_debug,
        help="Show the traceback if linkassay itself fails.",
    )(command)


def _remember_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.meta[DEBUG] = value or ctx.meta.get(DEBUG, False)
