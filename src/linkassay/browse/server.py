"""Datasette in this process, on a ledger that it only reads."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from linkassay.browse.configuration import configuration
from linkassay.browse.protection import LOCAL_NAMES, protect
from linkassay.errors import UsageError
from linkassay.ledger import open_ledger
from linkassay.ledger.inspection import inspect_columns

WANTED = "datasette>=0.65.2,<1"
"""What to install. Datasette 1.0 is not out; its pages and configuration differ."""


_REPLACED = "datasette.handle_exception"
"""Datasette's pages of errors, in whose place stands that of `plugin`."""


def _missing(error: Exception) -> UsageError:
    """Why Datasette cannot be had: it is not there, or it is and its import fails."""
    if isinstance(error, ModuleNotFoundError) and error.name == "datasette":
        return UsageError(
            "browsing needs Datasette, which is not installed",
            advice=f'run `make setup` in a checkout of linkassay, or: pip install "{WANTED}"',
        )
    return UsageError(
        f"Datasette is installed but does not start: {type(error).__name__}: {error}",
        advice=f'install a release that works here: pip install --upgrade "{WANTED}"',
    )


try:
    Datasette: Any = import_module("datasette.app").Datasette
    plugins: Any = import_module("datasette.plugins").pm
    import uvicorn
except Exception as error:
    raise _missing(error) from error


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()


def run(ledger: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """See `linkassay.browse.serve`."""
    _bring_up_to_date(ledger)
    with closing(_listen(host, port)) as listener, TemporaryDirectory(prefix="linkassay-") as made:
        directory = Path(made)
        configuration(directory, ledger, inspect_columns(ledger), local=_is_local(listener))
        if plugins.has_plugin(_REPLACED):
            plugins.unregister(name=_REPLACED)
        site = Datasette([str(ledger)], config_dir=directory)
        config = uvicorn.Config(
            protect(site.app(), _names(host, listener)),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        server = _Server(config, lambda: announce(_address(listener)))
        with _stopping(server):
            server.run(sockets=[listener])


def _bring_up_to_date(ledger: Path) -> None:
    """Refuse what is not there; renew the views where we may write, which a published copy bars."""
    if not ledger.exists():
        raise UsageError(
            "there is no ledger to browse",
            where=str(ledger),
            advice="run `linkassay audit` first, or name another file with --ledger FILE",
        )
    if os.access(ledger, os.W_OK) and os.access(ledger.parent, os.W_OK):
        open_ledger(ledger).close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise UsageError(
            f"cannot listen there: {error.strerror or error}",
            where=f"{host}:{port}",
            advice="choose another port with --port (0 takes any free one)",
        ) from error
    return listener


def _names(host: str, listener: socket.socket) -> tuple[str, ...]:
    """The host names that we answer for: our own, and what we were told to serve."""
    return (*LOCAL_NAMES, host, listener.getsockname()[0])


def _is_local(listener: socket.socket) -> bool:
    return ip_address(listener.getsockname()[0]).is_loopback


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """End quietly on SIGINT and SIGTERM.

    uvicorn raises a caught signal again once it is down; without a handler of ours that would kill
    the process before the generated directory is removed.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
