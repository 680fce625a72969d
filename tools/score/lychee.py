"""`python -m score.lychee`: which addresses of real pages linkassay finds and lychee does not, and
the other way round, with what carries each in the page.

lychee is the one that `make bench-peers` installed, or the one on the path. It is asked for all
that it would check or leave out (`--dump -v`). Addresses are compared after our identity rules,
without fragments. Left out are pages with a `base`, which `--base-url` overrules in lychee, and
those that it does not read (0.24 skips all that is not UTF-8).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.programs import lychee
from linkassay.extract import extract
from linkassay.model import Source
from linkassay.urls import MalformedAddress, UnsupportedScheme, parse
from score.audited import HTML
from score.data import Absent, GoldPage, pages
from score.halves import Half, Rows, in_halves, table
from score.pages import site

EACH = 5
"""Every so manieth page is compared."""

_DUMPED = re.compile(r"(?P<address>\S+) \([^()]*\)(?: \[excluded\])?")
_BASE = re.compile(rb"<base\s[^>]*href", re.IGNORECASE)
_URLS = re.compile(r"(?:https?:)?//[^\s\"'<>]+|(?<=[\s,])/[^\s\"'<>,]+")


@dataclass(frozen=True, slots=True)
class Compared:
    """The addresses of one page by who finds them, and the carriers of those one alone finds."""

    both: int
    ours: Counter[str]
    theirs: Counter[str]


def compare(page: GoldPage, peer: str) -> Compared | None:
    """One page, read by both; `None` where the peer does not read it as we do."""
    if _BASE.search(page.html):
        return None
    (reading,) = extract(Source(page.url, page.html, HTML))
    ours = {_plain(link.url) for link in reading.links()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(page.html)
        done = subprocess.run(
            [peer, "--dump", "-v", "--root-dir", folder, "--base-url", page.url, str(file)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=60,
        )
    if "Skipping file" in done.stderr:
        return None
    theirs = {found for line in done.stdout.splitlines() if (found := _identity(line, page.url))}
    carriers = _carriers(page)
    return Compared(
        len(ours & theirs),
        Counter(carriers.get(item, "text or elsewhere") for item in ours - theirs),
        Counter(carriers.get(item, "text or elsewhere") for item in theirs - ours),
    )


def score(halves: dict[Half, list[Compared | None]]) -> str:
    """The table."""
    return table("Addresses of real pages, linkassay beside lychee --dump -v", _rows, halves)


def _rows(results: Sequence[Compared | None]) -> Rows:
    compared = [item for item in results if item is not None]
    rows = [
        ("pages", f"{len(compared)}, {len(results) - len(compared)} left out"),
        ("both", f"{sum(item.both for item in compared):,}"),
    ]
    for name, counts in (
        ("only linkassay", [item.ours for item in compared]),
        ("only lychee", [item.theirs for item in compared]),
    ):
        total = sum(counts, Counter[str]())
        rows.append((name, f"{total.total():,}"))
        rows += [(f"{name}: {carrier}", f"{count:,}") for carrier, count in total.most_common(12)]
    return rows


def _identity(line: str, base: str) -> str | None:
    found = _DUMPED.fullmatch(line.strip())
    return _resolved(found["address"], base) if found else None


def _resolved(address: str, base: str) -> str | None:
    try:
        return _plain(parse(address, base).link.url)
    except (MalformedAddress, UnsupportedScheme):
        return None


def _plain(url: str) -> str:
    return url.partition("#")[0]


def _carriers(page: GoldPage) -> dict[str, str]:
    """For each address in an attribute the element and the attribute; the first counts."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page.html)
    base = next((node.attributes.get("href") for node in tree.css("base[href]")), None)
    root = _resolved(base or "", page.url) or page.url
    found: dict[str, str] = {}
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            for address in _addresses(name, value or ""):
                if (url := _resolved(address, root)) is not None:
                    found.setdefault(url, _carrier(node, name))
    return found


def _carrier(node: Any, name: str) -> str:
    relation = (node.attributes.get("rel") or "").lower() if node.tag in ("a", "link") else ""
    kind = "nofollow" if "nofollow" in relation else relation if node.tag == "link" else ""
    return f"{node.tag} {name}" + (f" ({kind})" if kind else "")


def _addresses(name: str, value: str) -> Iterable[str]:
    if name in ("href", "src", "action", "poster", "cite", "data"):
        return [value.strip()]
    return _URLS.findall(f" {value}")


def main() -> None:
    """Print the table, or what is missing."""
    peer = lychee()
    if peer is None:
        print("no lychee here to compare with: make bench-peers")
        return
    try:
        gold = list(pages())[::EACH]
    except Absent as why:
        print(f"not compared: {why}")
        return
    halves = in_halves(gold, site)
    print(score({half: [compare(page, peer) for page in those] for half, those in halves.items()}))


if __name__ == "__main__":
    main()
