"""No network beyond loopback, and one profile for all property tests: a busy machine must not fail
them, and CI repeats itself."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from network_guard.sitecustomize import refused

settings.register_profile(
    "linkassay",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("linkassay")


@pytest.fixture(autouse=True)
def _stays_on_loopback() -> Iterator[None]:
    """Fail the test that wanted to leave this machine, even if its code under test hid that."""
    yield
    wanted, refused[:] = list(refused), []
    assert not wanted, f"the test wanted to {', '.join(wanted)}"
