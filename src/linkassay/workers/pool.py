"""All workers of an audit: sources go out as there is room, readings come back in their order."""

from __future__ import annotations

import os
import select
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from types import TracebackType

from linkassay.model import Leads, Source, UnreadSource
from linkassay.model.limits import MIB, Limits, limits_for
from linkassay.ports import Told
from linkassay.workers.job import Job
from linkassay.workers.process import DeadError, Process
from linkassay.workers.requests import Request, Task

TASKS = "linkassay.workers.tasks"

AHEAD = 4
"""So many sources for each worker are taken before the first of them is read: a long one holds up
its own worker only."""
BYTES_AHEAD = 16 * MIB
"""Above so much of sources and answers no further source is taken: two lists of 10,000 links are
read while a third is told."""


_Item = Job | UnreadSource


class Workers:
    """Reads documents in at most `most` processes: as many as there are cores where it is `None`.

    None is started before it is needed. `key` is the key for secrets, `tasks` the dotted name of
    the module whose functions are the tasks, `limits` what a document of a size may take. Closed,
    it leaves no process behind.
    """

    def __init__(
        self,
        most: int | None = None,
        *,
        key: bytes | None = None,
        tasks: str = TASKS,
        limits: Callable[[int], Limits] = limits_for,
    ) -> None:
        self._most = most or cores()
        self._key = key
        self._tasks = tasks
        self._limits = limits
        self._waiting: deque[Job] = deque()
        self._busy: dict[int, tuple[Process, Job]] = {}
        self._idle: list[Process] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.rest()

    def rest(self) -> None:
        """End all workers at once, whatever they do; with the next document there are new ones."""
        self._drop_all()
        while self._idle:
            self._idle.pop().kill()

    def read(self, sources: Iterable[Source | UnreadSource], /) -> Iterator[Told]:
        """The readings of each source, in the order of the sources, which are taken as needed.

        A source that is unread already comes out as it is. Raises `LinkassayError` where no process
        can be started.
        """
        for item in self._done(sources, Task.READ):
            yield item.told() if isinstance(item, Job) else item

    def leads(self, sources: Iterable[Source], /) -> Iterator[Leads]:
        """What each source leads to, in the order of the sources, which are taken as needed."""
        for item in self._done(sources, Task.LEADS):
            if isinstance(item, Job):
                yield item.leads()

    def _done(self, sources: Iterable[Source | UnreadSource], task: Task) -> Iterator[_Item]:
        """Each source with what came of a task, in their order."""
        rest = iter(sources)
        ahead: deque[_Item] = deque()
        try:
            while self._take(rest, ahead, task) or ahead:
                self._work(wait=not _is_done(ahead[0]))
                while ahead and _is_done(ahead[0]):
                    yield ahead.popleft()
                    self._work(wait=False)
        finally:
            self._drop_all()

    def secret_addresses(self, source: Source, /) -> Sequence[tuple[str, str]]:
        """Each link of a source that has a secret: its URL, and the address as it must be asked.

        Nothing where it cannot be read, or not within its limits.
        """
        job = Job(source, Task.SECRETS, self._key)
        self._waiting.append(job)
        while not job.is_done:
            self._work(wait=True)
        return job.addresses()

    def _take(
        self, rest: Iterator[Source | UnreadSource], ahead: deque[Job | UnreadSource], task: Task
    ) -> bool:
        """Take sources while there is room for them; whether one was taken."""
        taken = False
        while len(ahead) < AHEAD * self._most and _bytes_of(ahead) < BYTES_AHEAD:
            item = next(rest, None)
            if item is None:
                break
            taken = True
            if isinstance(item, Source):
                job = Job(item, task, self._key)
                ahead.append(job)
                self._waiting.append(job)
                self._hand_out()
            else:
                ahead.append(item)
        return taken

    def _work(self, *, wait: bool) -> None:
        """Hand out what waits, and hear what has come; with `wait` until something does."""
        self._hand_out()
        self._hear(wait=wait)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give each idle worker a job; one more worker is started where two jobs would wait."""
        while self._waiting:
            count = len(self._busy) + len(self._idle)
            if not self._idle and (count == 0 or (count < self._most and len(self._waiting) > 1)):
                self._idle.append(Process(self._tasks))
            if not self._idle:
                return
            process = self._idle.pop()
            if not process.is_there():  # somebody ended it, and no document is to blame
                process.kill()
                continue
            job = self._waiting.popleft()
            self._busy[process.answers] = process, job
            try:
                limits = self._limits(len(job.source.data))
                process.ask(Request(job.task, job.source, limits, self._key))
            except DeadError as death:
                self._lost(process.answers, death)

    def _hear(self, *, wait: bool) -> None:
        if not self._busy:
            return
        ready = select.poll()
        for answers in self._busy:
            ready.register(answers, select.POLLIN)
        until = min(process.until for process, _ in self._busy.values())
        for answers, _ in ready.poll(max(0.0, until - monotonic()) * 1000 if wait else 0):
            self._hear_one(answers)
        now = monotonic()
        for answers, (process, _) in tuple(self._busy.items()):
            if process.until < now:
                self._lost(answers, process.out_of_time())

    def _hear_one(self, answers: int) -> None:
        process, job = self._busy[answers]
        try:
            answer = process.hear()
        except DeadError as death:
            self._lost(answers, death)
            return
        if answer is None:
            return
        del self._busy[answers]
        if not process.is_spent:
            self._idle.append(process)
        job.answered(*answer)
        if not job.is_done:
            self._waiting.appendleft(job)

    def _lost(self, answers: int, death: DeadError) -> None:
        """A worker died over its job; what is left of the job goes to another one."""
        _, job = self._busy.pop(answers)
        job.failed(death.limit, death.how)
        if not job.is_done:
            self._waiting.appendleft(job)

    def _drop_all(self) -> None:
        """Forget all jobs, and end the workers that are at one."""
        self._waiting.clear()
        while self._busy:
            _, (process, _) = self._busy.popitem()
            process.kill()


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_done(item: _Item) -> bool:
    return isinstance(item, UnreadSource) or item.is_done


def _bytes_of(items: Iterable[_Item]) -> int:
    return sum(item.size for item in items if isinstance(item, Job))
