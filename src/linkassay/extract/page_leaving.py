"""Where a page sends its readers by itself: its refresh, or a script that does nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linkassay.extract.page_scan import Element, Scan
from linkassay.urls.refresh import refresh_of

MOST_SECONDS = 30
"""A page that stays longer is read before it is left, or loads itself again (our own choice)."""

MOST_WORDS = 20
"""A page that shows as many is not only there to send its readers on (our own choice)."""

_MOST_SCRIPT = 600
"""Characters of a script that does nothing but leave the page (our own choice)."""

_WINDOW = r"(?:(?:window|document|self|top|parent|this)\s?+\.\s?+){0,3}+"
_STRING = r"(?P<quote>[\"'`])(?P<address>[^\"'`\\\s<>]{1,2000}+)(?P=quote)"
_LEAVES = re.compile(
    rf"(?<![\w.$]){_WINDOW}location\s?+"
    rf"(?:(?:\.\s?+href\s?+)?=\s?+|\.\s?+(?:replace|assign)\s?+\(\s?+){_STRING}"
)
_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+|(?<![:\"'])//[^\n]*+|<!--|-->")
_DEPENDS = re.compile(
    r"(?<![\w$])(?:if|else|switch|case|while|for|catch|return|addEventListener|onclick|fetch)(?![\w$])"
    r"|[?&|]{2}|(?<=[)\w\s])\?(?=[\s\w\"'(])"
)
"""What makes it depend on something, or on the reader, whether a script leaves the page."""


def address_ahead(page: Scan, words: int, *, cut: bool) -> str | None:
    """The address that a browser goes to by itself within 30 seconds, as written."""
    for element in page.named("meta"):
        attributes = element.attributes
        if attributes.get("http-equiv", "").strip().lower() == "refresh":
            found = refresh_of(attributes.get("content", ""))
            if found is not None:
                # Only the first that is valid counts (WHATWG HTML, 4.2.5.3).
                near = found.seconds <= MOST_SECONDS
                if found.address and near:
                    return found.address
                break
    if cut or words >= MOST_WORDS:
        return None
    return _by_script(page.named("script", "body"))


def _by_script(elements: Iterable[Element]) -> str | None:
    """Where the only thing leads that the page's own scripts do."""
    for element in elements:
        if "src" in element.attributes:
            continue
        script = element.text if element.name == "script" else element.attributes.get("onload", "")
        if "location" not in script or len(script) > _MOST_SCRIPT:
            continue
        plain = _COMMENT.sub(" ", script)
        found = _LEAVES.search(" ".join(plain.split()))
        if found is not None and not _DEPENDS.search(plain):
            return found["address"]
    return None
