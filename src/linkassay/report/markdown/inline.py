"""Data made safe for Markdown (CommonMark 0.31, GFM, and what GitHub and GitLab add to it).

Both turn words into links after the Markdown is read: `@name`, `#1`, `!1`, hashes of commits. No
escape prevents that but a code span, so whatever may be such a word stands in one.
"""

from __future__ import annotations

import re

from linkassay.report.escape import folded, line, visible

LONGEST = 2_000
"""So many letters of one text are shown."""

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$^{}]")
"""What means something anywhere in a line."""

_START = re.compile(r"[#+\-=:]|\d{1,9}(?=[.)])")
"""What means something at the beginning of a block."""

_WORD = re.compile(
    r"""
    ://                         # an address
    | www\.
    | [@#~%!$&][\w"]             # people, issues, labels, milestones, merge requests
    | :[a-z+-][\w+-]*:           # an emoji
    | \b(?:GH|GL)-\d            # an issue
    | \b[0-9a-f]{7,40}\b        # a commit
    | \b[a-z]+:\w               # another scheme
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What GitHub, GitLab or GFM's autolinks may make a link or a picture of, as part of a word."""


_BEFORE, _BEHIND = "“‘", ".,;”’"
"""Marks about a word that are no part of it, and no markup."""


def code(text: str) -> str:
    """A code span on one line: its fence is longer than any run of backticks inside."""
    shown = line(_cut(text))
    if not shown:
        return "` `"
    runs = [len(run) for run in re.findall(r"`+", shown)]
    fence = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def words(text: str) -> str:
    """Prose on one line: nothing in it is markup, a link, a picture or a mention."""
    parts = [_part(part) for part in re.split(r"(\S+)", visible(folded(_cut(text)))) if part]
    said = "".join(parts)
    if start := _START.match(said):
        at = start.end() if start[0].isdigit() else 0
        return f"{said[:at]}\\{said[at:]}"
    return said


def _part(part: str) -> str:
    """A word, in a code span where need be; the end of its sentence stays outside of that."""
    if _WORD.search(part):
        bare = part.lstrip(_BEFORE).rstrip(_BEHIND)
        if bare.startswith("(") and bare.endswith(")"):
            bare = bare[1:-1]
        bare = bare or part
        before, _, behind = part.partition(bare)
        return f"{before}{code(bare)}{behind}"
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", part)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rstrip()}… ({len(text):,} characters)"
