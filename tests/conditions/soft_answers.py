"""Answers whose pages are read by the real reader: what tests of soft-dead pages are made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from linkassay.extract.page import page_facts
from linkassay.model import Framing, Hop, Observation

WHEN = datetime(2026, 3, 4, tzinfo=UTC)

ROWS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "soft_rows.toml").read_text(encoding="utf-8")
)
"""Rows from which most cases are made, by their kind; `sentences` for made-up text."""


def prose(count: int, language: str = "en", seed: str = "") -> str:
    """So many words of made-up text (of Chinese and Japanese: signs twice as many)."""
    draw = Random(f"{language} {seed}")
    sentences = ROWS["sentences"][language].split("|")
    joined = language in ("zh", "ja")
    pieces: list[str] = []
    while len(pieces) < count * (2 if joined else 1):
        sentence = draw.choice(sentences)
        words = list(sentence) if joined else sentence.split()
        draw.shuffle(words)
        pieces += words
    cut = pieces[: count * (2 if joined else 1)]
    return ("" if joined else " ").join(cut)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent. `body` is HTML that follows heading and text."""

    title: str = ""
    heading: str = ""
    text: str = ""
    head: str = ""
    body: str = ""
    language: str = "en"

    def html(self) -> bytes:
        heading = f"<h1>{self.heading}</h1>" if self.heading else ""
        title = f"<title>{self.title}</title>" if self.title else ""
        return (
            f'<!DOCTYPE html><html lang="{self.language}"><head><meta charset="utf-8">{title}'
            f"{self.head}</head><body>{heading}<p>{self.text}</p>{self.body}</body></html>"
        ).encode()


def answer(
    asked: str,
    page: Page | None = None,
    *via: tuple[int, str],
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    data: bytes | None = None,
) -> Observation:
    """What was answered: redirects as (status, where to), then a page, or `data` of a kind."""
    body = data if page is None else page.html()
    urls = [asked, *(to for _, to in via)]
    hops = [Hop(url, code, to) for url, (code, to) in zip(urls, via, strict=False)]
    content = body or b""
    return Observation(
        asked,
        WHEN,
        hops=(*hops, Hop(urls[-1], status)),
        status=status,
        headers=(("content-type", kind),),
        framing=Framing.LENGTH,
        raw_bytes=len(content),
        body_sha256=sha256(content).hexdigest(),
        facts=page_facts(content, "utf-8") if page is not None else None,
    )
