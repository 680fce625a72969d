"""XML text that any parser takes, and that shows what it says.

Characters that XML 1.0 (section 2.2) has no place for are written visibly, like all that cannot be
seen and all that a CI runner would obey.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape as _markup
from xml.sax.saxutils import quoteattr

from linkassay.report.escape import line, mark

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def text(words: str) -> str:
    """`words` on one line, as the text of an element."""
    return _markup(_valid(words))


def start(name: str, /, **attributes: str | int | None) -> str:
    """The start tag of an element, without those attributes that are `None`."""
    return f"<{name}{_attributes(attributes)}>"


def empty(name: str, /, **attributes: str | int | None) -> str:
    """An element without content."""
    return f"<{name}{_attributes(attributes)}/>"


def element(name: str, words: str, /, **attributes: str | int | None) -> str:
    """An element with text alone."""
    return f"{start(name, **attributes)}{text(words)}</{name}>"


def _attributes(attributes: dict[str, str | int | None]) -> str:
    return "".join(
        f" {name}={quoteattr(_valid(str(value)))}"
        for name, value in attributes.items()
        if value is not None
    )


def _valid(words: str) -> str:
    return _NO_CHARACTER.sub(lambda found: mark(found[0]), line(words))
