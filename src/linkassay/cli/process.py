"""What a process that asks the web wants of its system: memory that is kept, and many sockets."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
"""mallopt(3)."""

MIB = 1024 * 1024

KEPT = ((M_TRIM_THRESHOLD, 8 * MIB), (M_TOP_PAD, MIB), (M_MMAP_THRESHOLD, MIB))
"""Given back to the system only above so much, taken from it so much at once, and blocks of so much
mapped by themselves. Four times as much as a page of 256 KiB takes to be read; more would keep what
a large document took until the end of the audit."""

VARIABLES = (
    "MALLOC_TRIM_THRESHOLD_",
    "MALLOC_TOP_PAD_",
    "MALLOC_MMAP_THRESHOLD_",
    "GLIBC_TUNABLES",
)
"""Whoever sets one of these in the environment (mallopt(3)) has decided himself."""

SOCKETS_SHARE = 2
"""Of what may be open at once, one in so many are sockets to the web (`fetch` sees to that)."""


def prepare(variables: Mapping[str, str], sockets: int) -> None:
    """Prepare this process to ask from so many sockets at once, as far as the system lets it."""
    keep_arena(variables)
    open_more(SOCKETS_SHARE * sockets)


def keep_arena(variables: Mapping[str, str]) -> bool:
    """Have the allocator of this process keep what is freed; whether it does.

    glibc gives a large block back to the kernel whenever one is freed at the end of its heap, and
    asks for it again with the next page: most of the time that reading a short page takes (82 µs,
    and 23 with what is kept, measured). `False` where the allocator is another one, or where the
    environment has settled it.
    """
    if any(name in variables for name in VARIABLES):
        return False
    try:
        library = ctypes.CDLL(None)
        mallopt = library.mallopt
        library.gnu_get_libc_version  # noqa: B018 - musl has none
    except (AttributeError, OSError, TypeError):
        return False
    return all(mallopt(name, value) == 1 for name, value in KEPT)


def open_more(wanted: int) -> int:
    """Raise the limit of descriptors to so many where that is allowed; gives the limit."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
