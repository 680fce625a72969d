"""Words in columns, as wide as a terminal shows them."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells


def filled(text: str, width: int) -> str:
    """The text with blanks behind it, so many columns wide."""
    return text + " " * (width - cell_len(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` columns, the later ones indented like the first."""
    indent = len(text) - len(text.lstrip())
    room, rows, row = width - indent, [], ""
    for word in text.split():
        for part in chop_cells(word, room) if cell_len(word) > room else (word,):
            if row and cell_len(row) + 1 + cell_len(part) > room:
                rows.append(row)
                row = part
            else:
                row = f"{row} {part}" if row else part
    rows += [row] if row else []
    return [f"{' ' * indent}{one}" for one in rows]
