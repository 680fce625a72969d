"""A finding in a few plain lines, for sinks that take text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import Finding
from linkassay.report.escape import line


def plain_lines(finding: Finding) -> Iterator[str]:
    """What is wrong, the address, each piece of evidence, what to do; each line safe to show."""
    yield line(finding.message)
    if finding.url and finding.url not in finding.message:
        yield line(finding.url)
    yield from evidence_lines(finding)
    if finding.advice:
        yield line(f"What to do: {finding.advice}")


def evidence_lines(finding: Finding) -> Iterator[str]:
    """`- line 4: “Secretary of State Mike Pompeo” …`, one for each piece."""
    for item in finding.evidence:
        where = f"line {item.line}: " if item.line else ""
        yield line(f"- {where}{item.text}")


def clipped(text: str, most: int) -> str:
    """`text` in at most so many bytes of UTF-8, three or more, its end replaced by `…`."""
    told = text.encode("utf-8", "backslashreplace")
    if len(told) <= most:
        return text
    return told[: most - len("…".encode())].decode("utf-8", "ignore") + "…"
