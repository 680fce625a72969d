"""The address that a page names as its own, where that is on another site."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.extract.metadata import by_field
from linkassay.model import Attribution, CreditClass, Meta, Span
from linkassay.tables.metadata import Fact
from linkassay.tables.outlets import outlet_of_host
from linkassay.urls import MalformedAddress, UnsupportedScheme, host_of, is_domain, parse, same_site


def canonical_elsewhere(metadata: Sequence[Meta], locator: str) -> Attribution | None:
    """The credit of a page that names another site's address as its own, else `None`.

    A page on disk is at no site. Its canonical address counts before its `og:url`; a page that
    names several names none. Of an archived copy the original's site is the page's.
    """
    here = _identity(locator) if "://" in locator else None
    named = _named(metadata)
    url = _identity(named.value, here) if here and named else None
    if here is None or named is None or url is None or _is_one_site(host_of(here), host_of(url)):
        return None
    host = host_of(url)
    outlet = outlet_of_host(host)
    return Attribution(
        CreditClass.CANONICAL,
        named.value,
        named.span or Span(None, None),
        named.name,
        outlet=outlet.name if outlet else host,
        links=(url,),
    )


def _named(metadata: Sequence[Meta]) -> Meta | None:
    for fact in (Fact.CANONICAL, Fact.PAGE_ADDRESS):
        for field in by_field(metadata, fact):
            return field[0] if len(field) == 1 else None
    return None


def _is_one_site(here: str, there: str) -> bool:
    """Whether two hosts are one site's or one outlet's; a name that is no domain tells nothing."""
    if same_site(here, there) or not is_domain(there):
        return True
    outlet = outlet_of_host(here)
    return outlet is not None and outlet is outlet_of_host(there)


def _identity(address: str, base: str | None = None) -> str | None:
    """The identity of an address, relative to a base where one is given; `None` for none.

    Of an archived copy it is the original's.
    """
    try:
        return parse(address, base).link.url
    except (MalformedAddress, UnsupportedScheme):
        return None
