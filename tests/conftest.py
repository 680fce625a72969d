"""No network beyond loopback, and the profiles of property tests: a busy machine must not fail
them, and CI repeats itself."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from network_guard.sitecustomize import refused

FAST, THOROUGH = "fast", "thorough"

for name, examples in ((FAST, 30), (THOROUGH, 200)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Beside the slow tests, property tests try more examples."""
    fast = config.option.markexpr == "not slow"
    settings.load_profile(FAST if fast else THOROUGH)


@pytest.fixture(autouse=True)
def _stays_on_loopback() -> Iterator[None]:
    """Fail the test that wanted to leave this machine, even if its code under test hid that."""
    yield
    wanted, refused[:] = list(refused), []
    assert not wanted, f"the test wanted to {', '.join(wanted)}"
