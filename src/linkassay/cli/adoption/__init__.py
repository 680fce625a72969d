"""`linkassay init`: what another repository needs, shown first and written when that is wanted."""

from __future__ import annotations

from linkassay.cli.adoption.adopting import Ci, init
from linkassay.cli.adoption.templates import github_workflow

__all__ = ["Ci", "github_workflow", "init"]
