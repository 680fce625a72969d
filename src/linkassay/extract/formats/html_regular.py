"""A page with all that is silent in it written plainly, for justhtml.

Where it keeps places, justhtml (3.16) gives as text: what counts as a comment without being one, a
doctype after the first tag, the attributes of an end tag, a comment that ends in `--!>`, and a tag
that never ends.
"""

from __future__ import annotations

import re

from linkassay.extract.formats.html_tokens import END_TAG_NAME, TOKEN

_DOCTYPE = re.compile(r"<!doctype[^>]*>", re.IGNORECASE)


def regular(text: str, *, fragment: bool = False) -> str:
    """The text with those places written otherwise, in as many characters (but at its end).

    A `fragment` has no doctype.
    """
    parts: list[str] = []
    copied = position = 0
    begun = fragment
    for token in TOKEN.finditer(text):
        kind, written = token.lastgroup, token[0]
        plain = written
        begun = begun or kind not in ("comment", "other") or position < token.start()
        if kind == "end":
            plain = _end_tag(written)
        elif kind == "comment":
            plain = written if written.endswith("-->") else _comment(len(written))
        elif kind == "other" and not written.startswith("<![CDATA["):
            doctype = not begun and _DOCTYPE.match(written)
            plain = written if doctype else _comment(len(written))
            begun = True
        elif kind == "nothing":
            plain = " " * len(written)
        elif kind == "open":
            plain = ""
        position = token.end()
        if plain != written:
            parts += [text[copied : token.start()], plain]
            copied = position
    return "".join([*parts, text[copied:]]) if parts else text


def _end_tag(written: str) -> str:
    """An end tag without attributes."""
    name = END_TAG_NAME.match(written)
    return f"{name[0]:{len(written) - 1}}>" if name else written


def _comment(length: int) -> str:
    """A comment of so many characters; of fewer than seven, an end tag or blanks: as silent."""
    if length >= 7:
        return f"<!--{' ' * (length - 7)}-->"
    return f"</x{' ' * (length - 4)}>" if length >= 4 else " " * length
