"""A feed of what happened: Atom (RFC 4287), an entry for each problem that is news, or fixed.

RFC 4287 wants ids that never change. Nothing here has an address, and a `tag:` would have to name
somebody's domain; so ids are UUIDs made from names (RFC 9562, section 5.5). The feed's comes from
the documents and folders that were named, and is the same for each run on them; an entry's from the
feed, the run and the finding, so that what comes back later is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import NAMESPACE_OID, UUID, uuid5

from linkassay.model import Finding, Report, Run, Standing
from linkassay.model.fields import plain
from linkassay.report import xml_text
from linkassay.report.escape import line
from linkassay.report.leading_problems import LeadingProblems
from linkassay.report.limits import ENTRIES
from linkassay.report.plain_lines import evidence_lines
from linkassay.report.problems import Problem
from linkassay.report.telling import Telling
from linkassay.report.verdict import verdict
from linkassay.report.words import STANDINGS, count
from linkassay.report.xml_text import element, empty

XHTML = "http://www.w3.org/1999/xhtml"
_WEB = ("http://", "https://")


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write one feed, the most important entry first."""
    run = report.run
    feed = uuid5(NAMESPACE_OID, "\n".join(("linkassay", *run.arguments)))
    when = plain(run.finished or run.started)
    problems = LeadingProblems(filter(_is_told, report.findings()), ENTRIES)
    shown = list(problems)
    more = problems.number - sum(item.number for item in shown)
    rest = f" {count(more, 'more finding')} of these are not told here." if more else ""
    out(xml_text.HEAD + '<feed xmlns="http://www.w3.org/2005/Atom">\n')
    for row in (
        element("id", f"urn:uuid:{feed}"),
        element(
            "title", " ".join(("linkassay:", *run.arguments)) if run.arguments else "linkassay"
        ),
        element("subtitle", f"{verdict(report)}{rest}"),
        element("updated", when),
        f"<author>{element('name', 'linkassay')}</author>",
        element("generator", run.tool or "linkassay"),
    ):
        out(f"  {row}\n")
    for problem in shown:
        out(_entry(problem, run, feed, when))
    out("</feed>\n")


def _is_told(finding: Finding) -> bool:
    """What is news or fixed, but for what another finding on its line tells too."""
    if finding.told_with is not None:
        return False
    return finding.standing.is_news or finding.standing is Standing.FIXED


def _entry(problem: Problem, run: Run, feed: UUID, when: str) -> str:
    first = problem.first
    how = "fixed" if first.standing is Standing.FIXED else first.level.value
    rows = [
        element("id", f"urn:uuid:{uuid5(feed, f'{run.name}/{first.fingerprint}')}"),
        element("title", f"{how}: {first.message}"),
        element("updated", when),
        empty("category", term=first.rule),
        empty("category", term=first.standing.value, label=STANDINGS[first.standing]),
    ]
    if first.url is not None and first.url.startswith(_WEB):
        rows.append(empty("link", rel="related", href=first.url))
    rows.append(f'<content type="xhtml"><div xmlns="{XHTML}">{_content(problem)}</div></content>')
    told = "".join(f"    {row}\n" for row in rows)
    return f"  <entry>\n{told}  </entry>\n"


def _content(problem: Problem) -> str:
    first = problem.first
    told = [element("p", first.message)]
    if first.url:
        told.append(f"<p>{element('code', first.url)}</p>")
    if evidence := [element("li", row.removeprefix("- ")) for row in evidence_lines(first)]:
        told.append(f"<ul>{''.join(evidence)}</ul>")
    if first.advice:
        told.append(element("p", f"What to do: {first.advice}"))
    told.append(element("p", f"In {', '.join(_places(problem))}."))
    facts = f"{first.rule}, confidence {first.confidence.value}, {STANDINGS[first.standing]}"
    told.append(element("p", facts))
    return "".join(told)


def _places(problem: Problem) -> Iterator[str]:
    for item in problem.findings:
        yield line(f"{item.document}, line {item.line}" if item.line else item.document)
    if rest := problem.number - len(problem.findings):
        yield count(rest, "more place")
