"""What was shown in the place of the page, of all that such pages are."""

from __future__ import annotations

from linkassay.conditions.barrier import Barrier
from linkassay.conditions.parked import default_page, parked, suspended
from linkassay.conditions.soft_404 import soft_404
from linkassay.model import Confidence, Observation

_READ = (parked, suspended, default_page, soft_404)


def stand_in(observation: Observation, sibling: Observation | None = None) -> Barrier | None:
    """What an answer with a status of success is, if it is not the page; the surest of all.

    `sibling` is what the server said to a name that cannot exist (`urls.sibling`). `None`: nothing
    speaks for it. A `PROBABLE` one counts like a missing page, a `SUSPECTED` one does not.
    """
    found = [barrier for read in _READ if (barrier := read(observation, sibling)) is not None]
    sure = (barrier for barrier in found if barrier.confidence is Confidence.PROBABLE)
    return next(sure, found[0] if found else None)
