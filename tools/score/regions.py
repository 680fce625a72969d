"""Regions: of the links called prose or reference, how many are in the article, and how many of the
article's are called so. The gold is made without our code (`article_gold`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from linkassay.model import Region
from score.article_gold import Standing
from score.figures import share
from score.halves import Half, Rows, table
from score.pages import Page
from score.region_counts import RegionCounts


def score(halves: Mapping[Half, Sequence[Page]]) -> str:
    """The table of both halves, and the gap between them."""
    counts = {
        half: [page.regions for page in pages if page.regions] for half, pages in halves.items()
    }
    told = table("Regions of links (gold: the longest run of paragraphs)", _rows, counts)
    return "\n".join([told, *_gap(counts)])


def _rows(pages: Sequence[RegionCounts]) -> Rows:
    every = _sum(pages)
    kept = _kept(every, Standing.ARTICLE)
    wrong = _kept(every, Standing.ELSEWHERE)
    with_links = [page for page in pages if _total(page, Standing.ARTICLE)]
    lost = sum(not _kept(page, Standing.ARTICLE) for page in with_links)
    return [
        ("pages with an article", str(len(pages))),
        ("precision of prose and reference", share(kept, kept + wrong)),
        ("precision of prose alone", _prose_alone(every)),
        ("recall of the article's links", share(kept, _total(every, Standing.ARTICLE))),
        ("articles lost with all their links", share(lost, len(with_links))),
        *(
            (f"{standing}: {region}", str(every[standing, region]))
            for standing in Standing
            for region in Region
            if every[standing, region]
        ),
    ]


def _prose_alone(counts: RegionCounts) -> str:
    """A list of sources is no paragraph, so the gold has its links elsewhere."""
    kept = counts[Standing.ARTICLE, Region.PROSE]
    return share(kept, kept + counts[Standing.ELSEWHERE, Region.PROSE])


def _gap(counts: Mapping[Half, Sequence[RegionCounts]]) -> list[str]:
    """How much better the half is that may be looked into."""
    if len(counts) < len(Half):
        return []
    tune, report = (_sum(counts[half]) for half in (Half.TUNE, Half.REPORT))
    precision, recall = _precision(tune) - _precision(report), _recall(tune) - _recall(report)
    return [
        f"  gap (tune less report)  precision {100 * precision:+.1f} points, "
        f"recall {100 * recall:+.1f} points"
    ]


def _precision(counts: RegionCounts) -> float:
    kept = _kept(counts, Standing.ARTICLE)
    return kept / max(1, kept + _kept(counts, Standing.ELSEWHERE))


def _recall(counts: RegionCounts) -> float:
    return _kept(counts, Standing.ARTICLE) / max(1, _total(counts, Standing.ARTICLE))


def _sum(pages: Sequence[RegionCounts]) -> RegionCounts:
    found: RegionCounts = Counter()
    for page in pages:
        found.update(page)
    return found


def _total(counts: RegionCounts, standing: Standing) -> int:
    return sum(n for (gold, _), n in counts.items() if gold is standing)


def _kept(counts: RegionCounts, standing: Standing) -> int:
    return sum(counts[standing, region] for region in Region if not region.is_boilerplate)
