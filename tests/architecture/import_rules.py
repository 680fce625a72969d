"""Reads the imports of one source file and says which walls they break."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from linkassay.docgen.rooms import (
    HOMES,
    PACKAGE_READERS,
    ROOMS,
    ROOT,
    SKIN,
    SKIN_ATTRIBUTES,
    SKIN_NAMES,
    TOUCHING,
    room_of,
)

PURE = 5
"""Shelves 1 to 5 never touch network, disk or clock (design section 2)."""


def violations(module: str, source: str, *, package: bool = False) -> list[str]:
    """What `source`, standing as `module` (dotted), does against the table: one line each.

    Late imports inside functions count; imports for type checking count too, since a type that
    crosses a wall is a dependency.
    """
    room = room_of(module)
    if room is None:
        return [f"{module}: no room of the table (docgen/rooms.py) holds it"]
    tree = ast.parse(source)
    broken = [*_imports(module, room, tree, package), *_skin(room, tree)]
    return [f"{module}:{line}: {what}" for line, what in sorted(broken)]


def imported(module: str, tree: ast.AST, *, package: bool = False) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import, relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(module, node, package)
            for alias in node.names:
                yield node.lineno, f"{origin}.{alias.name}"
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            argument = node.args[0] if node.args else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield node.lineno, argument.value


def _origin(module: str, node: ast.ImportFrom, package: bool) -> str:
    if not node.level:
        return node.module or ""
    steps = node.level - 1 if package else node.level
    parts = module.split(".")
    above = ".".join(parts[: len(parts) - steps])
    return f"{above}.{node.module}" if node.module else above


def _called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _imports(module: str, room: str, tree: ast.AST, package: bool) -> Iterator[tuple[int, str]]:
    for line, name in imported(module, tree, package=package):
        top = name.split(".")[0]
        trouble = _inner(room, name) if top == ROOT else _outer(room, top, name)
        if trouble:
            yield line, trouble


def _inner(room: str, name: str) -> str | None:
    other = room_of(name)
    if other is None:
        # `from linkassay import __version__`: a name of the package's own file, not a room.
        return None if name == f"{ROOT}.__version__" else f"imports {name}, which is no room"
    if other in {room, ROOT}:
        return None
    if room == ROOT:
        return f"imports {name}: the package's own file imports no room"
    here, there = ROOMS[room], ROOMS[other]
    if there.shelf < here.shelf or other in here.beside:
        return None
    return f"{room} (shelf {here.shelf}) imports {other} (shelf {there.shelf})"


def _outer(room: str, top: str, name: str) -> str | None:
    home = HOMES.get(top)
    if home is not None:
        return None if room == home else f"imports {top}, whose one home is {home}"
    if top not in sys.stdlib_module_names:
        return f"imports {top}, which has no home in the table (docgen/rooms.py)"
    if room == ROOT:
        return f"imports {top}: the package's own file imports nothing"
    if top in PACKAGE_READERS:
        owners = PACKAGE_READERS[top]
        pure = ROOMS[room].shelf <= PURE and room not in owners
        return f"imports {top}, which only {', '.join(sorted(owners))} may" if pure else None
    touches = top in TOUCHING or any(f"{name}.".startswith(f"{t}.") for t in TOUCHING)
    if touches and ROOMS[room].shelf <= PURE:
        return f"imports {name}: shelves 1 to {PURE} touch no network, disk, clock or chance"
    return None


def _skin(room: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Printing, exiting, the environment and the wall clock outside the skin; `open` below it."""
    if room in SKIN:
        return
    pure = room == ROOT or ROOMS[room].shelf <= PURE
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in SKIN_ATTRIBUTES:
                yield node.lineno, f"uses {owner}.{node.attr}: only cli may"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in SKIN_NAMES:
                yield node.lineno, f"calls {name}(): only cli may"
            elif name == "open" and pure:
                yield node.lineno, f"calls open(): shelves 1 to {PURE} touch no disk"
