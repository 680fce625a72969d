"""The machines of a cluster, as far as handing out bundles goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

Entry = Callable[[bytes], bytes]
"""What a machine or process runs: a bundle in, a shard out. A function of a module, since it goes
by its name."""


class Lost:
    """A bundle of which nothing came, since its machines were lost one after the other."""

    def __init__(self, why: str) -> None:
        self.why = why


class Crowd(Protocol):
    """Takes bundles, gives shards in whatever order they come, some perhaps twice or never."""

    def places(self) -> int:
        """How many bundles can be asked at the same time."""

    def submit(self, number: int, bundle: bytes, /) -> None:
        """Hand out a bundle. Raises `LinkassayError` where the cluster is gone."""

    def come(self, seconds: float, /) -> Iterator[tuple[int, bytes | Lost]]:
        """What has come; waits for the first so many seconds."""

    def cancel(self, numbers: Collection[int], /) -> None:
        """Take back what is not asked any more."""

    def rest(self) -> None:
        """For a while nothing will be handed out."""
