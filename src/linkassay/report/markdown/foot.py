"""The foot of the Markdown report: what was not seen, and the run."""

from __future__ import annotations

from linkassay.model import Report
from linkassay.report.markdown.inline import code, words
from linkassay.report.markdown.paper import Paper
from linkassay.report.pages.facts import run_facts
from linkassay.report.pages.unseen import unasked, unreached, unread
from linkassay.report.words import count


def tell_unseen(paper: Paper, report: Report) -> None:
    """What was not read, not reached and not asked; it unfolds."""
    sources, reasons, pages = unread(report), unasked(report), unreached(report)
    if not (sources or reasons or pages):
        return
    paper.block("<details><summary>What was not checked, and why</summary>")
    for item in sources:
        paper.item_if_it_fits(f"{code(item.locator)} {words(item.problem)}. {words(item.advice)}")
    if more := report.counts.unread - len(sources):
        paper.item(f"and {count(more, 'more source')} not read")
    for sentence in pages:
        paper.item(words(sentence))
    for one in reasons:
        paper.item(words(one.words))
        for link in one.items:
            paper.item_if_it_fits(f"{code(link.url)} {words(link.detail)}".rstrip(), depth=1)
    paper.block("</details>")


def tell_run(paper: Paper, report: Report) -> None:
    """The run itself; it unfolds."""
    paper.block("<details><summary>This run</summary>")
    for label, said in run_facts(report):
        paper.item_if_it_fits(f"{label}: {words(said)}")
    paper.block("</details>")
