"""Sketches as rows, and back."""

from __future__ import annotations

import sqlite3
import struct

from linkassay.ledger.codec import Cell
from linkassay.ledger.tables import TABLES
from linkassay.model import Sketch

_HASH_BYTES = 8


def sketch_cells(sketch: Sketch | None) -> tuple[Cell, ...]:
    """The cells of a sketch but for its version; none for a text that is too short for one."""
    if sketch is None:
        return ()
    return sketch.level, struct.pack(f"<{len(sketch.hashes)}q", *sketch.hashes)


def write_sketch(connection: sqlite3.Connection, version: int, sketch: Sketch | None) -> None:
    """Store the sketch of a version, where there is one."""
    if sketch is not None:
        connection.execute(TABLES["sketches"].insert, (version, *sketch_cells(sketch)))


def unpacked(level: int, hashes: bytes) -> Sketch:
    """A sketch from its row."""
    return Sketch(level, struct.unpack(f"<{len(hashes) // _HASH_BYTES}q", hashes))
