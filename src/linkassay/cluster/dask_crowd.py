"""The machines of a Dask cluster, and those that are started here for want of one."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from linkassay.cluster.arrivals import Arrivals
from linkassay.cluster.crowd import Entry, Lost
from linkassay.cluster.parcels import OtherVersionError, shard_from
from linkassay.errors import LinkassayError, UsageError

LOCAL = "local"
"""The address that means processes of this machine: `local`, or `local:4` for so many of them."""

USUAL_LOCAL = 2

CONNECT_SECONDS = 10.0
WORKER_SECONDS = 30.0
"""So long the scheduler is waited for, and then the first of its workers."""

LOOK_SECONDS = 1.0
"""How long it is believed how many workers there are."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.memory.monitor-interval": "5s",
}
"""Of processes that are started here nobody looks at a dashboard: it costs a third of what they
take while nothing is to be done."""


class DaskCrowd:
    """Implements `Crowd` on a client of dask.distributed. `run` names the tasks."""

    def __init__(self, client: Any, entry: Entry, run: str) -> None:
        self._client = client
        self._entry = entry
        self._run = run
        self._futures: dict[int, Any] = {}
        self._arrivals = Arrivals(lambda number: self._futures.pop(number, None))
        self._places, self._looked = 0, float("-inf")

    def places(self) -> int:
        """As many bundles as the workers have threads. None while the scheduler does not answer."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            try:
                self._places = sum(self._client.nthreads().values())
            except (OSError, TimeoutError):
                self._places = 0
            self._looked = time.monotonic()
        return self._places

    def submit(self, number: int, bundle: bytes) -> None:
        """Hand out a bundle; a worker that is lost has its bundles done again by the scheduler."""
        try:
            future = self._client.submit(
                self._entry, bundle, key=f"linkassay-{self._run}-{number}", pure=False
            )
        except (OSError, RuntimeError, TimeoutError) as error:
            raise LinkassayError(
                f"the cluster does not answer any more: {error}",
                advice="run the same again when it is back: it goes on where it was",
            ) from error
        self._futures[number] = future
        future.add_done_callback(partial(self._done, number))

    def _done(self, number: int, future: Any) -> None:
        """Runs in a thread of the client."""
        try:
            came: bytes | Lost = bytes(future.result())
        except BaseException as error:
            came = Lost(f"{type(error).__name__} ({future.status})")
        self._arrivals.put((number, came))

    def come(self, seconds: float) -> Iterator[tuple[int, bytes | Lost]]:
        """What has come; waits for the first so many seconds."""
        return self._arrivals.come(seconds)

    def cancel(self, numbers: Collection[int]) -> None:
        """Take back what is not asked any more."""
        futures = [self._futures.pop(one) for one in numbers if one in self._futures]
        self._client.cancel([one for one in futures if not one.done()], force=True)

    def rest(self) -> None:
        """The machines stay."""


@contextmanager
def connected(address: str, entry: Entry, run: str) -> Iterator[DaskCrowd]:
    """The crowd at the address of a scheduler, or of processes that are started here.

    Raises `UsageError` where the library is missing, the address is none, nobody answers there, or
    a worker cannot run this linkassay.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        raise UsageError(
            "a cluster needs dask.distributed, which is not installed",
            where="--cluster",
            advice="pip install 'linkassay[cluster]'",
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if address.partition(":")[0] == LOCAL:
        with (
            dask.config.set(QUIET),
            distributed.LocalCluster(
                n_workers=_count(address),
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield DaskCrowd(client, entry, run)
        return
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"no Dask scheduler answers: {error}",
            where=f"--cluster {address}",
            advice="name the address that `dask scheduler` prints, or take local",
        ) from error
    with client:
        _check_workers(client, entry, address)
        yield DaskCrowd(client, entry, run)


def _count(address: str) -> int:
    name, colon, count = address.partition(":")
    if not colon:
        return USUAL_LOCAL
    if not count.isdecimal() or int(count) == 0:
        advice = f"write {name}, or {name}:4 for four processes"
        raise UsageError("this is no number of workers", where=address, advice=advice)
    return int(count)


def _check_workers(client: Any, entry: Entry, address: str) -> None:
    """Raise `UsageError` unless there is a worker, and each of them runs this linkassay."""
    where = f"--cluster {address}"
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError as error:
        raise UsageError(
            f"the scheduler has had no worker for {WORKER_SECONDS:.0f} s",
            where=where,
            advice=f"start some: dask worker {address} --nthreads 1",
        ) from error
    answers: Mapping[str, Any] = client.run(entry, b"", on_error="return")
    for worker, answer in answers.items():
        if isinstance(answer, BaseException):
            raise UsageError(
                f"the worker {worker} cannot run linkassay: {type(answer).__name__}: {answer}",
                where=where,
                advice="install the same linkassay[cluster] there, and start it anew",
            )
        try:
            shard_from(answer)
        except OtherVersionError as error:
            what = f"the worker {worker} has another version: {error.what}"
            raise UsageError(what, where=where, advice=error.advice) from error
