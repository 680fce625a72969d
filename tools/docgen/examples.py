"""Reports on seeds/ as they are today, read offline on a settled day: for docs/examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from click.testing import CliRunner

from docgen.readme import ROOT

WHEN = datetime(2026, 11, 28, 9, tzinfo=UTC)
"""The day of the audit: with another one the pages would be stale every morning."""


@cache
def example(name: str) -> str:
    """The report in one format; raises `ValueError` where the program fails."""
    from linkassay.cli.commands import linkassay as program
    from linkassay.cli.environment import real_environment
    from linkassay.errors import Exit

    here = replace(
        real_environment(),
        folder=ROOT,
        now=lambda: WHEN,
        run_id=lambda now: f"{now:%Y%m%dT%H%M%SZ}-example",
        variables={},
        progress=False,
    )
    words = ["check", "seeds", "--offline", "--jobs", "1", "--format", name]
    result = CliRunner().invoke(program, words, obj=here, catch_exceptions=False)
    if result.exit_code != Exit.FINDINGS:
        raise ValueError(result.output)
    return result.stdout
