"""`linkassay explain`: a rule's story, or one document's findings and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from linkassay import rules
from linkassay.cli import one_audit, output
from linkassay.cli.environment import Environment
from linkassay.cli.job import Job, job_of
from linkassay.cli.options import Options
from linkassay.cli.suggestion import near
from linkassay.errors import Exit, UsageError
from linkassay.model import Finding, Report

_RULE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FINGERPRINT = re.compile(r"[0-9a-f]{4,12}")
"""A finding's id, or its beginning."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document of a report; `named` is what is named after it, a rule or the id of a finding.

    `file` is where the document may lie today, if that is a run of the ledger.
    """

    report: Report
    locator: str
    named: str
    file: Path | None = None


def explain(environment: Environment, what: str | None, options: Options) -> Exit:
    """Explain a rule, else a document with the findings that are named after a `#`."""
    from linkassay import report

    catalogue = rules.catalogue()
    colour = options.color == "always" or (options.color == "auto" and environment.colour)
    if what is None:
        output.say(report.render_rule_list(catalogue, width=environment.width, colour=colour))
    elif what in catalogue:
        output.say(report.render_rule(catalogue[what], width=environment.width, colour=colour))
    else:
        _document(job_of(environment, options).remembering(), what, colour=colour)
    return Exit.CLEAN


def _document(job: Job, what: str, *, colour: bool) -> None:
    from linkassay import sources
    from linkassay.report.document_dates import document_dates, tell_dates

    environment = job.environment
    with ExitStack() as opened:
        found = _found(job, what, opened)
        item = document_dates(found.report, found.locator, lambda one: _is_meant(one, found.named))
        if found.named and not item.findings:
            raise _no_finding(found)
        with output.to_stdout() as out:
            tell_dates(
                item,
                out,
                width=environment.width,
                colour=colour,
                unicode=environment.unicode,
            )
            out(f"\n{_whence(found.report)}\n")
    if found.file is not None and sources.differs(found.file, item.sha256):
        output.note(f"note: {found.file.name} has changed since that run")


def _is_meant(finding: Finding, named: str) -> bool:
    """Whether the finding is named by its rule or its id; without a name, those about days."""
    if not named:
        return finding.gap_days is not None
    return finding.rule == named or finding.fingerprint.startswith(named)


def _whence(told: Report) -> str:
    if told.run.remembers:
        return f"As run {told.run.name} found it, on {told.run.started:%Y-%m-%d}."
    return "Read just now; nothing was asked."


def _found(job: Job, what: str, opened: ExitStack) -> Found:
    """The newest run of the ledger goes first, then the file as it is now.

    Raises `UsageError` where neither has the document.
    """
    from linkassay import sources

    ways = tuple(_ways(what))
    told = _newest(job, opened)
    if told is not None and (found := _in_run(job, told, what, ways)) is not None:
        return found
    for document, named in ways:
        if sources.is_file(job.environment.folder / document):
            told = _read_now(job, document, opened)
            return Found(told, next(told.documents()).locator, named)
    raise _unknown(job, what, told)


def _in_run(job: Job, told: Report, what: str, ways: Sequence[tuple[str, str]]) -> Found | None:
    """The document in a run: by its name, else by the id of a finding."""
    for document, named in ways:
        for locator in _locators(job, document):
            if _has(told, locator):
                return Found(told, locator, named, job.environment.folder / document)
    if _FINGERPRINT.fullmatch(what):
        for finding in told.findings():
            if finding.standing.is_open and finding.fingerprint.startswith(what):
                return Found(told, finding.document, what)
    return None


def _ways(what: str) -> Iterator[tuple[str, str]]:
    """How an argument may be meant: a document, or one and what is named after the last `#`."""
    yield what, ""
    document, mark, named = what.rpartition("#")
    if mark and document and (named in rules.catalogue() or _is_name(named)):
        yield document, named


def _is_name(text: str) -> bool:
    return bool(_RULE.fullmatch(text) or _FINGERPRINT.fullmatch(text))


def _locators(job: Job, document: str) -> tuple[str, ...]:
    """What a document may be known by: as it is named, and by its path from the corpus root."""
    from linkassay import sources

    if sources.is_url(document):
        return (document,)
    start = job.environment.folder
    root = sources.corpus_root(start, job.configured, (document,))
    return document, sources.locator_of(document, start, root)


def _newest(job: Job, opened: ExitStack) -> Report | None:
    """The newest run of the ledger, where there is one."""
    from linkassay import sources
    from linkassay.ledger import open_ledger

    path = job.ledger
    if path is None or not sources.exists(path):
        return None
    wait = job.environment.busy_seconds
    ledger = opened.enter_context(open_ledger(path, busy_seconds=wait, readonly=True))
    return next((ledger.report(name) for name in ledger.names(1)), None)


def _has(told: Report, locator: str) -> bool:
    try:
        told.reading(locator)
    except KeyError:
        return False
    return True


def _read_now(job: Job, document: str, opened: ExitStack) -> Report:
    """The report on one file; raises `UsageError` where it cannot be read."""
    settings = replace(job.settings, offline=True, ledger=None)
    told = one_audit.read_now(replace(job, settings=settings), document, opened)
    for item in told.unread():
        what = f"this document was not read: {item.problem}"
        raise UsageError(what, where=item.locator, advice=item.advice)
    return told


def _no_finding(found: Found) -> UsageError:
    of_document = (one for one in found.report.findings() if one.document == found.locator)
    known = dict.fromkeys(one.rule for one in of_document if one.standing.is_open)
    return UsageError(
        f"this document has no finding '{found.named}'",
        where=found.locator,
        advice=f"it has {', '.join(known)}" if known else "nothing was found in it",
    )


def _unknown(job: Job, what: str, told: Report | None) -> UsageError:
    """Nothing goes by this name: neither a rule nor a document."""
    from linkassay import sources

    if sources.exists(job.environment.folder / what):
        return UsageError("this is not a file", where=what, advice="name one document")
    if _RULE.fullmatch(what):
        advice = near(what, rules.catalogue(), "`linkassay explain` lists all rules")
        return UsageError(f"there is no rule '{what}'", advice=advice)
    run = "" if told is None else f" in run {told.run.name}"
    if _FINGERPRINT.fullmatch(what):
        return UsageError(f"there is no open finding '{what}'{run or ': there is no ledger'}")
    if sources.is_url(what):
        advice = f"read it first: `linkassay check {what} --ledger FILE`"
        return UsageError("this article is in no run of the ledger", where=what, advice=advice)
    return UsageError(
        f"there is no document '{what}'{run}, and no such file",
        advice="name a rule, a document, or a finding as DOCUMENT#RULE",
    )
