"""How fast one host may be asked: arithmetic on a clock that the caller reads.

Times are seconds of one monotonic clock. Politeness here is never shorter than what was asked for:
jitter only ever adds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkassay.model import WaitReason

WITHOUT_GAP = 4
"""Requests in flight to one host where no gap is wanted."""

ANSWERS = 2.0
"""The gap is at least so many times as long as the last answer took."""

LONGEST_FOR_ANSWER = 30.0
"""Seconds that a slow answer earns its host at most (Heritrix: `maxDelayMs` of 30,000)."""

JITTER = 0.2
"""A gap is longer by up to this share, so that runs do not beat in time with each other."""

JITTER_FROM = 1.0
"""Seconds of a settled gap. Whoever sets a shorter one knows the host, and means what he says."""

GROWTH = 2.0
GROWN_MOST = 60.0
"""Seconds up to which refusals (429) stretch the gap, by this factor each."""

SHRINKS_AFTER = 20
SHRINK = 0.75
"""After so many good answers in a row a stretched gap shrinks by this factor, to the settled one:
slow enough to find the rate that a host bears (additive increase, multiplicative decrease)."""

UNTOLD_PAUSE = 5.0
"""Seconds of pause after a 429 that names none; it doubles with each further one in a row."""

ON_ITS_WAY = 0.002
"""Seconds added to each gap: an answer ends for us a little before its server is done with it, and
a request is there a little sooner than planned. (Without, 3 of 1,330 gaps of 50 ms were up to 0.7
ms short, measured at the server.)"""

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class KeptPace:
    """A pace between two machines, its times as seconds from now."""

    delay: float
    each: float
    paused: float
    waited: float
    refusals: int
    careful: bool
    grown: float
    good: int


class Pace:
    """The pace of one host or platform.

    `gap` is the settled time between the end of an answer and the next request; 0 means a server of
    one's own, which is asked without gap and growth. `chance` gives numbers from 0 up to 1.
    `delay` is what its robots.txt asks for.
    """

    __slots__ = ("_careful", "_good", "_grown", "chance", "delay", "each", "free_at", "gap",
                 "on_its_way", "paused_until", "refusals", "refused_at", "waited")  # fmt: skip

    def __init__(
        self, gap: float, chance: Callable[[], float], on_its_way: float = ON_ITS_WAY
    ) -> None:
        self.gap = gap
        self.on_its_way = on_its_way
        self.chance = chance
        self.delay = 0.0
        self.each = gap
        """Seconds from one request to the next, the answer among them, as it was last."""
        self.free_at = NEVER
        """When the gap after the last request is over."""
        self.paused_until = NEVER
        """Until when the host asked not to be asked."""
        self.waited = 0.0
        """Seconds of pause that it asked for since its last good answer."""
        self.refusals = 0
        """Refusals in a row; those of requests in flight together count as one."""
        self.refused_at = NEVER
        self._careful = False
        self._grown = 0.0
        self._good = 0

    @property
    def in_flight(self) -> int:
        """How many requests there may be at once."""
        return 1 if self.gap > 0 or self.delay > 0 or self._careful else WITHOUT_GAP

    @property
    def ready_at(self) -> float:
        """When it may be asked next, as far as is known now."""
        return max(self.free_at, self.paused_until)

    def is_paused_too_long(self, now: float, most_wait: float, until: float) -> bool:
        """Whether a pause is not waited for: it goes on for too long, or it is one too many.

        `most_wait` are the seconds to be waited in a row, `until` is when all asking ends.
        """
        left = self.paused_until - now
        if left <= 0:
            return False
        return left > min(most_wait, until - now) or self.waited > most_wait

    def is_settled(self, now: float) -> bool:
        """Whether nothing of it is worth remembering."""
        return self.ready_at <= now and not (self._careful or self.delay or self.waited)

    def rest(self, now: float, took: float) -> None:
        """A request has ended whose answer took so many seconds (0 where none came)."""
        slow = 0.0 if self.gap == 0 else min(ANSWERS * took, LONGEST_FOR_ANSWER)
        rest = max(self.gap, self.delay, slow, self._grown)
        jitter = JITTER * self.chance() if self.gap >= JITTER_FROM else 0.0
        self.free_at = now + (rest * (1 + jitter) + self.on_its_way if rest else 0.0)
        self.each = took + rest

    def why(self, now: float) -> WaitReason:
        """Why the next request has to wait."""
        if self.paused_until > now:
            return WaitReason.PAUSE
        if self._grown >= max(self.gap, self.delay) and self._careful:
            return WaitReason.REFUSED
        if self.delay > self.gap:
            return WaitReason.CRAWL_DELAY
        return WaitReason.SLOW if self.each > (1 + ANSWERS) * self.gap else WaitReason.GAP

    def answered_well(self) -> None:
        """A good answer came: patience is whole again, and a stretched gap may shrink."""
        self.waited, self.refusals = 0.0, 0
        self._good += 1
        if self._careful and self._good >= SHRINKS_AFTER:
            self._good = 0
            self._grown *= SHRINK
            self._careful = self._grown > self.gap
            self._grown = self._grown if self._careful else 0.0

    def pause(self, now: float, seconds: float) -> None:
        """The host asked to be left alone for so long. A shorter pause does not end a longer."""
        until = now + seconds
        before = max(self.paused_until, now)
        if until > before:
            self.waited += until - before
            self.paused_until = until

    def refused(self, began: float, now: float, wait: float | None) -> None:
        """It was too much for the host (429); `wait` is the pause it asks for, if it names one.

        What was under way already when it first said so is no further refusal.
        """
        self._good = 0
        if began >= self.refused_at:
            self.refusals += 1
            self.refused_at = now
            self._careful = True
            if self.gap > 0:
                self._grown = min(max(self._grown, self.gap) * GROWTH, GROWN_MOST)
        if wait is None and self.gap > 0:
            wait = min(UNTOLD_PAUSE * GROWTH ** (self.refusals - 1), GROWN_MOST)
        self.pause(now, wait or 0.0)

    def kept(self, now: float) -> KeptPace:
        """What another machine must know of it, besides how long it rests."""
        paused = max(self.paused_until - now, 0.0)
        return KeptPace(
            self.delay,
            self.each,
            paused,
            self.waited,
            self.refusals,
            self._careful,
            self._grown,
            self._good,
        )

    def take(self, kept: KeptPace, now: float) -> None:
        """Go on at the pace of another machine."""
        self.delay, self.each, self.waited = kept.delay, kept.each, kept.waited
        self.refusals, self._careful = kept.refusals, kept.careful
        self._grown, self._good = kept.grown, kept.good
        if kept.paused:
            self.paused_until = now + kept.paused
