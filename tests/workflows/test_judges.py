"""What outside judges say of the workflows and their like, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"

SCHEMAS = [
    *((file, "vendor.github-workflows") for file in WORKFLOWS),
    *((file, "custom.github-workflows-require-timeout") for file in WORKFLOWS),
    (ACTION, "vendor.github-actions"),
    (ROOT / ".github/dependabot.yml", "vendor.dependabot"),
]


def judge(name: str) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    return program


def blocks(file: Path) -> list[tuple[str, str]]:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    jobs = read["jobs"].values() if "jobs" in read else [read["runs"]]
    return [(step["name"], step["run"]) for job in jobs for step in job["steps"] if "run" in step]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "schema"), SCHEMAS, ids=lambda item: getattr(item, "name", item))
def test_the_schemas_accept_them(file, schema):
    asked = [judge("check-jsonschema"), "--builtin-schema", schema, str(file)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION], ids=lambda file: file.name)
def test_shellcheck_finds_nothing_in_the_blocks(file):
    for name, text in blocks(file):
        done = subprocess.run(
            [judge("shellcheck"), "--shell=bash", "-"],
            input=f"set -eo pipefail\n{text}",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}\n{done.stdout}"
