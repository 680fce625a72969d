"""How asking ended, in a word."""

from __future__ import annotations

from linkassay.model import Observation


def word(look: Observation) -> str:
    """A kind of error (after `~` where a status had come), else a status."""
    if look.error is None:
        return str(look.status)
    return str(look.error) if look.status is None else f"~{look.error}"
