"""The machines of a Dask cluster: found, refused, lost."""

from __future__ import annotations

import sys

import pytest

from cluster import entries
from linkassay.cluster.dask_crowd import connected
from linkassay.errors import UsageError


def refused(address):
    with pytest.raises(UsageError) as raised, connected(address, entries.ask, "run"):
        pass
    return raised.value


def test_without_the_library_the_next_step_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    error = refused("local")
    assert "not installed" in error.what
    assert error.advice == "pip install 'linkassay[cluster]'"


class TestWithDask:
    """What needs the library, which is an extra."""

    @pytest.fixture(autouse=True)
    def library(self):
        pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

    @pytest.mark.parametrize("address", ["local:0", "local:many", "local:"])
    def test_a_number_of_workers_is_a_number(self, address):
        assert "no number of workers" in refused(address).what

    @pytest.mark.parametrize("address", ["127.0.0.1:1", "tcp://127.0.0.1:1", "nonsense://x"])
    def test_where_nobody_answers_it_is_told(self, address, monkeypatch):
        monkeypatch.setattr("linkassay.cluster.dask_crowd.CONNECT_SECONDS", 0.3)
        error = refused(address)
        assert "no Dask scheduler answers" in error.what
        assert error.where == f"--cluster {address}"
