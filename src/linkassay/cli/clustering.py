"""Whom an audit asks the web with: this process alone, several, or those of a cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from linkassay.cli.credentials import credentials
from linkassay.cli.environment import user_agent
from linkassay.cli.job import Job
from linkassay.ports import Fetcher

if TYPE_CHECKING:
    from linkassay.cluster.crowd import Crowd, Entry


@contextmanager
def asking(
    job: Job, near: Fetcher, clock: Callable[[], datetime], key: bytes | None, run: str
) -> Iterator[Fetcher]:
    """`near` itself, or the fetcher of the processes or the cluster that the caller wants.

    `run` names the tasks.

    Raises `UsageError` where nobody answers there.
    """
    address, workers = job.options.cluster, job.settings.workers or 1
    if job.settings.offline or (address is None and workers == 1):
        yield near
        return
    from linkassay.cli.far_side import ask_bundle
    from linkassay.cluster import ClusterFetcher, Journey

    journey = Journey(
        run,
        job.settings,
        user_agent(job.settings),
        job.options.now,
        key,
        credentials(job.settings, job.environment.variables),
    )
    with _crowd(address, workers, ask_bundle, run) as crowd:
        yield ClusterFetcher(
            crowd,
            journey,
            near,
            now=clock,
            monotonic=time.monotonic,
            sleep=job.environment.sleep,
        )


def _crowd(
    address: str | None, workers: int, entry: Entry, run: str
) -> AbstractContextManager[Crowd]:
    if address is None:
        from linkassay.cluster.process_crowd import started

        return started(workers, entry)
    from linkassay.cluster.dask_crowd import connected

    return connected(address, entry, run)
