"""Which links of a page stand in its article, found without any code of linkassay.

The article is the longest run of paragraphs: of all `p` elements that hold a sentence, those that
hang by the same path of tags from the same element and have the most words outside links. Links in
them are the article's; links near them that a person would have to judge (in short paragraphs,
lists and quotations of the same element) are left out of the count; all others are elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selectolax.lexbor import LexborHTMLParser

FEWEST_WORDS = 10
"""A paragraph with so many words outside links and a sentence mark holds a sentence."""
FEWEST_PARAGRAPHS = 3
"""A page with a shorter run has no article that could be told from its surroundings."""
DEEPEST = 4
"""So many elements up a run may hang together (each paragraph may have a wrapper of its own)."""

NEARLY_ALL = 0.85
"""Of runs with nearly as many words as the longest the one counts that hangs together closest."""

_SENTENCE_MARK = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s|$)|[。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMENT = re.compile(r"comment|respond|disqus|reply|replies", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_APART = frozenset(("nav", "footer", "aside", "form", "figure", "noscript", "template", "header"))
_LEFT_OUT = frozenset(("p", "li", "blockquote", "dd", "td", "h2", "h3", "h4", "div", "section"))


class Standing(StrEnum):
    """Where the gold has a link."""

    ARTICLE = "article"
    ELSEWHERE = "elsewhere"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link of a page: the `href` as written, its words, and where the gold has it."""

    href: str
    words: str
    standing: Standing


def gold_links(html: str) -> list[GoldLink] | None:
    """The links of a page in document order; `None` where it has no article to be told apart."""
    body = LexborHTMLParser(html).body
    container, run = _article(body)
    return list(_judged(body, container, {node.mem_id for node in run})) if run else None


def gold_paragraphs(html: str) -> list[str]:
    """The text of the article's paragraphs; none where the page has no article."""
    _, run = _article(LexborHTMLParser(html).body)
    return [" ".join(node.text(deep=True).split()) for node in run]


def _article(body: Any) -> tuple[Any, list[Any]]:
    """The element that the article's paragraphs hang from, and these; none where they are few."""
    if body is None:
        return None, []
    paragraphs = [node for node in body.css("p") if _holds_sentence(node) and not _is_apart(node)]
    container, run = _longest_run(paragraphs)
    return (container, run) if len(run) >= FEWEST_PARAGRAPHS else (None, [])


def _longest_run(paragraphs: list[Any]) -> tuple[Any, list[Any]]:
    """The element that the article's paragraphs hang from, and these."""
    runs: dict[tuple[int, str], list[Any]] = defaultdict(list)
    holders: dict[int, Any] = {}
    for node in paragraphs:
        path, holder = "p", node
        for _ in range(DEEPEST):
            holder = holder.parent
            if holder is None or holder.tag == "html":
                break
            runs[holder.mem_id, path].append(node)
            holders[holder.mem_id] = holder
            path = f"{holder.tag}>{path}"
    if not runs:
        return None, []
    words = {key: sum(_words_outside_links(node) for node in run) for key, run in runs.items()}
    least = NEARLY_ALL * max(words.values())
    best = max(runs, key=lambda key: (words[key] >= least, -key[1].count(">"), words[key]))
    return holders[best[0]], runs[best]


def _judged(body: Any, container: Any, run: set[int]) -> Iterator[GoldLink]:
    order = {node.mem_id: at for at, node in enumerate(body.traverse(include_text=False))}
    places = sorted(order[item] for item in run)
    for node in body.css("a[href]"):
        holder = _block_of(node)
        within = _is_within(node, container)
        if any(item.mem_id in run for item in _ancestors(node)):
            standing = Standing.ARTICLE
        elif (
            within
            and places[0] < order[node.mem_id] < places[-1]
            and holder.tag in _LEFT_OUT
            and not _is_apart(holder)
            and _words_outside_links(holder) >= 3
        ) or (within and holder.tag in _LEFT_OUT and _holds_sentence(holder)):
            standing = Standing.UNDECIDED
        else:
            standing = Standing.ELSEWHERE
        words = " ".join(node.text(deep=True).split())
        yield GoldLink((node.attributes.get("href") or "").strip(), words, standing)


def _ancestors(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.parent


def _is_within(node: Any, container: Any) -> bool:
    return any(item.mem_id == container.mem_id for item in _ancestors(node))


_INLINE = frozenset(("a", "b", "i", "em", "strong", "span", "u", "small", "sup", "sub", "font"))


def _block_of(node: Any) -> Any:
    return next(item for item in _ancestors(node) if item.tag not in _INLINE)


def _is_apart(node: Any) -> bool:
    """Whether an element stands in one that holds no article's text, or is not seen."""
    for item in _ancestors(node):
        attributes = item.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if item.tag in ("html", "body", "main", "article"):
            continue
        if item.tag in _APART or "hidden" in attributes or _COMMENT.search(names):
            return True
        if _HIDING.search(attributes.get("style") or ""):
            return True
    return False


def _holds_sentence(node: Any) -> bool:
    text = node.text(deep=True)
    return _words_outside_links(node) >= FEWEST_WORDS and _SENTENCE_MARK.search(text) is not None


def _words_outside_links(node: Any) -> int:
    linked = sum(len(_WORD.findall(item.text(deep=True))) for item in node.css("a"))
    return len(_WORD.findall(node.text(deep=True))) - linked
