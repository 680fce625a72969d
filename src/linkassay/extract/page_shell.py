"""Whether a page shows nothing before a script has made it: an application's empty frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from linkassay.extract.formats.html_tokens import TOKEN
from linkassay.extract.page_scan import Scan
from linkassay.extract.page_tags import attributes_of, runs
from linkassay.tables.page_frames import root_ids, script_plea

MOST_WORDS = 20
"""A page that shows as many has something to read (our own choice)."""

_MOST_WAITING_WORDS = 8
"""Words of a page that only says that it is being loaded (our own choice)."""

_MOST_TAGS = 2_000
"""Tags that are looked at: a page that shows next to nothing has few (our own choice)."""

_WAITS = re.compile(r"load(?:er|ing)|spinner|splash|skeleton", re.IGNORECASE)

_BEFORE_BODY = frozenset(("html", "head", "meta", "link", "base"))
_SHOWING = frozenset(
    (
        *("img", "picture", "video", "audio", "iframe", "frame", "embed", "object", "form"),
        *("table", "svg", "canvas", "textarea", "input", "figure"),
    )
)
"""Elements that show something without a word."""


def is_shell(page: str, scan: Scan, words: int) -> bool:
    """Whether a script must make what a page shows; told by its structure.

    It shows next to nothing and has scripts. If it shows no word, it shows no picture or form
    either, or there is an element for them to fill, or a plea for JavaScript. If it shows a few,
    these are the plea, or say that it is being loaded, or the element to be filled is empty.
    """
    if words >= MOST_WORDS or not any(runs(script.attributes) for script in scan.named("script")):
        return False
    asked = script_plea()
    if asked.search(scan.text):
        return True
    frame = _frame_of(page)
    asks = any(asked.search(element.text) for element in scan.named("noscript"))
    if words:
        waits = words <= _MOST_WAITING_WORDS and (frame.waits or _trails_off(scan.text))
        return frame.empty_root or (waits and (asks or frame.root))
    return asks or frame.root or not frame.shows


@dataclass(slots=True)
class _Frame:
    """What the body is made of.

    `shows`: something without words. `root`: an element that an application fills, `empty_root`:
    one that holds nothing. `waits`: a name that says that it is being loaded.
    """

    shows: bool = False
    root: bool = False
    empty_root: bool = False
    waits: bool = False


def _frame_of(page: str) -> _Frame:
    frame, begun = _Frame(), False
    last, attributes, ended = "", dict[str, str](), 0
    for token in islice(TOKEN.finditer(page), _MOST_TAGS):
        start, end = token.span()
        kind = token.lastgroup
        if kind == "start":
            name_end = token.end("start")
            last, ended = page[start + 1 : name_end].lower(), end
            begun = begun or last not in _BEFORE_BODY
            attributes = attributes_of(page[name_end:end]) if begun else {}
            frame.shows = frame.shows or (begun and last in _SHOWING)
            frame.root = frame.root or _is_root(last, attributes)
            named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
            frame.waits = frame.waits or _WAITS.search(named) is not None
        elif kind == "end":
            if last and not page[ended:start].strip():
                frame.empty_root = frame.empty_root or _is_root(last, attributes)
            last = ""
        elif kind == "comment":
            ended = end if not page[ended:start].strip() else ended
        else:
            last = ""
    return frame


def _is_root(name: str, attributes: dict[str, str]) -> bool:
    """An element with an id that applications use, or with a name such as `my-app`."""
    return attributes.get("id", "").lower() in root_ids() or name.endswith(("-root", "-app"))


def _trails_off(text: str) -> bool:
    return "…" in text or "..." in text
