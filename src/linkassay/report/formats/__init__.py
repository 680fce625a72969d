"""The formats of a report: one row here, and one file beside this one, for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from linkassay.model import Report
from linkassay.report.telling import Telling


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report. `about` completes "text: …" in the help of `--format`.

    The module of the same name (`_` for `-`) holds `write`; it is only imported when the format is
    used. A `whole` format tells each finding; of the others what is no news may only be counted.
    """

    name: str
    about: str
    media_type: str
    whole: bool = True

    def write(self, report: Report, out: Callable[[str], object], telling: Telling) -> None:
        """Write a report piece by piece into `out`; the last piece ends with a line end."""
        module = import_module(f"{__name__}.{self.name.replace('-', '_')}")
        module.write(report, out, telling)


_TABLE = (
    Format(
        "text",
        "for people: what was found in a sentence, then each finding with its evidence",
        "text/plain",
    ),
    Format("json", "for programs: version 1 of the contract in docs/json.md", "application/json"),
    Format("ndjson", "the same, one object a line with its type", "application/x-ndjson"),
    Format(
        "prov",
        "where each document comes from, as PROV-JSON (docs/prov.md)",
        "application/json",
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({item.name: item for item in _TABLE})
