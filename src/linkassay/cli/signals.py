"""SIGTERM and SIGHUP end the program as Ctrl-C does."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SAME_MOMENT = 1.0
"""Seconds. `timeout` of GNU coreutils sends its signal to the process and to its group, and systemd
sends SIGHUP after SIGTERM: what comes so close to the first signal means the same request."""


@contextmanager
def as_interrupts() -> Iterator[None]:
    """While it lasts, SIGTERM and SIGHUP do what SIGINT does at that moment.

    That is `KeyboardInterrupt`, or the handler of an event loop that runs. A second one ends the
    process at once. A signal that the caller lets us ignore (`nohup`) stays ignored. Only for the
    main thread.
    """
    first: float | None = None

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal first
        now = time.monotonic()
        if first is None:
            first = now
            _interrupt(frame)
        elif now - first > _SAME_MOMENT:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    ours = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _interrupt(frame: FrameType | None) -> None:
    """Through SIGINT's handler, since asyncio's cancels its task first (`asyncio.Runner.run`).

    A background job of a shell ignores SIGINT, but not SIGTERM: it has no handler to go through.
    """
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler):
        handler(signal.SIGINT, frame)
    else:
        raise KeyboardInterrupt
