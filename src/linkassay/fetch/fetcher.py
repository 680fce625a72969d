"""The `Fetcher` of the web, light to make: the HTTP library comes with the first question."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from linkassay.fetch.setup import FactsReader, Setup
from linkassay.model import (
    HostNote,
    Lane,
    Observation,
    Onward,
    Probe,
    Rest,
    Settings,
    Source,
    Waiting,
)

if TYPE_CHECKING:
    from linkassay.fetch.resolver import Resolver


class WebFetcher:
    """Asks over HTTP. Implements `ports.Fetcher`; keeps the gap between its calls too.

    `now` dates the observations, `monotonic` (seconds) drives gaps and times; `facts` reads the
    first bytes of an HTML page; `secret_key` tells the secrets of addresses apart where they are
    cut; `chance` (numbers from 0 up to 1) makes gaps a little longer; `credentials` are user and
    password for hosts that the settings name; `waiting` is told about every second of asking on
    which host its end depends most. Raises `ValueError` for
    ranges or overrides in the settings that cannot be read. Opens no socket before the first
    question.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        user_agent: str,
        resolver: Resolver | None = None,
        facts: FactsReader | None = None,
        secret_key: bytes | None = None,
        chance: Callable[[], float] = random.random,
        credentials: Mapping[str, tuple[str, str]] | None = None,
        waiting: Callable[[Waiting], None] | None = None,
    ) -> None:
        self._setup = Setup(
            settings,
            now,
            monotonic,
            user_agent,
            resolver,
            facts,
            secret_key,
            chance,
            credentials or {},
            waiting,
        )

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """One observation per probe, in batches of 1,000 or of one second, whichever is first.

        Errors are inside the observations: that of a host which is not asked any more (it failed or
        hung too often, or asked for a pause), and that of `settings.max_time` being over, too. What
        `record`, `remember`, the lanes or an interruption raises ends the asking and comes out,
        after what was answered was handed over; no batch is handed over twice. Raises `UsageError`
        where the file of `--ca-file` cannot be read.
        """
        waiting = iter(lanes)
        first = next(waiting, None)
        if first is not None:
            from linkassay.fetch import session

            session.ask(self._setup, chain((first,), waiting), record, remember)

    def ask_part(
        self,
        lanes: Iterable[Lane],
        begun: Sequence[Onward],
        rests: Sequence[Rest],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
        *,
        foreign: Callable[[str], bool],
        give_back: Callable[[Onward], None],
    ) -> None:
        """`ask`, for one of many machines, each of which asks other hosts.

        It goes on with what was `begun` elsewhere, and treats hosts as their `rests` say. An
        address that leads to a `foreign` host is given back, and what waits when
        `settings.max_time` is over. Of each probe comes one observation, or it is given back once.
        """
        from linkassay.fetch import part

        part.ask_part(
            self._setup,
            lanes,
            begun,
            rests,
            record,
            remember,
            foreign=foreign,
            give_back=give_back,
        )

    def rests(self) -> Sequence[Rest]:
        """How the hosts that are remembered are to be treated from now on."""
        from linkassay.fetch.onward import rest_of

        return [rest_of(name, self._setup, record) for name, record in self._setup.hosts.named()]

    def fetch_documents(
        self,
        lanes: Iterable[Lane],
        take: Callable[[Observation, Source | None], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """Fetch every probe whole, under the manners of `ask`, robots.txt heeded.

        Each is handed to `take` as it comes. Raises what `ask` raises.
        """
        waiting = iter(lanes)
        first = next(waiting, None)
        if first is not None:
            from linkassay.fetch import session

            session.ask(self._setup, chain((first,), waiting), _nothing, remember, take)

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        """Fetch one article whole. A `Source` only for a complete 2xx body."""
        from linkassay.fetch import session

        return session.fetch_document(self._setup, probe)

    def rest(self) -> None:
        """Nothing is held between two questions."""


def _nothing(_observations: Sequence[Observation]) -> None:
    """What was fetched whole was handed over already."""
