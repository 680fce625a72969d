"""The hand-kept table: shelves, rooms, and who may be at home where (docs/design.md, Rooms)."""

from __future__ import annotations

from collections.abc import Mapping

ROOT = "linkassay"
"""The package's own file holds its name and version, and every room may read them."""

SHELVES: Mapping[str, tuple[str, ...]] = {
    "words": ("model", "errors", "ports", "tables"),
    "reading": ("urls", "dates"),
    "meaning": ("extract", "conditions"),
    "opinions": ("rules",),
    "deciding": ("judge", "plan", "repair"),
    "rim": ("config", "sources", "workers", "fetch", "cluster", "ledger", "report"),
    "wiring": ("pipeline", "browse"),
    "command line": ("cli",),
}
"""Title -> rooms, the lowest shelf first. A room imports from lower shelves only."""

PURE = 5
"""Shelves 1 to 5 never touch network, disk, clock or chance."""

ROOMS: Mapping[str, int] = {
    room: shelf for shelf, rooms in enumerate(SHELVES.values(), 1) for room in rooms
}
"""Room -> number of its shelf."""

NEIGHBOURS = frozenset({("ports", "model"), ("tables", "model"), ("dates", "urls")})
"""(room, room of the same shelf that it may import)."""

ENTRY_POINTS: Mapping[str, str] = {"__main__": "cli"}

PACKAGE_OWNERS: Mapping[str, tuple[str, ...]] = {
    "model": ("msgspec",),
    "tables": ("rtoml",),
    "urls": ("can_ada", "publicsuffixlist"),
    "extract": (
        "charset_normalizer",
        "htmldate",
        "justhtml",
        "lxml",
        "pyromark",
        "rapidfuzz",
        "selectolax",
        "yaml",
    ),
    "fetch": ("anyio", "certifi", "httpcore", "httpx", "protego", "pycurl", "ssl"),
    "cluster": ("dask", "distributed"),
    "ledger": ("sqlite3", "sqlite_utils"),
    "report": ("jinja2", "rich"),
    "browse": ("datasette", "markupsafe", "pluggy", "uvicorn"),
    "cli": ("click",),
}
"""Room -> outside packages, and standard modules that open a door, which only it may import."""

OWNER_OF: Mapping[str, str] = {
    package: room for room, packages in PACKAGE_OWNERS.items() for package in packages
}

PACKAGE_READERS: Mapping[str, frozenset[str]] = {
    "pkgutil": frozenset({"tables", "extract", "rules"}),
    "importlib": frozenset({"rules"}),
}
"""Package data is code, and rules and readers of document kinds are found in their packages:
standard module -> the pure rooms that may use it."""

IMPURE_MODULES = frozenset(
    {
        "asyncio", "fcntl", "ftplib", "glob", "http.client", "http.cookiejar", "http.server", "io",
        "multiprocessing", "os", "pathlib", "random", "secrets", "select", "shutil", "signal",
        "smtplib", "socket", "socketserver", "subprocess", "sys", "tempfile", "threading", "time",
        "urllib.request", "uuid",
    }
)  # fmt: skip
"""Standard modules that touch network, disk, clock or chance."""

CLI_ONLY_CALLS = frozenset({"print", "input", "exit", "quit", "breakpoint"})
CLI_ONLY_ATTRIBUTES = frozenset(
    {
        "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "os.environ",
        "os.getenv", "sys.argv", "sys.exit", "sys.stderr", "sys.stdout", "time.time",
    }
)  # fmt: skip
"""What only `cli` does: print, exit, read the environment or the wall clock."""


def room_of(module: str) -> str | None:
    """The room of a dotted module name below `linkassay`; `None` where the table has none.

    The package's own file answers `ROOT`.
    """
    top, _, below = module.partition(".")
    if top != ROOT:
        return None
    name = below.partition(".")[0]
    name = ENTRY_POINTS.get(name, name)
    return ROOT if not name else name if name in ROOMS else None
