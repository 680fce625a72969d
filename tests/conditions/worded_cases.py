"""Pages in free wordings, read from `worded.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from conditions.barrier_case import Case, page


def _case(number: int, row: dict) -> Case:
    html = page(row["title"], row["body"], lang=row["language"])
    name = f"{number} {row['title'] or row['language']}"
    return Case(
        name, row["means"], html, row.get("status", 200), row["url"], tuple(row.get("to", ()))
    )


ROWS = tomllib.loads(Path(__file__).with_name("worded.toml").read_text("utf-8"))["case"]
WORDED = tuple(_case(number, row) for number, row in enumerate(ROWS))
