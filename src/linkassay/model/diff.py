"""Two runs side by side: what came, what went, and which links changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Protocol

from linkassay.model.conditions import State
from linkassay.model.findings import Finding
from linkassay.model.run import Report


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that stands otherwise in the newer of two runs."""

    url: Annotated[str, "The address after the identity rules, secrets cut."]
    was: Annotated[State, "How it stood by the older run."]
    state: Annotated[State, "How it stands by the newer one."]


class Diff(Protocol):
    """Two runs of one ledger; whatever runs stand between them, only what is left of it is told.

    Each call gives a new iterator. `findings` are those that stand otherwise in the newer run, and
    their standing says how beside the older one: first what is open, by document, then what went.
    Documents that only one of the runs looked for are left out.
    """

    @property
    def older(self) -> Report: ...

    @property
    def newer(self) -> Report: ...

    def findings(self) -> Iterator[Finding]: ...

    def links(self) -> Iterator[LinkChange]:
        """The links that both runs' documents cite and that changed, the worst off first."""
        ...
