"""What workers of a test's cluster run: they import it by name."""

from __future__ import annotations

from cluster.web import Web
from linkassay.cluster.serving import serve


def ask(bundle: bytes) -> bytes:
    """Every address answers 200, at once."""
    return serve(bundle, Web().engine)
