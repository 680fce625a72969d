"""The findings of the text report that are folded by rule, counted, or told in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import EvidenceKind, Finding, Level
from linkassay.report.layout import Piece, TextLayout
from linkassay.report.problems import Problem
from linkassay.report.text.findings import LEVEL_STYLE, Said
from linkassay.report.text.folding import Folds, counted
from linkassay.report.text.parts import INDENT, QUIET, SHOWN, row, title
from linkassay.report.words import STANDINGS, count, listed, numbered, place

_NOTE = LEVEL_STYLE[Level.NOTE]


def tell_notes(page: TextLayout, notes: Folds, said: Said) -> None:
    """Notes by their rule: a few in a sentence each, many as one entry."""
    if not notes.by_rule:
        return
    page.blank_line()
    folded = False
    for rule, fold in notes.by_rule.items():
        if fold.is_brief:
            for problem in fold.problems.all():
                _note(page, problem, said.setdefault(problem.first.document, set()))
        else:
            folded = True
            lead = ("notes:", _NOTE), (f"{counted(rule, fold.number)}:", "")
            page.add(*lead, (fold.where(), ""), hang=INDENT)
    if folded:
        page.add(("each note in full: --show notes", QUIET))


def _note(page: TextLayout, problem: Problem, said: set[str]) -> None:
    """A note in one paragraph; what was `said` of its document already is not said again."""
    first = problem.first
    url = "" if not first.url or first.url in (*said, first.message) else first.url
    proofs = [
        f"{numbered('line', proof.lines)}: {text}" if proof.lines else text
        for proof in problem.proofs
        if proof.evidence.kind is EvidenceKind.CLUE and (text := proof.evidence.text) not in said
    ]
    others = [place(item) or item.document for item in problem.findings[1:]]
    more = [count(len(others) - SHOWN + problem.more, "more")] if len(others) > SHOWN else []
    also = f"Also at {listed([*others[:SHOWN], *more])}." if others else ""
    page.add(
        ("note", _NOTE),
        (f"{place(first) or first.document}:", "bold"),
        (first.message, ""),
        (url, "blue"),
        (f"({'; '.join(proofs)})" if proofs else "", ""),
        (first.advice, ""),
        (also, ""),
        (f"{first.rule}, {first.confidence.value}", QUIET),
        hang=INDENT,
    )
    said |= {proof.evidence.text for proof in problem.proofs}
    said |= set(problem.urls)


def tell_beyond(page: TextLayout, beyond: Mapping[str, int]) -> None:
    """What is left where there is more than anybody reads."""
    if beyond:
        _counts(page, ("And more:", "bold yellow"), beyond, "a line each: --format short")


def tell_known(page: TextLayout, known: Mapping[str, int]) -> None:
    """What was known before, by rule."""
    if known:
        _counts(page, ("Known before:", "bold"), known, "told by --show known, or all")


def tell_carried(page: TextLayout, rested: Sequence[Finding], carried: Mapping[str, int]) -> None:
    """What no answer of this run speaks for or against."""
    if rested:
        title(page, "Open from earlier answers", "yellow")
        for finding in rested:
            row(page, finding, ("", ""))
    if carried:
        lead = "And more:" if rested else "Open from earlier answers:"
        _counts(page, (lead, "bold yellow"), carried, "a line each: --format short")


def _counts(page: TextLayout, lead: Piece, by_rule: Mapping[str, int], how: str) -> None:
    told = [counted(rule, number) for rule, number in by_rule.items()]
    page.blank_line()
    page.add(lead, (f"{', '.join(told)};", ""), (f"{how}.", QUIET))


def tell_closed(page: TextLayout, closed: Sequence[Finding], more: int) -> None:
    """What is no longer open, in a line each."""
    if not closed:
        return
    title(page, "No longer open since the last run", "green")
    for finding in closed:
        row(page, finding, (f"{STANDINGS[finding.standing]}:", "green"))
    if more:
        page.add((f"and {more:,} more, all of them in --format json", QUIET), indent=2)
