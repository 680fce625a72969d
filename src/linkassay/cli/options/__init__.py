"""The options of the commands; each has one LINKASSAY_ variable as its mirror.

What they are is declared by theme (`reading`, `asking`, `judging`, `telling`), which command has
which stands in `by_command`, and what a caller gave comes as `Options`.
"""

from linkassay.cli.options.asking import CLUSTER
from linkassay.cli.options.by_command import (
    auditing_options,
    diff_options,
    repairing_options,
    report_options,
)
from linkassay.cli.options.given import Options
from linkassay.cli.options.mirrored import (
    DEBUG,
    FILE,
    debug_option,
    ledger_option,
    mirrored,
)
from linkassay.cli.options.reading import WATCH
from linkassay.cli.options.telling import BASELINE, COLOUR

__all__ = [
    "BASELINE",
    "CLUSTER",
    "COLOUR",
    "DEBUG",
    "FILE",
    "WATCH",
    "Options",
    "auditing_options",
    "debug_option",
    "diff_options",
    "ledger_option",
    "mirrored",
    "repairing_options",
    "report_options",
]
