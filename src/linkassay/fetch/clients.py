"""One HTTP client per host, all over one guard and one TLS context (research: ecosystem 0.2)."""

from __future__ import annotations

import ssl

import httpcore
import httpx

from linkassay.fetch.transport import GuardedTransport

ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"

DEFAULT_PORTS = {"http": 80, "https": 443}


class Clients:
    """Makes a client for a host when it is first asked for, and closes them all.

    The clients take nothing from the environment, follow nothing by themselves and set no time
    limit: an exchange has its own.
    """

    def __init__(
        self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext, user_agent: str
    ) -> None:
        self._backend = backend
        self._tls = tls
        self._headers = {
            "User-Agent": user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        self._clients: dict[str, httpx.AsyncClient] = {}

    def of(self, host: str) -> httpx.AsyncClient:
        """The client of a host (`host:port`)."""
        client = self._clients.get(host)
        if client is None:
            client = self._clients[host] = httpx.AsyncClient(
                transport=GuardedTransport(self._backend, self._tls),
                headers=self._headers,
                follow_redirects=False,
                timeout=httpx.Timeout(None),
                trust_env=False,
            )
        return client

    async def aclose(self) -> None:
        while self._clients:
            _, client = self._clients.popitem()
            await client.aclose()


def origin(address: httpx.URL) -> str:
    """The `host:port` of an http(s) address, the default port filled in."""
    port = address.port or DEFAULT_PORTS[address.scheme]
    return f"{address.raw_host.decode('ascii')}:{port}"
