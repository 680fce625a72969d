"""Where the data lies that is scored against, and how it is opened: never unpacked, never copied.

What each file is and its licence: `../shared/data/README.md`.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

NOW = datetime(2026, 11, 24, tzinfo=UTC)
"""The day of every audit here, so that figures of two days can be compared."""

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


class Absent(Exception):
    """The data of a score is not here."""


def text_of(name: str) -> str:
    """A text file of the data folder. Raises `Absent`."""
    return _found(name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A real page: its address, its bytes, and the day of publication as a person read it."""

    file: str
    url: str
    html: bytes
    day: date


def pages() -> Iterator[GoldPage]:
    """The pages of the archive that have a day, in its own order. Raises `Absent` at once."""
    return _pages(_found("dates/pages.tar.xz"))


def _pages(archive: Path) -> Iterator[GoldPage]:
    with tarfile.open(archive) as opened:
        files = {
            item.name: stream.read()
            for item in opened
            if (stream := opened.extractfile(item)) is not None
        }
    for row in json.loads(files["gold.json"]):
        if isinstance(row["date"], str):  # four pages have none: NaN
            day = date.fromisoformat(row["date"])
            yield GoldPage(row["file"], row["url"], files[row["file"]], day)


def _found(name: str) -> Path:
    path = FOLDER / name
    if not path.is_file():
        raise Absent(f"there is no ../shared/data/{name} beside this checkout")
    return path
