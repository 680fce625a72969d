"""From a probe to its errand, and from the errand's end to what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from linkassay.fetch import headers
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errand import Errand, ReadPage
from linkassay.fetch.exchange import Bounds, Caps
from linkassay.fetch.robots import PATH, RobotsAnswer
from linkassay.fetch.setup import Setup
from linkassay.fetch.sniffing import begins_like_html
from linkassay.model import Framing, Observation, Probe, Purpose, Source

SMALL = 4096
"""Bytes read of a body nobody looks into: enough to see that there is one, and to compare it."""

FRAGMENT_BYTES = 2 * 1024 * 1024
"""Bytes read of a page in which fragments are looked for (our own choice)."""

LISTING_BYTES = 50 * 1024 * 1024
"""sitemaps.org: a sitemap "must be no larger than 50MB (52,428,800 bytes)"."""

LEAF = 16 * 1024
"""Bytes of a page that may be there to send its readers on, and is no article (our own choice)."""

ROBOTS_BYTES = 500 * 1024
"""RFC 9309 section 2.5: a crawler parses at least 500 kibibytes."""

SHORT = Caps(SMALL, SMALL)

NOT_READ = Caps(0, 0)
"""What a robots.txt with another status than 2xx says besides does not matter."""

HTML = frozenset({"text/html", "application/xhtml+xml"})

COMPLETE = frozenset({Framing.LENGTH, Framing.CHUNKED, Framing.CLOSE})

Over = Callable[[Errand], None]


class Errands:
    """Makes errands, and tells what came of them. `over` takes each of them at its end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._usual = self._bounds(partial(self._page_caps, setup.settings.max_page_bytes))

    def page(self, probe: Probe, over: Over) -> Errand:
        """A link that is looked at."""
        held = probe.purpose is not Purpose.CONTROL
        return Errand(self._cleaner(probe), self._page_bounds(probe), over, self._page, held)

    def document(self, probe: Probe, over: Over, *, heedful: bool = False) -> Errand:
        """An article or a listing, whole.

        One that the caller named is fetched whatever its host's robots.txt says; it is heeded where
        something else led to the article; that is looked at like a cited link, too, since it is one
        as a rule.
        """
        caps = self._listing_caps if probe.purpose is Purpose.LISTING else self._whole_caps
        reader = self._page if heedful else self._leaf
        return Errand(self._cleaner(probe), self._bounds(caps), over, reader, heedful)

    def robots(self, origin: str, over: Over) -> Errand:
        """The robots.txt of an origin, asked as any other address is."""
        bounds = self._bounds(_robots_caps)
        return Errand(Cleaner(Probe(origin + PATH)), bounds, over, held=False, urgent=True)

    def _cleaner(self, probe: Probe) -> Cleaner:
        sent = self._setup.own_headers.secrets(probe.url)
        return Cleaner(probe, self._setup.secret_key, sent)

    def observation(self, errand: Errand, *, facts: bool = True) -> Observation:
        """What was seen, as it may be stored; with what the page says of itself, if wanted."""
        chain, cleaner = errand.chain, errand.cleaner
        last = chain.last
        body = last.body if last else None
        # What leads nowhere is an error without a status: the hop has it.
        followed = chain.error is None or (last is not None and last.error is not None)
        return Observation(
            url=errand.probe.url,
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
            facts=cleaner.facts(chain.facts) if facts else None,
        )

    def _page(self, errand: Errand) -> ReadPage | None:
        """What reads the page of the last answer, if it is one."""
        read_facts, last = self._setup.facts, errand.chain.last
        if read_facts is None or last is None or last.body is None or last.body.encoded:
            return None
        data, media_type = last.body.data, headers.media_type(last.content_type)
        if media_type is None and not begins_like_html(data):
            return None
        if not data or not _may_be_page(media_type):
            return None
        charset = headers.charset(last.content_type)
        whole = last.framing in COMPLETE
        return partial(read_facts, data, charset, errand.probe.fragments, whole=whole)

    def _leaf(self, errand: Errand) -> ReadPage | None:
        """What reads a page so small that it may be there to send its readers on."""
        last = errand.chain.last
        if last is None or last.body is None or len(last.body.data) > LEAF:
            return None
        return self._page(errand)

    def _page_bounds(self, probe: Probe) -> Bounds:
        if not probe.fragments:
            return self._usual
        most = max(self._setup.settings.max_page_bytes, FRAGMENT_BYTES)
        return self._bounds(partial(self._page_caps, most))

    def _page_caps(self, most: int, _status: int, media_type: str | None) -> Caps:
        wanted = self._setup.facts is not None and _may_be_page(media_type)
        return Caps(most, most) if wanted else SHORT

    def _whole_caps(self, status: int, _media_type: str | None) -> Caps:
        if not 200 <= status < 300:
            return SHORT
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


def robots_answer(errand: Errand) -> RobotsAnswer:
    """What came of asking for a robots.txt."""
    chain = errand.chain
    body = chain.last.body if chain.last else None
    return RobotsAnswer(
        url=chain.hops[-1].url if chain.hops else errand.probe.url,
        status=chain.last.status if chain.last else None,
        error=chain.error,
        detail=chain.detail,
        data=body.data if body and not body.encoded else b"",
    )


def source(errand: Errand) -> Source | None:
    """The article as it came; nothing where no complete 2xx body did."""
    chain = errand.chain
    last = chain.last
    if chain.error is not None or last is None or last.status is None or last.body is None:
        return None
    if not 200 <= last.status < 300 or last.framing not in COMPLETE or last.body.encoded:
        return None
    return Source(
        locator=errand.probe.url,
        data=last.body.data,
        media_type=headers.media_type(last.content_type),
        charset=headers.charset(last.content_type),
    )


def _robots_caps(status: int, _media_type: str | None) -> Caps:
    return Caps(ROBOTS_BYTES, ROBOTS_BYTES) if 200 <= status < 300 else NOT_READ


def _may_be_page(media_type: str | None) -> bool:
    """Whether a body of this type is HTML, or may be for want of a type."""
    return media_type is None or media_type in HTML
