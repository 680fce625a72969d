"""Where the data lies that is scored against, and how it is opened: never unpacked, never copied.

They lie outside the repository: their licences are not ours to pass on.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

NOW = datetime(2026, 11, 24, tzinfo=UTC)
"""The day of every audit here, so that figures of two days can be compared."""

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"

LINKS, NO_LINKS = "urls/linkify-links.txt", "urls/linkify-not-links.txt"
GFM_SPEC = "urls/gfm-spec.txt"
PAGES = "dates/pages.tar.xz"

FILES: Mapping[str, str] = {
    LINKS: "linkify-it's fixtures, texts with an address",
    NO_LINKS: "linkify-it's fixtures, texts without one",
    GFM_SPEC: "the source of the GitHub Flavored Markdown specification",
    PAGES: "real pages with the days on which they were published, as `gold.json` and files",
}
"""What is scored against, by its place in the folder."""


class Absent(Exception):
    """The data of a score is not here."""


def absent() -> list[str]:
    """One line for each file that is not here: where it is looked for, and what it would be."""
    return [f"{FOLDER / name} ({what})" for name, what in FILES.items() if not _is_here(name)]


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
    return _pages(_found(PAGES))


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
    if not _is_here(name):
        raise Absent(f"shared/data/{name} is not beside this checkout")
    return FOLDER / name


def _is_here(name: str) -> bool:
    return (FOLDER / name).is_file()
