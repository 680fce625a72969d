"""The formats of a report: one row here, and one file beside this one, for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from linkassay.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report. `about` completes "text: …" in the help of `--format`.

    The module of the same name holds `write`; it is only imported when the format is used.
    """

    name: str
    about: str
    media_type: str

    def write(
        self, report: Report, out: Callable[[str], object], *, width: int, colour: bool
    ) -> None:
        """Write a report piece by piece into `out`; the last piece ends with a line end."""
        module = import_module(f"{__name__}.{self.name}")
        module.write(report, out, width=width, colour=colour)


_TABLE = (
    Format(
        "text",
        "for people: what was found in a sentence, then each finding with its evidence",
        "text/plain",
    ),
    Format("json", "for programs: version 1 of the contract in docs/json.md", "application/json"),
    Format(
        "prov",
        "where each document comes from, as PROV-JSON (docs/prov.md)",
        "application/json",
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({item.name: item for item in _TABLE})
