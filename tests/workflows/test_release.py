"""`release.yml`: its build is played, and its programs are asked whether they know the options."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workflows.building import copied
from workflows.foreign import ROOT
from workflows.runner import Played, Runner, load
from workflows.stubs import noting

RELEASE = load(ROOT / ".github/workflows/release.yml")
TOOLS = ("twine", "cyclonedx-py")


def run_blocks(job: str) -> dict[str, str]:
    return {s["name"]: s["run"] for s in RELEASE["jobs"][job]["steps"] if "run" in s}


def play(checkout: Path, tag: str) -> tuple[Played, list[str]]:
    """The job that builds: flit is real, make and the installed programs only take notes."""
    place = checkout.parent
    tools = place / f"tools of {checkout.name}"
    log = noting(tools)
    setup = (
        "mkdir -p .venv/bin\n"
        f"printf '#!/bin/sh\\nexec {sys.executable} \"$@\"\\n' > .venv/bin/python\n"
        "chmod 755 .venv/bin/python"
    )
    for name, text in {"make": setup, **dict.fromkeys(TOOLS, 'echo "$0" "$@" >> "$LOG"')}.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    temp = place / f"temp of {checkout.name}"
    (temp / "tools/bin").mkdir(parents=True)
    for name in TOOLS:
        shutil.copy(tools / name, temp / "tools/bin")
    env = {"PATH": f"{tools}:/usr/bin:/bin", "LOG": str(log), "GITHUB_REF_NAME": tag}
    played = Runner(checkout, temp, env, {}).play(RELEASE, "build", lambda *_: None)
    return played, log.read_text().splitlines() if log.exists() else []


@pytest.mark.slow
def test_the_build_gives_the_same_bytes_again(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-01T12:00:00Z")
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.M)[1]
    first, second = copied(tmp_path / "first"), copied(tmp_path / "second")
    for file in second.rglob("*.py"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
        file.chmod(0o600)
    played, calls = play(first, f"v{version}")
    again, _ = play(second, f"v{version}")
    assert not played.failed, played.outputs
    assert played.summary == again.summary
    names = [line.split()[1] for line in played.summary.splitlines()]
    assert names == [f"linkassay-{version}-py3-none-any.whl", f"linkassay-{version}.tar.gz"]
    temp = tmp_path / "temp of first"
    assert [call.removeprefix(f"{temp}/tools/bin/") for call in calls] == [
        f"-m venv {temp}/tools",
        "-m pip --quiet install --require-hashes --requirement requirements/release.txt",
        f"twine check --strict dist/{names[0]} dist/{names[1]}",
        "cyclonedx-py environment .venv/bin/python --pyproject pyproject.toml "
        "--output-reproducible --of JSON -o sbom/linkassay.cdx.json",
    ]


def test_another_tag_than_the_version_builds_nothing(tmp_path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    shutil.copyfile(ROOT / "pyproject.toml", checkout / "pyproject.toml")
    played, calls = play(checkout, "v99.0.0")
    assert list(played.codes) == ["Compare the tag with the version"]
    assert "::error::The tag is v99.0.0" in played.outputs["Compare the tag with the version"]
    assert calls == []


def test_who_publishes_has_what_the_build_handed_on():
    def given(job: str, action: str) -> dict[str, dict[str, str]]:
        steps = (s for s in RELEASE["jobs"][job]["steps"] if f"/{action}@" in s.get("uses", ""))
        return {step["with"]["name"]: step["with"] for step in steps}

    up, down = given("build", "upload-artifact"), given("publish", "download-artifact")
    assert set(up) == set(down) == {"dist", "release"}
    # An artifact of several paths keeps them from their common folder on.
    paths = up["release"]["path"].split()
    assert {path.partition("/")[0] for path in paths} == {"sbom", "requirements"}
    (needed,) = re.findall(r"--requirement (\S+)", run_blocks("publish")["Sign and publish"])
    assert needed in [f"{down['release']['path']}/{path}" for path in paths]


WORDS = re.compile(r'"\$RUNNER_TEMP/tools/bin/(python" -m )?([\w-]+)"?((?: \\\n|[^\n])*)')
COMMANDS = [
    (found[2].replace("_", "-"), shlex.split(found[3].replace("\\\n", " ")))
    for job in ("build", "publish")
    for block in run_blocks(job).values()
    for found in WORDS.finditer(block)
    if found[2] != "pip"
]


def test_these_programs_are_used():
    assert [name for name, _ in COMMANDS] == ["twine", "cyclonedx-py", "pypi-attestations", "twine"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), COMMANDS, ids=lambda item: str(item)[:20])
def test_the_programs_know_the_options(name, words):
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    asked = [program, words[0], "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", told))
    assert {word for word in words if word.startswith("-")} <= known
