"""The report as Markdown: the verdict first, then what is new, the rest folded or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkassay.model import DocumentResult, Report
from linkassay.report.markdown.entry import brief, bullet, sign
from linkassay.report.markdown.foot import tell_run, tell_unseen
from linkassay.report.markdown.inline import code, words
from linkassay.report.markdown.paper import Paper
from linkassay.report.pages.digest import Digest
from linkassay.report.pages.entries import Entry
from linkassay.report.pages.parts import Part
from linkassay.report.pages.sections import Section
from linkassay.report.pages.tone import deltas
from linkassay.report.pages.unseen import doubts
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
    tell_unseen(paper, report)
    tell_run(paper, report)


def _head(paper: Paper, report: Report) -> None:
    paper.block(f"## {words(verdict(report))}")
    told = [f"**{one.number:,}** {one.words}" for one in deltas(report)]
    beside = "" if report.before is None else f", compared with run {code(report.before.name)}"
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
            if not _told(paper, entry, foot):
                section.take_back(entry)
                return _left(paper, section)
    return _left(paper, section)


def _told(paper: Paper, entry: Entry, foot: int) -> bool:
    """Tell a problem in full, else in a line, as there is room; whether it was told."""
    for text in (bullet(entry), f"- {sign(entry)}: {brief(entry)}"):
        if paper.fits(text, foot):
            paper.block(text)
            return True
    return False


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
