"""One round of asking: the lanes give turns, the exchanges make requests, errands go on.

The only place that waits. All of it runs in one thread; names are looked up and long pages are read
in others, and the exchanges may have theirs.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import partial

from linkassay.fetch.errand import Errand, RedirectChain
from linkassay.fetch.errands import Errands
from linkassay.fetch.errors import FetchError, failure_of
from linkassay.fetch.exchange import Exchange
from linkassay.fetch.exchanges import Ask, Exchanges
from linkassay.fetch.following import Following
from linkassay.fetch.gate import Gate
from linkassay.fetch.heard import Heard
from linkassay.fetch.lanes import Lanes
from linkassay.fetch.lookups import Found, Lookups
from linkassay.fetch.pages import Pages
from linkassay.fetch.robots import Robots
from linkassay.fetch.setup import Setup
from linkassay.fetch.target import Target, target_of
from linkassay.fetch.turns import Turn
from linkassay.model import Lane

MOST_LANES = 1_000
"""Hosts with an open lane at most. With a gap of one second so many keep a thousand requests a
second going."""

LONGEST_WAIT = 1.0
"""Seconds after which the round looks up though nothing came."""


Elsewhere = Callable[[Errand, FetchError | None], bool]
"""Whether others go on with an errand that has a next hop, and that may be refused it."""


class Round:
    """Asks all of some lanes. `places` is how many requests may be under way at once.

    `lanes` and `lookups` are of this round, `robots` knows what hosts ask for; `tick` is called at
    least about every second. With what is `elsewhere` others go on: its `over` takes it as it is.
    """

    def __init__(
        self,
        setup: Setup,
        *,
        lanes: Lanes[Errand],
        exchanges: Exchanges,
        lookups: Lookups,
        robots: Robots,
        errands: Errands,
        places: int,
        tick: Callable[[], None],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._setup = setup
        self._lanes = lanes
        self._exchanges = exchanges
        self._lookups = lookups
        self._following = Following(setup)
        self._pages = Pages(exchanges.wake)
        self._gate = Gate(
            robots,
            errands,
            lanes,
            begun=self._begun,
            wake=exchanges.wake,
            monotonic=setup.monotonic,
        )
        self._places = places
        self._tick = tick
        self._elsewhere = elsewhere
        self._ready: deque[tuple[Turn[Errand], Target, tuple[str, ...]]] = deque()
        self._asked: dict[Ask, Turn[Errand]] = {}
        self._ended: deque[Errand] = deque()
        self._under_way = 0
        self.left: Counter[str] = Counter()
        """How many probes are left of each host with a lane that is open."""

    def run(self, lanes: Iterator[Lane], begin: Callable[[Lane], Iterator[Errand]]) -> None:
        """Ask until nothing is left. `begin` makes the errands of a lane as they are wanted.

        What `lanes`, `begin`, `tick` and the errands' `over` raise ends the round.
        """
        waiting = True
        while True:
            while waiting and len(self._lanes) < MOST_LANES:
                lane = next(lanes, None)
                waiting = lane is not None
                if lane is not None:
                    self._open(lane, begin(lane))
            self._give_turns()
            self._start_ready()
            self._hand_over()
            if not (waiting or len(self._lanes) or self._under_way):
                return
            for ask, result in self._exchanges.wait(self._seconds()):
                self._hear(ask, result)
            self._collect()
            self._hand_over()
            self._tick()

    def _now(self) -> float:
        return self._setup.monotonic()

    def _open(self, lane: Lane, errands: Iterator[Errand]) -> None:
        now = self._now()
        if lane.note is not None:
            self._lanes.keep(lane.note, now)
            self._setup.robots.take(lane.note)
        self.left[lane.host] += lane.links
        self._lanes.open(lane.host, self._counted(lane.host, errands), now, lane.links)

    def _counted(self, host: str, errands: Iterator[Errand]) -> Iterator[Errand]:
        for errand in errands:
            self._begun()
            self.left[host] -= 1
            yield errand
        if self.left[host] <= 0:
            del self.left[host]

    def _begun(self) -> None:
        self._under_way += 1

    def _collect(self) -> None:
        """Go on with what was done in other threads."""
        self._lookups.collect()
        self._gate.collect()
        self._pages.collect()

    def _seconds(self) -> float:
        """How long nothing is to be done unless something comes."""
        if self._ended or (self._ready and len(self._asked) < self._places):
            return 0.0
        now = self._now()
        first = min(self._lanes.ready_at(), self._lookups.ends())
        return min(max(first - now, 0.0), LONGEST_WAIT)

    def _give_turns(self) -> None:
        while (turn := self._lanes.next(self._now())) is not None:
            self._guarded(turn.item, partial(self._take, turn), turn)
            self._hand_over()

    def _take(self, turn: Turn[Errand]) -> None:
        """A host may be asked: first for its robots.txt, then by one of its addresses."""
        errand, now = turn.item, self._now()
        if turn.refusal is not None:
            self._refuse(turn, turn.refusal)
            return
        target = target_of(errand.url or "")
        if not self._lanes.is_of(turn, target.host):
            self._lanes.end(turn, None, now)
            self._put(target.host, errand)
            return
        self._gate.enter(turn, target, partial(self._go_in, turn, target))

    def _go_in(self, turn: Turn[Errand], target: Target, refusal: Exception | None) -> None:
        if refusal is not None:
            self._refuse(turn, refusal)
        else:
            self._lookups.find(target, partial(self._found, turn, target, self._now()))

    def _refuse(self, turn: Turn[Errand], why: Exception) -> None:
        """The host is not asked, or not for this address."""
        if not (isinstance(why, FetchError) and self._is_elsewhere(turn.item, why)):
            self._following.stop(turn.item, why)
        self._lanes.end(turn, None, self._now())
        self._over(turn.item)

    # -- one hop

    def _found(self, turn: Turn[Errand], target: Target, began: float, found: Found) -> None:
        if not isinstance(found, FetchError):
            self._ready.append((turn, target, found))
            return
        now = self._now()
        heard = self._following.not_found(turn.item, target, found, now - began)
        self._lanes.end(turn, heard, now)
        self._guarded(turn.item, partial(self._go_on, turn.item))

    def _start_ready(self) -> None:
        while self._ready and len(self._asked) < self._places:
            turn, target, addresses = self._ready.popleft()
            self._guarded(turn.item, partial(self._start, turn, target, addresses), turn)

    def _start(self, turn: Turn[Errand], target: Target, addresses: tuple[str, ...]) -> None:
        if self._lanes.still_free(turn, self._now()):
            ask = self._following.ask(turn.item, target, addresses)
            self._exchanges.start(ask)
            self._asked[ask] = turn
        elif turn.refusal is not None:
            self._refuse(turn, turn.refusal)

    def _hear(self, ask: Ask, result: Exchange) -> None:
        turn, now = self._asked.pop(ask), self._now()
        errand = turn.item
        # Its answer had ended with its last bytes; what we made of them is our own time.
        ended = now if result.last_heard is None else result.last_heard
        if result.unclear and not ask.plain:
            self._lanes.end(turn, Heard(), ended)
            self._following.again(errand)
            self._put(ask.target.host, errand)
            return
        took = (now if result.error is not None else ended) - turn.began
        self._lanes.end(turn, self._following.hear(errand, result, max(took, 0.0)), ended)
        self._guarded(errand, partial(self._read_page, errand))

    def _read_page(self, errand: Errand) -> None:
        self._pages.read(errand, partial(self._page_read, errand))

    def _page_read(self, errand: Errand, failure: Exception | None) -> None:
        if failure is not None:
            self._fail(errand, failure)
        else:
            self._guarded(errand, partial(self._go_on, errand))

    def _go_on(self, errand: Errand) -> None:
        """To the next hop, in the lane of its host, or to the end."""
        self._following.go_on(errand)
        if errand.url is not None:
            try:
                host = target_of(errand.url).host
            except FetchError as error:
                self._following.stop(errand, error)
            else:
                if not self._is_elsewhere(errand):
                    self._put(host, errand)
                    return
        self._over(errand)

    def _put(self, host: str, errand: Errand) -> None:
        """Into the lane of a host; what others wait for goes in though they are held up."""
        put = self._lanes.put_before if errand.urgent else self._lanes.put_first
        put(host, errand, self._now())

    def _is_elsewhere(self, errand: Errand, refusal: FetchError | None = None) -> bool:
        return self._elsewhere is not None and self._elsewhere(errand, refusal)

    # -- the end of an errand

    def _guarded(
        self, errand: Errand, step: Callable[[], None], turn: Turn[Errand] | None = None
    ) -> None:
        """A failure of ours with one address must not lose the others."""
        try:
            step()
        except FetchError as error:
            if turn is not None:
                self._refuse(turn, error)
            else:
                self._fail(errand, error)
        except Exception as error:
            if turn is not None:
                self._lanes.end(turn, None, self._now())
            self._fail(errand, error)

    def _fail(self, errand: Errand, error: Exception) -> None:
        errand.chain, errand.url = RedirectChain(), None
        errand.chain.fail(failure_of(error))
        self._over(errand)

    def _over(self, errand: Errand) -> None:
        self._ended.append(errand)

    def _hand_over(self) -> None:
        while self._ended:
            errand = self._ended.popleft()
            self._under_way -= 1
            errand.over(errand)
