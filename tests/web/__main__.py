"""`python -m web`: replays the labelled web and prints one line of JSON for each audited day."""

from __future__ import annotations

import argparse
import json
import sys

from web import namespace
from web.replay import DAYS, EVERY_DAY, Plan, replay


def main() -> int:
    options = argparse.ArgumentParser(prog="web", description=__doc__)
    options.add_argument("--days", help="a list with commas (else: 0,3,7 …)")
    options.add_argument("--every-day", action="store_true", help="one audit a day for 24 days")
    options.add_argument("--half", choices=("tune", "report"))
    options.add_argument("--kinds", nargs="*", default=[], help="only these behaviours")
    options.add_argument("--fast", action="store_true", help="without links that take long")
    options.add_argument("--every", type=int, default=1, help="one link in so many")
    options.add_argument("--sky", action="append", default=[], metavar="DAY:SKY")
    options.add_argument("--warc", help="write the first day's answers there")
    trials = ("replay", "behaviours", "limited", "bad-minutes", "outages", "peers")
    options.add_argument("--trial", choices=trials, default=trials[0])
    options.add_argument("--peer", action="append", default=[], metavar="NAME=PROGRAM")
    given = options.parse_args()
    if (why := namespace.missing()) is not None:
        print(why, file=sys.stderr)
        return 3
    days = EVERY_DAY if given.every_day else DAYS
    if given.days:
        days = tuple(map(int, given.days.split(",")))
    plan = Plan(
        days=days, half=given.half, kinds=tuple(given.kinds), slow=not given.fast,
        every=given.every, skies=dict(item.split(":") for item in given.sky), warc=given.warc,
        trial=given.trial,
        peers=dict(item.split("=", 1) for item in given.peer),
    )  # fmt: skip
    for told in replay(plan):
        print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
