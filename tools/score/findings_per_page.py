"""Findings per page: how often each rule speaks on ordinary pages, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from score.halves import Half, Rows, table
from score.pages import Page


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table."""
    return table("Findings on ordinary pages, offline", _rows, halves)


def _rows(pages: Sequence[Page]) -> Rows:
    """The loudest rule first."""
    told = [Counter((item.rule, str(item.level)) for item in page.findings) for page in pages]
    total = sum(told, Counter[tuple[str, str]]())
    links = sum(page.links for page in pages)
    return [
        ("pages, links", f"{len(pages)}, {links:,}"),
        *(
            (
                f"{rule} ({level})",
                f"{count:,} on {sum((rule, level) in one for one in told)} pages, "
                f"most {max(one[rule, level] for one in told)}",
            )
            for (rule, level), count in total.most_common()
        ),
    ]
