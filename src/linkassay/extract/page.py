"""The facts in the head of a page that the web gave us, to compare and date a link's target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linkassay.extract.decode import decode_leniently
from linkassay.extract.linked_data import is_linked_data, linked_data
from linkassay.extract.linked_own import LinkedWork, own_statements
from linkassay.extract.metadata import facts, link_statements, meta_statements
from linkassay.model import Meta, PageFacts

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_OVERLONG_TAG = re.compile(r"<(?!!--)[^<>]{8192,}")
_MOST_TAGS = 5000
"""40,000 attributes on one tag or 40,000 nested elements cost the parser seconds (measured), so no
tag above 8 KiB and no more tags than this reach it."""


def page_facts(head: bytes, charset: str | None = None) -> PageFacts:
    """What the first bytes of a page say before its body begins. Never raises.

    Each day comes with the field that states it; the table of fields says which one counts.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_before_body(decode_leniently(head, charset)))
    found = facts(head_statements(tree))
    return PageFacts(
        title=_title(tree),
        canonical=found.canonical.value if found.canonical else None,
        published=found.published.value if found.published else None,
        published_source=found.published.name if found.published else None,
        modified=found.modified.value if found.modified else None,
    )


def head_statements(tree: Any) -> list[Meta]:
    """What a tree of selectolax states about its page, in document order."""
    return own_statements(list(_found(tree)), _title(tree), None)


def _found(tree: Any) -> Iterator[Meta | LinkedWork]:
    for node in tree.css("meta, link, script"):
        if node.tag == "meta":
            pairs = meta_statements(node.attributes)
        elif node.tag == "link":
            pairs = link_statements(node.attributes)
        elif is_linked_data(node.attributes.get("type")):
            for work in linked_data(node.text()):
                yield LinkedWork(work, tuple(Meta(item.name, item.value) for item in work.values))
            continue
        else:
            continue
        yield from (Meta(name, value) for name, value in pairs)


def _before_body(text: str) -> str:
    body = _BODY.search(text)
    head = _OVERLONG_TAG.sub("", text[: body.start()] if body else text)
    if head.count("<") <= _MOST_TAGS:
        return head
    at = 0
    for _ in range(_MOST_TAGS):
        at = head.find("<", at) + 1
    return head[: at - 1]


def _title(tree: Any) -> str | None:
    node = tree.css_first("title")
    return (" ".join(node.text().split()) or None) if node else None
