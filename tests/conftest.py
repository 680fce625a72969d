"""One profile for all property tests: a busy machine must not fail them, and CI repeats itself."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "linkassay",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("linkassay")
