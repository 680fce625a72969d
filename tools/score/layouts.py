"""Documents put together from a statement, prose and links: Markdown, plain text, a page."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linkassay.model import Source
from score.prose import HERE
from score.statement_forms import Stated


@dataclass(frozen=True, slots=True)
class Piece:
    """What a document is made of. `paragraphs` hold links as `{0}`, `{1}` … into `urls`."""

    title: str
    language: str
    stated: Stated
    paragraphs: tuple[str, ...]
    urls: tuple[str, ...]


def markdown(piece: Piece, name: str) -> Source:
    """A Markdown document with inline links."""
    links = [f"[{HERE[piece.language]}]({url})" for url in piece.urls]
    return Source(f"{name}.md", _text(piece, f"# {piece.title}", links).encode(), "text/markdown")


def plain(piece: Piece, name: str) -> Source:
    """A plain text with bare addresses in brackets."""
    links = [f"({url})" for url in piece.urls]
    return Source(f"{name}.txt", _text(piece, piece.title, links).encode(), "text/plain")


def text_of(piece: Piece, name: str, dice: random.Random) -> Source:
    """A Markdown document or a plain text; only Markdown has front matter."""
    return (markdown if piece.stated.head else dice.choice((markdown, plain)))(piece, name)


def _text(piece: Piece, title: str, links: Sequence[str]) -> str:
    first, *rest = (text.format(*links) for text in piece.paragraphs)
    parts = [title, *piece.stated.lines, piece.stated.lead + first, *rest]
    return piece.stated.head + "\n\n".join([*parts, ""])


def page(piece: Piece, name: str, shown: date, *, tiles: bool = False) -> Source:
    """A news page with the furniture that goes with it.

    `shown` is the day of the copy: the tabs, cards and the archive beside the article carry the
    news of that day. With `tiles` nothing in the markup calls them what they are.
    """
    links = [f'<a href="{url}">{HERE[piece.language]}</a>' for url in piece.urls]
    first, *rest = (text.format(*links) for text in piece.paragraphs)
    paragraphs = "".join(f"<p>{text}</p>\n" for text in (piece.stated.lead + first, *rest))
    lines = "".join(f'<p class="c-{at}">{line}</p>' for at, line in enumerate(piece.stated.lines))
    text = f"""<!DOCTYPE html>
<html lang="{piece.language}"><head><meta charset="utf-8">
<title>{piece.title} | Harbour Courier</title>{piece.stated.head}
<link rel="stylesheet" href="/static/site.css"><script src="/static/app.js"></script></head>
<body><header><a href="/">Harbour Courier</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/port">Port</a></li></ul></nav></header>
<main><article><h1>{piece.title}</h1>{lines}
<figure><img src="/img/{shown:%Y/%m/%d}/quay.jpg" alt=""><figcaption>The quay.</figcaption></figure>
{paragraphs}</article>
{_tiles(shown) if tiles else _cards(shown)}</main>
<footer><p>© {shown.year} Harbour Courier. <a href="/imprint">Imprint</a></p></footer>
</body></html>"""
    return Source(f"{name}.html", text.encode(), "text/html", "utf-8")


_HEADLINES = ("Ferry prices rise again", "New lights for the mole", "The storm and its costs")


def _news(shown: date) -> list[tuple[str, str]]:
    return [
        (f"/{shown - timedelta(days=at):%Y/%m/%d}/{text.lower().replace(' ', '-')}", text)
        for at, text in enumerate(_HEADLINES)
    ]


def _cards(shown: date) -> str:
    items = "".join(
        f'<li><a href="https://harbour-courier.example{path}">{text}</a></li>'
        for path, text in _news(shown)
    )
    return f'<aside class="most-read"><h2>Most read</h2><ol>{items}</ol></aside>'


def _tiles(shown: date) -> str:
    items = "".join(
        f'<div class="x{at}f3"><a href="https://harbour-courier.example{path}">'
        f'<img src="/t/{at}.jpg"><span>{text}</span></a></div>'
        for at, (path, text) in enumerate(_news(shown))
    )
    return f'<div class="x9a1"><div class="x9a2">{items}</div></div>'
