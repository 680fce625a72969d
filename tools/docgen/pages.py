"""The pages under docs/ that a program can write, and the files of that sort beside the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import linkassay
from docgen.cards import Card, cards
from docgen.catalogue import rule_page
from docgen.clue_catalogue import clue_page
from docgen.configuration import configuration_page
from docgen.contract import SCHEMA_FILE, contract_page, schema_text
from docgen.examples import example
from docgen.formats import formats_page
from docgen.ledger_files import ledger_page
from docgen.manual import command_page
from docgen.markdown import GENERATED, table
from docgen.readme import readme
from docgen.required_words import words_page
from docgen.rooms import PACKAGE_OWNERS, ROOMS, SHELVES
from docgen.workflow import audit_workflow


def room_page(found: Mapping[str, Card]) -> str:
    """The room map, from the table and the cards."""
    parts = [
        GENERATED,
        "# Rooms\n",
        "A room imports from lower shelves only, and each outside package has one home. "
        "`tests/architecture/test_import_rules.py` reads every import and holds this table.\n",
    ]
    for shelf, (title, rooms) in enumerate(SHELVES.items(), 1):
        rows = [_row(room, found[room]) for room in rooms if room in found]
        if rows:
            parts.append(f"## Shelf {shelf}: {title}\n")
            parts.append(table(("room", "takes", "gives", "never", "home of"), rows))
    return "\n".join(parts)


def _row(room: str, card: Card) -> tuple[str, ...]:
    home = ", ".join(f"`{name}`" for name in PACKAGE_OWNERS.get(room, ()))
    return f"**{room}**: {card.title}", card.takes, card.gives, card.never, home or "-"


def _rooms() -> str:
    return room_page(cards(Path(linkassay.__file__).parent, tuple(ROOMS)))


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "rooms.md": _rooms,
        "rules.md": rule_page,
        "clues.md": clue_page,
        "cli.md": command_page,
        "configuration.md": configuration_page,
        "formats.md": formats_page,
        "json.md": contract_page,
        "ledger.md": ledger_page,
        f"../{SCHEMA_FILE}": schema_text,
        "../src/linkassay/tables/phrase_words.toml": words_page,
        "../README.md": readme,
        "examples/report.html": partial(example, "html"),
        "examples/report.md": partial(example, "markdown"),
        "../.github/workflows/audit.yml": audit_workflow,
    }
)


def stale(folder: Path) -> list[str]:
    """The names of pages that are missing in `folder` or differ from what the code would write."""
    return [name for name, page in PAGES.items() if _text(folder / name) != page()]


def write(folder: Path) -> list[str]:
    """Write the stale pages into `folder`; their names."""
    old = stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in old:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")
    return old


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
