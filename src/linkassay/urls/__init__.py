"""Addresses: what one is, which are the same, and what they say by their form.

Takes: addresses as written, host names. Gives: `Address`, `Link`, dated paths, slugs, sites,
addresses without their secrets.
Never: asks the network whether an address exists, or guesses at what a reader meant.
"""

from linkassay.urls import secrets
from linkassay.urls.address import Address, MalformedAddress, UnsupportedScheme, host_of, parse
from linkassay.urls.dated import DatedPath, dated_path
from linkassay.urls.site import is_domain, is_home, known_suffix, registrable, same_site
from linkassay.urls.slug import id_suffix, slug, slugify

__all__ = [
    "Address",
    "DatedPath",
    "MalformedAddress",
    "UnsupportedScheme",
    "dated_path",
    "host_of",
    "id_suffix",
    "is_domain",
    "is_home",
    "known_suffix",
    "parse",
    "registrable",
    "same_site",
    "secrets",
    "slug",
    "slugify",
]
