"""Where an address in running text ends.

An address is taken as far as it can go and then cut back: at the first mark that text sets around
addresses (RFC 3986, appendix C), at a bracket that was not opened in it, and before the marks of a
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from linkassay.extract.addresses.characters import (
    ENDS,
    TURNING,
    UNSEEN,
    UNSPACED,
    unspaced_run,
)
from linkassay.extract.addresses.hosts import host_end, is_full_name

_NEXT = r"(?i:(?!(?:https?|ftp)://|www\.)[/?#%&=_~+-]?[0-9A-Za-z])"
"""An address goes on with this after a mark that nobody sees, and no other one begins."""
_INSIDE = (
    rf"[{UNSEEN}{TURNING}]++(?={_NEXT})|[{UNSEEN}]++(?=[^\W{UNSPACED}])(?={_NEXT}|[^\x00-\x7f])"
)
_RUN = re.compile(rf"(?:[^{ENDS}]++|{_INSIDE})*+")
_PAGES = re.compile(r"<[0-9]+:[^\s<>]{0,300}>")
_RESOLVER = re.compile(r"(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_INNER = re.compile(r"(?:https?|ftp)://|(?<=[,;|])www\.", re.IGNORECASE)
_INNER_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_CARRIES = "/=?#&:@!*+%-_~"
"""After these an address may carry another one: an archive's path, a query, a proxy."""
_SIMPLE = re.compile(r"[0-9A-Za-z/._~%=?#+:@!$,;*-]*")
_TELLING = re.compile(rf"[()\[\]{{}}\"'|\\&–{UNSPACED}]|:(?=//)|(?<=[,;|])(?i:www)\.")
_LONGEST_BRACKET = 500
"""Characters within which a bracket is closed, or it is not part of the address."""
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ENTITY = re.compile(r"&(?:lt|gt|quot|apos|nbsp|#0*3[49]|#x0*2[27]);", re.IGNORECASE)
_LAST_ENTITY = re.compile(r"&[A-Za-z]{2,31};\Z")
"""GFM, 6.9: what may be an entity at an address's end is left out."""
_LATEX = re.compile(r"\\[_%&#~$]")
_FIELD = re.compile(r"\|\s*[\w -]{1,40}=")
_POSSESSIVE = re.compile(r"'s(?![\w/%?&=+-])")
_QUOTED = re.compile(r'"[^\s"/]*[^\W_]"')
_HIRAGANA = re.compile("[\u3041-\u309f]")
_OBJECT_MARK = "を"
"""The Japanese particle that no word begins with."""
_TAIL = ".,:;!?^*|"
_PACKAGE = re.compile(r"(?:git|hg|svn|bzr)\+\Z")
_MACRO = re.compile(r"\b(?:link|image|xref)::?\Z")
_MARKED = re.compile(r"(?P<apart>(?:(?<=\s)|\A))?(?P<run>[_~=])(?P=run)*\Z")


def run_end(text: str, at: int, limit: int) -> int:
    """How far an address that begins at `at` could go at most."""
    run = _RUN.match(text, at, limit)
    return run.end() if run else at


def over_pages(text: str, at: int, host_at: int, end: int, limit: int) -> int:
    """Where an address of the DOI resolver ends in which `<page:title>` stands at `end`.

    Such names were made of SICIs (ANSI/NISO Z39.56), and a pair of brackets is part of them.
    """
    pages = _PAGES.match(text, end, limit)
    if pages is None or not _RESOLVER.match(text, host_at, end):
        return end
    return cut_back(text, at, end, run_end(text, pages.end(), limit))


def address_end(text: str, at: int, host_at: int, limit: int) -> int | None:
    """Where the address ends that begins at `at`, its host (or user) at `host_at`.

    `None` where none begins there. `limit` is what `run_end` said, or less.
    """
    host = host_end(text, host_at, limit)
    inner = _INNER.search(text, host_at + 1, min(limit, host + 3)) if host is not None else None
    if inner is not None and host is not None and inner.start() < host:
        limit = inner.start()
        host = host_end(text, host_at, limit)
    if host is None or (host_at == at and not is_full_name(text[at:host])):
        return None
    if host == limit or text[host] not in "/?#":
        return host
    return cut_back(text, at, host, limit)


def unescaped(written: str) -> str | None:
    """An address without the backslashes that LaTeX wants; `None` where it has none."""
    plain = _LATEX.sub(lambda match: match[0][1], written) if "\\" in written else written
    return None if plain == written else plain


def cut_back(text: str, at: int, path: int, end: int) -> int:
    """Where what begins at `at`, has its path from `path` on and can go as far as `end` ends."""
    simple = _SIMPLE.match(text, path, end)
    position = simple.end() if simple else path
    if _INNER.search(text, path, min(end, position + 4)):
        position = path
    if position < end:
        end = _Walk(text, at, path, end).end_from(position)
    if text[at - 1 : at] == "+" and _PACKAGE.search(text, max(0, at - 5), at):
        revision = text.find("@", path, end)  # `git+https://…@v1` names a revision, no page
        end = revision if revision >= 0 else end
    return _trimmed(text, at, path, end)


class _Walk:
    """One way over the marks of a path that tell something, from left to right.

    Each step says where the address ends, or `None` where it goes on; `_next` is then where.
    """

    __slots__ = ("_at", "_before", "_end", "_host", "_next", "_opened", "_quoted", "_text")

    def __init__(self, text: str, at: int, host: int, end: int) -> None:
        self._text = text
        self._at = at
        self._before = text[at - 1] if at else ""
        self._host = host
        self._end = end
        self._opened: list[int] = []
        self._quoted = False
        self._next = host

    def end_from(self, position: int) -> int:
        end = self._end
        match = _TELLING.search(self._text, position, end)
        while match is not None:
            here = match.start()
            self._next = here + 1
            if self._opened and here - self._opened[0] > _LONGEST_BRACKET:
                break
            stop = _STEPS.get(match[0].lower(), _Walk._letter)(self, here)
            if stop is not None:
                end = stop
                break
            match = _TELLING.search(self._text, self._next, end)
        return self._opened[0] if self._opened else end

    def _opening(self, here: int) -> int | None:
        if self._text[here] == "[" and self._before == ":" and self._is_macro():
            return here
        self._opened.append(here)
        return None

    def _closing(self, here: int) -> int | None:
        if not self._opened or self._text[self._opened[-1]] != _PAIRS[self._text[here]]:
            return here
        self._opened.pop()
        return None

    def _apostrophe(self, here: int) -> int | None:
        following = self._text[here + 1] if here + 1 < self._end else ""
        if _POSSESSIVE.match(self._text, here):
            return here
        if not (following.isalnum() or following == "-" or (self._quoted and self._before != "'")):
            return here
        self._quoted = not self._quoted and not self._text[here - 1].isalnum()
        return None

    def _quotation_mark(self, here: int) -> int | None:
        pair = _QUOTED.match(self._text, here, self._end) if self._before != '"' else None
        if pair is None:
            return here
        self._next = pair.end()
        return None

    def _backslash(self, here: int) -> int | None:
        self._next = here + 2
        return None if _LATEX.match(self._text, here, self._end) else here

    def _ampersand(self, here: int) -> int | None:
        return here if _ENTITY.match(self._text, here, self._end) else None

    def _dash(self, here: int) -> int | None:
        return None if self._between_words(here) else here

    def _bar(self, here: int) -> int | None:
        """An upright line parts the columns of a table and the fields of a template."""
        asks = self._text.find("?", self._host, here) >= 0
        field = self._before == "|" or _FIELD.match(self._text, here)
        return None if asks and not field and self._between_words(here) else here

    def _inner(self, here: int) -> int | None:
        """The colon of another address, which this one may carry."""
        scheme = _INNER_SCHEME.search(self._text, max(self._host, here - 5), here)
        if scheme is None or self._text[scheme.start() - 1] in _CARRIES:
            return None
        return scheme.start()

    def _next_address(self, here: int) -> int | None:
        return here

    def _letter(self, here: int) -> int | None:
        """A letter of a script without blanks.

        Such letters begin a part of an address (`/wiki/日本`, `?q=日本`); after others they are the
        sentence that goes on, and no part begins with a particle.
        """
        before = self._text[here - 1]
        glued = before.isalnum() and before.isascii()
        at_root = here - 1 == self._host and not self._is_part_at_root(here)
        if glued or at_root or self._text[here] == _OBJECT_MARK:
            return here
        part = unspaced_run().match(self._text, here, self._end)
        self._next = part.end() if part else here + 1
        return None

    def _is_part_at_root(self, here: int) -> bool:
        """Whether letters right after the host's slash are a part of the address.

        They are where the part is closed (`/会社概要/`), and where blanks stand on both sides of
        the address, as in a text of another script; what begins in Hiragana is a particle, though.
        """
        part = unspaced_run().match(self._text, here, self._end)
        if part is not None and self._text.startswith("/", part.end(), self._end):
            return True
        apart = not self._before or self._before.isspace()
        alone = self._end == len(self._text) or self._text[self._end].isspace()
        return apart and alone and not _HIRAGANA.match(self._text, here)

    def _is_macro(self) -> bool:
        """Whether the words of a link follow in square brackets (`link:https://…[words]`)."""
        return _MACRO.search(self._text, max(0, self._at - 8), self._at) is not None

    def _between_words(self, here: int) -> bool:
        text = self._text
        return here + 1 < self._end and text[here - 1].isalnum() and text[here + 1].isalnum()


_STEPS: Mapping[str, Callable[[_Walk, int], int | None]] = {
    **dict.fromkeys("([{", _Walk._opening),
    **dict.fromkeys(")]}", _Walk._closing),
    "'": _Walk._apostrophe,
    '"': _Walk._quotation_mark,
    "\\": _Walk._backslash,
    "&": _Walk._ampersand,
    "–": _Walk._dash,
    "|": _Walk._bar,
    ":": _Walk._inner,
    "www.": _Walk._next_address,
}


def _trimmed(text: str, at: int, host: int, end: int) -> int:
    """Without the marks of the sentence and of markup at its end; never into the host."""
    mark = _mark_before(text, at)
    while end > host:
        last = text[end - 1]
        entity = _LAST_ENTITY.search(text, max(host, end - 33), end) if last == ";" else None
        if entity is not None:
            end = entity.start()
        elif last in _TAIL:
            end -= 1
        elif last in "_~=" and (last == mark or _is_doubled(text, host, end)):
            end = max(host, _run_start(text, end))
        else:
            break
    return end


def _is_doubled(text: str, host: int, end: int) -> bool:
    """Whether `__` or `~~` closes what stands around; in `/__init__` it belongs to the address."""
    pair = text[end - 2 : end]
    return (
        pair in ("__", "~~") and text[end - 3] not in "=&/" and text.find(pair, host, end - 2) < 0
    )


def _mark_before(text: str, at: int) -> str:
    """The mark of markup right before an address (`__https://…__`); `=` only after a blank."""
    match = _MARKED.search(text, max(0, at - 4), at)
    if match is None or (match["run"] == "=" and match["apart"] is None):
        return ""
    return match["run"]


def _run_start(text: str, end: int) -> int:
    """Where the run of one character begins that ends at `end`."""
    start = end - 1
    while text[start - 1] == text[end - 1]:
        start -= 1
    return start
