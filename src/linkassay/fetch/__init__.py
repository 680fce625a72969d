"""Fetch: asks the web, politely and behind a guard.

Takes: probes and settings. Gives: one observation per probe, and articles as sources.
Never: judges an answer, sends a secret, or connects to an address that the guard has not checked.
"""

from linkassay.fetch.fetcher import WebFetcher

__all__ = ["WebFetcher"]
