"""A light tree of a page, each node with its place in the source: lexbor's structure, our marks.

lexbor writes its tree as regular HTML in one go, and that is read here in one pass, which takes
fewer steps than asking it node by node.
"""

from __future__ import annotations

import re

from linkassay.extract.formats.html_marks import MARK, Marked, UnprovenError
from linkassay.extract.formats.html_open_tags import VOID

_ATTRIBUTES = r'(?: =?[^ =]*+="[^"]*+")*+'
_RAW = "script|style|xmp|iframe|noembed|noframes|noscript"
_TOKEN = re.compile(
    rf"<(?:!--{MARK}(?P<mark>\d++)-->"
    r"|/(?P<end>[^>]++)>"
    rf'|(?P<raw>{_RAW}) {MARK}="(?P<raw_at>\d++)"(?P<raw_attributes>{_ATTRIBUTES})>'
    r"(?P<raw_text>[^<]*+(?:<(?!/(?P=raw)>)[^<]*+)*+)</(?P=raw)>"
    rf"|(?!(?:[!/]|(?:{_RAW})[ >]))(?P<name>[^ >]++)"
    rf'(?: {MARK}="(?P<at>\d++)")?+(?P<attributes>{_ATTRIBUTES})>'
    r"|(?P<comment>!)(?:----|DOCTYPE[^>]*+)>"
    r"|)(?P<text>[^<]*+)"
)
"""One piece of lexbor's HTML and the text after it; none of the names where it is not regular."""
_ONE_ATTRIBUTE = re.compile(r' (=?[^ =]*+)="([^"]*+)"')

_IMPLIED = frozenset(("html", "head", "body", "tbody", "colgroup", "tr", "p", "br"))
"""Elements that a parser makes without a start tag (WHATWG HTML, 13.2.6.4)."""
_FOREIGN = ("svg", "math")
_HTML_INSIDE = frozenset(
    ("foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml")
)
"""Elements of pictures and formulas in which HTML goes on (WHATWG HTML, 13.2.6.5)."""
_CHOICES = frozenset(("select", "option", "optgroup"))
_IN_CHOICES = frozenset(("option", "optgroup", "hr", "script", "template"))
"""What a `select` may hold by the older rules, which parsers still differ in."""
_DECODED = frozenset(("title", "textarea"))
"""Elements of raw text in which references are read."""


class Element:
    """An element, or the root (`#document`), or a comment (`#comment`)."""

    __slots__ = ("attrs", "children", "name", "namespace", "origin_offset", "parent")
    data = None

    def __init__(
        self,
        name: str,
        namespace: str | None,
        attrs: dict[str, str] | None,
        parent: Element | None,
        origin_offset: int | None,
    ) -> None:
        self.name = name
        self.namespace = namespace
        self.attrs = attrs
        self.children: list[Element | Text] = []
        self.parent = parent
        self.origin_offset = origin_offset


class Text:
    """A stretch of text as a reader has it: references read, line ends LF."""

    __slots__ = ("data", "origin_offset", "parent")
    name = "#text"
    attrs = namespace = None
    children = ()

    def __init__(self, data: str, parent: Element, origin_offset: int | None) -> None:
        self.data = data
        self.parent = parent
        self.origin_offset = origin_offset


def read_tree(written: str, page: Marked, source: str) -> Element:
    """The tree that lexbor wrote as `written` when it read `page`, the marked form of `source`.

    Raises `UnprovenError` where the place of an element or a text is not known for certain.
    """
    builder = _Builder(page, source)
    for token in _TOKEN.findall(written):
        mark, end, raw, raw_at, raw_attributes, raw_text, name, at, attributes, comment, text = (
            token
        )
        if name:
            builder.open(name, at, attributes)
        elif end:
            builder.close(end)
        elif mark:
            builder.expect(int(mark))
        elif raw:
            builder.add_raw(raw, int(raw_at), raw_attributes, raw_text)
        elif comment:
            builder.add_comment()
        else:
            raise UnprovenError
        if text:
            builder.add_text(text)
    return builder.finish()


class _Builder:
    """Takes the pieces of lexbor's HTML in order.

    `expected` is the offset of the text that must follow: a mark stays where it is when its text
    goes into an element that is opened for it again, or made for it.
    """

    def __init__(self, page: Marked, source: str) -> None:
        self.root = self._node = Element("#document", None, None, None, None)
        self._texts = page.texts
        self._source = source
        self._expected: int | None = None
        self._apart = True
        self._last: Text | None = None
        self._seen: set[int] = set()

    def open(self, name: str, at: str, attributes: str) -> None:
        """A start tag; only those that a parser makes have no mark."""
        offset = int(at) if at else None
        parent = self._node
        if offset is None:
            if name not in _IMPLIED:
                raise UnprovenError
        elif offset not in self._seen:
            self._seen.add(offset)
            self._give_up()
        if parent.name in _CHOICES and name not in _IN_CHOICES:
            raise UnprovenError
        if name == "html" and parent is not self.root:
            raise UnprovenError
        self._apart = True
        self._last = None
        namespace = _namespace(name, parent)
        attrs = _attributes(attributes) if attributes else None
        node = Element(name, namespace, attrs, parent, offset)
        parent.children.append(node)
        if name not in VOID or namespace != "html":
            self._node = node

    def close(self, name: str) -> None:
        """An end tag. What a template holds is not part of the page."""
        node = self._node
        if node.name != name or node.parent is None:
            raise UnprovenError
        if name == "template" and node.namespace == "html":
            node.children = []
        if name != "head":
            self._give_up()
        self._apart = True
        self._last = None
        self._node = node.parent

    def expect(self, offset: int) -> None:
        """The mark of a text: it follows at once, or in an element made for it."""
        self._give_up()
        self._expected = offset
        self._apart = False

    def finish(self) -> Element:
        """The root of the tree."""
        self._give_up()
        if self._node is not self.root:
            raise UnprovenError
        return self.root

    def add_text(self, written: str) -> None:
        """Text of one element; what no mark or tag of its own parts is one node."""
        data = _plain(written)
        expected, last = self._expected, self._last
        self._expected = None
        if expected is not None and not self._apart:
            if last is not None:
                last.data += data
                return
        elif expected is not None:
            if not _begins(self._source, expected, data):
                raise UnprovenError
        elif self._node.name in _DECODED:
            expected = self._texts.get(self._node.origin_offset or 0)
        elif data.isspace():
            return
        else:
            raise UnprovenError
        self._last = Text(data, self._node, expected)
        self._node.children.append(self._last)

    def add_raw(self, name: str, offset: int, attributes: str, text: str) -> None:
        """An element of raw text with all that it holds."""
        parent = self._node
        self.open(name, str(offset), attributes)
        node = self._node
        if node.namespace != "html" and "<" in text:
            raise UnprovenError
        if text:
            node.children.append(Text(text, node, self._texts.get(offset)))
        self._node, self._last = parent, None

    def add_comment(self) -> None:
        """A comment, which parts the texts beside it."""
        self._give_up()
        parent = self._node
        parent.children.append(Element("#comment", None, None, parent, None))
        self._apart, self._last = True, None

    def _give_up(self) -> None:
        """A text that does not follow its mark went elsewhere, if it was more than blanks."""
        if self._expected is not None:
            end = self._source.find("<", self._expected)
            text = self._source[self._expected : end if end >= 0 else len(self._source)]
            if text.strip("\t\n\f\r ") or not text:
                raise UnprovenError
            self._expected = None


def _namespace(name: str, parent: Element) -> str:
    """As the parser gives it; elements of HTML that would break out have done so already.

    HTML in a picture or a formula is where parsers still differ.
    """
    if parent.namespace not in _FOREIGN:
        return name if name in _FOREIGN else "html"
    if parent.name in _HTML_INSIDE:
        raise UnprovenError
    return parent.namespace


def _attributes(written: str) -> dict[str, str]:
    found = dict(_ONE_ATTRIBUTE.findall(written))
    if "&" in written:
        return {name: _plain(value) for name, value in found.items()}
    return found


def _plain(written: str) -> str:
    """Text without the references that lexbor writes (WHATWG HTML, 13.3, escaping a string)."""
    if "&" not in written:
        return written
    for reference, sign in _REFERENCES:
        written = written.replace(reference, sign)
    return written


_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\u00a0"), ("&amp;", "&"))


def _begins(source: str, offset: int, data: str) -> bool:
    """Whether a text may stand at an offset of the source."""
    here, first = source[offset : offset + 1], data[0]
    return here in (first, "&") or (here == "\r" and first == "\n")
