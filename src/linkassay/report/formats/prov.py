"""The provenance of each document for programs: PROV-JSON (W3C member submission, 24 April 2013).

Each document has a bundle of its own (`report.prov.bundle`). Outside of the bundles stands what the
audit was: who made them, when, by which rules, and what it found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from linkassay.model import Finding, Report
from linkassay.model.fields import plain
from linkassay.report.json_text import json_text
from linkassay.report.prov.bundle import bundle_of
from linkassay.report.prov.names import PREFIXES, name, qualified
from linkassay.report.telling import Telling

Out = Callable[[str], object]
Items = Iterable[tuple[str, Any]]


def write(report: Report, out: Out, _telling: Telling) -> None:
    """Write one object, each bundle and each finding as it comes."""
    run, agent = name("run", report.run.name), name("linkassay")
    out("{")
    _section("prefix", PREFIXES.items(), out, "")
    _section("agent", [(agent, _tool(report))], out)
    _section("activity", [(run, _audit(report))], out)
    _section("entity", _entities(report), out)
    _section("wasGeneratedBy", _generated(report, run), out)
    _section("wasAssociatedWith", [("_:audit", _pair("activity", run, "agent", agent))], out)
    _section("bundle", _bundles(report), out)
    out("\n}\n")


def _section(called: str, items: Items, out: Out, before: str = ",") -> None:
    """One member of the outer object, its own members as they come."""
    out(f'{before}\n  "{called}": {{')
    mark = ""
    for key, value in items:
        out(f"{mark}\n    {json_text(key, 2)}: {json_text(value, 2)}")
        mark = ","
    out("\n  }" if mark else "}")


def _tool(report: Report) -> dict[str, Any]:
    return {"prov:type": qualified("prov:SoftwareAgent"), "prov:label": report.run.tool}


def _audit(report: Report) -> dict[str, Any]:
    run = report.run
    times = {"prov:startTime": plain(run.started)}
    times |= {} if run.finished is None else {"prov:endTime": plain(run.finished)}
    return {
        "prov:type": qualified("la:Audit"),
        "prov:label": run.name,
        **times,
        "la:outcome": run.outcome.value,
        "la:rule": list(run.rules),
    }


def _entities(report: Report) -> Iterator[tuple[str, Any]]:
    for document in report.documents():
        what = {"prov:type": qualified("prov:Bundle"), "prov:label": document.locator}
        yield _bundle_name(report, document.locator), what
    for finding in report.findings():
        yield name("finding", report.run.name, finding.fingerprint), _finding(report, finding)


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    about = qualified(_bundle_name(report, finding.document))
    return {
        "prov:type": qualified("la:Finding"),
        "prov:label": finding.message,
        "la:about": about,
        "la:rule": finding.rule,
        "la:level": finding.level.value,
        "la:confidence": finding.confidence.value,
        "la:standing": finding.standing.value,
    }


def _generated(report: Report, run: str) -> Iterator[tuple[str, Any]]:
    for number, document in enumerate(report.documents(), 1):
        bundle = _bundle_name(report, document.locator)
        yield f"_:audited-{number}", _pair("entity", bundle, "activity", run)


def _bundles(report: Report) -> Iterator[tuple[str, Any]]:
    for document in report.documents():
        records = bundle_of(document, report.reading(document.locator))
        yield _bundle_name(report, document.locator), records.told()


def _bundle_name(report: Report, locator: str) -> str:
    return name("provenance", report.run.name, locator)


def _pair(left: str, one: str, right: str, other: str) -> dict[str, str]:
    return {f"prov:{left}": one, f"prov:{right}": other}
