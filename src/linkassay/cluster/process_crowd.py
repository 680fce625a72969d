"""Processes of this machine as a crowd: `--workers`."""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial

from linkassay.cluster.arrivals import Arrivals
from linkassay.cluster.crowd import Entry, Lost


class ProcessCrowd:
    """Implements `Crowd` on so many processes, which are started when they are wanted."""

    def __init__(self, workers: int, entry: Entry) -> None:
        self._workers = workers
        self._entry = entry
        self._futures: dict[int, Future[bytes]] = {}
        self._arrivals = Arrivals(lambda number: self._futures.pop(number, None))
        self._pool: ProcessPoolExecutor | None = None

    def places(self) -> int:
        """One bundle for each process."""
        return self._workers

    def submit(self, number: int, bundle: bytes) -> None:
        """Hand out a bundle; where a process was lost, to new ones."""
        try:
            future = self._started().submit(self._entry, bundle)
        except BrokenProcessPool:
            self.close()
            future = self._started().submit(self._entry, bundle)
        self._futures[number] = future
        future.add_done_callback(partial(self._done, number))

    def come(self, seconds: float) -> Iterator[tuple[int, bytes | Lost]]:
        """What has come; waits for the first so many seconds."""
        return self._arrivals.come(seconds)

    def cancel(self, numbers: Collection[int]) -> None:
        """Take back what is not asked any more: the processes are ended."""
        if any(number in self._futures for number in numbers):
            self.close()

    def rest(self) -> None:
        """End the processes, and the threads that serve them, where nothing is to be done."""
        if self._pool is not None and not self._futures:
            self._pool.shutdown(wait=True)
            self._pool = None

    def close(self) -> None:
        """End all processes, whatever they do."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = [*(pool._processes or {}).values()]
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A fork of this process would hold the ledger's file and the locks of its threads.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, context)
        return self._pool

    def _done(self, number: int, future: Future[bytes]) -> None:
        """Runs in a thread of the pool."""
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or error is not None:
            self._arrivals.put((number, Lost(f"a process was lost ({type(error).__name__})")))
        else:
            self._arrivals.put((number, future.result()))


@contextmanager
def started(workers: int, entry: Entry) -> Iterator[ProcessCrowd]:
    """A crowd of so many processes, which ends with the block."""
    crowd = ProcessCrowd(workers, entry)
    try:
        yield crowd
    finally:
        crowd.close()
