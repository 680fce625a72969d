"""One process that works beside this one, as its parent has it; and what it does itself.

It is a fork: it knows what its parent knew, and what it opens is its own. It ends when its parent
closes the pipe or is gone.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from linkassay.workers.child import be_alone
from linkassay.workers.forking import fork
from linkassay.workers.frames import HEAD, read_frame, write_frame

DONE, NOT_DONE = b"+", b"-"
PIECE = 256 * 1024

Begin = Callable[[], Callable[[bytes], bytes]]


@dataclass(eq=False)
class Task:
    """One thing to do; `made` is what came of it, and `None` where that must be done elsewhere."""

    told: bytes
    is_done: bool = False
    made: bytes | None = None

    def end(self, made: bytes | None) -> None:
        """Nothing more will come of it."""
        self.is_done, self.made = True, made


class Hand:
    """A process that does one task after the other; raises `OSError` where none can be made."""

    def __init__(self, begin: Begin) -> None:
        theirs, self.tasks = os.pipe()
        self.answers, answering = os.pipe()
        try:
            self._pid = fork(lambda: _work(theirs, answering, begin))
        except OSError:
            os.close(self.tasks)
            os.close(self.answers)
            raise
        finally:
            os.close(theirs)
            os.close(answering)
        os.set_blocking(self.tasks, False)
        self._to_tell = bytearray()
        self._heard = bytearray()
        self.busy_with: deque[Task] = deque()

    @property
    def is_told_late(self) -> bool:
        """Whether something of a task waits for room in the pipe."""
        return bool(self._to_tell)

    def give(self, task: Task) -> None:
        """Hand over a task."""
        self.busy_with.append(task)
        self._to_tell += HEAD.pack(len(task.told)) + task.told
        self.tell()

    def tell(self) -> None:
        """Tell as much of its tasks as there is room for. That nobody listens is heard."""
        with suppress(BlockingIOError):
            while self._to_tell:
                try:
                    del self._to_tell[: os.write(self.tasks, self._to_tell[:PIECE])]
                except BrokenPipeError:
                    self._to_tell.clear()

    def hear(self) -> bool:
        """Take what has come of its tasks, in their order; whether it still speaks."""
        piece = os.read(self.answers, PIECE)
        self._heard += piece
        while len(self._heard) >= HEAD.size:
            (size,) = HEAD.unpack_from(self._heard)
            if len(self._heard) < HEAD.size + size:
                break
            answer = bytes(self._heard[HEAD.size : HEAD.size + size])
            del self._heard[: HEAD.size + size]
            self.busy_with.popleft().end(answer[1:] if answer[:1] == DONE else None)
        return bool(piece)

    def kill(self) -> None:
        """End it at once; what it has not done it will not do."""
        os.close(self.tasks)
        os.close(self.answers)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        for task in self.busy_with:
            task.end(None)


def _work(tasks: int, answers: int, begin: Begin) -> NoReturn:
    """The process itself."""
    code = 1
    try:
        be_alone(tasks, answers)
        do = begin()
        while (task := read_frame(tasks)) is not None:
            write_frame(answers, *_made(do, bytes(task)))
        code = 0
    finally:
        os._exit(code)


def _made(do: Callable[[bytes], bytes], task: bytes) -> tuple[bytes, bytes]:
    try:
        return DONE, do(task)
    except Exception:  # whoever does it instead meets the same, and says so
        return NOT_DONE, b""
