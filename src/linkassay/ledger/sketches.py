"""Sketches as rows, and back."""

from __future__ import annotations

import sqlite3
import struct

from linkassay.ledger.tables import TABLES
from linkassay.model import Sketch

_HASH_BYTES = 8


def write_sketch(connection: sqlite3.Connection, version: int, sketch: Sketch | None) -> None:
    """Store the sketch of a version; a text that is too short has none."""
    if sketch is not None:
        hashes = struct.pack(f"<{len(sketch.hashes)}q", *sketch.hashes)
        connection.execute(TABLES["sketches"].insert, (version, sketch.level, hashes))


def unpacked(level: int, hashes: bytes) -> Sketch:
    """A sketch from its row."""
    return Sketch(level, struct.unpack(f"<{len(hashes) // _HASH_BYTES}q", hashes))
