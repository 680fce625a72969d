"""How a run is told: one file per format, blind to each other.

Takes: a `Report` (or a rule's entry), a width in columns, whether colour is wanted. Gives: text.
Never: prints, asks the terminal or the clock, or lets data speak to its sink unescaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from linkassay.errors import UsageError
from linkassay.model import Report, RuleEntry

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "for people: the verdict, then each finding with its evidence and what to do",
        "json": "for programs: version 1 of the contract in docs/json.md",
    }
)


def render(report: Report, name: str, *, width: int, colour: bool) -> str:
    """The whole report in the format `name`, ending with a line end.

    `width` (columns) and `colour` only matter to formats made for a terminal. Raises `UsageError`
    for a name that is not in `FORMATS`.
    """
    match name:
        case "text":
            from linkassay.report import text

            return text.render(report, width=width, colour=colour)
        case "json":
            from linkassay.report import json

            return json.render(report)
    known = ", ".join(FORMATS)
    raise UsageError(f"there is no report format '{name}'", advice=f"choose one of: {known}")


def story(entry: RuleEntry, *, width: int, colour: bool) -> str:
    """What there is to know about one rule, for `linkassay explain RULE`."""
    from linkassay.report import rulebook

    return rulebook.story(entry, width=width, colour=colour)


def shelf(entries: Mapping[str, RuleEntry], *, width: int, colour: bool) -> str:
    """All rules, one line each, for `linkassay explain`."""
    from linkassay.report import rulebook

    return rulebook.shelf(entries, width=width, colour=colour)
