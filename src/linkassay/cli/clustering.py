"""Whom an audit asks the web with: this machine alone, or those of a cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from linkassay.cli.credentials import credentials
from linkassay.cli.environment import user_agent
from linkassay.cli.job import Job
from linkassay.ports import Fetcher


@contextmanager
def asking(
    job: Job, near: Fetcher, clock: Callable[[], datetime], key: bytes | None, run: str
) -> Iterator[Fetcher]:
    """`near` itself, or the fetcher of the cluster that the caller named; `run` names its tasks.

    Raises `UsageError` where nobody answers there.
    """
    address = job.options.cluster
    if address is None or job.settings.offline:
        yield near
        return
    from linkassay.cli.far_side import ask_bundle
    from linkassay.cluster import ClusterFetcher, Journey
    from linkassay.cluster.dask_crowd import connected

    journey = Journey(
        run,
        job.settings,
        user_agent(job.settings),
        job.options.now,
        key,
        credentials(job.settings, job.environment.variables),
    )
    with connected(address, ask_bundle, run) as crowd:
        yield ClusterFetcher(
            crowd,
            journey,
            near,
            now=clock,
            monotonic=time.monotonic,
            sleep=job.environment.sleep,
        )
