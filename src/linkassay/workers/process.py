"""One worker as its parent has it: started, given a request, heard, killed."""

from __future__ import annotations

import os
import select
import signal
import sys
from pkgutil import resolve_name
from time import monotonic

from linkassay.errors import LinkassayError
from linkassay.model import Limit
from linkassay.model.limits import BASE_ANSWER, MIB
from linkassay.workers.forking import fork, may_fork
from linkassay.workers.frames import HEAD
from linkassay.workers.requests import LAST, Answer, Request

PIECE = 256 * 1024

LIMITS_OF_SIGNALS = {signal.SIGPROF: Limit.TIME, signal.SIGKILL: Limit.MEMORY}
"""What a worker's death means: its own clock, or a kernel that is out of memory. Others are faults
of a reader."""


class DeadError(Exception):
    """The worker is no more; `limit` is what ended it."""

    def __init__(self, limit: Limit, how: str = "") -> None:
        super().__init__(how)
        self.limit = limit
        self.how = how


class Process:
    """One worker, which does one thing at a time.

    Forked from this process where that is safe (on Linux, while there is one thread), since it has
    all modules and tables loaded then and costs 4 ms of CPU; else a new interpreter, which costs
    130 and 80 more with its first document.
    """

    def __init__(self, tasks: str) -> None:
        self._tasks = tasks
        theirs, self._requests = os.pipe()
        self.answers, answering = os.pipe()
        try:
            self._pid = (_fork if may_fork() else _spawn)(theirs, answering, tasks)
        except OSError as problem:
            os.close(self._requests)
            os.close(self.answers)
            raise LinkassayError(
                f"no process can be started to read documents in ({problem.strerror})",
                advice="let this user have more processes or memory",
            ) from problem
        finally:
            os.close(theirs)
            os.close(answering)
        os.set_blocking(self._requests, False)
        self._heard = bytearray()
        self.is_spent = False
        """Whether it has ended by itself, since it had grown too large."""
        self._most = 2 * BASE_ANSWER
        self.until = 0.0
        """When, on the monotonic clock, it has had its time."""

    def is_there(self) -> bool:
        """Whether it still listens, while it has nothing to do."""
        ended = select.poll()
        ended.register(self.answers, select.POLLIN)
        return not ended.poll(0)

    def ask(self, request: Request) -> None:
        """Hand over a request; raises `DeadError` where nobody takes it in time."""
        self.until = monotonic() + request.limits.wall
        self._most = 2 * request.limits.answer
        self._heard.clear()
        for part in (request.head(), request.source.data):
            self._write(memoryview(part))

    def _write(self, left: memoryview) -> None:
        ready = select.poll()
        ready.register(self._requests, select.POLLOUT)
        while left:
            try:
                left = left[os.write(self._requests, left[:MIB]) :]
            except BlockingIOError:
                wait = self.until - monotonic()
                if wait <= 0 or not ready.poll(wait * 1000):
                    raise self.out_of_time() from None
            except BrokenPipeError:
                raise self._dead() from None

    def hear(self) -> tuple[Answer, bytearray] | None:
        """Take what has come; the answer once it is whole. Raises `DeadError`."""
        piece = os.read(self.answers, PIECE)
        if not piece:
            raise self._dead()
        self._heard += piece
        if len(self._heard) < HEAD.size:
            return None
        (size,) = HEAD.unpack_from(self._heard)
        if not 2 <= size <= self._most:
            self.kill()
            raise DeadError(Limit.FAILURE, "its answer is out of all bounds")
        if len(self._heard) < HEAD.size + size:
            return None
        last, letter, body = self._parts()
        if last == LAST:
            self.kill()
        self.is_spent = last == LAST
        return letter, body

    def _parts(self) -> tuple[bytes, Answer, bytearray]:
        """What has come, which may be large and is not copied."""
        heard, at = self._heard, HEAD.size
        last, letter = bytes(heard[at : at + 1]), heard[at + 1 : at + 2]
        del heard[: at + 2]
        self._heard = bytearray()
        try:
            return last, Answer(letter.decode("ascii")), heard
        except ValueError:
            self.kill()
            raise DeadError(Limit.FAILURE, "its answer is of no known kind") from None

    def out_of_time(self) -> DeadError:
        """End it since it has had its time."""
        self.kill()
        return DeadError(Limit.TIME)

    def kill(self) -> int:
        """End it at once, whatever it does; gives its wait status."""
        os.close(self._requests)
        os.close(self.answers)
        os.kill(self._pid, signal.SIGKILL)
        return os.waitpid(self._pid, 0)[1]

    def _dead(self) -> DeadError:
        """It closed its pipes, which it does only by ending."""
        code = os.waitstatus_to_exitcode(self.kill())
        if code >= 0:
            return DeadError(Limit.FAILURE, f"it ended with code {code}")
        number = signal.Signals(-code)
        return DeadError(LIMITS_OF_SIGNALS.get(number, Limit.FAILURE), f"it died of {number.name}")


def _fork(requests: int, answers: int, tasks: str) -> int:
    from linkassay.workers.child import serve

    resolve_name(f"{tasks}:prepare")()
    return fork(lambda: serve(requests, answers, tasks))


def _spawn(requests: int, answers: int, tasks: str) -> int:
    """A new interpreter with our module path, without our environment and without ours to close."""
    import json
    import subprocess

    code = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); " + (
        "from linkassay.workers.child import main; main(sys.argv[2:])"
    )
    command = [sys.executable, "-I", "-S", "-c", code, json.dumps(sys.path)]
    started = subprocess.Popen(
        [*command, str(requests), str(answers), tasks],
        pass_fds=(requests, answers),
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started.returncode = 0  # waited for by its number, like a fork
    return started.pid
