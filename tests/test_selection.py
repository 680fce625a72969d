"""Which files of a folder are read: what git does not ignore, and what globs say."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkassay.model import Source, UnreadSource
from linkassay.sources import Corpus


def lay(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def read(root: Path, *arguments: str, start: Path | None = None, **more) -> list[str]:
    """The locators of what is read."""
    corpus = Corpus(
        arguments or (".",),
        start=start or root,
        root=root,
        stdin=lambda limit: b"",
        max_bytes=1000,
        **more,
    )
    return [item.locator for item in corpus if isinstance(item, Source | UnreadSource)]


FILES = {
    ".git/info/exclude": "private.md\n",
    ".gitignore": "build/\n*.tmp.md\n/top.md\n",
    "a.md": "", "b.tmp.md": "", "top.md": "", "private.md": "",
    "build/out.md": "", "docs/top.md": "", "docs/build/x.md": "",
    "docs/.gitignore": "!b.tmp.md\nskip/*\n!skip/keep.md\n",
    "docs/b.tmp.md": "", "docs/skip/no.md": "", "docs/skip/keep.md": "",
}  # fmt: skip
WANTED = ["a.md", "docs/b.tmp.md", "docs/top.md", "docs/skip/keep.md"]


def test_what_git_ignores_is_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    assert sorted(read(tmp_path)) == sorted(WANTED)
    assert sorted(read(tmp_path, "docs")) == sorted(WANTED[1:])
    assert len(read(tmp_path, gitignore=False)) == 10


def test_outside_of_a_repository_nothing_is_ignored(tmp_path: Path) -> None:
    lay(tmp_path, {name: text for name, text in FILES.items() if not name.startswith(".git/")})
    assert len(read(tmp_path)) == 10


def test_what_is_named_is_read_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    assert read(tmp_path, "top.md", "build/out.md", exclude=["*.md"]) == ["top.md", "build/out.md"]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"include": ["docs/**"]}, ["docs/a.md", "docs/api/b.md"]),
        ({"include": ["*.txt"]}, ["c.txt"]),
        ({"exclude": ["api/"]}, ["a.md", "c.txt", "docs/a.md"]),
        ({"exclude": ["/a.md", "*.txt"]}, ["docs/a.md", "docs/api/b.md"]),
        ({"include": ["*.md"], "exclude": ["docs/*", "!docs/api/"]}, ["a.md", "docs/api/b.md"]),
    ],
)
def test_globs_are_meant_from_the_root(
    tmp_path: Path, more: dict[str, list[str]], wanted: list[str]
) -> None:
    lay(tmp_path, {"a.md": "", "c.txt": "", "docs/a.md": "", "docs/api/b.md": ""})
    assert sorted(read(tmp_path, **more)) == wanted
    assert sorted(read(tmp_path, "docs", start=tmp_path, **more)) == [
        name for name in wanted if name.startswith("docs/")
    ]


def test_what_is_left_out_is_no_document_that_is_there(tmp_path: Path) -> None:
    """Else its findings would stay open for ever."""
    lay(tmp_path, FILES)
    corpus = Corpus((), start=tmp_path, root=tmp_path, stdin=lambda limit: b"", max_bytes=1)
    assert corpus.exists("a.md")
    assert not corpus.exists("top.md")
    assert not corpus.exists("docs/build/x.md")


NAMES = ["a", "b", "a/b", "a/c.md", "b/a/c.md", "c.md", "d/c.md", "d/b/a"]
PATTERN = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "*.md",
            "/",
            "**",
            "!",
            "?",
            "c",
            "[ab]",
            "\\",
            " ",
            "*",
            "[!a]",
            "[^-b]",
            "[",
            "]",
            "[[:alpha:]]",
            "#",
        ]
    ),
    min_size=1,
    max_size=4,
).map("".join)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(PATTERN, max_size=4), st.lists(PATTERN, max_size=3))
def test_it_is_what_git_says(tmp_path: Path, top: list[str], below: list[str]) -> None:
    if not (tmp_path / ".git").exists():
        names = [f"{name}.md" if name[-1] in "ab" else name for name in NAMES]
        lay(tmp_path, dict.fromkeys(names, ""))
        subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("\n".join(top))
    (tmp_path / "a" / ".gitignore").write_text("\n".join(below))
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "-z"],
        cwd=tmp_path, check=True, capture_output=True,
    ).stdout.decode().split("\0")  # fmt: skip
    assert sorted(read(tmp_path)) == sorted(name for name in listed if name.endswith(".md"))
