"""Reading the pages that answers hold: short ones in place, long ones aside."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.fetch.aside import Aside
from linkassay.fetch.errand import Errand
from linkassay.model import PageFacts

IN_PLACE = 32 * 1024
"""Bytes of a page up to which it is read at once: for a few milliseconds. A hop to a thread costs
more than a short page."""

AT_ONCE = 2
"""Long pages that are read at once."""


class Pages:
    """Reads pages; `wake` is called from another thread when a long one was read."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._aside: Aside[PageFacts] = Aside(wake, AT_ONCE)

    def read(self, errand: Errand, then: Callable[[Exception | None], None]) -> None:
        """Read the page of an errand's last answer into its chain, if it has one to be read.

        `then` is called once that is done, now or in `collect`; with what went wrong, if it did.
        """
        chain = errand.chain
        read = None if errand.reader is None or chain.error is not None else errand.reader(errand)
        if read is None:
            then(None)
            return

        def take(came: PageFacts | Exception) -> None:
            if isinstance(came, Exception):
                then(came)
            else:
                chain.facts = came
                then(None)

        if chain.last is None or chain.last.body is None or len(chain.last.body.data) <= IN_PLACE:
            take(read())
        else:
            self._aside.run(read, take)

    def collect(self) -> None:
        """Go on with the long pages that were read since the last time."""
        self._aside.collect()
