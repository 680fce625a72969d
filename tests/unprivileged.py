"""Running a piece of program for which a closed file is closed, also where tests run as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import linkassay

SOURCE = Path(linkassay.__file__).parents[1]
DROPPED = "-dac_override,-dac_read_search"
"""By these capabilities root reads and writes whatever permissions say (capabilities(7))."""


def run_closed(script: str, *arguments: str) -> str:
    """What `script` prints; it must end well. Skips where root cannot give up its privilege."""
    done = subprocess.run(
        [*_without_privilege(), sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _without_privilege() -> list[str]:
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root reads everything, and setpriv is not there to change that")
    prefix = [setpriv, f"--bounding-set={DROPPED}", f"--inh-caps={DROPPED}"]
    if subprocess.run([*prefix, "true"], capture_output=True, timeout=30, check=False).returncode:
        pytest.skip("root reads everything, and may not give that up here")
    return prefix
