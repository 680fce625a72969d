"""Why a file was not read, and what may be done about it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from linkassay.model import UnreadSource
from linkassay.sources.locators import printable
from linkassay.tables.endings import passed_over

_LIKE_A_HOST = re.compile(r"www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE)


def missing(path: Path, name: str, argument: str) -> UnreadSource:
    """What is told of a path that leads to nothing, and of what was typed for it."""
    if path.is_symlink():
        problem = "is a link to a file that does not exist"
        return UnreadSource(name, problem, "Correct or remove the link.")
    from difflib import get_close_matches

    near = get_close_matches(path.name, _neighbours(path.parent), n=3, cutoff=0.6)
    advice = f"Did you mean {' or '.join(near)}?" if near else "Check the path."
    if not near and _is_like_a_host(argument):
        advice = f"For an article on the web, write https://{argument}"
    return UnreadSource(name, "does not exist", advice)


def _is_like_a_host(argument: str) -> bool:
    """`www.example.org`, `example.org/x`, `example.org`; a bare `notes.md` is like a file."""
    if _LIKE_A_HOST.match(argument):
        return True
    from linkassay.extract.kinds import KINDS
    from linkassay.urls import is_domain

    ending = Path(argument).suffix.lower()
    is_file_name = ending in passed_over() or any(ending in kind.endings for kind in KINDS)
    return is_domain(argument) and not is_file_name


def _neighbours(folder: Path) -> list[str]:
    try:
        names = [printable(path.name) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted(name for name in names if not name.startswith("."))


_ADVICE = {
    errno.ELOOP: "Remove the link: it leads in a circle.",
    errno.EIO: "Check the disk it lies on.",
}


def refused(problem: OSError, name: str, advice: str = "") -> UnreadSource:
    """What is told of a file that the system does not let us read."""
    advice = advice or _ADVICE.get(problem.errno or 0, "Check its permissions.")
    reason = (problem.strerror or "unknown reason").lower()
    return UnreadSource(name, f"cannot be read ({reason})", advice)
