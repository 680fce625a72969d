"""Fetch: asks the web, politely and behind a guard.

Takes: probes, settings, what is remembered of hosts. Gives: one observation per probe, articles as
sources, what is to be remembered of hosts until the next run.
Never: judges an answer, sends a secret to another host than its own, or connects to an address that
the guard has not checked.
"""

from linkassay.fetch.fetcher import WebFetcher

__all__ = ["WebFetcher"]
