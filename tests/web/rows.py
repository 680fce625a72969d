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


def rows(day: int, links: Sequence[Labelled], told: Mapping[str, Any]) -> Iterator[Row]:
    """How each link stands in a report. A host is cited by one link, so it names the link."""
    seen = {_host(item["url"]): item for item in told["links"]}
    findings: dict[str, list[Row]] = {}
    for item in told["findings"]:
        if item["url"] and item["standing"] not in ("fixed", "retired", "gone"):
            findings.setdefault(_host(item["url"]), []).append(_finding(item))
    fixed = {
        _host(item["url"])
        for item in told["findings"]
        if item["standing"] == "fixed" and item["url"]
    }
    skipped = {_host(item["url"]): item["reason"] for item in told["not_checked"]}
    for link in links:
        item = seen.get(link.host, {})
        yield {
            "day": day,
            "url": link.url,
            "kind": link.kind,
            "language": link.language,
            "half": str(half_of(link.host)),
            "truth": str(link.truth_on(day)),
            "truths": sorted({str(truth) for since, truth in link.truths}),
            "moved_to": link.moved_to,
            "state": item.get("state"),
            "condition": item.get("condition"),
            "confidence": item.get("confidence"),
            "strikes": item.get("strikes"),
            "status": item.get("status"),
            "error": item.get("error"),
            "reason": item.get("reason"),
            "final_url": item.get("final_url"),
            "findings": findings.get(link.host, []),
            "fixed": link.host in fixed,
            "skipped": skipped.get(link.host),
        }


def requests(day: int, asked: Iterable[Asked]) -> Row:
    """How many requests a day took: pages and robots.txt apart, and the busiest hosts."""
    today = [item for item in asked if item.day == day]
    pages = [item for item in today if not item.url.endswith(ROBOTS)]
    hosts = Counter(_host(item.url) for item in pages)
    return {"pages": len(pages), "robots": len(today) - len(pages), "most": hosts.most_common(8)}


def _finding(item: Mapping[str, Any]) -> Row:
    texts = [str(piece["text"]) for piece in item["evidence"]]
    return {
        **{key: item[key] for key in ("rule", "level", "confidence", "standing", "message")},
        "evidence": texts,
    }


def _host(url: str) -> str:
    return url.split("/")[2].partition(":")[0].lower() if url.count("/") > 1 else url
