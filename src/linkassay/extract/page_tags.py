"""The attributes of a start tag, and text without character references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from linkassay.extract.formats.html_tokens import ATTRIBUTE_PARTS

_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
"""Numbers above every character; Python refuses to read one of more than 4,300 digits."""


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes in a start tag, given what stands behind its name; of two the first counts.

    Names in lower case, values with their character references read.
    """
    found: dict[str, str] = {}
    for written, value in ATTRIBUTE_PARTS.findall(rest):
        name = written.strip().lower()
        if name not in found:
            found[name] = _value(value.strip()) if value else ""
    return found


def end_tag_name(written: str) -> str:
    """The name of an end tag, given what stands between `</` and `>`."""
    name = written if written.isalnum() else written.split(None, 1)[0].rstrip("/")
    return name.lower()


def plain(text: str) -> str:
    """Text with its character references read. Never raises; time grows with its length."""
    if "&" not in text:
        return text
    return unescape(_NO_CHARACTER.sub("\ufffd", text) if "&#" in text else text)


def runs(attributes: Mapping[str, str]) -> bool:
    """Whether a script with these attributes is one, and no data (WHATWG HTML, 4.12.1)."""
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    return kind in ("", "module") or kind.endswith(("javascript", "ecmascript"))


def _value(written: str) -> str:
    return plain(written[1:-1] if written[:1] in ("'", '"') else written)
