"""Where a finding stands, for tools that show files: paths and relative URIs."""

from __future__ import annotations

from urllib.parse import quote

_STDIN = "-"


def is_file(locator: str) -> bool:
    """Whether a document is a file, and neither an address nor standard input."""
    return "://" not in locator and locator != _STDIN


def file_uri(locator: str) -> str:
    """The URI of a file (RFC 3986): relative below the corpus root, else absolute.

    A colon is percent-encoded too: one in the first step of a path would look like a scheme.
    """
    path = quote(locator, errors="backslashreplace")
    return f"file://{path}" if path.startswith("/") else path
