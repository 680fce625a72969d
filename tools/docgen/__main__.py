"""`python -m docgen --write|--check [FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docgen.pages import stale, write


def main(arguments: list[str]) -> int:
    """Write or check the pages below a folder; 1 where checking finds stale ones."""
    parser = argparse.ArgumentParser(prog="python -m docgen", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write the pages that are stale")
    mode.add_argument("--check", action="store_true", help="name the pages that are stale")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs"))
    given = parser.parse_args(arguments)
    if given.write:
        for name in write(given.folder):
            print(f"wrote {given.folder / name}")
        return 0
    old = stale(given.folder)
    for name in old:
        print(f"{given.folder / name} is stale: make docs", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
