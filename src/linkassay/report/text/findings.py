"""Findings in the words of the text report: in full, in a row, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.model import DocumentResult, EvidenceKind, Finding, Level
from linkassay.report.layout import Piece, TextLayout
from linkassay.report.problems import Problem, Proof
from linkassay.report.text.parts import INDENT, QUIET, SHOWN
from linkassay.report.words import count, listed, numbered, place, published, standing

LEVEL_STYLE = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}

Said = dict[str, set[str]]
"""What has been said already of each document: evidence and addresses."""


def tell_heading(page: TextLayout, item: DocumentResult) -> None:
    """A document's title, when it was published, and what was repaired in reading it."""
    if item.title:
        page.add((f"“{item.title}”", "italic"), hang=1)
    page.add((published(item.published), QUIET))
    for note in item.notes:
        page.add((f"{note}.", QUIET))


def tell_finding(page: TextLayout, finding: Finding, *, beside_last_run: bool) -> None:
    """One finding with its evidence, what to do, and how sure it is."""
    tell_problem(page, Problem((finding,)), set(), beside_last_run=beside_last_run)


def tell_problem(
    page: TextLayout, problem: Problem, said: set[str], *, beside_last_run: bool
) -> None:
    """One problem with its addresses, its evidence, what to do, and how sure it is.

    What was `said` of its document already is not said again.
    """
    first, here = problem.first, problem.here
    page.add(*_head(first, numbered("line", [item.line for item in here])), hang=INDENT)
    _addresses(page, here)
    urls = set(problem.urls)
    _evidence(page, [one for one in problem.proofs if one.evidence.text not in urls], said)
    if first.advice and first.advice not in said:
        page.add(("What to do:", "bold"), (first.advice, ""), indent=INDENT)
    told = standing(first) if beside_last_run else ""
    facts = [first.rule, first.confidence.value, told]
    page.add((", ".join(filter(None, (*facts, _places(problem)))), QUIET), indent=INDENT)
    said |= {item.text for finding in here for item in finding.evidence}
    said |= {item.url for item in here if item.url is not None} | {first.advice}


def tell_in_a_row(page: TextLayout, problem: Problem, said: set[str]) -> None:
    """One problem in one paragraph; what was `said` of its document is not said again."""
    first = problem.first
    url = "" if not first.url or first.url in said or first.url in first.message else first.url
    proofs = [
        f"{numbered('line', proof.lines)}: {text}" if proof.lines else text
        for proof in problem.proofs
        if proof.evidence.kind is EvidenceKind.CLUE and (text := proof.evidence.text) not in said
    ]
    others = [place(item) or item.document for item in problem.findings[1:]]
    more = [count(len(others) - SHOWN + problem.more, "more")] if len(others) > SHOWN else []
    also = f"Also at {listed([*others[:SHOWN], *more])}." if others else ""
    page.add(
        (first.level.value, LEVEL_STYLE[first.level]),
        (f"{place(first) or first.document}:", "bold"),
        (first.message, ""),
        (url, "blue"),
        (f"({'; '.join(proofs)})" if proofs else "", ""),
        ("" if first.advice in said else first.advice, ""),
        (also, ""),
        (f"{first.rule}, {first.confidence.value}", QUIET),
        hang=INDENT,
    )
    said |= {*(proof.evidence.text for proof in problem.proofs), *problem.urls, first.advice}


def tell_briefly(page: TextLayout, finding: Finding) -> None:
    """One finding in a sentence, with the address that it speaks of."""
    page.add(*_head(finding, numbered("line", [finding.line])), hang=INDENT)
    _addresses(page, (finding,))


def _head(finding: Finding, where: str) -> Sequence[Piece]:
    level = finding.level.value if where else f"{finding.level.value}:"
    style = LEVEL_STYLE[finding.level]
    return (level, style), (f"{where}:" if where else "", "bold"), (finding.message, "")


def _addresses(page: TextLayout, here: Sequence[Finding]) -> None:
    """The addresses that the message does not name, in the order of their lines."""
    named = [item for item in here if item.url and item.url not in item.message]
    for item in named[:SHOWN]:
        page.add((item.url or "", "blue"), indent=INDENT)
    if more := len(named) - SHOWN:
        page.add((f"and {more:,} more" if more > 0 else "", QUIET), indent=INDENT)


def _evidence(page: TextLayout, proofs: Sequence[Proof], said: set[str]) -> None:
    """What stands in a line has a paragraph of its own, the marks of the whole share one."""
    again = [proof for proof in proofs if proof.evidence.text in said]
    again = again if len(again) > 1 else []
    marks: list[str] = []
    for proof in (proof for proof in proofs if proof not in again):
        if proof.evidence.kind is EvidenceKind.MARK and not proof.lines:
            marks.append(proof.evidence.text)
            continue
        where = numbered("line", proof.lines)
        lead = (f"{where}:" if where else "", QUIET)
        page.add(("-", QUIET), lead, (proof.evidence.text, ""), indent=INDENT)
    page.add(("-" if marks else "", QUIET), ("; ".join(marks), ""), indent=INDENT)
    if again:
        lines = sorted({line for proof in again for line in proof.lines})
        where = f" ({numbered('line', lines)})" if lines else ""
        words = f"and {len(again)} things that are told above{where}"
        page.add(("-", QUIET), (words, ""), indent=INDENT)


def _places(problem: Problem) -> str:
    """Where it stands first, and where in other documents."""
    told = [place(problem.first)]
    others = [item for item in problem.findings if item.document != problem.first.document]
    if others or problem.more:
        places = list(dict.fromkeys(place(item) or item.document for item in others))
        more = len(places) - SHOWN + problem.more
        named = places[:SHOWN]
        tail = [count(more, "more place")] if more > 0 else []
        told.append(f"also in {listed([*named, *tail])}")
    return ", ".join(filter(None, told))
