"""Reads the imports of one source file and says which rules of the room table they break."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from docgen.rooms import (
    CLI_ONLY_ATTRIBUTES,
    CLI_ONLY_CALLS,
    IMPURE_MODULES,
    NEIGHBOURS,
    OWNER_OF,
    PACKAGE_READERS,
    PURE,
    ROOMS,
    ROOT,
    room_of,
)

FOR_TYPES_ONLY = "_typeshed"  # exists for type checkers alone


def violations(module: str, source: str, *, package: bool = False) -> list[str]:
    """What `source`, standing as `module` (dotted), does against the table: one line each.

    Late imports inside functions count; imports for type checking count too, since a type that
    crosses a wall is a dependency.
    """
    room = room_of(module)
    if room is None:
        return [f"{module}: no room of the table (tools/docgen/rooms.py) holds it"]
    tree = ast.parse(source)
    broken = [
        (line, what)
        for line, name in imported(module, tree, package=package)
        if (what := _inner(room, name) if _top(name) == ROOT else _outer(room, name))
    ]
    broken += [] if room == "cli" else _uses(room, tree)
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


def _top(name: str) -> str:
    return name.partition(".")[0]


def _inner(room: str, name: str) -> str | None:
    other = room_of(name)
    if other is None:
        # `from linkassay import __version__`: a name of the package's own file, not a room.
        return None if name == f"{ROOT}.__version__" else f"imports {name}, which is no room"
    if other in {room, ROOT}:
        return None
    if room == ROOT:
        return f"imports {name}: the package's own file imports no room"
    if ROOMS[other] < ROOMS[room] or (room, other) in NEIGHBOURS:
        return None
    return f"{room} (shelf {ROOMS[room]}) imports {other} (shelf {ROOMS[other]})"


def _outer(room: str, name: str) -> str | None:
    top = _top(name)
    if top == FOR_TYPES_ONLY:
        return None
    if top in OWNER_OF:
        return (
            None if room == OWNER_OF[top] else f"imports {top}, whose one home is {OWNER_OF[top]}"
        )
    if top not in sys.stdlib_module_names:
        return f"imports {top}, which has no owner in the table (tools/docgen/rooms.py)"
    if room == ROOT:
        return f"imports {top}: the package's own file imports nothing"
    if ROOMS[room] > PURE:
        return None
    if top in PACKAGE_READERS:
        owners = PACKAGE_READERS[top]
        allowed = ", ".join(sorted(owners))
        return None if room in owners else f"imports {top}, which only {allowed} may"
    if top in IMPURE_MODULES or any(f"{name}.".startswith(f"{one}.") for one in IMPURE_MODULES):
        return f"imports {name}: shelves 1 to {PURE} touch no network, disk, clock or chance"
    return None


def _uses(room: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Printing, exiting, the environment and the wall clock; `open` on the pure shelves."""
    pure = room == ROOT or ROOMS[room] <= PURE
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if f"{owner}.{node.attr}" in CLI_ONLY_ATTRIBUTES:
                yield node.lineno, f"uses {owner}.{node.attr}: only cli may"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in CLI_ONLY_CALLS:
                yield node.lineno, f"calls {node.func.id}(): only cli may"
            elif node.func.id == "open" and pure:
                yield node.lineno, f"calls open(): shelves 1 to {PURE} touch no disk"
