"""A stand-in for the `gh` program that plays the API from a folder (its first argument).

The folder holds `runs.json` (newest first: databaseId, workflow, headBranch, status) and
`artifacts/RUN/NAME/` with the files of each artifact that has not expired.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path


def main(folder: Path, words: list[str]) -> int:
    """0 done, 1 nothing there, 4 not signed in: the program's own codes."""
    if not os.environ.get("GH_TOKEN"):
        print("gh: set GH_TOKEN", file=sys.stderr)
        return 4
    given = _parser().parse_args(words)
    assert given.repo == os.environ["GITHUB_REPOSITORY"]
    return _list(folder, given) if given.verb == "list" else _download(folder, given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    verbs = (
        parser.add_subparsers(dest="noun", required=True)
        .add_parser("run")
        .add_subparsers(dest="verb", required=True)
    )
    listing = verbs.add_parser("list")
    for option in ("repo", "workflow", "branch", "status", "json", "jq"):
        listing.add_argument(f"--{option}", required=True)
    listing.add_argument("--limit", type=int, required=True)
    download = verbs.add_parser("download")
    download.add_argument("run")
    for option in ("repo", "name", "dir"):
        download.add_argument(f"--{option}", required=True)
    return parser


def _list(folder: Path, given: argparse.Namespace) -> int:
    assert (given.json, given.jq) == ("databaseId", ".[].databaseId")
    asked = (given.workflow, given.branch)
    runs = json.loads((folder / "runs.json").read_text(encoding="utf-8"))
    fitting = [
        run
        for run in runs
        if (run["workflow"], run["headBranch"]) == asked and _has(run["status"], given.status)
    ]
    for run in fitting[: given.limit]:
        print(run["databaseId"])
    return 0


def _has(status: str, asked: str) -> bool:
    """`completed` takes in every run that has ended, however it ended."""
    return status != "in_progress" if asked == "completed" else status == asked


def _download(folder: Path, given: argparse.Namespace) -> int:
    kept = folder / "artifacts" / given.run / given.name
    if not kept.is_dir():
        print("no valid artifacts found to download", file=sys.stderr)
        return 1
    shutil.copytree(kept, given.dir)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
