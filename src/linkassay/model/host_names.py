"""Names of hosts, label by label."""

from __future__ import annotations


def is_within(host: str, domain: str) -> bool:
    """Whether a host is this domain or lies below it; both in lower case, without a last dot."""
    return host == domain or host.endswith(f".{domain}")
