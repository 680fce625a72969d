"""The worker's side: a request is read, done under its limits, answered; then comes the next one.

The process has nothing open but its two pipes, listens to no signal that a terminal sends, and ends
when its parent closes the pipe or is gone.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import NoReturn

from linkassay.errors import UnreadableSourceError
from linkassay.model import codec
from linkassay.model.limits import MIB
from linkassay.workers.frames import read_frame, write_frame
from linkassay.workers.requests import LAST, MORE, Answer, Request, request_from

SPENT = 64 * MIB
"""A worker whose memory has ever grown by so much ends after its answer: an allocator keeps most of
what it once had, and a fresh worker costs a few milliseconds."""

_RESET = (signal.SIGTERM, signal.SIGHUP, signal.SIGPROF, signal.SIGQUIT)


def serve(requests: int, answers: int, tasks: str) -> NoReturn:
    """Answer what comes from the descriptor `requests`, until its end.

    `tasks` is the dotted name of a module with a function for each `Task`.
    """
    code = 1
    try:
        be_alone(requests, answers)
        spent, begun_with = False, _most_memory()
        while not spent and (request := _request(requests)) is not None:
            letter, told = _answer(request, tasks)
            spent = _most_memory() - begun_with > SPENT
            write_frame(answers, (LAST if spent else MORE) + letter.encode(), told)
            del request, told
        code = 0
    finally:
        os._exit(code)


def main(arguments: list[str]) -> NoReturn:
    """A worker that was not forked: descriptors and tasks come as arguments."""
    requests, answers, tasks = arguments
    serve(int(requests), int(answers), tasks)


def be_alone(requests: int, answers: int) -> None:
    """Let go of all that a fork has of its parent, and dump no core."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    first, second = sorted((requests, answers))
    for low, high in ((3, first), (first + 1, second), (second + 1, os.sysconf("SC_OPEN_MAX"))):
        os.closerange(low, high)
    for number in _RESET:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.freeze()


def _request(stream: int) -> Request | None:
    """What is to be done next, `None` at the end of the stream."""
    body = read_frame(stream)
    return None if body is None else request_from(body)


def _answer(request: Request, tasks: str) -> tuple[Answer, bytes | bytearray]:
    """What follows, and that."""
    task: Callable[[Request], bytes | bytearray] = resolve_name(f"{tasks}:{request.task}")
    try:
        _limit(request)
        try:
            return Answer.DONE, task(request)
        finally:
            _unlimit()
    except UnreadableSourceError as problem:
        told = (problem.what, problem.advice)
        return Answer.UNREADABLE, codec.dump(told)
    except MemoryError:
        return Answer.MEMORY, b""
    except Exception as problem:
        return Answer.FAILURE, _where(problem).encode("utf-8", "replace")


def _limit(request: Request) -> None:
    """From here on the kernel ends the process after so much CPU, and gives so much memory more.

    macOS takes a limit on memory and does not keep it.
    """
    used = _address_space()
    if used:
        _bound_memory(used + request.limits.memory)
    signal.setitimer(signal.ITIMER_PROF, request.limits.cpu)


def _unlimit() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    _bound_memory(resource.RLIM_INFINITY)


def _bound_memory(most: int) -> None:
    """The soft limit alone, which may be raised again; never above what we were started with."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    unlimited = resource.RLIM_INFINITY
    bounds = [one for one in (most, hard) if one != unlimited]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds, default=unlimited), hard))


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not say (it keeps no limit either)."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.split()[0]) * resource.getpagesize()


def _most_memory() -> int:
    """The most memory this process ever had, in bytes (getrusage(2): KiB on Linux)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _where(problem: Exception) -> str:
    """`RecursionError in linkassay.extract.regions, line 57`: the last place of ours."""
    place, step = "", problem.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("linkassay.extract"):
            place = f" in {module}, line {step.tb_lineno}"
        step = step.tb_next
    return type(problem).__name__ + place
