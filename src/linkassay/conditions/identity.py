"""Whether an answer is the page that was meant, by what it says of itself."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from linkassay.conditions.folded import words
from linkassay.conditions.media import DATA, media_type
from linkassay.conditions.not_found import notice, without_echo
from linkassay.conditions.own_words import (
    MOVED_SHARE,
    SHARE,
    in_other_words,
    named_words,
    shared,
    titled_by,
)
from linkassay.conditions.places import Place, is_front, place
from linkassay.conditions.same_page import near
from linkassay.model import Observation, PageFacts
from linkassay.tables.file_types import file_types
from linkassay.tables.page_signs import SignKind, SignWeight, sign_named
from linkassay.urls import host_of, same_site
from linkassay.urls.parts import parts_of

_ENDING = re.compile(r"\.([A-Za-z0-9]{1,7})\Z")
_REMOVED = "text-removed-"
"""How the names of the rows begin that tell of what was there once."""
_HTML = ("text/html", "application/xhtml")
_NO_TYPE = ("application/octet-stream", "binary/octet-stream", "application/x-download")
ENOUGH_WORDS = 150
"""A page that shows fewer may be a notice with its own address in it (our own choice)."""

_DOUBTFUL = frozenset(
    {
        SignKind.NOT_FOUND,
        SignKind.PARKED,
        SignKind.DEFAULT_PAGE,
        SignKind.SUSPENDED,
    }
)
_BEFORE = frozenset({SignKind.WALL, SignKind.PORTAL})
_SAYS_SO = frozenset({SignWeight.PROOF, SignWeight.NOTICE})
"""Weaker signs of what stands before a page are on live pages too."""


def proves_itself(observation: Observation, known: Observation | None = None) -> str | None:
    """Why an answer certainly is the page that was meant, in words for people; else `None`.

    `known` is an earlier answer that was recognised. The words complete "It is the page: …".
    """
    if observation.status is None or not 200 <= observation.status < 300:
        return None
    facts = observation.facts
    if facts is None:
        return _of_file(observation)
    if says_missing(observation) or removed_in_text(observation) or says_in_text(observation):
        return None
    if is_front(observation.url):
        return _as_front(observation)
    title = titled(observation)
    if title is not None:
        return f"its title “{title}” has the words of the address"
    if known is not None and known.facts is not None:
        same = _as_known(facts, known.facts)
        if same is not None:
            return same
    return _by_canonical(observation, facts)


def titled(observation: Observation) -> str | None:
    """The title or heading of an answer that has the words of the asked address; else `None`.

    A title that says that the page is missing is none, and a search repeats what was asked.
    """
    facts = observation.facts
    if facts is None:
        return None
    return _titled(observation.url, observation.final_url, facts.title, facts.heading)


@lru_cache(maxsize=64)
def _titled(asked: str, final: str, *titles: str | None) -> str | None:
    if place(final) in (Place.SEARCH, Place.ERROR):
        return None
    said = [without_echo(text, asked) for text in titles if text and not notice(text, final)]
    return titled_by(asked, *said, share=_share(asked, final))


@lru_cache(maxsize=256)
def _share(asked: str, final: str) -> float:
    """How many words of the asked address a title must hold: the more, the likelier it is that a
    redirect led to another page of its kind."""
    if asked == final:
        return SHARE
    if in_other_words(asked, final):
        return 1.0
    wanted = named_words(asked)
    kept = shared(wanted, named_words(final)) == len(wanted)
    return SHARE if kept else MOVED_SHARE


def says_missing(observation: Observation) -> bool:
    """Whether title or heading say that the page is not there."""
    facts = observation.facts
    if facts is None:
        return False
    final = observation.final_url
    return bool(notice(facts.title, final) or notice(facts.heading, final))


def removed_in_text(observation: Observation) -> bool:
    """Whether a short page says in its text that something was there once, and its title does not
    speak of that."""
    return bool(_said_in_text(observation, removed=True))


def says_in_text(observation: Observation) -> bool:
    """Whether a short page says in its text that there is nothing, or nothing any more, and its
    title does not speak of that."""
    facts = observation.facts
    if facts is None or not facts.signs or facts.words is None or facts.words >= ENOUGH_WORDS:
        return False
    return any(_said_in_text(observation, removed=gone) for gone in (False, True))


def _said_in_text(observation: Observation, *, removed: bool) -> list[str]:
    facts = observation.facts
    if facts is None or not facts.signs or place(observation.url) is Place.ERROR:
        return []
    rows = [row for name in facts.signs if (row := sign_named(name)) is not None]
    phrases = [
        f" {' '.join(words(phrase))} "
        for row in rows
        if row.kind is SignKind.NOT_FOUND and row.sign.startswith(_REMOVED) is removed
        for phrase in row.words
    ]
    if not phrases:
        return []
    about = f" {' '.join(words(f'{facts.title or str()} {facts.heading or str()}'))} "
    return [] if any(phrase in about for phrase in phrases) else phrases


def fits_asked_type(observation: Observation) -> bool | None:
    """Whether the media type fits the asked ending; `None` where the ending names no file."""
    row = file_types().get(asked_ending(observation.url) or "")
    kind = media_type(observation)
    if row is None or kind is None:
        return None
    return kind.startswith(row.types) or kind in _NO_TYPE


def asked_ending(url: str) -> str | None:
    """The ending of the file that an address names, in lower case."""
    found = _ENDING.search(unquote(parts_of(url).path))
    return found[1].lower() if found else None


def _of_file(observation: Observation) -> str | None:
    kind = media_type(observation)
    if kind is None or kind.startswith(_HTML):
        return None
    fits = fits_asked_type(observation)
    if fits is None and kind.endswith(DATA):
        return None
    if fits is False or (fits is None and place(observation.final_url) is not Place.OTHER):
        return None
    return f"it is a file ({kind}), no page"


def _as_front(observation: Observation) -> str | None:
    final = observation.final_url
    facts = observation.facts
    if facts is not None and _is_doubtful(facts):
        return None
    if same_site(observation.url, final) and is_front(final):
        return "the site's front page was asked for"
    return None


def _as_known(facts: PageFacts, known: PageFacts) -> str | None:
    if facts.text_hash is not None and facts.text_hash == known.text_hash:
        return "it shows the same words as when it was last recognised"
    same_title = facts.title is not None and facts.title == known.title
    if same_title and near(facts, known):
        return "it shows nearly the same words as when it was last recognised"
    same_heading = facts.heading is not None and facts.heading == known.heading
    if same_title and same_heading and facts.title != facts.heading:
        return "it has the same title and heading as when it was last recognised"
    return None


def _by_canonical(observation: Observation, facts: PageFacts) -> str | None:
    """Its own address: of a page with something to read, since notices repeat what was asked.

    Where a redirect led, every page names its own address, be it the one that was asked for or not.
    """
    said = facts.canonical
    if said is None or facts.script_only or facts.words is None or facts.words < ENOUGH_WORDS:
        return None
    if _is_doubtful(facts):
        return None
    final = observation.final_url
    plain = _plain(said)
    if is_front(final) or is_front(said) or not host_of(said):
        return None
    own = (observation.url,) if len(observation.hops) > 1 else (final, observation.url)
    if plain in map(_plain, own):
        return "it names the address as its own"
    return None


def _is_doubtful(facts: PageFacts) -> bool:
    """Whether a page has a sign of something that stands in its place, or before it."""
    rows = (row for name in facts.signs if (row := sign_named(name)) is not None)
    return any(
        row.kind in _DOUBTFUL or (row.kind in _BEFORE and row.weight in _SAYS_SO) for row in rows
    )


def _plain(url: str) -> str:
    """An address without scheme, `www.`, fragment and last slash."""
    rest = unquote(url.partition("://")[2]).partition("#")[0]
    return rest.removeprefix("www.").rstrip("/").casefold()
