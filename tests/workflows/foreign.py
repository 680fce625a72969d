"""A repository of somebody else on a stand-in of the host: no make, no seeds, only what init wrote.

Its git is real, `gh` and the REST interface are stand-ins, and `linkassay` is the one under test.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from workflows.runner import Played, Runner, load

ROOT = Path(__file__).parents[2]
PACKAGE = "git+https://git.example/desk/linkassay@" + "a" * 40

NOTE = """# A note on bridges

By Ada Quill

The bridge was opened in 2019, as the record at
https://www.harbour-post.example/2019/02/30/the-bridge-is-open shows.
"""


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=desk", "-c", "user.email=desk@paper.example"]
    asked = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def program(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkassay", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


class Foreign:
    """The host: a bare repository with one document, what runs left behind, and new machines."""

    def __init__(self, place: Path, like: Foreign | None = None) -> None:
        """`like` has what init wrote already: then it is taken from there."""
        self.place = place
        self.bare = place / "desk/corpus"
        self.work = place / "work"
        self.api = place / "api"
        self.api.mkdir(parents=True)
        (self.api / "runs.json").write_text("[]")
        git(place, "init", "-q", "--bare", "-b", "main", str(self.bare))
        git(place, "init", "-q", "-b", "main", str(self.work))
        self.write("README.md", NOTE)
        if like is None:
            done = program("init", "--write", "--install", PACKAGE, folder=self.work)
            assert done.returncode == 0, done.stderr
        else:
            shutil.copytree(
                like.work, self.work, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git")
            )
        git(self.work, "remote", "add", "origin", str(self.bare))
        self.commit("Adopt")
        self.workflow = load(self.work / ".github/workflows/linkassay.yml")
        self._tools()

    def write(self, name: str, text: str) -> None:
        (self.work / name).write_text(text, encoding="utf-8")

    def commit(self, message: str, branch: str = "main") -> None:
        git(self.work, "add", "--all")
        git(self.work, "commit", "-q", "-m", message)
        git(self.work, "push", "-q", "origin", f"HEAD:refs/heads/{branch}")

    def branch(self) -> list[str]:
        """The files on the ledger's branch."""
        return git(self.bare, "ls-tree", "-r", "--name-only", "linkassay-ledger").splitlines()

    def play(self, job: str, number: int, context: dict[str, str], **how: Any) -> Played:
        """One job of run `number` on a new machine, its installation left out."""
        machine = self.place / f"{number}-{job}"
        checkout = machine / "checkout"
        git(self.place, "clone", "-q", str(self.bare), str(checkout))
        if how.get("ref"):
            git(checkout, "checkout", "-q", how["ref"])
        steps = self.workflow["jobs"][job]["steps"]
        left = [step for step in steps if step["name"] != "Install linkassay"]
        jobs = {job: {**self.workflow["jobs"][job], "steps": left}}
        env = {
            "PATH": f"{self.place}/tools:/usr/bin:/bin",
            "GITHUB_SERVER_URL": self.place.as_uri(),
            "GITHUB_REPOSITORY": "desk/corpus",
            "GITHUB_REF_NAME": "main",
            "GITHUB_WORKFLOW": "linkassay",
            "GITHUB_RUN_ID": str(number),
            "LANG": "C.UTF-8",
            "LINKASSAY_OFFLINE": "1",
            "HOME": str(machine),
            **how.get("env", {}),
        }
        known = {"github.token": "a-token", "inputs.dry-run || false": "false", **context}
        runner = Runner(checkout, machine / "temp", env, known)

        def use(action: str, given: dict[str, str]) -> None:
            """An artifact of a run is a folder; all other actions have nothing to do here."""
            kept = self.api / "artifacts" / str(number) / given.get("name", "")
            if action == "actions/upload-artifact" and any(Path(given["path"]).rglob("*.*")):
                shutil.copytree(given["path"], kept, symlinks=True)
            elif action == "actions/download-artifact" and kept.is_dir():
                shutil.copytree(kept, given["path"], symlinks=True)

        return runner.play(
            {**self.workflow, "jobs": jobs}, job, use, cancelled_in=how.get("cancelled_in")
        )

    def audit(self, number: int, **how: Any) -> Played:
        """The weekly audit."""
        played = self.play("audit", number, {}, **how)
        row = {"databaseId": number, "workflow": "linkassay", "headBranch": "main"}
        file = self.api / "runs.json"
        file.write_text(json.dumps([{**row, "status": "success"}, *json.loads(file.read_text())]))
        return played

    def keep(self, number: int, **how: Any) -> Played:
        return self.play("keep", number, {}, **how)

    def _tools(self) -> None:
        tools = self.place / "tools"
        tools.mkdir()
        run = f'"{sys.executable}" -m linkassay "$@"'
        source = f'export PYTHONPATH="{ROOT / "src"}"\n'
        source += f'if test "$1$STOP" = audit1; then exec timeout -s INT 3 {run}; fi\nexec {run}'
        stand_in = Path(__file__).with_name("gh.py")
        for name, text in {
            "linkassay": source,
            "gh": f'exec "{sys.executable}" "{stand_in}" "{self.api}" "$@"',
        }.items():
            (tools / name).write_text(f"#!/bin/sh\n{text}\n")
            (tools / name).chmod(0o755)
