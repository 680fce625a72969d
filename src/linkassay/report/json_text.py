"""JSON text that is safe to print: nothing unseen, nothing that a CI runner would obey."""

from __future__ import annotations

import json
import re
from typing import Any

from linkassay.report.escape import COMMAND, unseen

_SUSPECT = re.compile(rf"[^\n\x20-\x7e]|{COMMAND.pattern}")
_quoted = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: to make one for each value takes longer than to write it."""


def json_text(value: Any, depth: int) -> str:
    r"""A value as JSON, indented by two, its second and later lines at this depth.

    What cannot be seen is `\u` escaped, and so is what a CI runner would obey anywhere in a line.
    """
    if value is None or value.__class__ in _SCALARS:
        return safe(_quoted(value))
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _SUSPECT.sub(_escaped, text).replace("\n", "\n" + "  " * depth)


_SCALARS = (str, bool, int)


def safe(text: str) -> str:
    """A value on one line of JSON, escaped alike."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return _SUSPECT.sub(_escaped, text)


def json_line(value: Any) -> str:
    """A value as JSON on one line, escaped alike."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return safe(text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character == "#":
        return "\\u0023"
    return json.dumps(character)[1:-1] if unseen(character) else character
