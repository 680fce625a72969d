"""The report as Markdown: the verdict first, then what is new, the rest folded or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkassay.model import DocumentResult, Report
from linkassay.report.markdown.entry import brief, bullet
from linkassay.report.markdown.inline import code, words
from linkassay.report.markdown.paper import Paper
from linkassay.report.pages.digest import Digest
from linkassay.report.pages.facts import run_facts
from linkassay.report.pages.parts import Part
from linkassay.report.pages.sections import Section
from linkassay.report.pages.tone import deltas
from linkassay.report.pages.unseen import doubts, unasked, unread
from linkassay.report.telling import Show
from linkassay.report.verdict import verdict
from linkassay.report.words import count, listed, published, rule_count

MOST_PROBLEMS = 400


def write_page(
    report: Report, out: Callable[[str], object], show: Show, *, most: int, foot: int
) -> None:
    """Write the whole text, at most `most` bytes of it; `foot` of them are kept for the foot."""
    paper = Paper(out, most)
    digest = Digest(report.findings(), MOST_PROBLEMS)
    parts = {part: Section(report, digest, part, paper.budget, foot) for part in Part}
    _head(paper, report)
    _news(paper, parts[Part.NEWS], foot, report)
    if show in (Show.KNOWN, Show.ALL):
        _folded(paper, parts[Part.KNOWN], "known before", foot)
    else:
        _counted(paper, parts[Part.KNOWN], "Known before")
    _closed(paper, parts[Part.CLOSED], foot)
    _counted(paper, parts[Part.CARRIED], "Open from earlier answers")
    _folded(paper, parts[Part.NOTES], "that only need a look", foot)
    _unseen(paper, report)
    _run(paper, report)


def _head(paper: Paper, report: Report) -> None:
    paper.block(f"## {words(verdict(report))}")
    told = [f"**{one.number:,}** {one.words}" for one in deltas(report)]
    beside = "" if report.before is None else f" (beside run {code(report.before.name)})"
    if told:
        paper.block(f"{', '.join(told)}{beside}")
    for sentence in doubts(report):
        paper.block(f"> {words(sentence)}")


def _news(paper: Paper, section: Section, foot: int, report: Report) -> None:
    if not section.total and report.counts.documents:
        paper.block("No new error or warning." if report.before else "No error and no warning.")
    for locator, head, entries in section.by_document():
        paper.block("\n".join(_document(locator, head)))
        for entry in entries:
            if not paper.fits(text := bullet(entry), foot):
                section.take_back(entry)
                break
            paper.block(text)
    _left(paper, section)


def _document(locator: str, head: DocumentResult | None) -> Iterator[str]:
    yield f"### {code(locator)}"
    said = "" if head is None else words(head.title or "")
    title = f"*{said}* " if said else ""
    about = published(head.published) if head is not None else ""
    if title or about:
        yield f"\n{title}{words(about)}".rstrip()


def _folded(paper: Paper, section: Section, what: str, foot: int) -> None:
    """One that unfolds: rule by rule, a line each."""
    if not section.total:
        return
    paper.block(f"<details><summary>{count(section.total, 'finding')} {what}</summary>")
    for rule, said, entries in section.by_rule():
        paper.block(f"{words(said)} ({code(rule)}):")
        for entry in entries:
            if not paper.fits(text := brief(entry), foot):
                section.take_back(entry)
                break
            paper.item(text)
    _left(paper, section)
    paper.block("</details>")


def _counted(paper: Paper, section: Section, title: str) -> None:
    if section.total:
        told = [
            f"{words(rule_count(rule, number))} ({code(rule)})"
            for rule, number in section.amounts.most_common()
        ]
        paper.block(f"**{title}:** {listed(told)}.")


def _closed(paper: Paper, section: Section, foot: int) -> None:
    if not section.total:
        return
    paper.block("### No longer open")
    for entry in section.entries():
        text = f"{entry.standing}: {brief(entry)}" if entry.standing else brief(entry)
        if not paper.fits(text, foot):
            section.take_back(entry)
            break
        paper.item(text)
    _left(paper, section)


def _left(paper: Paper, section: Section) -> None:
    if left := section.left:
        told = [f"{words(said)} ({code(rule)})" for rule, said in left]
        paper.block(f"Not shown here, for want of room: {listed(told)}.")


def _unseen(paper: Paper, report: Report) -> None:
    sources, reasons = unread(report), unasked(report)
    if not sources and not reasons:
        return
    total = report.counts.unread + sum(one.number for one in reasons)
    paper.block(f"<details><summary>{total:,} not checked, and why</summary>")
    for item in sources:
        paper.item_if_it_fits(f"{code(item.locator)} {words(item.problem)}. {words(item.advice)}")
    if more := report.counts.unread - len(sources):
        paper.item(f"and {count(more, 'more source')} not read")
    for one in reasons:
        paper.item(words(one.words))
        for link in one.items:
            paper.item_if_it_fits(f"{code(link.url)} {words(link.detail)}".rstrip(), depth=1)
    paper.block("</details>")


def _run(paper: Paper, report: Report) -> None:
    paper.block("<details><summary>This run</summary>")
    for label, said in run_facts(report):
        paper.item_if_it_fits(f"{label}: {words(said)}")
    paper.block("</details>")
