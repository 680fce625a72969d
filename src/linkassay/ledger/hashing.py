"""Hashes of rows, and the tree over them (RFC 9162, 2.1.1: the hash tree of Certificate
Transparency)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

from linkassay.ledger.codec import Cell, joined


def leaf(kind: str, *content: Cell) -> bytes:
    """The hash of one row: SHA-256 over its kind and its content, natural keys instead of numbers.

    The first byte tells a leaf from an inner node (RFC 9162, 2.1.1).
    """
    return sha256(b"\x00" + joined((kind, *content)).encode()).digest()


def finding_hash(document: str, cells: Sequence[Cell]) -> bytes:
    """SHA-256 of a finding's text: its document, and all cells but what they refer to."""
    return sha256(json.dumps([document, *cells]).encode()).digest()


def root_of(sorted_leaves: Iterable[bytes]) -> tuple[bytes, int]:
    """The root of the tree over leaves, and how many there are; memory grows with its height.

    Full subtrees of `SUBTREE` leaves are hashed level by level, which is quicker than leaf by leaf.
    """
    waiting: list[tuple[int, bytes]] = []
    count = 0
    leaves = iter(sorted_leaves)
    while part := list(islice(leaves, SUBTREE)):
        count += len(part)
        size, node = len(part), _root_of(part)
        is_full = size == SUBTREE
        while is_full and waiting and waiting[-1][0] == size:
            node = _joined(waiting.pop()[1], node)
            size *= 2
        waiting.append((size, node))
    if not waiting:
        return sha256(b"").digest(), 0
    _, node = waiting.pop()
    while waiting:
        node = _joined(waiting.pop()[1], node)
    return node, count


SUBTREE = 4096


def _root_of(nodes: list[bytes]) -> bytes:
    """The root over some leaves: pairs are joined, and one without a partner goes up as it is."""
    while len(nodes) > 1:
        odd = nodes[-1:] if len(nodes) % 2 else []
        nodes = [*map(_joined, nodes[::2], nodes[1::2]), *odd]
    return nodes[0]


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
