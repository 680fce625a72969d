"""A copy of the checkout that counts as set up, although nothing is installed in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = shutil.ignore_patterns(".*cache", ".git", ".venv", ".peers", "__pycache__", "*.db*")


def copy(to: Path) -> Path:
    """The copy, a repository as the host would leave it.

    Its `.venv` borrows the packages of the Python that runs the tests, and finds linkassay in the
    copy itself; the stamp is the one that `.ci/setup` would have written.
    """
    for name in (".ci", ".github", "src", "requirements"):
        shutil.copytree(ROOT / name, to / name, ignore=LEFT_BEHIND)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, to / name)
    (to / ".git").mkdir()
    venv = to / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    site = next(venv.glob("lib/python*/site-packages"))
    found = [str(to / "src"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (site / "borrowed.pth").write_text("\n".join(dict.fromkeys(found)) + "\n")
    stamp = subprocess.run(
        ["sh", str(to / ".ci/setup"), "stamp", "run"], check=True, capture_output=True, text=True
    )
    (venv / "linkassay-ready").write_text(stamp.stdout)
    return to
