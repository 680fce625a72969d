"""The formats of a report: one row here, and one file beside this one, for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from linkassay.model import Report
from linkassay.report.limits import (
    ANNOTATIONS,
    ENTRIES,
    ISSUE_BYTES,
    SARIF_RESULTS,
    SUMMARY_BYTES,
    VIOLATIONS,
)
from linkassay.report.telling import Telling


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report. `about` completes "text: …" in the help of `--format`.

    The module of the same name (`_` for `-`) holds `write`; it is only imported when the format is
    used. A `whole` format tells each finding; of the others what is no news may only be counted.
    `most` is how many findings it tells at most (`None`: all); the least important are left out
    first. `encoding` is what its sink demands, `None` where it may be the terminal's own.
    """

    name: str
    about: str
    media_type: str
    whole: bool = True
    most: int | None = None
    encoding: str | None = "utf-8"

    def write(self, report: Report, out: Callable[[str], object], telling: Telling) -> None:
        """Write a report piece by piece into `out`; the last piece ends with a line end."""
        module = import_module(f"{__name__}.{self.name.replace('-', '_')}")
        module.write(report, out, telling)


_TABLE = (
    Format(
        "text",
        "for people: what was found in a sentence, what is new with its evidence, the rest counted",
        "text/plain",
        whole=False,
        encoding=None,
    ),
    Format("short", "each open finding on a line, path:line:col first", "text/plain"),
    Format(
        "stats",
        "counts alone: findings by rule and document, links by host",
        "text/plain",
        whole=False,
        most=0,
        encoding=None,
    ),
    Format("json", "for programs: version 1 of the contract in docs/json.md", "application/json"),
    Format("ndjson", "the same, one object a line with its type", "application/x-ndjson"),
    Format(
        "prov",
        "where each document comes from, as PROV-JSON (docs/prov.md)",
        "application/json",
    ),
    Format(
        "html",
        "one page to forward, with evidence, hosts and a line of time; nothing in it is loaded",
        "text/html",
        whole=False,
    ),
    Format(
        "markdown",
        f"for a job summary, at most {SUMMARY_BYTES // 1024} KiB, what matters most first",
        "text/markdown",
        whole=False,
    ),
    Format(
        "issue",
        f"the same for the body of an issue, at most {ISSUE_BYTES:,} bytes",
        "text/markdown",
        whole=False,
    ),
    Format("csv", "the findings as a table, safe for spreadsheets", "text/csv"),
    Format(
        "sarif",
        f"SARIF 2.1.0 for code scanning, at most {SARIF_RESULTS:,} findings in files",
        "application/sarif+json",
        whole=False,
        most=SARIF_RESULTS,
    ),
    Format("junit", "JUnit XML, a test each, for Jenkins and its like", "application/xml"),
    Format(
        "github",
        f"annotations of GitHub Actions, at most {ANNOTATIONS} of a kind",
        "text/plain",
        whole=False,
        most=ANNOTATIONS,
    ),
    Format(
        "code-quality",
        f"GitLab's report on code quality, at most {VIOLATIONS:,} findings in files",
        "application/json",
        whole=False,
        most=VIOLATIONS,
    ),
    Format(
        "atom",
        "a feed of what is new, worse, found again or fixed",
        "application/atom+xml",
        whole=False,
        most=ENTRIES,
    ),
    Format(
        "badge",
        "the share of links that are alive, for a badge of Shields",
        "application/json",
        whole=False,
        most=0,
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({item.name: item for item in _TABLE})
