"""Patterns of a `.gitignore` file, as git reads them (gitignore(5), and git's wildmatch).

A pattern speaks of one path, a file's or a folder's, and not of what lies below it: whoever walks
passes over a folder as a whole. A test holds them against git's own answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": r"\x21-\x7e", "lower": "a-z", "print": r"\x20-\x7e",
    "punct": r"!-/:-@\[-`{-~", "space": r"\s", "upper": "A-Z", "xdigit": "0-9a-fA-F",
}  # fmt: skip
"""Names of POSIX character classes that may stand in brackets."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: the paths that it names, whether it takes back, and whether it means folders."""

    names: re.Pattern[str]
    takes_back: bool
    folders_only: bool


class Patterns:
    """The patterns of one file or list, of which the last that names a path decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = [found for line in lines if (found := pattern_of(line)) is not None]

    def said(self, path: str, *, folder: bool) -> bool | None:
        """Whether a path, with `/` from where the patterns are meant, is named.

        `None` where no pattern says anything.
        """
        for pattern in reversed(self._patterns):
            if (folder or not pattern.folders_only) and pattern.names.fullmatch(path):
                return not pattern.takes_back
        return None


def pattern_of(line: str) -> Pattern | None:
    """A line's pattern; `None` for a comment, an empty line, and one that names nothing."""
    text = _without_trailing_blanks(line.rstrip("\r\n"))
    if not text or text.startswith("#"):
        return None
    takes_back = text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/") and not text.endswith("\\/")
    text = text[:-1] if folders_only else text
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    try:
        names = re.compile("".join(_translated(text if anchored else f"**/{text}")), re.DOTALL)
    except (ValueError, re.error):
        return None
    return Pattern(names, takes_back, folders_only)


def _without_trailing_blanks(text: str) -> str:
    """Blanks at the end do not count, but for one behind a backslash."""
    bare = text.rstrip(" ")
    escaped = (len(bare) - len(bare.rstrip("\\"))) % 2 == 1
    return f"{bare} " if escaped and len(bare) < len(text) else bare


def _translated(text: str) -> Iterator[str]:
    """The parts of a regular expression; raises `ValueError` where git can make nothing of it."""
    at = 0
    while at < len(text):
        stars = re.compile(r"\*+").match(text, at)
        if stars is not None:
            part, at = _of_stars(text, at, stars.end())
            yield part
        elif text[at] == "?":
            yield "[^/]"
            at += 1
        elif text[at] == "[":
            part, at = _of_brackets(text, at + 1)
            yield part
        elif text[at] == "\\":
            if at + 1 == len(text):
                raise ValueError("nothing is behind the last backslash")
            yield re.escape(text[at + 1])
            at += 2
        else:
            yield re.escape(text[at])
            at += 1


def _of_stars(text: str, start: int, end: int) -> tuple[str, int]:
    """Two stars between slashes are any folders, at the end all that is inside; others one name."""
    alone = end - start >= 2 and (start == 0 or text[start - 1] == "/")
    if alone and text[end : end + 1] == "/":
        return "(?:.*/)?", end + 1
    if alone and end == len(text):
        return ".*" if start == 0 else ".+", end
    return "[^/]*", end


def _of_brackets(text: str, at: int) -> tuple[str, int]:
    """A set of characters, none of which is a slash, and where it ends."""
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    parts: list[str] = []
    first = True
    while first or text[at : at + 1] != "]":
        first = False
        named = re.compile(r"\[:([a-z]*):\]").match(text, at)
        if named is not None:
            if named[1] not in _CLASSES:
                raise ValueError("there is no such class")
            parts.append(_CLASSES[named[1]])
            at = named.end()
            continue
        low, at = _one(text, at)
        if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in ("", "]"):
            high, at = _one(text, at + 1)
            parts += [f"{re.escape(low)}-{re.escape(high)}"] if low <= high else []
        else:
            parts.append(re.escape(low))
    inside = "".join(parts)
    if negated:
        return f"(?!/)[^{inside}]" if inside else "[^/]", at + 1
    return f"(?!/)[{inside}]" if inside else "(?!)", at + 1


def _one(text: str, at: int) -> tuple[str, int]:
    """A character of a set, which may stand behind a backslash; raises where the set has no end."""
    at += text[at : at + 1] == "\\"
    if at >= len(text):
        raise ValueError("the brackets are not closed")
    return text[at], at + 1
