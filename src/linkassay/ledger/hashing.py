"""Hashes of rows, and the tree over them (RFC 9162, 2.1.1: the hash tree of Certificate
Transparency)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from linkassay.ledger.codec import Cell, joined


def leaf(kind: str, *content: Cell) -> bytes:
    """The hash of one row: SHA-256 over its kind and its content, natural keys instead of numbers.

    The first byte tells a leaf from an inner node (RFC 9162, 2.1.1).
    """
    return sha256(b"\x00" + joined((kind, *content)).encode()).digest()


def root_of(sorted_leaves: Iterable[bytes]) -> tuple[bytes, int]:
    """The root of the tree over leaves, and how many there are; memory grows with its height."""
    waiting: list[tuple[int, bytes]] = []
    count = 0
    for one in sorted_leaves:
        count += 1
        height, node = 0, one
        while waiting and waiting[-1][0] == height:
            node = _joined(waiting.pop()[1], node)
            height += 1
        waiting.append((height, node))
    if not waiting:
        return sha256(b"").digest(), 0
    _, node = waiting.pop()
    while waiting:
        node = _joined(waiting.pop()[1], node)
    return node, count


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
