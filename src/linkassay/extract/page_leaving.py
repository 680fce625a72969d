"""Where a page sends its readers by itself: its refresh, or a script that does nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linkassay.extract.page_scan import Scan
from linkassay.extract.page_start_tag import Element
from linkassay.urls.refresh import Refresh, refresh_of

MOST_WORDS = 20
"""A page that shows as many is not only there to send its readers on (our own choice)."""

_MOST_SCRIPT = 600
"""Characters of a script that does nothing but leave the page (our own choice)."""

_WINDOW = r"(?:(?:window|document|self|top|parent|this) ?\. ?){0,3}+"
_STRING = r"(?P<quote>[\"'`])(?P<address>[^\"'`\\\s<>]{1,2000}+)(?P=quote)"
_LEAVES = re.compile(
    rf"(?<![\w.$]){_WINDOW}location ?"
    rf"(?:(?:\. ?href ?)?= ?|\. ?(?:replace|assign) ?\( ?){_STRING}"
)
_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+|(?<![:\"'])//[^\n]*+|<!--|-->")
_WRITTEN = re.compile(r"\"[^\"]*+\"?+|'[^']*+'?+|`[^`]*+`?+")
_WHEN_READY = re.compile(r"addEventListener ?\( ?[\"'](?:load|DOMContentLoaded)[\"']")
_NAMED = re.compile(r"(?<![\w$])function ([\w$]++)")
_DEPENDS = re.compile(
    r"(?<![\w$])(?:if|else|switch|case|while|for|catch|return|addEventListener|onclick|fetch|cookie"
    r"|localStorage|sessionStorage)(?![\w$])|\?|&&|\|\|"
)
"""What makes it depend on something, or on the reader, whether a script leaves the page; and what
it keeps of a visit, which a program that runs no script lacks when it comes back."""


def address_ahead(page: Scan, words: int, *, cut: bool) -> str | None:
    """The address that a browser goes to by itself within 30 seconds, as written."""
    asked = _refresh(page)
    if asked is not None and asked.leads_to is not None:
        return asked.leads_to
    if cut or words >= MOST_WORDS:
        return None
    return _by_script(page.named("script", "body"))


def _refresh(page: Scan) -> Refresh | None:
    """The first refresh that is valid: no other counts (WHATWG HTML, 4.2.5.3)."""
    for element in page.named("meta"):
        if element.attributes.get("http-equiv", "").strip().lower() == "refresh":
            found = refresh_of(element.attributes.get("content", ""))
            if found is not None:
                return found
    return None


def _by_script(elements: Iterable[Element]) -> str | None:
    """Where the only thing leads that one of the page's own scripts does."""
    scripts = [_plain(element) for element in elements if "src" not in element.attributes]
    everything = " ".join(scripts)
    for script in scripts:
        found = _LEAVES.search(script) if len(script) <= _MOST_SCRIPT else None
        if found is not None and _runs_anyhow(script, everything):
            return found["address"]
    return None


def _plain(element: Element) -> str:
    """A script without its comments, with single blanks; of the body what it does when loaded."""
    script = element.text if element.name == "script" else element.attributes.get("onload", "")
    if len(script) > 2 * _MOST_SCRIPT:
        return ""
    return " ".join(_COMMENT.sub(" ", script).split()).replace("\\/", "/")


def _runs_anyhow(script: str, everything: str) -> bool:
    """Whether nothing that a script does depends on anything, and its functions are called."""
    if _DEPENDS.search(_WRITTEN.sub("", _WHEN_READY.sub("", script))):
        return False
    return all(everything.count(name) > 1 for name in _NAMED.findall(script))
