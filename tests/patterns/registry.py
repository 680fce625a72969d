"""Prints every regular expression that our code compiles or uses, as JSON lines.

Each with its place, its flags, and whether it is only ever tried at one place of a text.

Run in a process of its own: `re` is watched before our first module is imported. All modules are
imported, and documents of every kind are read, so that what is built late is seen too.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

SEEN: dict[tuple[str, int], str] = {}
_compile = re._compile  # type: ignore[attr-defined]


def watched(pattern: object, flags: int) -> object:
    if isinstance(pattern, (str, bytes)):
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        frame = sys._getframe(2)
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("linkassay"):
            SEEN.setdefault((text, int(flags)), f"{module}:{frame.f_lineno}")
    return _compile(pattern, flags)


def main() -> None:
    re._compile = watched  # type: ignore[attr-defined]
    import linkassay

    for module in walk_packages(linkassay.__path__, "linkassay."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    from hostile.documents import DOCUMENTS
    from linkassay.errors import UnreadableSourceError
    from linkassay.extract import extract, skim
    from linkassay.model import Source

    for source in DOCUMENTS.values():
        try:
            short = Source(source.locator, source.data[:3_000])
            list(extract(short))
            list(skim(short)[1])
        except UnreadableSourceError:
            continue
    anchored = set(_anchored(Path(linkassay.__path__[0])))
    for (pattern, flags), place in SEEN.items():
        print(json.dumps([place, pattern, flags, place in anchored]))


def _anchored(package: Path) -> Iterator[str]:
    """Places of patterns that have a name, of which nothing but `match` and `fullmatch` is used."""
    for file in package.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        module = ".".join(("linkassay", *file.relative_to(package).with_suffix("").parts))
        used: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.setdefault(node.value.id, set()).add(node.attr)
        for item in tree.body:
            if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
                methods = used.get(item.targets[0].id, set())
                if methods and methods <= {"match", "fullmatch"}:
                    lines = range(item.lineno, (item.end_lineno or item.lineno) + 1)
                    yield from (f"{module}:{line}" for line in lines)


if __name__ == "__main__":
    main()
