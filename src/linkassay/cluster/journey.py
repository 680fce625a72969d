"""What all bundles of an audit have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from linkassay.model import Settings


@dataclass(frozen=True, slots=True)
class Journey:
    """`run` names the audit; `secret_key` tells secrets apart; `moment` is the date of the audit
    where one was named. `credentials` are user and password by host."""

    run: str
    settings: Settings
    user_agent: str
    moment: datetime | None = None
    secret_key: bytes | None = field(default=None, repr=False)
    credentials: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)
