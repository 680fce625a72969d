"""The README, with the line of time that `linkassay explain` draws today."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from docgen.markdown import fenced

ROOT = Path(__file__).parents[2]

DOCUMENT = "seeds/harbour-opinion.txt"

WIDTH = 96
"""Columns of the drawing: the words stand beside the bars."""

_BLOCK = re.compile(r"(?<=<!-- drawn by `make docs` -->\n).*?(?=<!-- end -->)", re.DOTALL)


def readme() -> str:
    """The README as it stands, its drawing made anew; raises `ValueError` where it has none."""
    text, found = _BLOCK.subn(
        lambda _: fenced(f"$ linkassay explain {DOCUMENT}\n{explained()}"),
        (ROOT / "README.md").read_text(encoding="utf-8"),
    )
    if found != 1:
        raise ValueError("README.md has no place for the drawing")
    return text


def explained() -> str:
    """What `linkassay explain` prints of the document, read now and offline."""
    from linkassay.cli.commands import linkassay as program
    from linkassay.cli.environment import real_environment

    here = replace(real_environment(), folder=ROOT, width=WIDTH, colour=False, unicode=True)
    words = ["explain", DOCUMENT, "--ledger", "no-ledger.db"]
    result = CliRunner().invoke(program, words, obj=here, catch_exceptions=False)
    if result.exit_code:
        raise ValueError(result.output)
    return result.stdout.rstrip("\n")
