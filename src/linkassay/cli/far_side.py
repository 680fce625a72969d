"""What a machine of a cluster runs: one bundle in, one shard out, with that machine's own clock."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkassay.cluster.engine import Engine
    from linkassay.cluster.parcels import Bundle


def ask_bundle(bundle: bytes) -> bytes:
    """The shard of a bundle. It needs nothing but its argument, and leaves nothing behind."""
    from linkassay.cluster.serving import serve

    return serve(bundle, _engine)


def _engine(bundle: Bundle) -> Engine:
    from linkassay.cli.environment import page_facts
    from linkassay.cli.process import prepare
    from linkassay.fetch import WebFetcher

    prepare(os.environ, bundle.settings.hosts_at_once)
    moment = bundle.moment
    return WebFetcher(
        bundle.settings,
        now=(lambda: datetime.now(UTC)) if moment is None else lambda: moment,
        monotonic=time.monotonic,
        facts=page_facts if bundle.settings.facts else None,
        user_agent=bundle.user_agent,
        secret_key=bundle.secret_key,
        credentials=bundle.credentials,
    )
