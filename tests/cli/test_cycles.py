"""How often the interpreter looks for cycles: hardly ever until all is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import gc
from linkassay.cli import cycles
if {started}:
    cycles.start()
loaded = [[] for _ in range(1000)]
cycles.work()
print(gc.get_threshold() == cycles.AT_WORK, gc.get_freeze_count() > 1000)
"""


@pytest.mark.parametrize(("started", "told"), [(True, "True True"), (False, "False False")])
def test_what_was_loaded_is_left_alone_where_the_program_started_so(started, told):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(started=started)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == told
