"""What is loaded for asking: libcurl does without the other client."""

from __future__ import annotations

import subprocess
import sys

import pytest

CLIENTS = "{'anyio', 'httpcore', 'httpx'}"


@pytest.mark.parametrize("module", ["linkassay.fetch", "linkassay.fetch.curl.exchanges"])
def test_httpx_is_loaded_where_it_asks(module):
    if "curl" in module:
        pytest.importorskip("pycurl", reason="the extra fast is not installed")
    script = f"import sys, {module}; print(sorted({CLIENTS} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
