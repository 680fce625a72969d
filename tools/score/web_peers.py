"""`python -m score.web_peers NAME=PROGRAM …`: other checkers on the labelled web's first day."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from score.web_days import lines_of
from score.web_words import DEAD, FAILING, LIVE, OWN, PLACE, SOFT, TLS, WALLED

CLASSES = (LIVE, DEAD, SOFT, WALLED, FAILING, TLS, OWN)


def main() -> None:
    """Print, for each truth class, how many links each checker calls not ok."""
    options = [part for peer in sys.argv[1:] for part in ("--peer", peer)]
    print("not ok on the first day, of all links of a class (links whose place is missing apart)")
    for line in lines_of("web", "--trial", "peers", "--fast", *options):
        told = json.loads(line)
        print("  " + "; ".join(_told(told)), flush=True)


def _told(told: Mapping[str, Any]) -> Iterator[str]:
    rows: Sequence[Mapping[str, Any]] = told["rows"]
    places = [row for row in rows if row["kind"].startswith(PLACE)]
    yield f"{told['name']}: {told['requests']} requests, {told['seconds']:.0f} s"
    for truth in CLASSES:
        ours = [row for row in rows if row["truth"] == truth and row not in places]
        yield f"{truth} {_not_ok(ours)} of {len(ours)}"
    yield f"{PLACE} {_not_ok(places)} of {len(places)}"
    yield f"not told {sum(row['ok'] is None for row in rows)}"


def _not_ok(rows: Sequence[Mapping[str, Any]]) -> int:
    return sum(row["ok"] is False for row in rows)


if __name__ == "__main__":
    main()
