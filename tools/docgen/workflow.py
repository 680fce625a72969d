"""Our own weekly audit: the workflow that `linkassay init` writes, installed from the checkout."""

from __future__ import annotations

from linkassay.cli.adoption import github_workflow

_INSTALL = """\
make --no-print-directory setup
echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
"""


def audit_workflow() -> str:
    """`.github/workflows/audit.yml`."""
    return github_workflow(_INSTALL)
