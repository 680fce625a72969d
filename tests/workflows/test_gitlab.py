"""The jobs for GitLab, played: their scripts are executed as they stand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from linkassay.cli.adoption import package, templates
from workflows.foreign import NOTE, ROOT, git
from workflows.stubs import noting

COMMIT = "a" * 40


def jobs(spec: str, folder: Path) -> dict:
    return yaml.safe_load(templates.gitlab(package.named(spec, folder)))


def play(here: Path, items: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """The items of a script in one shell, under the flags that the host's runner sets."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CI_", "LINKASSAY_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(items)],
        cwd=here,
        env={**plain, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A checkout with one document, and the program under test."""
    place = tmp_path / "checkout"
    git(tmp_path, "init", "-q", "-b", "main", str(place))
    (place / "linkassay.toml").write_text('corpus = ["README.md"]\n')
    (place / "README.md").write_text(NOTE)
    git(place, "add", "--all")
    git(place, "commit", "-qm", "one")
    tools = tmp_path / "tools"
    tools.mkdir()
    run = f'#!/bin/sh\nexec "{sys.executable}" -m linkassay "$@"\n'
    (tools / "linkassay").write_text(run)
    (tools / "linkassay").chmod(0o755)
    return place


def job(here: Path, name: str, **env: str) -> subprocess.CompletedProcess[str]:
    """One job on a machine on which the program is installed already."""
    read = jobs(f"git+https://git.example/desk/linkassay@{COMMIT}", here)
    plan = read[name]
    assert plan["extends"] == ".linkassay"
    return play(
        here,
        plan["script"],
        **{
            **read[".linkassay"]["variables"],
            **plan.get("variables", {}),
            "PATH": f"{here.parent}/tools:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT / "src"),
            "LINKASSAY_OFFLINE": "1",
            **env,
        },
    )


@pytest.mark.slow
def test_a_merge_request_fails_for_what_it_brings(here):
    base = git(here, "rev-parse", "HEAD")
    (here / "README.md").write_text(
        f"{NOTE}\nIt is blue: https://www.harbour-post.example/2019/02/31/the-colour\n"
    )
    git(here, "commit", "-qam", "two")
    done = job(here, "linkassay-changes", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1, done.stderr
    # The host itself leaves out what the target branch has as well, by its fingerprint.
    problems = json.loads((here / "linkassay.json").read_text())
    assert {one["check_name"] for one in problems} == {"url-date-impossible"}
    assert [one["location"]["lines"]["begin"] for one in problems] == [6, 8]
    told = (here / "linkassay.md").read_text()
    assert "**1** new, **1** known" in told
    assert "no day 31" in told
    assert "no day 30" not in told


@pytest.mark.slow
@pytest.mark.parametrize("base", ["$(touch ran)", "--debug", "; touch ran", "`touch ran`"])
def test_a_base_is_data(here, base):
    done = job(here, "linkassay-changes", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 2, done.stderr
    assert not (here / "ran").exists()


@pytest.mark.slow
def test_a_schedule_is_a_report_and_goes_on_where_it_was(here):
    first = job(here, "linkassay")
    assert first.returncode == 0, first.stderr
    assert "url-date-impossible" in first.stdout
    assert len(json.loads((here / "linkassay.json").read_text())) == 1
    (here / "audits/audit.db").unlink()
    second = job(here, "linkassay")
    assert second.returncode == 0, second.stderr
    assert "Nothing new" in second.stdout
    assert len(list((here / "audits/runs").iterdir())) == 2
    third = job(here, "linkassay")
    assert "Nothing new" in third.stdout
    assert len(list((here / "audits/runs").iterdir())) == 3


@pytest.mark.slow
def test_a_wrong_configuration_fails_the_schedule_with_its_own_words(here):
    (here / "linkassay.toml").write_text("corpus = 1\n")
    done = job(here, "linkassay")
    assert done.returncode == 2
    assert done.stderr.count("error:") == 1


def test_the_artifacts_are_what_the_scripts_write(here):
    read = jobs("linkassay==1.2.3", here)
    kept = read[".linkassay"]["artifacts"]
    script = read["linkassay"]["script"][0]
    assert f"--also code-quality:{kept['reports']['codequality']}" in script
    assert kept["paths"] == ["audits/", "linkassay.md"]
    assert read["linkassay"]["cache"]["paths"] == ["audits/"]
    assert read["linkassay"]["allow_failure"] == {"exit_codes": 3}


def test_the_installation_leaves_the_program_on_the_path(here):
    read = jobs("linkassay==1.2.3", here)
    packages, install = read[".linkassay"]["before_script"]
    assert packages.startswith("apt-get -qq update")
    log = noting(here.parent / "tools")
    done = play(
        here,
        [install, "command -v python"],
        PATH=f"{here.parent}/tools:/usr/bin:/bin",
        TMPDIR=str(here.parent),
        PACKAGE="linkassay==1.2.3",
        LOG=str(log),
    )
    assert done.returncode == 0, done.stderr
    made = Path(done.stdout.strip())
    assert made.parent.parent.name == "linkassay"
    assert made.is_relative_to(here.parent)
    assert log.read_text().splitlines()[1].endswith("install --only-binary :all: linkassay==1.2.3")
