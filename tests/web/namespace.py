"""A network namespace of one's own: no way out, and a whole range of addresses that are ours.

The parent starts a Python there by `command`; the child calls `settle` before anything else. It
needs user namespaces that an ordinary user may make (user_namespaces(7)); `missing` says why not.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

V4_RANGE = "93.184.0.0/16"
V6_RANGE = "2a0d:5600::/32"
"""Ranges that a guard takes as public. Only this namespace ever sees them."""
NO_WAY = "2a0e:7a00::1"
"""An address that the namespace has no route to."""
NAME_SERVER = "127.0.0.53"
ROOT = Path(__file__).parents[2]
_ROUTE = f"ip route add local {V4_RANGE} dev lo"
_TOOLS = ("unshare", "ip", "mount")
_RESOLVER = f"nameserver {NAME_SERVER}\noptions timeout:3 attempts:2\n"
"""A busy machine loses questions, as 256 names are looked up at once; a silent one costs 6 s."""
_HOSTS = "127.0.0.1 localhost\n"


@cache
def missing() -> str | None:
    """Why no namespace can be made here; `None` where it can."""
    if sys.platform != "linux":
        return "network namespaces are of Linux"
    for tool in _TOOLS:
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    tried = subprocess.run(
        [
            "unshare",
            "-rnm",
            "sh",
            "-c",
            f"ip link set lo up && ip route add local {V4_RANGE} dev lo",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return None if tried.returncode == 0 else f"no network namespace: {tried.stderr.strip()}"


def command(module: str, *arguments: str, paths: Sequence[Path] = ()) -> list[str]:
    """How to run a module of ours inside; the guard of the tests stays out: no net to guard."""
    folders = [*paths, *(ROOT / name for name in ("src", "tests", "tools"))]
    path = os.pathsep.join(map(str, folders))
    inside = ["env", f"PYTHONPATH={path}", sys.executable, "-m", module, *arguments]
    return ["unshare", "-rnm", *inside]


def settle(folder: Path) -> None:
    """Make this process's namespace ready: addresses, and a resolver's configuration in `folder`.

    Raises `RuntimeError` outside of a namespace, where another device than the loopback is there.
    """
    devices = _devices()
    if set(devices) - {"lo", "sit0", "tunl0", "ip6tnl0"}:
        raise RuntimeError(f"this is no namespace of its own: {', '.join(devices)}")
    _run("ip", "link", "set", "lo", "up")
    _run("ip", "route", "add", "local", V4_RANGE, "dev", "lo")
    subprocess.run(["ip", "-6", "route", "add", "local", V6_RANGE, "dev", "lo"], check=False)
    for name, text in (("resolv.conf", _RESOLVER), ("hosts", _HOSTS)):
        file = folder / name
        file.write_text(text, encoding="utf-8")
        _run("mount", "--bind", str(file), f"/etc/{name}")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _devices() -> list[str]:
    shown = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True, check=True)
    return [line.split(":")[1].strip().partition("@")[0] for line in shown.stdout.splitlines()]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
