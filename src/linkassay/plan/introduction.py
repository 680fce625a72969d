"""When whoever is asked must be told whom to write to."""

from __future__ import annotations

MOST_UNTOLD = 200
"""So many hosts are asked without a contact (our own choice): a reading list, not a corpus."""


def needs_contact(hosts: int, contact: str | None) -> bool:
    """Whether asking so many hosts wants a contact that is not there."""
    return not contact and hosts > MOST_UNTOLD
