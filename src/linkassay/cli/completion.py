"""What a shell offers when the tab key is pressed: files, rules and runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from linkassay.errors import LinkassayError

SHELLS: Mapping[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}
"""The shells for which there is a script."""

MOST_RUNS = 20
"""So many runs are offered, the newest first."""

_FILE = "file"
"""The kind of item by which click has the shell offer files itself."""


def script(shell: str, command: click.Command) -> str:
    """The lines that teach a shell to complete `linkassay`."""
    return SHELLS[shell](command, {}, "linkassay", "_LINKASSAY_COMPLETE").source()


def documents(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Files and folders."""
    return [CompletionItem(incomplete, type=_FILE)]


def rules_or_documents(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The rules that begin so, else files and folders."""
    from linkassay.rules import catalogue

    found = [name for name in catalogue() if name.startswith(incomplete)]
    listed = [CompletionItem(name) for name in sorted(found)]
    return listed or documents(ctx, param, incomplete)


def runs(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The newest runs of the ledger that begin so; none where it cannot be read."""
    try:
        names = _names(ctx.params.get("ledger"))
    except (LinkassayError, OSError):
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)][:MOST_RUNS]


def _names(ledger: Path | None) -> list[str]:
    from linkassay.cli.environment import real_environment
    from linkassay.cli.job import ledger_path
    from linkassay.ledger import open_ledger

    path = ledger_path(real_environment(), ledger)
    with open_ledger(path, busy_seconds=0.1, readonly=True) as opened:
        return opened.names(MOST_RUNS * 10)
