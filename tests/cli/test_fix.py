"""`linkassay fix`: a patch that git takes, files that are written, and nothing besides."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkassay.cli.commands import linkassay
from servers import Server, answer, redirect

PAGE = f"<title>Harbour plan</title><h1>Harbour plan</h1><p>{'words ' * 60}</p>"


@pytest.fixture
def web() -> Iterator[str]:
    """The address of a page that moved, as `a.example` has it."""
    with Server({"/old/harbour-plan": redirect("/new/harbour-plan", 301),
                 "/new/harbour-plan": answer(PAGE)}) as server:  # fmt: skip
        yield server.url("/old/harbour-plan").replace("127.0.0.1", "a.example")


@pytest.fixture
def here(tmp_path: Path, web: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes(f"# A\r\n\r\nSee [it]({web}).\r\n".encode())
    (tmp_path / "docs" / "b.txt").write_text("Nothing cited here.\n")
    return tmp_path


def fix(web: str, *words: str) -> Result:
    port = web.split(":")[2].split("/")[0]
    near = ("--allow-address", "127.0.0.0/8", "--resolve", f"a.example:{port}:127.0.0.1")
    return CliRunner().invoke(
        linkassay, ["fix", "docs", *near, "--ignore-robots", "a.example", "--gap", "0", *words]
    )


def test_the_patch_is_what_writing_does_and_then_there_is_nothing_left(
    here: Path, web: str
) -> None:
    before = (here / "docs/a.md").read_bytes()
    told = fix(web)
    assert (told.exit_code, (here / "docs/a.md").read_bytes()) == (1, before), told.output
    assert "1 repair in 1 document; --write writes it" in told.stderr
    if shutil.which("git"):
        (here / ".git").rmdir()
        subprocess.run(["git", "init", "-q", "."], check=True)
        subprocess.run(["git", "apply", "--check"], input=told.stdout_bytes, check=True)
    told = fix(web, "--write")
    assert (told.exit_code, told.stdout) == (0, "")
    assert "docs/a.md:3:10: the page has moved for good" in told.stderr
    after = (here / "docs/a.md").read_bytes()
    assert after == before.replace(b"/old/harbour-plan", b"/new/harbour-plan")
    told = fix(web.replace("/old/", "/new/"), "--write")
    assert (told.exit_code, told.stderr.strip()) == (0, "nothing to mend")
    assert (here / "docs/a.md").read_bytes() == after


def test_a_link_is_followed_and_permissions_stay(here: Path, web: str) -> None:
    real = here / "docs/a.md"
    real.chmod(0o640)
    (here / "docs/b.txt").unlink()
    real.rename(here / "kept.md")
    real.symlink_to("../kept.md")
    assert fix(web, "--write").exit_code == 0
    assert real.is_symlink()
    assert (here / "kept.md").stat().st_mode & 0o777 == 0o640
    assert "/new/harbour-plan" in (here / "kept.md").read_text()


def test_a_file_that_cannot_be_written_is_told_and_stays(here: Path, web: str) -> None:
    # The place of the draft is taken, which stops root, too.
    (here / f"docs/.linkassay-{os.getpid()}.part").mkdir()
    told = fix(web, "--write")
    assert told.exit_code == 3
    assert "the file cannot be written" in told.stderr
    assert "/old/harbour-plan" in (here / "docs/a.md").read_text()


@pytest.mark.parametrize("other", ["-", "https://a.example/story"])
def test_only_files_are_mended(here: Path, other: str) -> None:
    told = CliRunner().invoke(linkassay, ["fix", other])
    assert (told.exit_code, told.stdout) == (2, "")
    assert "only files can be mended" in told.stderr
