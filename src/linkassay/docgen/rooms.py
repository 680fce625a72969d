"""The hand-kept table: shelves, rooms, and who may be at home where (design section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """A room and its shelf (1 lowest). `beside` names rooms of its own shelf it may import."""

    name: str
    shelf: int
    beside: frozenset[str] = frozenset()


SHELVES: Mapping[int, str] = {
    1: "words",
    2: "reading",
    3: "meaning",
    4: "opinions",
    5: "deciding",
    6: "rim",
    7: "wiring",
    8: "skin",
    9: "mirror",
}

_TABLE = (
    Room("model", 1),
    Room("errors", 1),
    Room("ports", 1, beside=frozenset({"model"})),
    Room("tables", 1, beside=frozenset({"model"})),
    Room("urls", 2),
    # Dates are read from addresses: a dated path is found by `urls`, dated by `dates`.
    Room("dates", 2, beside=frozenset({"urls"})),
    Room("extract", 3),
    Room("conditions", 3),
    Room("rules", 4),
    Room("judge", 5),
    Room("plan", 5),
    Room("config", 6),
    Room("sources", 6),
    Room("fetch", 6),
    Room("ledger", 6),
    Room("report", 6),
    Room("pipeline", 7),
    Room("browse", 7),
    Room("cli", 8),
    Room("docgen", 9),
)

ROOMS: Mapping[str, Room] = {room.name: room for room in _TABLE}

# The package's own file holds its name and version, and every room may read them. `__main__` is
# the door of `cli`.
ROOT = "linkassay"
DOORS: Mapping[str, str] = {"__main__": "cli"}

# Import name of an outside package (or of a standard module that opens a door) -> its one home.
HOMES: Mapping[str, str] = {
    "can_ada": "urls",
    "publicsuffixlist": "urls",
    "charset_normalizer": "extract",
    "justhtml": "extract",
    "linkify_it": "extract",
    "pyromark": "extract",
    "rapidfuzz": "extract",
    "selectolax": "extract",
    "yaml": "extract",
    "msgspec": "config",
    "anyio": "fetch",
    "httpcore": "fetch",
    "httpx": "fetch",
    "ssl": "fetch",
    "sqlite3": "ledger",
    "sqlite_utils": "ledger",
    "rich": "report",
    "datasette": "browse",
    "markupsafe": "browse",
    "pluggy": "browse",
    "uvicorn": "browse",
    "click": "cli",
}

# Standard modules that touch network, disk, clock or chance: not on shelves 1 to 5.
TOUCHING = frozenset(
    {
        "asyncio",
        "ftplib",
        "glob",
        "http.client",
        "http.cookiejar",
        "http.server",
        "io",
        "multiprocessing",
        "os",
        "pathlib",
        "random",
        "secrets",
        "select",
        "shutil",
        "signal",
        "smtplib",
        "socket",
        "socketserver",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
    }
)

# Package data is code, so reading it is no door; rules are found by walking their package, and
# readers of document kinds by their names in one table.
PACKAGE_READERS: Mapping[str, frozenset[str]] = {
    "pkgutil": frozenset({"tables", "extract", "rules"}),
    "importlib": frozenset({"rules"}),
}

# What only the skin does (and the mirror, a program of its own): print, exit, read the
# environment or the wall clock.
SKIN = frozenset({"cli", "docgen"})
SKIN_NAMES = frozenset({"print", "input", "exit", "quit", "breakpoint"})
SKIN_ATTRIBUTES = frozenset(
    {
        ("date", "today"),
        ("datetime", "now"),
        ("datetime", "today"),
        ("datetime", "utcnow"),
        ("os", "environ"),
        ("os", "getenv"),
        ("sys", "argv"),
        ("sys", "exit"),
        ("sys", "stderr"),
        ("sys", "stdout"),
        ("time", "time"),
    }
)


def room_of(module: str) -> str | None:
    """The room of a dotted module name below `linkassay`; `None` where the table has none.

    The package's own file answers `ROOT`.
    """
    parts = module.split(".")
    if parts[0] != ROOT:
        return None
    if len(parts) == 1:
        return ROOT
    name = DOORS.get(parts[1], parts[1])
    return name if name in ROOMS else None
