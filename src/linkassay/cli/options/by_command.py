"""The options of each command, in the order of its help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linkassay.cli.options.asking import ASKING, OFFLINE
from linkassay.cli.options.judging import FAIL_ON, PROFILE, RULE, STANDING
from linkassay.cli.options.mirrored import Command, debug_option, ledger_option
from linkassay.cli.options.reading import (
    BASE,
    EXCLUDE,
    FILES_FROM,
    GITIGNORE,
    INCLUDE,
    SITE_ROOT,
    STDIN_NAME,
)
from linkassay.cli.options.telling import ALSO, COLOUR, COMPARED, FORMAT, OUTPUT, SHOW, STATS


def auditing_options(command: Command) -> Command:
    """All options of `check` and `audit`, in the order of the help."""
    return _with(
        command,
        FORMAT,
        STATS,
        OUTPUT,
        ALSO,
        SHOW,
        ledger_option,
        STDIN_NAME,
        FILES_FROM,
        BASE,
        INCLUDE,
        EXCLUDE,
        GITIGNORE,
        SITE_ROOT,
        OFFLINE,
        FAIL_ON,
        STANDING,
        PROFILE,
        RULE,
        *ASKING,
        COLOUR,
        debug_option,
    )


def diff_options(command: Command) -> Command:
    """The options of `diff`, in the order of the help."""
    return _with(command, COMPARED, OUTPUT, SHOW, ledger_option, COLOUR, debug_option)


def repairing_options(command: Command) -> Command:
    """The options of `fix`, in the order of the help."""
    read = (INCLUDE, EXCLUDE, GITIGNORE, SITE_ROOT)
    asked = (OFFLINE, PROFILE, RULE, *ASKING)
    return _with(command, ledger_option, *read, *asked, COLOUR, debug_option)


def report_options(command: Command) -> Command:
    """The options of `report`, in the order of the help."""
    told = (FORMAT, STATS, OUTPUT, ALSO, SHOW)
    return _with(command, *told, ledger_option, FAIL_ON, STANDING, COLOUR, debug_option)


def _with(command: Command, *options: Callable[[Any], Any]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
