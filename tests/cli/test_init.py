"""`linkassay init`: it shows, writes what is missing, and never changes what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner

from linkassay.cli.adoption import package
from linkassay.cli.commands import linkassay
from linkassay.errors import UsageError

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = f"git+https://git.example/desk/linkassay@{COMMIT}"
WORKFLOW = ".github/workflows/linkassay.yml"


def init(*words: str):
    return CliRunner().invoke(linkassay, ["init", *words], catch_exceptions=False)


@pytest.fixture(autouse=True)
def corpus(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("A text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_it_shows_everything_and_writes_nothing(corpus):
    done = init("--install", GIT)
    assert done.exit_code == 0
    assert 'corpus = ["README.md", "docs"]' in done.stdout
    assert f'PACKAGE: "{GIT}"' in done.stdout
    assert "--write does it" in done.stderr
    assert files(corpus) == {"README.md"}


def test_it_writes_once_and_the_second_time_changes_nothing(corpus):
    assert init("--install", GIT, "--write").exit_code == 0
    written = {"linkassay.toml", WORKFLOW, ".pre-commit-config.yaml"}
    assert files(corpus) == {"README.md"} | written
    before = {name: (corpus / name).read_bytes() for name in written}
    done = init("--install", GIT, "--write")
    assert done.stdout.count("is there already") == 3
    assert {name: (corpus / name).read_bytes() for name in written} == before
    shown = CliRunner().invoke(linkassay, ["config", "show"])
    assert '["README.md", "docs"]' in shown.stdout


def test_every_line_that_stands_ready_in_the_configuration_is_valid(corpus):
    init("--install", GIT, "--write")
    file = corpus / "linkassay.toml"
    (corpus / "docs").mkdir(exist_ok=True)
    file.write_text(re.sub(r"(?m)^# (?=[a-z-]+ = |\[\[)", "", file.read_text()))
    shown = CliRunner().invoke(linkassay, ["config", "show"])
    assert shown.exit_code == 0, shown.output
    assert f"[[suppress]]  # {file}" in shown.stdout
    assert 'profile = "docs"' in shown.stdout


SHAPES = {
    "docs": (["README.md", "docs/a.md"], ["README.md", "docs"], "is not set"),
    "a built site": (["posts/a.md", "public/index.html"], ["posts"], '= "public"'),
    "a plain site": (["index.html", "about.html"], ["."], '= "."'),
    "Markdown at the root": (["one.md", "two.md"], ["."], "is not set"),
    "nothing": ([], ["."], "is not set"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_written_is_read_back(tmp_path, monkeypatch, shape):
    names, corpus, root = SHAPES[shape]
    place = tmp_path / "repository"
    place.mkdir()
    for name in names:
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("A text.\n")
    monkeypatch.chdir(place)
    assert init("--install", GIT, "--write").exit_code == 0
    shown = CliRunner().invoke(linkassay, ["config", "show"], catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    assert f"corpus = {json.dumps(corpus)}" in shown.stdout
    assert str(place / "linkassay.toml") in shown.stdout
    assert f"site-root {root}" in shown.stdout
    audited = CliRunner().invoke(linkassay, ["audit", "--offline"], catch_exceptions=False)
    assert audited.exit_code == (0 if names else 4), audited.output


def test_what_is_there_stays_and_what_differs_is_shown(corpus):
    (corpus / "linkassay.toml").write_text('corpus = ["texts"]\n')
    (corpus / ".pre-commit-config.yaml").write_text("repos: []\n")
    done = init("--install", GIT, "--write")
    assert (corpus / "linkassay.toml").read_text() == 'corpus = ["texts"]\n'
    assert (corpus / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert '-corpus = ["texts"]' in done.stdout
    assert "add this by hand" in done.stdout
    assert f'rev: "{COMMIT}"' in done.stdout


def test_a_hook_that_was_added_by_hand_is_found(corpus):
    init("--install", GIT, "--write")
    hook = (corpus / ".pre-commit-config.yaml").read_text().removeprefix("repos:\n")
    text = f"repos:\n  - repo: meta\n    hooks: [{{id: identity}}]\n{hook}"
    (corpus / ".pre-commit-config.yaml").write_text(text)
    assert ".pre-commit-config.yaml: is there already" in init("--install", GIT).stdout


def test_gitlab_gets_a_file_to_include(corpus):
    assert init("--install", "linkassay==1.2.3", "--ci", "gitlab", "--write").exit_code == 0
    jobs = yaml.safe_load((corpus / ".gitlab/linkassay.yml").read_text())
    assert jobs[".linkassay"]["variables"]["PACKAGE"] == "linkassay==1.2.3"
    assert {"linkassay", "linkassay-changes"} <= set(jobs)
    included = yaml.safe_load((corpus / ".gitlab-ci.yml").read_text())
    assert included == {"include": [{"local": ".gitlab/linkassay.yml"}]}
    hook = yaml.safe_load((corpus / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == ["linkassay==1.2.3"]


def test_where_nothing_pinned_is_known_all_is_shown_and_nothing_written(corpus, monkeypatch):
    def unknown():
        raise UsageError("nobody knows", advice=package.ADVICE)

    monkeypatch.setattr(package, "running", unknown)
    shown = init()
    assert shown.exit_code == 0
    assert 'PACKAGE: "git+https://HOST/PATH@COMMIT"' in shown.stdout
    assert "nobody knows" in shown.stderr
    refused = init("--write")
    assert refused.exit_code == 2
    assert "nobody knows" in refused.stderr
    assert files(corpus) == {"README.md"}


def test_below_the_root_of_a_repository_it_is_refused(corpus, monkeypatch):
    (corpus / ".git").mkdir()
    monkeypatch.chdir(corpus / "docs")
    done = init("--install", GIT, "--write")
    assert done.exit_code == 2
    assert "not the root of the repository" in done.stderr


def test_a_folder_that_cannot_be_made_is_named(corpus):
    (corpus / ".github").write_text("a file\n")
    done = init("--install", GIT, "--write")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    "spec",
    [
        "linkassay",
        "linkassay>=1",
        "git+https://git.example/desk/linkassay",
        "git+https://git.example/desk/linkassay@main",
        f"git+https://user:token@git.example/desk/linkassay@{COMMIT}",
        f"git+http://git.example/desk/linkassay@{COMMIT}",
        f"git+https://git.example/${{{{ github.token }}}}@{COMMIT}",
        'linkassay==1.0"; touch gone; "',
        "linkassay==1.0\nrun: evil",
        "https://git.example/linkassay.whl",
        "../outside.whl",
        "missing.whl",
        ".",
    ],
)
def test_what_is_not_pinned_or_not_plain_is_refused(spec):
    done = init("--install", spec, "--write")
    assert done.exit_code == 2
    assert "--install" in done.stderr


def test_a_wheel_in_the_repository_is_pinned_by_the_repository(corpus):
    (corpus / "tools.whl").write_bytes(b"")
    assert package.named("tools.whl", corpus).spec == "./tools.whl"


@pytest.mark.parametrize(
    ("noted", "spec"),
    [
        (None, "linkassay==0.1.0"),
        (
            {
                "url": "https://git.example/desk/linkassay",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            GIT,
        ),
        (
            {
                "url": "https://git.example/linkassay-1.whl",
                "archive_info": {"hashes": {"sha256": "a" * 64}},
            },
            f"https://git.example/linkassay-1.whl#sha256={'a' * 64}",
        ),
    ],
)
def test_by_default_what_runs_here_is_installed_there(monkeypatch, noted, spec):
    installed(monkeypatch, None if noted is None else json.dumps(noted))
    assert package.running().spec == spec


def installed(monkeypatch, text):
    """Whoever installed the running program has noted this of it."""
    noted = SimpleNamespace(read_text=lambda name: text)
    monkeypatch.setattr(package, "distribution", lambda name: noted)


@pytest.mark.parametrize(
    "noted",
    [
        {"url": "file:///home/desk/linkassay", "dir_info": {}},
        {"url": "file:///tmp/a.whl", "archive_info": {"hashes": {"sha256": "a" * 64}}},
        {"url": "https://git.example/a.whl", "archive_info": {}},
        {"url": "https://hg.example/a", "vcs_info": {"vcs": "hg", "commit_id": COMMIT}},
    ],
)
def test_what_only_this_machine_has_must_be_named(monkeypatch, noted):
    installed(monkeypatch, json.dumps(noted))
    with pytest.raises(UsageError) as raised:
        package.running()
    assert "--install" in raised.value.advice
