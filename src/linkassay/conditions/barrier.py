"""What stands between us and a page, so that its answer says nothing about the page."""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.model import ConditionName, Confidence


@dataclass(frozen=True, slots=True)
class Barrier:
    """How such an answer is read. `says` completes "The link …"."""

    name: ConditionName
    says: str
    confidence: Confidence
