"""The guard of `network_guard/`: nothing that a test runs reaches beyond loopback."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linkassay.cli.environment import real_environment
from linkassay.model import Lane, Probe, Settings
from network_guard.sitecustomize import BeyondLoopback, refused

OUTSIDE = ("192.0.2.1", 9)  # RFC 5737: reserved for documentation
OUTSIDE_6 = ("2001:db8::1", 9)  # RFC 3849


def _connect(family: int, address: tuple[str, int]) -> None:
    with socket.socket(family) as one:
        one.settimeout(0.2)
        one.connect(address)


def _connect_without_waiting() -> None:
    with socket.socket() as one:
        one.setblocking(False)
        one.connect_ex(OUTSIDE)


def _send() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", OUTSIDE)


def _send_message() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendmsg([b"x"], [], 0, OUTSIDE)


def _by_asyncio() -> None:
    asyncio.run(asyncio.wait_for(asyncio.open_connection(*OUTSIDE), 0.2))


@pytest.mark.parametrize(
    ("attempt", "address"),
    [
        (lambda: _connect(socket.AF_INET, OUTSIDE), "192.0.2.1 port 9"),
        (lambda: _connect(socket.AF_INET6, OUTSIDE_6), "2001:db8::1 port 9"),
        (_connect_without_waiting, "192.0.2.1 port 9"),
        (_send, "192.0.2.1 port 9"),
        (_send_message, "192.0.2.1 port 9"),
        (_by_asyncio, "192.0.2.1 port 9"),
        (lambda: socket.getaddrinfo("outside.example", 80), "outside.example"),
        (lambda: socket.gethostbyname("outside.example"), "outside.example"),
    ],
)
def test_whatever_would_leave_this_machine_is_refused(
    attempt: Callable[[], None], address: str
) -> None:
    with pytest.raises(BeyondLoopback, match=address):
        attempt()
    assert len(refused) == 1
    refused.clear()


def test_what_our_own_fetcher_wants_is_noted_though_it_raises_nothing() -> None:
    world = real_environment()
    fetcher = world.fetcher(Settings(ignore_robots=("outside.example",)), world.now, None, None)
    window = (Probe("http://outside.example/"),)
    fetcher.ask([Lane("outside.example", iter([window]))], lambda _: None)
    assert refused == ["look up outside.example"]
    refused.clear()


@pytest.mark.parametrize("more", [None, {"PYTHONPATH": "elsewhere"}, {}])
def test_a_program_that_a_test_starts_is_refused(more: dict[str, str] | None) -> None:
    script = f"import socket; socket.create_connection({OUTSIDE}, 0.2)"
    environment = None if more is None else {"PATH": os.environ["PATH"], **more}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "BeyondLoopback: a test wanted to reach 192.0.2.1 port 9" in done.stderr


def test_loopback_and_sockets_in_the_file_system_are_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        socket.create_connection(("localhost", server.getsockname()[1])).close()
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
