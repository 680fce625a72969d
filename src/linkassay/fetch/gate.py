"""The gate before each hop: what a host's robots.txt lets in, and what has to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from linkassay import urls
from linkassay.fetch.aside import Aside
from linkassay.fetch.errand import Errand
from linkassay.fetch.errands import Errands, robots_answer
from linkassay.fetch.errors import FetchError
from linkassay.fetch.lanes import Lanes
from linkassay.fetch.robots import Robots, RobotsAnswer, rules_in
from linkassay.fetch.robots_memory import RobotsRecord
from linkassay.fetch.robots_rules import RobotsRules
from linkassay.fetch.target import Target
from linkassay.fetch.turns import Turn
from linkassay.model import ErrorKind

LARGE = 16 * 1024
"""Characters of rules, or bytes of a robots.txt, from which matching and reading are done aside, so
that others need not wait."""

ASIDE_AT_ONCE = 2

GoIn = Callable[[Exception | None], None]
"""Goes on with a turn: it may be used, or it is refused for this reason."""


class Gate:
    """Lets turns in, once it is known what their hosts ask of programs.

    `begun` is called for each errand of the gate's own, and `wake` from another thread when
    something was done there. `monotonic` tells seconds.
    """

    def __init__(
        self,
        robots: Robots,
        errands: Errands,
        lanes: Lanes[Errand],
        *,
        begun: Callable[[], None],
        wake: Callable[[], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._robots = robots
        self._errands = errands
        self._lanes = lanes
        self._begun = begun
        self._monotonic = monotonic
        self._rules: Aside[RobotsRules] = Aside(wake, ASIDE_AT_ONCE)
        self._matches: Aside[FetchError | None] = Aside(wake, ASIDE_AT_ONCE)
        self._pending: set[str] = set()

    def enter(self, turn: Turn[Errand], target: Target, go_in: GoIn) -> None:
        """Have a turn go in, now or later; one whose robots.txt is to be asked first is put back.

        What is not held to a robots.txt goes in at once.
        """
        if not turn.item.held:
            go_in(None)
            return
        record = self._robots.known(target)
        if record is None:
            self._lanes.put_back(turn, self._monotonic())
            self._ask(target.origin)
            return
        if record.size >= LARGE:
            self._matches.run(partial(self._admitted, record, target), go_in)
        else:
            go_in(self._admitted(record, target))

    def collect(self) -> None:
        """Go on with what was done in other threads."""
        self._rules.collect()
        self._matches.collect()

    def _admitted(self, record: RobotsRecord, target: Target) -> FetchError | None:
        try:
            self._robots.admit(record, target)
        except FetchError as refusal:
            return refusal
        return None

    def _ask(self, origin: str) -> None:
        """Ask for a robots.txt; nothing else of its host is asked before it is known."""
        if origin in self._pending:
            return
        self._pending.add(origin)
        host, now = urls.host_of(origin), self._monotonic()
        self._lanes.hold(host, now)
        self._begun()
        errand = self._errands.robots(origin, partial(self._read, origin))
        self._lanes.put_before(host, errand, now)

    def _read(self, origin: str, errand: Errand) -> None:
        answer = robots_answer(errand)
        learn = partial(self._learn, origin, answer)
        if len(answer.data) >= LARGE:
            self._rules.run(partial(rules_in, answer), learn)
            return
        try:
            rules: RobotsRules | Exception = rules_in(answer)
        except Exception as error:
            rules = error
        learn(rules)

    def _learn(self, origin: str, answer: RobotsAnswer, rules: RobotsRules | Exception) -> None:
        """Where nobody may be asked now, the lane refuses what waits, by itself.

        Rules that we fail to read are none that could not be had: they are no leave to ask.
        """
        self._pending.discard(origin)
        if isinstance(rules, Exception):
            answer, rules = replace(answer, error=ErrorKind.PROTOCOL), RobotsRules()
        try:
            self._robots.learn(origin, answer, rules)
        except FetchError:
            pass
        finally:
            self._lanes.let_go(urls.host_of(origin), self._monotonic())
