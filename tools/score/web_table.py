"""The figures of a replayed web per truth class, never as one share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from score.halves import Half, Rows, table
from score.web_days import Day, Row
from score.web_words import (
    DEAD,
    FAKED,
    LIVE,
    OWN,
    PLACE,
    SOFT,
    WALLED,
    advises,
    alarm,
    at_error,
    called_lost,
    fine,
    seen_dead,
    surely_lost,
    unseen,
    wrong_advice,
)

MAY_DIE = frozenset({DEAD, SOFT})
History = Sequence[Row]
"""The rows of one link, one for each audited day."""


def tables(days: Sequence[Day], wanted: Sequence[Half]) -> str:
    """All figures of a replay, the halves side by side."""
    halves = {half: [day.of(half) for day in days] for half in wanted}
    asked = sum(day.requests["pages"] for day in days)
    links = sum(len(day.rows) for day in days)
    seconds = sum(day.seconds for day in days)
    title = (
        f"the labelled web: {len(days[0].rows)} links on days "
        f"{', '.join(str(day.day) for day in days)}; {asked / max(links, 1):.2f} requests per link "
        f"and day, {sum(day.requests['robots'] for day in days)} for robots.txt, {seconds:.0f} s"
    )
    return table(title, _rows, halves)


def _rows(days: Sequence[Day]) -> Rows:
    histories = list(_histories(days).values())
    first = days[0].rows
    rows = [*_over_time(histories), *_first_look(first), *_fakes(histories), *_again(histories)]
    return [(name, figure) for name, figure in rows if figure]


def _over_time(histories: Sequence[History]) -> Rows:
    kept = [history for history in histories if _never_dead(history)]
    return [
        ("not-dead links ever in state dead", _of(kept, _ever_dead)),
        ("not-dead links ever at error", _of(kept, lambda h: any(map(at_error, h)))),
        ("links with a wrong new address", _of(histories, lambda h: any(map(wrong_advice, h)))),
    ]  # fmt: skip


def _ever_dead(history: History) -> bool:
    return any(row["state"] == "dead" for row in history)


def _never_dead(history: History) -> bool:
    """Whether it lives on some day, or cannot be told, and is never dead."""
    if FAKED in history[0]["kind"]:
        return False
    truths = set(history[0]["truths"])
    return not truths & MAY_DIE and bool(truths & {LIVE, WALLED, OWN})


def _first_look(rows: Sequence[Row]) -> Rows:
    live, walled = _true(rows, LIVE), _true(rows, WALLED)
    soft, dead = _true(rows, SOFT), _true(rows, DEAD)
    places = [row for row in rows if row["kind"].startswith(PLACE)]
    moved = [row for row in live if row["moved_to"]]
    plain = [row for row in live if not row["kind"].startswith(PLACE)]
    return [
        ("first look: alarms on live links", _of(live, alarm)),
        ("first look: live links called lost", _of(live, called_lost)),
        ("first look: live links unverifiable or unknown", _of(live, unseen)),
        ("first look: moved pages whose new address is told", _of(moved, advises)),
        ("first look: soft-dead links seen", _of(soft, called_lost)),
        ("first look: soft-dead links seen and sure", _of(soft, surely_lost)),
        ("first look: dead links seen", _of(dead, seen_dead)),
        ("first look: missing places seen", _of(places, seen_dead)),
        ("first look: present places called missing", _of(plain, _place_alarm)),
        ("first look: undecidable links called fine", _of(walled, fine)),
        ("first look: undecidable links called broken", _of(walled, alarm)),
        ("first look: own trouble called broken", _of(_true(rows, OWN), alarm)),
    ]  # fmt: skip


def _place_alarm(row: Row) -> bool:
    return any("fragment" in found["rule"] for found in row["findings"])


def _fakes(histories: Sequence[History]) -> Rows:
    """Links that were dead before their fake came, and are called alive or mended after."""
    dead = [h for h in histories if FAKED in h[0]["kind"] and (at := _turn(h)) and _died(h, at)]
    return [("dead links mended by a fake", _of(dead, lambda h: _mended(h[_turn(h) :])))]


def _turn(history: History) -> int:
    """The place of the first row with another truth than the first one's (0: none)."""
    first = history[0]["truth"]
    return next((at for at, row in enumerate(history) if row["truth"] != first), 0)


def _died(history: History, before: int) -> bool:
    return _ever_dead(history[:before])


def _mended(history: History) -> bool:
    return any(row["state"] == "alive" or row["fixed"] for row in history)


def _again(histories: Sequence[History]) -> Rows:
    """Links that die while they are watched, and links that come back for good."""
    watched = [h for h in histories if h[0]["truth"] == LIVE and h[-1]["truth"] == DEAD]
    softly = [h for h in histories if h[0]["truth"] == LIVE and h[-1]["truth"] == SOFT]
    back = [h for h in histories if h[-1]["truth"] == LIVE and DEAD in h[0]["truths"]]
    ended = [h for h in histories if set(h[0]["truths"]) == {DEAD}]
    return [
        ("last look: dead from the start, in state dead", _of(ended, _ends_dead)),
        ("last look: died while watched, in state dead", _of(watched, _ends_dead)),
        ("last look: died softly while watched, seen", _of(softly, lambda h: called_lost(h[-1]))),
        ("last look: came back, in state alive", _of(back, lambda h: h[-1]["state"] == "alive")),
    ]


def _ends_dead(history: History) -> bool:
    return bool(history[-1]["state"] == "dead")


def _true(rows: Sequence[Row], truth: str) -> list[Row]:
    return [row for row in rows if row["truth"] == truth]


def _histories(days: Sequence[Day]) -> Mapping[str, History]:
    found: dict[str, list[Row]] = {}
    for day in days:
        for row in day.rows:
            found.setdefault(row["url"], []).append(row)
    return found


def _of(items: Sequence[Row] | Sequence[History], counts: Callable[..., object]) -> str:
    return f"{sum(bool(counts(item)) for item in items)} of {len(items)}" if items else ""


def confusion(days: Sequence[Day]) -> str:
    """Truth by condition and state, on the first and the last day."""
    lines = ["truth, and how it is read"]
    for day in {day.day: day for day in (days[0], days[-1])}.values():
        lines.append(f"  day {day.day} ({day.outcome}, exit {day.code})")
        counted = Counter((row["truth"], row["condition"], row["state"]) for row in day.rows)
        for truth in dict.fromkeys(row["truth"] for row in day.rows):
            said = [(n, c, s) for (t, c, s), n in counted.most_common() if t == truth]
            told = ", ".join(f"{n} {c or 'not asked'}/{s}" for n, c, s in said)
            lines.append(f"    {truth}: {told}")
    return "\n".join(lines)
