"""The id that a site hangs behind the slugs of its articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from linkassay.urls.path import path_of

_ENDING = re.compile(
    r"\.(?:s?html?|xhtml|php\d?|aspx?|jsp|cms|ece|stm|story|print|amp|pdf|txt|md)$", re.IGNORECASE
)
_SUFFIX = re.compile(
    r"""(?P<mark>[-_.])
    (?: (?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})
    | (?P<two>\d{5,}_\d+)
    | id(?P<code>(?=[a-z]*\d)[0-9a-z]{8,})
    | (?P<letters>[a-z]{1,4})(?P<lettered>\d{4,})
    | (?P<number>\d{5,})
    | (?P<hex>(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,})
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class ArticleId:
    """An id as written, with the mark before it (`-a61241`), and its form (`-a<number>`).

    `number` is what rises from article to article; `None` where the id is no number.
    """

    text: str
    form: str
    number: int | None = None


def article_id(url: str) -> ArticleId | None:
    """The id that ends the last part of an address, or that is all of it behind a slug."""
    parts = [without_file_ending(part) for part in path_of(url).split("/") if part]
    if not parts:
        return None
    last, before = parts[-1], parts[-2] if len(parts) > 1 else ""
    if _NUMBER.fullmatch(last) and "-" in before and any(letter.isalpha() for letter in before):
        return ArticleId(f"/{last}", "/<number>", int(last))
    match = _SUFFIX.search(last)
    if match is None or match.start() == 0:
        return None
    return ArticleId(match[0], *_form(match))


def without_article_id(part: str) -> str:
    """A part of a path without the id behind its slug."""
    return _SUFFIX.sub("", part)


def without_file_ending(part: str) -> str:
    """A part of a path, decoded, without the ending of a page's file."""
    return _ENDING.sub("", unquote(part))


def _form(match: re.Match[str]) -> tuple[str, int | None]:
    mark = match["mark"]
    if match["two"]:
        return f"{mark}<number>_<number>", int(match["two"].partition("_")[0])
    if match["lettered"]:
        return f"{mark}{match['letters']}<number>", int(match["lettered"])
    if match["number"]:
        return f"{mark}<number>", int(match["number"])
    if match["code"]:
        return f"{mark}id<code>", None
    return f"{mark}<uuid>" if match["uuid"] else f"{mark}<hex>", None
