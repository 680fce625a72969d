"""No test reaches beyond loopback: an audit hook refuses every socket that would.

`conftest.py` imports this file, which puts the hook into the process of the tests. Python imports a
module of this name by itself when it starts (`site`), so the hook also puts this folder into the
PYTHONPATH of each process that a test starts by `subprocess`: Python programs among them, and what
these start in turn, are guarded too. Programs that are not Python (chromium, git) are not.

What was refused is also noted, so that a test fails even where the code under test made an
observation of the error. Only names that stand for this machine are looked up; a literal address
needs no look-up.
"""

import ipaddress
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

FOLDER = str(Path(__file__).resolve().parent)
CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname"}
INTERNET = {socket.AF_INET, socket.AF_INET6}


refused: list[str] = []
"""What this process was refused, in order."""


class BeyondLoopback(AssertionError):
    """A test, or a program that it started, wanted to leave this machine."""


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook. Raises `BeyondLoopback`, which names the address."""
    if event in CONNECTING:
        _check_connection(arguments[0], arguments[1])
    elif event in LOOKING_UP:
        _check_name(arguments[0])
    elif event == "subprocess.Popen" and arguments[3] is not None:
        _hand_on(arguments[3])


def _check_connection(connection: socket.socket, address: Any) -> None:
    if address is None or connection.family not in INTERNET:
        return
    host = address[0]
    if host != "localhost" and not _is_loopback(host):
        _refuse(f"reach {host} port {address[1]}")


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _check_name(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost" or name == socket.gethostname():
        return
    if not _is_literal(name):
        _refuse(f"look up {name}")


def _is_literal(name: str) -> bool:
    """Whether a name is an address, in its short forms too (`127.1`): nobody is asked for it."""
    for read in (socket.inet_aton, lambda text: ipaddress.ip_address(text.partition("%")[0])):
        with suppress(OSError, ValueError):
            read(name)
            return True
    return False


def _refuse(what: str) -> NoReturn:
    refused.append(what)
    raise BeyondLoopback(f"a test wanted to {what}")


def _hand_on(environment: Any) -> None:
    """Put this folder before the others of a child's PYTHONPATH."""
    folders = environment.get("PYTHONPATH", "").split(os.pathsep)
    if FOLDER not in folders:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [FOLDER, *folders]))


_started_with = sys.modules.get("sitecustomize")
if __name__ != "sitecustomize" and getattr(_started_with, "FOLDER", None) == FOLDER:
    # A worker of the tests has been guarded since its start: that guard is the only one.
    sys.modules[__name__] = _started_with
else:
    _hand_on(os.environ)
    sys.addaudithook(guard)
