"""How a run is told: one file per format, blind to each other.

Takes: a `Report` (or a rule's entry), a function that takes text, and how it is to be told. Gives:
text, piece by piece as the report is read. Never: prints, asks the terminal or the clock, holds
more of a report at a time than a bounded part, or lets data speak to its sink unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkassay.errors import UsageError
from linkassay.model import Diff, Report, RuleEntry
from linkassay.report.formats import FORMATS, Format
from linkassay.report.telling import Show, Telling
from linkassay.report.verdict import verdict

__all__ = [
    "FORMATS",
    "Format",
    "Show",
    "Telling",
    "render_rule",
    "render_rule_list",
    "verdict",
    "write",
    "write_diff",
]


def write(report: Report, name: str, out: Callable[[str], object], telling: Telling) -> None:
    """Write the whole report in the format `name`, ending with a line end, as it is read.

    `out` takes each piece in turn. Raises `UsageError` for a name that is not in `FORMATS`.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"there is no report format '{name}'", advice=f"choose one of: {known}")
    FORMATS[name].write(report, out, telling)


def write_diff(diff: Diff, name: str, out: Callable[[str], object], telling: Telling) -> None:
    """Write two runs side by side, as `text` or as `json`."""
    from linkassay.report import difference

    difference.write_diff(diff, name, out, telling)


def render_rule(entry: RuleEntry, *, width: int, colour: bool) -> str:
    """What there is to know about one rule, for `linkassay explain RULE`."""
    from linkassay.report import rule_help

    return rule_help.render_rule(entry, width=width, colour=colour)


def render_rule_list(entries: Mapping[str, RuleEntry], *, width: int, colour: bool) -> str:
    """All rules, one line each, for `linkassay explain`."""
    from linkassay.report import rule_help

    return rule_help.render_rule_list(entries, width=width, colour=colour)
