"""JSON text that is safe to print: nothing unseen, nothing that a CI runner would obey."""

from __future__ import annotations

import json
import re
from typing import Any

from linkassay.report.escape import COMMAND, unseen

_SUSPECT = re.compile(rf"[^\n\x20-\x7e]|{COMMAND.pattern}")


def json_text(value: Any, depth: int) -> str:
    r"""A value as JSON, indented by two, its second and later lines at this depth.

    What cannot be seen is `\u` escaped, and so is what a CI runner would obey anywhere in a line.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _SUSPECT.sub(_escaped, text).replace("\n", "\n" + "  " * depth)


def json_line(value: Any) -> str:
    """A value as JSON on one line, escaped alike."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return _SUSPECT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character == "#":
        return "\\u0023"
    return json.dumps(character)[1:-1] if unseen(character) else character
