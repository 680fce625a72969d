"""What a Python that is started from any folder must know: where we are."""

from __future__ import annotations

import os
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """The variables of the environment by which it finds the bench, and the program measured."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    found = dict.fromkeys([str(TOOLS), *(str(Path(path).resolve()) for path in paths if path)])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found)}
