"""A badge: JSON for the endpoint of Shields, `312 links · 96 % alive`.

The share is of the links of which the web told one or the other; it is rounded down, so that
nothing is wholly alive which is not. Where too little was seen to be trusted the badge is grey.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from linkassay.model import Outcome, Report, State
from linkassay.report.json_text import json_text
from linkassay.report.telling import Telling
from linkassay.report.words import count

COLOURS = ((100, "brightgreen"), (95, "green"), (90, "yellowgreen"), (75, "yellow"), (50, "orange"))
"""From so many links of a hundred on; below, it is red."""

_TOLD = (State.ALIVE, State.FAILING, State.FLAPPING, State.DEAD)
"""States that the web decided; of the others nothing is known."""


def write(report: Report, out: Callable[[str], object], _telling: Telling) -> None:
    """Write one object; the links are gone through once and counted."""
    states = Counter(item.state.state for item in report.links())
    told = sum(states[state] for state in _TOLD)
    words, colour = [count(report.counts.links, "link")], "lightgrey"
    if told and report.run.outcome is Outcome.COMPLETE:
        share = 100 * states[State.ALIVE] // told
        words.append(f"{share} % alive")
        colour = next((name for least, name in COLOURS if share >= least), "red")
    elif report.counts.links:
        words.append("unfinished audit" if told else "not checked")
    badge = {
        "schemaVersion": 1,
        "label": "links",
        "message": " · ".join(words),
        "color": colour,
    }
    out(f"{json_text(badge, 0)}\n")
