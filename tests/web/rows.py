"""What a replay tells: one row for each link and day, as plain data for files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from score.halves import half_of
from web.model import Labelled
from web.server import Asked

Row = dict[str, Any]
ROBOTS = "/robots.txt"
NO_LONGER = ("fixed", "retired", "gone")
TOLD = (
    "state", "condition", "confidence", "strikes", "status", "error", "reason", "final_url",
)  # fmt: skip
"""What of a link in a report is kept."""


def rows(
    day: int, links: Sequence[Labelled], told: Mapping[str, Any], asked: Sequence[Asked]
) -> Iterator[Row]:
    """How each link stands in a report, and how often its host was asked for pages."""
    many = {host for host, count in Counter(link.host for link in links).items() if count > 1}

    def name(url: str) -> str:
        """A host that is cited once names its link, however the address was brought into form."""
        host = host_of(url)
        return url.partition("#")[0] if host in many else host

    findings = [item for item in told["findings"] if item["url"]]
    open_ = [item for item in findings if item["standing"] not in NO_LONGER]
    seen = {name(item["url"]): item for item in told["links"]}
    skipped = {name(item["url"]): item["reason"] for item in told["not_checked"]}
    fixed = {name(item["url"]) for item in findings if item["standing"] == "fixed"}
    found: dict[str, list[Row]] = {}
    for item in open_:
        found.setdefault(name(item["url"]), []).append(_finding(item))
    pages = Counter(host_of(item.url) for item in _pages(day, asked))
    for link in links:
        at = name(link.url)
        yield {
            **_labels(day, link),
            **{key: seen.get(at, {}).get(key) for key in TOLD},
            "findings": found.get(at, []),
            "fixed": at in fixed,
            "skipped": skipped.get(at),
            "asked": pages[link.host],
        }


def _labels(day: int, link: Labelled) -> Row:
    return {
        "day": day,
        "url": link.url,
        "kind": link.kind,
        "language": link.language,
        "half": str(half_of(link.host)),
        "truth": str(link.truth_on(day)),
        "truths": sorted({str(truth) for since, truth in link.truths}),
        "moved_to": link.moved_to,
    }


def peer_row(link: Labelled, ok: bool | None) -> Row:
    """What another checker says of a link on the first day."""
    return {**_labels(0, link), "ok": ok}


def requests(day: int, asked: Iterable[Asked]) -> Row:
    """How many requests a day took: pages and robots.txt apart, and the busiest hosts."""
    today, pages = sum(item.day == day for item in asked), _pages(day, asked)
    hosts = Counter(host_of(item.url) for item in pages)
    return {"pages": len(pages), "robots": today - len(pages), "most": hosts.most_common(8)}


def _pages(day: int, asked: Iterable[Asked]) -> list[Asked]:
    return [item for item in asked if item.day == day and not item.url.endswith(ROBOTS)]


def _finding(item: Mapping[str, Any]) -> Row:
    texts = [str(piece["text"]) for piece in item["evidence"]]
    return {
        **{key: item[key] for key in ("rule", "level", "confidence", "standing", "message")},
        "evidence": texts,
    }


def host_of(url: str) -> str:
    """The host of an address as name servers know it."""
    if url.count("/") < 2:
        return url
    name = url.split("/")[2].partition(":")[0].lower().rstrip(".")
    return name if name.isascii() else name.encode("idna").decode()
