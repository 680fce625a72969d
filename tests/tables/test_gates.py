"""The tables of gates and of what stands before a page."""

from __future__ import annotations

import pytest

from linkassay.conditions.arrival import path_words
from linkassay.tables import rows
from linkassay.tables.gates import (
    Gate,
    GateHosts,
    GateLabels,
    GatePaths,
    ProtocolParameters,
    ReturnParameters,
    labels,
    path_names,
    protocol_parameters,
    return_parameters,
)
from linkassay.tables.page_signs import SignKind, SignPlace, SignWeight, page_signs

TYPES = {
    "host": GateHosts,
    "label": GateLabels,
    "path": GatePaths,
    "parameter": ReturnParameters,
    "protocol": ProtocolParameters,
}
PAIRED = (SignWeight.SUBJECT, SignWeight.TOPIC, SignWeight.ACT, SignWeight.BLOCK)


@pytest.mark.parametrize("key", TYPES)
def test_each_row_has_a_source(key):
    assert all(row.source for row in rows("gates", key, TYPES[key]))


def test_each_gate_has_names():
    for gate in Gate:
        known = path_names(gate, alone=True) | path_names(gate, alone=False)
        assert known
        assert labels(gate, alone=True) | labels(gate, alone=False)


@pytest.mark.parametrize("gate", Gate)
def test_names_in_paths_are_written_as_paths_are_read(gate):
    for alone in (True, False):
        for name in path_names(gate, alone=alone):
            assert path_words(f"https://a.example/{'-'.join(name)}") == name
            assert len(name) <= 4
    assert not path_names(gate, alone=True) & path_names(gate, alone=False)


@pytest.mark.parametrize("gate", Gate)
def test_labels_and_parameters_are_written_as_they_are_read(gate):
    for alone in (True, False):
        known = labels(gate, alone=alone)
        assert all(label == label.lower().rstrip("0123456789") for label in known)
    parameters = return_parameters(only_back=False) | protocol_parameters(gate)
    assert all(name == name.casefold() and name.isalnum() for name in parameters)
    assert return_parameters(only_back=True) < return_parameters(only_back=False)


def test_what_is_said_of_walls_and_portals_stands_in_their_rows():
    for row in page_signs():
        assert (row.says is not None) == (row.kind in (SignKind.WALL, SignKind.PORTAL)), row.sign


def test_words_that_count_in_pairs_are_asked_of_short_texts_only():
    found: dict[tuple[SignKind, str], set[SignWeight]] = {}
    for row in page_signs():
        if row.weight in PAIRED:
            assert row.limit is not None
            assert row.limit <= 60
            assert row.where in (SignPlace.TEXT, SignPlace.TITLE)
            if row.language is not None:
                found.setdefault((row.kind, row.language), set()).add(row.weight)
    assert len(found) > 20
    assert all(
        weights & {SignWeight.SUBJECT} and weights & {SignWeight.ACT} for weights in found.values()
    )


def test_what_proves_a_wall_by_itself_is_asked_of_pages_with_few_words_only():
    proofs = [row for row in page_signs() if row.weight is SignWeight.PROOF]
    assert len(proofs) > 30
    assert all(row.limit is not None and row.limit <= 600 for row in proofs)
