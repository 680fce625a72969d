"""Texts whose day is known and withheld: what their words say of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from linkassay.model import DOCUMENT, Clock, Clue, Source
from score.audited import Said, audit
from score.data import Absent


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, the set it is of, and its day."""

    name: str
    kind: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class TextReading:
    """What was read: the days told, whether the text itself states them, and the clues to the day
    of publication."""

    name: str
    kind: str
    day: date
    said: tuple[Said, ...]
    stated: bool
    clues: tuple[Clue, ...]


def texts_below(folder: Path) -> Iterator[DatedText]:
    """The texts of a folder: `*.jsonl`, a line an object with name, set, text and day (ISO).

    Raises `Absent` where the folder has none.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise Absent(f"no *.jsonl in {folder}")
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield DatedText(row["name"], row["set"], row["text"], date.fromisoformat(row["day"]))


def read_text(item: DatedText) -> TextReading:
    """Read a text as plain text."""
    audited = audit(Source("text.txt", item.text.encode(), "text/plain", "utf-8"))
    clues = tuple(
        clue
        for clue in audited.reading.clues
        if clue.subject == DOCUMENT and clue.clock is Clock.PUBLISHED
    )
    stated = bool(audited.dating.statements)
    return TextReading(item.name, item.kind, item.day, audited.said(), stated, clues)


def read_texts(items: Iterable[DatedText]) -> list[TextReading]:
    """Read texts on all processors, in their order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(read_text, items, chunksize=50))
