"""Plays a job of a workflow: its `run:` blocks for real, as the hosted runner would start them.

`uses:` steps are handed back to the caller, who plays them. Expressions are looked up in a small
table; an unknown one is an error, so that nothing passes by being empty.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
STEP_SECONDS = 60


def load(file: Path) -> dict[str, Any]:
    """The workflow. (YAML 1.1 reads the key `on` as true: it is put back.)"""
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True)
    return workflow


@dataclass
class Played:
    """What a job left behind: per step its exit code and output, and the summary."""

    codes: dict[str, int] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    @property
    def failed(self) -> bool:
        return any(self.codes.values())


@dataclass(frozen=True)
class Runner:
    """Where the job runs (`checkout`), the runner's own folder (`temp`), and its environment."""

    checkout: Path
    temp: Path
    env: Mapping[str, str]
    context: Mapping[str, str]

    def play(
        self,
        workflow: Mapping[str, Any],
        job: str,
        use: Callable[[str, Mapping[str, str]], None],
    ) -> Played:
        """Run the steps in order; after a failure only those that ask for it, as on the host."""
        self.temp.mkdir(parents=True, exist_ok=True)
        files = {name: self.temp / name for name in ("SUMMARY", "OUTPUT", "ENV", "PATH")}
        for file in files.values():
            file.write_text("")
        assert workflow["defaults"]["run"]["shell"] == "bash"
        played = Played()
        plan = workflow["jobs"][job]
        for step in plan["steps"]:
            if played.failed and "cancelled()" not in str(step.get("if", "")):
                continue
            scope = {**plan.get("env", {}), **step.get("env", {})}
            env = {name: self._filled(str(value), scope) for name, value in scope.items()}
            if "uses" in step:
                given = {k: self._filled(str(v), env) for k, v in step.get("with", {}).items()}
                use(step["uses"].partition("@")[0], given)
                continue
            done = self._run(step["run"], env, files)
            played.codes[step["name"]] = done.returncode
            played.outputs[step["name"]] = done.stdout
        played.summary = files["SUMMARY"].read_text(encoding="utf-8")
        return played

    def _run(
        self, block: str, env: Mapping[str, str], files: Mapping[str, Path]
    ) -> subprocess.CompletedProcess[str]:
        """One block under the flags that the host uses for `shell: bash`."""
        script = self.temp / "step.sh"
        script.write_text(block, encoding="utf-8")
        told = {
            "GITHUB_STEP_SUMMARY": str(files["SUMMARY"]),
            "GITHUB_OUTPUT": str(files["OUTPUT"]),
            "GITHUB_ENV": str(files["ENV"]),
            "GITHUB_PATH": str(files["PATH"]),
            "RUNNER_TEMP": str(self.temp),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env={**self.env, **told, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=STEP_SECONDS,
            check=False,
        )

    def _filled(self, text: str, env: Mapping[str, str]) -> str:
        known = {**self.context, **{f"env.{name}": value for name, value in env.items()}}
        return EXPRESSION.sub(lambda found: known[found[1]], text)
