"""Findings per page: how often each rule speaks on ordinary pages, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from score.pages import Page


def score(pages: Sequence[Page]) -> str:
    """The table, the loudest rule first."""
    total = Counter((item.rule, str(item.level)) for page in pages for item in page.findings)
    on = Counter(
        key for page in pages for key in {(item.rule, str(item.level)) for item in page.findings}
    )
    most = {
        key: max(
            sum((item.rule, str(item.level)) == key for item in page.findings) for page in pages
        )
        for key in total
    }
    links = sum(page.links for page in pages)
    lines = [
        f"Findings on {len(pages)} ordinary pages, offline ({links:,} links)",
        f"  {'':34}{'findings':>9} {'pages':>6} {'most on one':>12}",
    ]
    for (rule, level), count in total.most_common():
        key = (rule, level)
        lines.append(f"  {f'{rule} ({level})':34}{count:9,} {on[key]:6} {most[key]:12}")
    return "\n".join(lines)
