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
    given: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    cancelled: bool = False

    @property
    def failed(self) -> bool:
        return any(self.codes.values())


@dataclass(frozen=True)
class Runner:
    """Where the job runs (`checkout`), the runner's own folder (`temp`), and its environment."""

    checkout: Path
    temp: Path
    env: Mapping[str, str]
    context: dict[str, str]

    def play(
        self,
        workflow: Mapping[str, Any],
        job: str,
        use: Callable[[str, Mapping[str, str]], None],
        *,
        cancelled_in: str | None = None,
    ) -> Played:
        """Run the steps in order; after a failure only those that ask for it, as on the host.

        `cancelled_in` names the step in which somebody cancels the job, or its time is over.
        `given` are the outputs of the job.
        """
        self.temp.mkdir(parents=True, exist_ok=True)
        files = {name: self.temp / name for name in ("SUMMARY", "OUTPUT", "ENV", "PATH")}
        for file in files.values():
            file.write_text("")
        assert workflow["defaults"]["run"]["shell"] == "bash"
        played = Played()
        plan = workflow["jobs"][job]
        for step in plan["steps"]:
            if not _wanted(str(step.get("if", "")), played):
                continue
            scope = {**workflow.get("env", {}), **plan.get("env", {}), **step.get("env", {})}
            env = {name: self._filled(str(value), scope) for name, value in scope.items()}
            if "uses" in step:
                given = {k: self._filled(str(v), env) for k, v in step.get("with", {}).items()}
                use(step["uses"].partition("@")[0], given)
                continue
            name = step["name"]
            done = self._run(step["run"], env, files)
            played.codes[name] = done.returncode
            played.outputs[name] = done.stdout
            for line in files["OUTPUT"].read_text().splitlines():
                key, _, value = line.partition("=")
                self.context[f"steps.{step['id']}.outputs.{key}"] = value
            files["OUTPUT"].write_text("")
            played.cancelled = played.cancelled or name == cancelled_in
        for key, value in plan.get("outputs", {}).items():
            played.given[key] = EXPRESSION.sub(lambda found: self.context.get(found[1], ""), value)
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
        known = {
            **self.context,
            "runner.temp": str(self.temp),
            **{f"env.{name}": value for name, value in env.items()},
        }
        return EXPRESSION.sub(lambda found: known[found[1]], text)


def _wanted(condition: str, played: Played) -> bool:
    """Whether a step runs, after what has happened before it."""
    if "always()" in condition:
        return True
    if "!cancelled()" in condition:
        return not played.cancelled
    return not (played.failed or played.cancelled)
