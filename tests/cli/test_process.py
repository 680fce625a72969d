"""What a process asks of its system."""

import ctypes
import resource
import subprocess
import sys

import pytest

from linkassay.cli.process import VARIABLES, keep_arena, open_more

HAS_GLIBC = hasattr(ctypes.CDLL(None), "gnu_get_libc_version")


@pytest.mark.skipif(not HAS_GLIBC, reason="the allocator is not glibc's")
def test_the_arena_is_kept():
    assert keep_arena({})


@pytest.mark.parametrize("name", VARIABLES)
def test_whoever_has_settled_it_is_heeded(name):
    assert not keep_arena({name: "131072"})


def test_the_limit_of_descriptors_is_raised_as_far_as_it_may_be():
    script = (
        "import resource, sys\n"
        "from linkassay.cli.process import open_more\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 200))\n"
        "assert [open_more(wanted) for wanted in (32, 100, 5000)] == [64, 100, 200]\n"
        "assert resource.getrlimit(resource.RLIMIT_NOFILE) == (200, 200)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_limit_is_never_lowered():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert open_more(1) == before[0]
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
