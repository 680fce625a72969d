"""Which tags are open while a page is gone through, as far as it can be told without a tree.

It errs to one side: more may be said to be open than is. So what is said not to be too deep is not.
"""

from __future__ import annotations

DEEPEST = 1024
"""Above so many elements one inside the other lexbor takes long, in the square of their number:
40,000 take 3.2 s (measured)."""

MOST_ALIKE = 3
"""Of more formatting elements that are alike a parser opens three again after each block (WHATWG
HTML, 13.2.4.3, the Noah's Ark clause); with marks in them no two are alike."""


class DeepError(Exception):
    """Tags that are too deep, or not to be told without a tree."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words(
    """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track
    wbr
    """
)
"""Elements without content, which have no end tag (WHATWG HTML, 13.3, serializing)."""

_FORMATTING = _words("a b big code em font i nobr s small strike strong tt u")
_CLOSED_BY_OTHERS = _words("dd dt li optgroup option p rb rp rt rtc")
"""Elements that the end tag of one around them closes (WHATWG HTML, 13.2.6.3)."""
_OF_TABLES = _words("table tbody thead tfoot tr")
_IN_TABLES = _words("td th tr tbody thead tfoot colgroup caption") | _CLOSED_BY_OTHERS
_CLOSES_ITS_LIKE = _words("dd dt li option p td th tr")
"""Elements that never stand in one of their own name right below it (WHATWG HTML, 13.2.6.4)."""
_FOREIGN = _words("svg math")
_NO_PART_OF_PICTURES = _words(
    """
    b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img
    li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """
)
"""Elements that end a picture or a formula that they stand in (WHATWG HTML, 13.2.6.5)."""


_HTML_INSIDE = _words("foreignobject desc title mi mo mn ms mtext annotation-xml")
"""Elements of pictures and formulas in which HTML goes on (the same section)."""


class OpenTags:
    """Takes start and end tags in order, their names in lower case."""

    __slots__ = ("_foreign", "_names")

    def __init__(self) -> None:
        self._names: list[str] = []
        self._foreign = 0

    def start(self, name: str, *, closed: bool) -> None:
        """A start tag, `closed` if it ends with `/>`. Raises `DeepError`."""
        if name in VOID:
            return
        names = self._names
        if self._foreign:
            if name in _NO_PART_OF_PICTURES or names[-1] in _HTML_INSIDE:
                raise DeepError
            if closed:
                return
        if name in _CLOSES_ITS_LIKE and names and names[-1] == name:
            return
        names.append(name)
        if name in _FOREIGN:
            self._foreign += 1
        elif name in _FORMATTING and names.count(name) > MOST_ALIKE and name != "a":
            raise DeepError
        if len(names) > DEEPEST:
            raise DeepError

    def end(self, name: str) -> None:
        """An end tag; it closes what it surely closes."""
        names = self._names
        if not names:
            return
        if names[-1] != name and not self._close_inner(name):
            return
        names.pop()
        if name in _FOREIGN:
            self._foreign -= 1

    def _close_inner(self, name: str) -> bool:
        """Close what stands open inside the innermost element of this name, if it surely closes."""
        if name in _FORMATTING:
            return False
        names = self._names
        closed = _IN_TABLES if name in _OF_TABLES else _CLOSED_BY_OTHERS
        at = len(names) - 1
        while at >= 0 and names[at] != name and names[at] in closed:
            at -= 1
        if at < 0 or names[at] != name:
            return False
        del names[at + 1 :]
        return True
