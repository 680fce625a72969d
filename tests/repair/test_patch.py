"""A patch is taken by git, whatever the bytes and the name."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from linkassay.report.patch import patch

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


@pytest.mark.parametrize("name", ["a.md", "docs/ä b.md", 'q"uote\\.md', "tab\there.txt"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb", b"a\nB"),
        (b"a\nb\n", b"a\n"),
        (b"a\r\nb\rc\x0cd\x85\xe9\r\n", b"a\r\nb\rC\x0cd\x85\xe9\r\n"),
        ("é\u2028b\n".encode(), "é\u2028B\n".encode()),
    ],
)
def test_git_applies_it(tmp_path: Path, name: str, before: bytes, after: bytes) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    change = patch(name, before, after)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=change, check=True)
    assert file.read_bytes() == after


def test_no_change_is_no_patch() -> None:
    assert patch("a.md", b"a\n", b"a\n") == b""
