"""`python -m score.web`: how good the verdicts are on the labelled web of `tests/web`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from score.data import Absent
from score.halves import Half
from score.web_days import Day, read, replayed
from score.web_misses import misses
from score.web_table import confusion, tables
from score.web_trials import bad_minutes, behaviours, limited, outages

EVERY_DAY = "--every-day"
TRIALS = (behaviours, limited, bad_minutes, outages)


def score(wanted: Sequence[Half]) -> str:
    """The figures without links that take long. Raises `Absent` where no namespace can be made."""
    days = list(replayed("--fast"))
    told = [tables(days, wanted), *(trial() for trial in TRIALS)]
    return "\n\n".join(told)


def main() -> None:
    """Replay the web and print its figures."""
    options = argparse.ArgumentParser(prog="score.web", description=__doc__)
    options.add_argument("--fast", action="store_true", help="without links that take long")
    options.add_argument("--days", help="days of audits, with commas")
    options.add_argument(EVERY_DAY, action="store_true", help="one audit a day")
    options.add_argument("--tune", action="store_true", help="leave out the half that only counts")
    options.add_argument("--read", type=Path, help="a replay that was kept, instead of a new one")
    options.add_argument("--keep", type=Path, help="keep the replay there, as lines of JSON")
    options.add_argument("--misses", type=Path, help="write what is wrong in the half 'tune' there")
    given = options.parse_args()
    try:
        days = _days(given)
    except Absent as why:
        print(f"the labelled web: not scored, {why}")
        return
    halves = (Half.TUNE,) if given.tune else tuple(Half)
    print(tables(days, halves))
    print()
    print(confusion(days))
    if not given.read and not given.days:
        for trial in TRIALS:
            print()
            print(trial(), flush=True)
    if given.misses:
        given.misses.write_text("\n".join(misses(days)) + "\n", encoding="utf-8")


def _days(given: argparse.Namespace) -> Sequence[Day]:
    if given.read:
        return list(read(given.read.read_text(encoding="utf-8").splitlines()))
    chosen = ["--fast"] if given.fast else []
    chosen += ["--days", given.days] if given.days else []
    chosen += [EVERY_DAY] if given.every_day else []
    chosen += ["--half", Half.TUNE] if given.tune else []
    days = []
    for day in replayed(*chosen):
        print(f"day {day.day}: {day.outcome}, {day.seconds:.0f} s", flush=True)
        days.append(day)
        if given.keep:
            _keep(day, given.keep, first=len(days) == 1)
    return days


def _keep(day: Day, file: Path, *, first: bool) -> None:
    import json
    from dataclasses import asdict

    with file.open("w" if first else "a", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(day)) + "\n")


if __name__ == "__main__":
    main()
