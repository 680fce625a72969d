"""What stands for the program that reads and judges: all of its code, and all that it may use."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import linkassay

_INSTALLED = (".dist-info", ".egg-info", ".egg-link")


@cache
def own_code() -> bytes | None:
    """SHA-256 over every file of this package, the interpreter, and what is installed beside it.

    Another version, another extra, a changed table: another hash. `None` where the package does not
    lie in a folder: then nothing is known to be the same. It takes some 10 ms.
    """
    top = Path(linkassay.__file__).parent
    if not top.is_dir():
        return None
    digest = sha256()
    for word in (sys.version, platform.machine(), *_installed()):
        digest.update(word.encode("utf-8", "replace") + b"\0")
    try:
        for path in _files(str(top)):
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - 750 files: twice as fast
                data = file.read()
            digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "replace") + data)
    except OSError:
        return None
    return digest.digest()


def _files(top: str) -> Iterator[str]:
    """The files of a package in sorted order, without what Python makes of them."""
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if name != "__pycache__")
        yield from (os.path.join(folder, name) for name in sorted(names))  # noqa: PTH118 - as above


def _installed() -> Iterator[str]:
    """Name and version of all that can be imported, as the folders beside it are called."""
    for place in sys.path:
        try:
            names = os.listdir(place or os.curdir)  # noqa: PTH208 - as above
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith(_INSTALLED))
