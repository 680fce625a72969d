"""Documents that cite the pages of a web, every page once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

LINKS_OF_A_DOCUMENT = 500

_HEAD = "# What the harbour council read, part {number}\n\nPublished: 14 May 2023\n\n"
_LINE = "- The council took up [the report on quay {number}]({url}) and sent it on.\n"


def write(
    folder: Path, url: Callable[[int], str], links: int, each: int = LINKS_OF_A_DOCUMENT
) -> int:
    """Write Markdown that cites so many pages; gives how many documents they are."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = 0
    for first in range(0, links, each):
        lines = (
            _LINE.format(number=number, url=url(number))
            for number in range(first, min(first + each, links))
        )
        text = _HEAD.format(number=documents) + "".join(lines)
        (folder / f"part-{documents:05}.md").write_text(text, "utf-8")
        documents += 1
    return documents
