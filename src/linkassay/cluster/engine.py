"""What a machine of the cluster asks with, as far as this room has to know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from linkassay.cluster.parcels import Bundle
from linkassay.model import HostNote, Lane, Observation, Onward, Rest


class Engine(Protocol):
    """Asks a part of what is to be asked, and gives back what others must go on with."""

    def ask_part(
        self,
        lanes: Iterable[Lane],
        begun: Sequence[Onward],
        rests: Sequence[Rest],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
        *,
        foreign: Callable[[str], bool],
        give_back: Callable[[Onward], None],
    ) -> None:
        """Ask every probe of the lanes, and go on with what was begun elsewhere.

        Hosts are treated as the `rests` of earlier parts say.

        What leads to a host that is `foreign` is given back, and so is what was not begun, or is
        between two requests, when the time of the settings (`max_time`) is over. Of each probe
        comes exactly one observation, or it is given back once.
        """

    def rests(self) -> Sequence[Rest]:
        """How the hosts that were asked are to be treated from now on."""


MakeEngine = Callable[[Bundle], Engine]
"""Makes the one that asks a bundle."""
