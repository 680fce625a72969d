"""Signs by which a page tells that it is not the page that was asked for, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.tables import load, rows

TABLES = (
    "page_signs_walls",
    "page_signs_wall_words",
    "page_signs_consent",
    "page_signs_refusals",
    "page_signs_login",
    "page_signs_pages",
)
"""The tables of signs, in the order in which they are told."""

MOST_WORDS_OF_TEXT = 400
"""A page that shows more words is not looked through for phrases where its row says nothing (our
own choice): notices are short, and an article may speak of errors and sign-ins."""

MOST_WORDS_OF_SOURCE = 800
"""The same for the source (our own choice): articles carry the scripts of such services too."""


class SignKind(StrEnum):
    """What a page with such a sign may be."""

    WALL = "wall"
    """An answer to us as a program: a challenge, a refusal."""
    LOGIN = "login"
    CONSENT = "consent"
    GEO_BLOCK = "geo-block"
    PAYWALL = "paywall"
    PORTAL = "portal"
    """A network that asks its users to sign in first: our own trouble."""
    NOT_FOUND = "not-found"
    PARKED = "parked"
    DEFAULT_PAGE = "default-page"
    SUSPENDED = "suspended"


class SignPlace(StrEnum):
    """Where the words of a sign stand."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    """In what the page shows."""
    SOURCE = "source"
    """In the page as it was sent, written exactly so."""


class SignWeight(StrEnum):
    """What a sign of something that stands before a page proves, the strongest first."""

    PROOF = "proof"
    """Only such a page has it, whatever its status."""
    NOTICE = "notice"
    """It says so in words."""
    HINT = "hint"
    """Live pages may have it too: it wants a refusal, a clue, or a page with next to nothing."""
    CLUE = "clue"
    """It counts together with a hint only."""
    SUBJECT = "subject"
    """What such pages speak of; together with an act of the same language it is a notice."""
    TOPIC = "topic"
    """What others speak of too; it counts like a subject where the answer refuses."""
    ACT = "act"
    """What such pages want, or say of what they keep back."""
    BLOCK = "block"
    """What others say too; it counts like an act where the answer refuses."""


@dataclass(frozen=True, slots=True)
class PageSign:
    """A sign: one of `words` stands in that place.

    `words` are phrases, found as whole words in any case, with any signs between them, with or
    without accents; in the source they are literals. `whole`: beside the phrase the title or
    heading holds no more than a number or a site's name. `most_words`: pages that show more are
    not asked (`None`: the limit of its place). `language`: ISO 639-1. `weight`: what it proves
    where it tells of something before the page. `says`: what such a page is, in words for people.
    """

    sign: str
    kind: SignKind
    where: SignPlace
    words: tuple[str, ...]
    source: str
    language: str | None = None
    whole: bool = False
    most_words: int | None = None
    weight: SignWeight = SignWeight.NOTICE
    says: str | None = None

    @property
    def limit(self) -> int | None:
        """The most words that a page may show for this sign to be looked for."""
        return _LIMITS.get(self.where) if self.most_words is None else self.most_words


_LIMITS = {SignPlace.TEXT: MOST_WORDS_OF_TEXT, SignPlace.SOURCE: MOST_WORDS_OF_SOURCE}


@cache
def page_signs() -> tuple[PageSign, ...]:
    """Every sign, in the order of the tables."""
    return tuple(row for table in TABLES for row in rows(table, "sign", PageSign))


@cache
def name_nouns() -> tuple[str, ...]:
    """What the name of a host is called where it is offered: "domain" in many languages."""
    return tuple(load("page_signs_pages")["name_nouns"])


@cache
def _by_name() -> Mapping[str, PageSign]:
    return {row.sign: row for row in page_signs()}


def sign_named(name: str) -> PageSign | None:
    """The row of this name; `None` where no table has it (any more)."""
    return _by_name().get(name)


def kind_of_sign(name: str) -> SignKind | None:
    """What a page with the sign of this name may be; `None` where no row has it (any more)."""
    row = _by_name().get(name)
    return row.kind if row else None
