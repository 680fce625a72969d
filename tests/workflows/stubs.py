"""Programs that only take notes of how they were called."""

from __future__ import annotations

from pathlib import Path

NOTES = """#!/bin/sh
echo "$@" >> "$LOG"
if test "$2" = venv; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""


def noting(tools: Path) -> Path:
    """A `python` in `tools` that writes its words to $LOG, and "makes" what -m venv names.

    Gives a place for that log.
    """
    tools.mkdir(exist_ok=True)
    (tools / "python").write_text(NOTES)
    (tools / "python").chmod(0o755)
    return tools.parent / "log"
