"""Where a page leads, and what it asks of programs that follow its links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkassay.extract.leads.collected import Collected
from linkassay.model import Leads, LeadsKind
from linkassay.urls.crawled import crawled

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNFOLLOWED = frozenset({"nofollow", "ugc", "sponsored"})
"""Values of `rel` with which a page does not stand by a link (WHATWG HTML, 4.6.7.15; Google Search
Central: "Qualify your outbound links")."""

_ROBOTS = 'meta[name="robots" i], meta[name="linkassay" i]'


def read_page(text: str, address: str) -> Leads:
    """Its links without those that it does not stand by, its own address, and its wishes."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        page = LexborHTMLParser(text)
    except SelectolaxError:
        return Leads(LeadsKind.PAGE)
    base = _base(page, address)
    kept, followed = wishes([_attribute(node, "content") for node in page.css(_ROBOTS)])
    found = Collected(base)
    for node in page.css("a[href], area[href]") if followed else ():
        href = _attribute(node, "href").strip()
        if href and not href.startswith("#") and not _words(node, "rel") & _UNFOLLOWED:
            found.add(href)
    named = page.css_first('link[rel~="canonical" i][href]')
    canonical = crawled(_attribute(named, "href"), base) if named is not None else None
    told = replace(found.told(LeadsKind.PAGE), left_out=0)
    return replace(told, canonical=canonical, kept=kept, followed=followed)


def wishes(values: list[str]) -> tuple[bool, bool]:
    """Whether programs may keep a page, and whether they may follow its links.

    `values` are those of its robots metas, or of the header `X-Robots-Tag`.
    """
    words = {word.strip().lower() for value in values for word in value.split(",")}
    nothing = "none" in words
    return not (nothing or "noindex" in words), not (nothing or "nofollow" in words)


def _base(page: LexborHTMLParser, address: str) -> str:
    node = page.css_first("base[href]")
    return (crawled(_attribute(node, "href"), address) if node is not None else None) or address


def _words(node: LexborNode, name: str) -> frozenset[str]:
    return frozenset(_attribute(node, name).lower().split())


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""
