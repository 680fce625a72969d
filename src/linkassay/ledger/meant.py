"""Which link a citation means in a run, as SQL: a wrapped address may be one of its candidates."""

from __future__ import annotations

MEANT = "coalesce(r.chosen_id, c.link_id)"
"""The link of citation `c`, once `choice` is joined."""


def choice(run: str) -> str:
    """The join of citations `c` with what the run of this SQL value chose for them, as `r`."""
    return (
        f"left join resolved r on r.run_id = {run} and r.link_id = c.link_id"
        " and r.candidates = c.candidates"
    )
