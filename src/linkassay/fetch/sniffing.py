"""Whether bytes without a content type are a page."""

from __future__ import annotations

import re

_MARKS = b"!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p"
_PAGE = re.compile(rb"[\t\n\f\r ]*+<(?:(?:" + _MARKS + rb")[ >]|!--)", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


def begins_like_html(data: bytes) -> bool:
    """Whether a browser would take the bytes for HTML (WHATWG MIME Sniffing, 7.1).

    It also does so behind a byte order mark of UTF-8, which there means plain text.
    """
    return _PAGE.match(data, len(_BOM) if data.startswith(_BOM) else 0) is not None
