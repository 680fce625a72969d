"""Which of the fragments that documents cite a page lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from linkassay.extract.page_places import Places, places_in
from linkassay.extract.page_words import compared_words, spaced

DIRECTIVE = ":~:"
"""What stands before directives to the browser (WICG, URL Fragment Text Directives, 3.2)."""

_READ_BY_SCRIPTS = ("/", "!", "?", ".")
"""First characters of fragments that an application reads, as `#/path` and `#!/path`."""

_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?")
"""Lines of a source file (`#L10-L20`): code hosts make their ids when a reader comes to them."""

_PREFIX = "user-content-"
"""GitHub sets it before the ids of what its users write, and a script leads there."""

_FEW_WORDS = 150
"""A page with scripts that shows fewer may get its text from them (our own choice)."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A fragment: ids that would be its place, or texts of which one must be there.

    A text is the phrases that follow each other, each with blanks around its compared words.
    """

    written: str
    ids: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()


def missing_fragments(page: str, text: str, fragments: Iterable[str]) -> tuple[str, ...]:
    """Those of the fragments, as written after the `#`, that a whole page does not have.

    `text` is what the page shows. In doubt a fragment is there: where an application reads it, or
    where the page has scripts that may make its place. Never raises; time grows with the page, and
    with the number of fragments.
    """
    asked = [wanted for wanted in map(_wanted, dict.fromkeys(fragments)) if wanted is not None]
    if not asked:
        return ()
    places = places_in(page)
    shown = compared_words(text) if any(one.texts for one in asked) else []
    texts = _Texts(page, shown, places.scripts)
    return tuple(
        one.written
        for one in asked
        if (texts.lack(one.texts) if one.texts else _lack(places, page, one.ids))
    )


def _wanted(fragment: str) -> _Wanted | None:
    """What to look for; `None` where nothing can be missing."""
    element, mark, directives = fragment.partition(DIRECTIVE)
    texts = tuple(filter(None, map(_text, directives.split("&")))) if mark else ()
    if texts:
        return _Wanted(fragment, texts=texts)
    name = unquote(element)
    if not name or name.lower() == "top" or name.startswith(_READ_BY_SCRIPTS) or "=" in name:
        return None
    if _LINES.fullmatch(name):
        return None
    return _Wanted(fragment, ids=tuple(dict.fromkeys((element, name, _PREFIX + name.lower()))))


def _text(directive: str) -> tuple[str, ...]:
    """The phrases of `text=[prefix-,]start[,end][,-suffix]`, in the order in which they follow.

    What must stand directly before the start or behind the end is one phrase with it. None where
    the directive is no text or holds no word.
    """
    key, _, value = directive.partition("=")
    parts = value.split(",") if key == "text" else []
    before = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    after = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2:
        return ()
    parts[0] = f"{before} {parts[0]}"
    parts[-1] = f"{parts[-1]} {after}"
    phrases = (compared_words(unquote(part)) for part in parts)
    return tuple(spaced(words) for words in phrases if words)


def _lack(places: Places, page: str, ids: Sequence[str]) -> bool:
    if not places.ids.isdisjoint(ids):
        return False
    return not (places.scripts and _may_be_made(places, page, ids))


def _may_be_made(places: Places, page: str, ids: Sequence[str]) -> bool:
    """Whether scripts may give an element this id: headings have none, or it stands in the source.

    A script that makes an id has it in its text, or makes it of each heading; and a page that leads
    to the place itself is believed.
    """
    if not places.heading_ids:
        return True
    written = (f"{before}{one}{after}" for one in ids for before, after in ('""', "''", "``"))
    return any(one in page for one in written) or any(f"#{one}" in page for one in ids)


class _Texts:
    """What texts a page has: in what it shows, else anywhere in its source."""

    def __init__(self, page: str, shown: Sequence[str], scripts: bool) -> None:
        self._shown = spaced(shown)
        self._page = page
        self._source: str | None = None
        self._unsure = scripts and len(shown) < _FEW_WORDS

    def lack(self, texts: Iterable[Sequence[str]]) -> bool:
        return not (self._unsure or any(map(self._has, texts)))

    def _has(self, phrases: Sequence[str]) -> bool:
        if _follow(phrases, self._shown):
            return True
        if self._source is None:
            self._source = spaced(compared_words(self._page))
        return _follow(phrases, self._source)


def _follow(phrases: Sequence[str], text: str) -> bool:
    """Whether the phrases stand in the text one behind the other."""
    at = 0
    for phrase in phrases:
        found = text.find(phrase, at)
        if found < 0:
            return False
        at = found + len(phrase) - 1
    return True
