"""Addresses: what one is, which are the same, and what they say by their form.

Takes: addresses as written, host names. Gives: `Address`, `Link`, dated paths, slugs,
forms and ids of articles, sites, lanes of hosts that are asked as one,
addresses without their secrets, names beside an address that cannot exist, where a refresh leads.
Never: asks the network whether an address exists, or guesses at what a reader meant.
"""

from linkassay.urls import secrets
from linkassay.urls.address import Address, MalformedAddress, UnsupportedScheme, host_of, parse
from linkassay.urls.article_id import ArticleId, article_id
from linkassay.urls.dated import DatedPath, Precision, dated_path
from linkassay.urls.form import AddressForm, LostId, address_form, lost_id
from linkassay.urls.host_pattern import HostPattern, MisplacedId, learn, misplaced
from linkassay.urls.platform import lane_of
from linkassay.urls.sibling import query_names_page, sibling
from linkassay.urls.site import is_domain, is_home, known_suffix, registrable, same_site
from linkassay.urls.slug import slug, slugify

__all__ = [
    "Address",
    "AddressForm",
    "ArticleId",
    "DatedPath",
    "HostPattern",
    "LostId",
    "MalformedAddress",
    "MisplacedId",
    "Precision",
    "UnsupportedScheme",
    "address_form",
    "article_id",
    "dated_path",
    "host_of",
    "is_domain",
    "is_home",
    "known_suffix",
    "lane_of",
    "learn",
    "lost_id",
    "misplaced",
    "parse",
    "query_names_page",
    "registrable",
    "same_site",
    "secrets",
    "sibling",
    "slug",
    "slugify",
]
