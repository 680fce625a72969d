"""From a probe to its observation, and from an article's probe to its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from anyio import to_thread

from linkassay.fetch import headers
from linkassay.fetch.chain import Admit, RedirectChain, RedirectFollower
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errors import failure_of
from linkassay.fetch.exchange import Bounds, Caps, Exchange
from linkassay.fetch.setup import Setup
from linkassay.fetch.sniffing import begins_like_html
from linkassay.model import ErrorKind, Framing, Observation, PageFacts, Probe, Purpose, Source

SMALL = 4096
"""Bytes read of a body nobody looks into: enough to see that there is one, and to compare it."""

FRAGMENT_BYTES = 2 * 1024 * 1024
"""Bytes read of a page in which fragments are looked for (our own choice)."""

LISTING_BYTES = 50 * 1024 * 1024
"""sitemaps.org: a sitemap "must be no larger than 50MB (52,428,800 bytes)"."""

AT_ONCE = 16 * 1024
"""Bytes of a page whose facts are read without a thread: for two milliseconds (measured)."""

HTML = frozenset({"text/html", "application/xhtml+xml"})

COMPLETE = frozenset({Framing.LENGTH, Framing.CHUNKED, Framing.CLOSE})


class Observer:
    """Asks one probe at a time, through one follower. `admit` knows what hosts wish to be asked."""

    def __init__(
        self, setup: Setup, follower: RedirectFollower, admit: Admit | None = None
    ) -> None:
        self._setup = setup
        self._follower = follower
        self._admit = admit

    async def observe(self, probe: Probe) -> Observation:
        """One observation, whatever happens: a failure of ours must not lose the other links."""
        cleaner = self._cleaner(probe)
        try:
            admit = None if probe.purpose is Purpose.CONTROL else self._admit
            read = partial(self._page_facts, probe)
            chain = await self._follower.follow(cleaner, self._page_bounds(probe), read, admit)
            return self._observation(probe, cleaner, chain, chain.facts)
        except Exception as error:
            return Observation(
                url=probe.url,
                when=self._setup.now(),
                error=ErrorKind.BUG,
                detail=cleaner.text(failure_of(error).detail),
            )

    async def fetch_document(
        self, probe: Probe, *, heedful: bool = False
    ) -> tuple[Observation, Source | None]:
        """One article, whole.

        One that the caller named is fetched whatever its host's robots.txt says; it is heeded where
        something else led to the article; that is looked at like a cited link, too, since it is one
        as a rule.
        """
        cleaner = self._cleaner(probe)
        read = partial(self._page_facts if heedful else self._leaf_facts, probe)
        admit = self._admit if heedful else None
        caps = self._listing_caps if probe.purpose is Purpose.LISTING else self._whole_caps
        chain = await self._follower.follow(cleaner, self._bounds(caps), read, admit)
        facts = chain.facts if heedful else None
        return self._observation(probe, cleaner, chain, facts), _source(probe, chain)

    def _cleaner(self, probe: Probe) -> Cleaner:
        sent = self._setup.own_headers.secrets(probe.url)
        return Cleaner(probe, self._setup.secret_key, sent)

    def _observation(
        self, probe: Probe, cleaner: Cleaner, chain: RedirectChain, facts: PageFacts | None
    ) -> Observation:
        last = chain.last
        body = last.body if last else None
        # What leads nowhere is an error without a status: the hop has it.
        followed = chain.error is None or (last is not None and last.error is not None)
        return Observation(
            url=probe.url,
            when=self._setup.now(),
            hops=tuple(chain.hops),
            status=last.status if last and followed else None,
            error=chain.error,
            detail=cleaner.text(chain.detail),
            headers=cleaner.headers(last.headers) if last else (),
            framing=last.framing if last else Framing.NONE,
            raw_bytes=body.raw_bytes if body else 0,
            body_sha256=body.sha256 if body else None,
            seconds=round(chain.seconds, 6),
            facts=cleaner.facts(facts),
        )

    async def _page_facts(self, probe: Probe, last: Exchange) -> PageFacts | None:
        read_facts = self._setup.facts
        if read_facts is None or last.body is None or last.body.encoded:
            return None
        data, media_type = last.body.data, headers.media_type(last.content_type)
        if media_type is None and not begins_like_html(data):
            return None
        if not data or not _may_be_page(media_type):
            return None
        charset = headers.charset(last.content_type)
        whole = last.framing in COMPLETE
        read = partial(read_facts, data, charset, probe.fragments, whole=whole)
        # A page that is slow to parse must not stop the others from being asked.
        return read() if len(data) <= AT_ONCE else await to_thread.run_sync(read)

    async def _leaf_facts(self, probe: Probe, last: Exchange) -> PageFacts | None:
        """Facts of a page so small that it may be there to send its readers on, and no article."""
        if last.body is None or len(last.body.data) > AT_ONCE:
            return None
        return await self._page_facts(probe, last)

    def _page_bounds(self, probe: Probe) -> Bounds:
        most = self._setup.settings.max_page_bytes
        if probe.fragments:
            most = max(most, FRAGMENT_BYTES)
        page = Caps(most, most)

        def caps(_status: int, media_type: str | None) -> Caps:
            wanted = self._setup.facts is not None and _may_be_page(media_type)
            return page if wanted else Caps(SMALL, SMALL)

        return self._bounds(caps)

    def _whole_caps(self, status: int, _media_type: str | None) -> Caps:
        if not 200 <= status < 300:
            return Caps(SMALL, SMALL)
        return Caps(self._setup.settings.max_wire_bytes, self._setup.settings.max_body_bytes)

    def _listing_caps(self, status: int, media_type: str | None) -> Caps:
        """sitemaps.org lets a sitemap be larger than a document may be here."""
        usual = self._whole_caps(status, media_type)
        if not 200 <= status < 300:
            return usual
        return Caps(max(usual.wire, LISTING_BYTES), max(usual.decoded, LISTING_BYTES))

    def _bounds(self, caps: Callable[[int, str | None], Caps]) -> Bounds:
        limits = self._setup.settings
        return Bounds(limits.hop_deadline, limits.max_header_bytes, limits.max_header_lines, caps)


def _may_be_page(media_type: str | None) -> bool:
    """Whether a body of this type is HTML, or may be for want of a type."""
    return media_type is None or media_type in HTML


def _source(probe: Probe, chain: RedirectChain) -> Source | None:
    last = chain.last
    if chain.error is not None or last is None or last.status is None or last.body is None:
        return None
    if not 200 <= last.status < 300 or last.framing not in COMPLETE or last.body.encoded:
        return None
    return Source(
        locator=probe.url,
        data=last.body.data,
        media_type=headers.media_type(last.content_type),
        charset=headers.charset(last.content_type),
    )
