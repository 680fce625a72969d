"""What waits to be asked of one host."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from linkassay.fetch.patience import Records

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Queue(Generic[T]):
    """The lane of one host: what goes first, and the rest, which is made as it is wanted.

    `records` are those of the host and of its platform. While it is `held`, only what is `urgent`
    is given. It stands in the heap (`listed`) or waits for a request to end.
    """

    host: str
    records: Records
    urgent: deque[T] = field(default_factory=deque)
    first: deque[T] = field(default_factory=deque)
    rest: Iterator[T] | None = None
    left: int = 0
    """How many items the rest has, as far as is known."""
    held: int = 0
    in_flight: int = 0
    asked_at: float = 0.0
    """When its last request began."""
    listed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.urgent or self.first) and self.rest is None

    @property
    def may_have_next(self) -> bool:
        return bool(self.urgent) or not (self.held or self.is_empty)

    def take(self) -> T | None:
        """The next item that is given, `None` where there is none now."""
        if self.urgent:
            return self.urgent.popleft()
        if self.held:
            return None
        if self.first:
            return self.first.popleft()
        item = None if self.rest is None else next(self.rest, None)
        if item is None:
            self.rest = None
        self.left = 0 if item is None else max(self.left - 1, 0)
        return item

    def add(self, items: Iterator[T], links: int) -> None:
        """Add to the rest; `links` is how many items that are, as far as is known."""
        self.left += links
        self.rest = items if self.rest is None else _one_after_the_other(self.rest, items)


def _one_after_the_other(one: Iterator[T], other: Iterator[T]) -> Iterator[T]:
    yield from one
    yield from other
