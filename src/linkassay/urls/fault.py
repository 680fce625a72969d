"""The two ways an address can be no use to us."""

from __future__ import annotations


class MalformedAddress(ValueError):
    """An address that no browser could follow; `reason` is one sentence for an editor."""

    def __init__(self, written: str, reason: str) -> None:
        super().__init__(reason)
        self.written = written
        self.reason = reason


class UnsupportedScheme(MalformedAddress):
    """An address of another kind than http, https or ftp: sound perhaps, but not for us to ask."""
