"""What the lanes give out: leave to ask a host once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from linkassay.fetch.errors import FetchError

if TYPE_CHECKING:
    from linkassay.fetch.queue import Queue

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Turn(Generic[T]):
    """An item whose host may be asked now; with `refusal`, one whose host is not asked any more.

    For an `urgent` one others wait. `began` is when its request began (seconds of the monotonic
    clock), as far as it did.
    """

    queue: Queue[T]
    item: T
    refusal: FetchError | None = None
    urgent: bool = False
    began: float = 0.0
