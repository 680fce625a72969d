"""Copies of what a package is built from, for tests that really build one."""

from __future__ import annotations

import shutil
from pathlib import Path

from workflows.foreign import ROOT, git

FILES = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")


def copied(place: Path) -> Path:
    """A repository in `place` with one commit, its files as new as they are here."""
    place.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(ROOT / name, place / name)
    shutil.copytree(ROOT / "src", place / "src", ignore=shutil.ignore_patterns("__pycache__"))
    git(place, "init", "-q", "-b", "main")
    git(place, "add", "--all")
    git(place, "commit", "-q", "-m", "one")
    return place
