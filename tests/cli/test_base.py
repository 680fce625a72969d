"""`--base`: of a change only what it brings counts; rot of old links never fails it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay
from servers import Server, answer

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")

FINE = "<title>Harbour plan</title><h1>Harbour plan</h1><p>" + "words " * 60 + "</p>"


def git(folder: Path, *words: str) -> None:
    named = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True, env=plain)


@pytest.fixture
def web() -> Iterator[str]:
    with Server({"/harbour-plan": answer(FINE)}) as server:
        yield server.url("").replace("127.0.0.1", "a.example")


@pytest.fixture
def here(tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document that cites a page which is gone, and a branch from there."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main", ".")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/old.md").write_text(f"# Old\n\nSee [it]({web}/gone-before) and #x.\n")
    (tmp_path / "docs/still.md").write_text(f"See {web}/gone-too for more.\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "change")
    return tmp_path


def check(web: str, *words: str, **variables: str) -> Result:
    port = web.split(":")[2].split("/")[0]
    near = ("--allow-address", "127.0.0.0/8", "--resolve", f"a.example:{port}:127.0.0.1")
    return CliRunner().invoke(
        linkassay,
        ["check", "--base", *words, *near, "--ignore-robots", "a.example", "--gap", "0"],
        env=variables,
    )


def flat(told: Result) -> str:
    return " ".join(told.stdout.split())


def test_without_a_change_there_is_nothing_to_read(here: Path, web: str) -> None:
    told = check(web, "main")
    assert told.exit_code == 0, told.output
    assert "no document changed since main" in told.stderr


def test_rot_of_old_links_never_fails_a_change(here: Path, web: str) -> None:
    file = here / "docs/old.md"
    file.write_text(f"New first line.\n\n{file.read_text()}\nSee {web}/harbour-plan too.\n")
    told = check(web, "main")
    assert told.exit_code == 0, told.output
    assert "in 1 document" in flat(told)
    assert "known" in flat(told)
    assert check(web, "main", "--standing", "all").exit_code == 1


def test_a_dead_link_that_the_change_brings_fails_it(here: Path, web: str) -> None:
    file = here / "docs/old.md"
    file.write_text(f"{file.read_text()}\nSee {web}/gone-new too.\n")
    told = check(web, "main")
    assert told.exit_code == 1
    assert f"{web}/gone-new" in told.stdout
    assert f"{web}/gone-before" not in told.stdout
    assert "1 warning new since main (" in flat(told)


def test_a_renamed_document_brings_nothing(here: Path, web: str) -> None:
    git(here, "mv", "docs/old.md", "docs/newer.md")
    told = check(web, "main")
    assert (told.exit_code, "in 1 document" in flat(told)) == (0, True), told.output


def test_a_document_that_moved_away_from_what_it_names_brings_that(here: Path, web: str) -> None:
    (here / "docs/old.md").write_text("# Old\n\nSee [it](still.md).\n\nMore words here.\n")
    git(here, "commit", "-qam", "two")
    git(here, "branch", "-f", "main", "change")
    (here / "notes").mkdir()
    git(here, "mv", "docs/old.md", "notes/old.md")
    told = check(web, "main", "--offline")
    assert told.exit_code == 1
    assert "missing-file" in told.stdout


def test_what_still_names_a_file_that_the_change_took_away_fails_it(here: Path, web: str) -> None:
    (here / "docs/names.md").write_text("See [it](still.md), [all](never.md) and [one](old.md).\n")
    (here / "docs/apart.md").write_text("See [it](old.md) and the distillery.\n")
    git(here, "add", ".")
    git(here, "commit", "-qm", "two")
    git(here, "branch", "-f", "main", "change")
    git(here, "mv", "docs/still.md", "docs/later.md")
    told = check(web, "main", "--offline", "--format", "short")
    assert told.exit_code == 1
    assert "docs/names.md:1:" in told.stdout
    assert "There is no file “docs/still.md”" in told.stdout
    assert "1 warning new since main (" in flat(told), told.stdout
    assert "1 warning known" in flat(told)
    assert "apart.md" not in told.stdout


def test_a_folder_that_the_change_took_away_is_missed(here: Path, web: str) -> None:
    (here / "my guide").mkdir()
    (here / "my guide/index.md").write_text("# Guide\n")
    (here / "docs/names.md").write_text("See [the guide](../my%20guide/) and [it](still.md).\n")
    git(here, "add", ".")
    git(here, "commit", "-qm", "two")
    git(here, "branch", "-f", "main", "change")
    git(here, "rm", "-rq", "my guide")
    told = check(web, "main", "--offline")
    assert told.exit_code == 1
    assert "1 warning, new since main (" in flat(told), told.stdout


def test_a_new_document_brings_all_that_it_has(here: Path, web: str) -> None:
    (here / "docs/other.md").write_text(f"See {web}/gone-before for more.\n")
    told = check(web, "main")
    assert told.exit_code == 1
    git(here, "add", ".")
    git(here, "commit", "-qm", "two")
    assert check(web, "main").exit_code == 1


def test_nothing_is_remembered(here: Path, web: str) -> None:
    (here / "linkassay.toml").write_text('ledger = "audit.db"\n')
    (here / "docs/old.md").write_text("Changed.\n")
    assert check(web, "main").exit_code == 0
    assert not (here / "audit.db").exists()


def test_what_the_ci_names_is_the_base(here: Path, web: str) -> None:
    git(here, "update-ref", "refs/remotes/origin/main", "main")
    told = check(web, "auto", GITHUB_BASE_REF="main")
    assert "no document changed since origin/main (" in told.stderr


def test_no_base_is_none_whatever_the_environment_names(here: Path, web: str) -> None:
    told = check(web, "none", "--offline", ".", LINKASSAY_BASE="no-such-branch")
    assert (told.exit_code, "in 2 documents" in flat(told)) == (0, True), told.output


@pytest.mark.parametrize("ref", ["no-such-branch", "--upload-pack=touch x", "main:docs/old.md"])
def test_a_name_that_git_does_not_know_is_told(here: Path, web: str, ref: str) -> None:
    told = check(web, ref)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "git knows no commit" in told.stderr


def test_outside_of_a_repository_there_is_no_base(
    tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "this is no repository" in check(web, "main").stderr


def test_histories_without_a_common_commit_are_told(here: Path, web: str) -> None:
    git(here, "checkout", "-q", "--orphan", "alone")
    git(here, "commit", "-qm", "alone")
    told = check(web, "main")
    assert told.exit_code == 2
    assert "no commit in common" in told.stderr


def test_no_program_of_the_repository_is_run(here: Path, web: str) -> None:
    """Its attributes and configuration may name programs that show and compare files."""
    (here / ".gitattributes").write_text("*.md diff=bad\n")
    for key in ("diff.bad.textconv", "diff.bad.command", "diff.external", "core.fsmonitor",
                "core.pager"):  # fmt: skip
        git(here, "config", key, f"touch {here}/ran; false")
    (here / "docs/old.md").write_text("Changed.\n")
    told = check(web, "main")
    assert told.exit_code == 0, told.output
    assert not (here / "ran").exists()


def test_no_program_that_converts_files_is_run(here: Path, web: str) -> None:
    """A file that was touched is compared with what a filter of the configuration makes of it."""
    (here / ".gitattributes").write_text("*.md filter=a=b\n")
    for key in ("clean", "process"):
        git(here, "config", f"filter.a=b.{key}", f"touch {here}/ran; false")
    git(here, "config", "filter.a=b.required", "true")
    (here / "docs/old.md").write_text("Changed.\n")
    told = check(web, "main")
    assert told.exit_code == 0, told.output
    assert "in 1 document" in flat(told)
    assert not (here / "ran").exists()


def test_what_a_partial_clone_lacks_is_not_fetched_and_not_passed_over(
    here: Path, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(here, "config", "uploadpack.allowFilter", "true")
    git(here, "clone", "-q", "--no-checkout", "--filter=blob:none", here.as_uri(), "partial")
    clone = here / "partial"
    git(clone, "config", "protocol.file.allow", "always")
    git(clone, "symbolic-ref", "HEAD", "refs/heads/change")
    git(clone, "reset", "-q")
    (clone / "docs").mkdir(exist_ok=True)
    (clone / "docs/old.md").write_text("Changed.\n")
    monkeypatch.chdir(clone)
    told = check(web, "HEAD", "--offline")
    assert (told.exit_code, told.stdout) == (2, ""), told.output
    assert "clone it whole" in told.stderr


def test_a_repository_that_git_does_not_open_is_told_with_its_reason(here: Path, web: str) -> None:
    (here / ".git/config").write_text("[core\n")
    told = check(web, "main")
    assert told.exit_code == 2
    assert "git does not open this repository: bad config line 1" in told.stderr
