"""What of a page's name a final address still has."""

from __future__ import annotations

import re
from urllib.parse import unquote

from linkassay.conditions.folded import words
from linkassay.conditions.own_words import (
    MOVED_SHARE,
    enough,
    in_other_words,
    named_words,
    shared,
    telling_words,
)
from linkassay.conditions.places import Place, place, segment_names, telling_names
from linkassay.urls import host_of, query_names_page
from linkassay.urls.parts import parts_of

_NUMBER = re.compile(r"(?<![0-9])[0-9]{4,}(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def same_but_for_form(asked: str, final: str) -> bool:
    """Whether two addresses differ in nothing that tells pages apart.

    Scheme, host, case, slashes, an ending, an index file, a language before the path, and
    parameters that name no page do not.
    """
    one = telling_names(asked)
    if not one or one != telling_names(final):
        return False
    return not query_names_page(asked) or parts_of(asked).query == parts_of(final).query


def same_search(asked: str, final: str) -> bool:
    """Whether two addresses are one search on two pages."""
    both = place(asked) is Place.SEARCH and place(final) is Place.SEARCH
    return both and parts_of(asked).query == parts_of(final).query


def kept_in_host(asked: str, final: str) -> str | None:
    """Whether what a part of a path named has a host of its own now: `/anna` is `anna.example`."""
    names = segment_names(asked)
    labels = {" ".join(words(label)) for label in host_of(final).split(".")[:-1]}
    known = {" ".join(words(label)) for label in host_of(asked).split(".")}
    if names and telling_words(names[-1]) and names[-1] in labels - known:
        return f"“{names[-1]}” is the name of its host now"
    return None


def kept_in_address(asked: str, final: str) -> str | None:
    """What of the page's name the final path has."""
    names, now = segment_names(asked), segment_names(final)
    if names and now and names[-1] in now[-2:] and _is_name(names[-1]):
        return f"its address still has “{names[-1]}”"
    number = next((one for one in _numbers(asked) if one in _numbers(final)), None)
    if number is not None:
        return f"its address still has the number {number}"
    if _has_words(asked, final) and not in_other_words(asked, final):
        return "its address has the words of the old one"
    return None


def kept_in_other_words(asked: str, final: str) -> str | None:
    """Whether the final path has most words of the page's name, and others instead of the rest.

    So has another page of its kind: a name that cannot exist must not be sent there, too.
    """
    if _has_words(asked, final) and in_other_words(asked, final):
        return "its address has most words of the old one, and other names are not sent there"
    return None


def _has_words(asked: str, final: str) -> bool:
    wanted = named_words(asked)
    given = telling_words(" ".join(segment_names(final)[-2:]))
    return bool(wanted) and enough(shared(wanted, given), wanted, MOVED_SHARE)


def _is_name(name: str) -> bool:
    return bool(telling_words(name)) or (name.isdigit() and not _YEAR.fullmatch(name))


def _numbers(url: str) -> list[str]:
    """The numbers of an address that may be ids, longest first."""
    rest = unquote(url.partition("://")[2].partition("/")[2])
    found = [one for one in _NUMBER.findall(rest) if not _YEAR.fullmatch(one)]
    return sorted(found, key=len, reverse=True)
