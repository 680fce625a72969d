import os
from pathlib import Path

import pytest

from linkassay.model import Source, UnreadSource
from linkassay.sources import collect, is_url
from unprivileged import run_closed


def lay(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def gather(
    root: Path, *arguments: str, stdin: bytes = b"", max_bytes: int = 1000
) -> list[Source | UnreadSource]:
    return list(collect(arguments, root=root, stdin=lambda: stdin, max_bytes=max_bytes))


_GATHER = """
import sys
from pathlib import Path
from linkassay.sources import collect
root, *arguments = sys.argv[1:]
for item in collect(arguments, root=Path(root), stdin=bytes, max_bytes=1000):
    print(type(item).__name__, item.locator)
"""


def gather_closed(root: Path, closed: Path, *arguments: str) -> list[str]:
    """`gather` in a process for which `closed` is closed; opened again for the cleaning up."""
    try:
        return run_closed(_GATHER, str(root), *arguments).splitlines()
    finally:
        closed.chmod(0o700)


def locators(found: list[Source | UnreadSource]) -> list[str]:
    return [item.locator for item in found]


def only_unread(found: list[Source | UnreadSource]) -> UnreadSource:
    (item,) = found
    assert isinstance(item, UnreadSource)
    return item


def test_a_file_comes_with_its_kind(tmp_path: Path) -> None:
    lay(tmp_path, a_dot_txt="x", b_dot_md="y", c_dot_HTM="z", d="w")
    found = gather(tmp_path, "a.txt", "b.md", str(tmp_path / "c.HTM"), "./d")
    assert found == [
        Source("a.txt", b"x", "text/plain"),
        Source("b.md", b"y", "text/markdown"),
        Source("c.HTM", b"z", "text/html"),
        Source("d", b"w", None),
    ]


def test_a_directory_is_walked_in_order(tmp_path: Path) -> None:
    lay(tmp_path, docs__b_dot_txt="", docs__a__z_dot_md="", docs__a__y_dot_pdf="", docs__c="")
    assert locators(gather(tmp_path, "docs")) == [
        "docs/b.txt",
        "docs/c",
        "docs/a/y.pdf",
        "docs/a/z.md",
    ]
    assert locators(gather(tmp_path / "docs", ".")) == ["b.txt", "c", "a/y.pdf", "a/z.md"]


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    lay(
        tmp_path,
        _dot_git__x_dot_txt="",
        node_modules__x_dot_md="",
        mine__pyvenv_dot_cfg="",
        mine__x_dot_md="",
        _dot_hidden_dot_md="",
        a_dot_png="",
        b_dot_json="",
        c_dot_py="",
        keep_dot_md="",
    )
    assert locators(gather(tmp_path, ".")) == ["keep.md"]
    assert locators(gather(tmp_path, "b.json")) == ["b.json"]


def test_standard_input(tmp_path: Path) -> None:
    assert gather(tmp_path, "-", stdin=b"x") == [Source("-", b"x")]
    assert "larger" in only_unread(gather(tmp_path, "-", stdin=b"xx", max_bytes=1)).problem


def test_a_file_outside_keeps_the_name_it_was_given(tmp_path: Path) -> None:
    lay(tmp_path, out__a_dot_txt="x", root__b_dot_txt="y")
    outside = str(tmp_path / "out")
    assert locators(gather(tmp_path / "root", outside, "../out/a.txt")) == [f"{outside}/a.txt"]
    assert locators(gather(tmp_path / "root", "../out/a.txt")) == ["../out/a.txt"]


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_txt="x")
    assert locators(gather(tmp_path, "d/a.txt", "d", "./d/../d/a.txt")) == ["d/a.txt"]


def test_a_missing_file_suggests_its_neighbours(tmp_path: Path) -> None:
    lay(tmp_path, article_dot_md="x")
    item = only_unread(gather(tmp_path, "artcle.md"))
    assert (item.locator, item.problem) == ("artcle.md", "does not exist")
    assert "article.md" in item.advice
    assert "Check" in only_unread(gather(tmp_path, "nowhere/zzz")).advice


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    lay(tmp_path, a_dot_txt="x" * 11)
    assert "larger than 10 bytes" in only_unread(gather(tmp_path, "a.txt", max_bytes=10)).problem


def test_links_that_dangle_or_loop(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_txt="x")
    (tmp_path / "d" / "loop").symlink_to(tmp_path / "d")
    (tmp_path / "d" / "lost.md").symlink_to(tmp_path / "nothing")
    found = gather(tmp_path, "d")
    assert locators(found) == ["d/a.txt", "d/lost.md"]
    assert isinstance(found[1], UnreadSource)
    assert "link" in found[1].problem


def test_a_file_that_may_not_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_txt="x", d__b_dot_txt="y")
    closed = tmp_path / "d" / "a.txt"
    closed.chmod(0)
    assert gather_closed(tmp_path, closed, "d") == ["UnreadSource d/a.txt", "Source d/b.txt"]


@pytest.mark.parametrize("mode", [0, 0o400, 0o100])
def test_a_closed_folder_does_not_stop_the_others(tmp_path: Path, mode: int) -> None:
    lay(tmp_path, d__a_dot_txt="x", d__in__b_dot_txt="y", d__z__c_dot_txt="z")
    closed = tmp_path / "d" / "in"
    closed.chmod(mode)
    found = gather_closed(tmp_path, closed, "d")
    assert {item for item in found if item.startswith("Source")} == {
        "Source d/a.txt",
        "Source d/z/c.txt",
    }
    (lost,) = (item for item in found if item.startswith("UnreadSource"))
    assert lost.startswith("UnreadSource d/in")


def test_what_is_named_below_a_closed_folder_is_unread(tmp_path: Path) -> None:
    lay(tmp_path, a_dot_txt="x", in__b_dot_txt="y")
    closed = tmp_path / "in"
    closed.chmod(0)
    assert gather_closed(tmp_path, closed, "in/b.txt", "in", "a.txt") == [
        "UnreadSource in/b.txt",
        "UnreadSource in",
        "Source a.txt",
    ]


def test_arguments_start_where_the_caller_stands(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_txt="x")
    here = {"root": tmp_path, "start": tmp_path / "d", "stdin": bytes, "max_bytes": 9}
    assert list(collect(["a.txt", "../d/a.txt"], **here)) == [Source("d/a.txt", b"x", "text/plain")]


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "regular" in only_unread(gather(tmp_path, "pipe")).problem


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    (found,) = gather(tmp_path, ".")
    assert found.locator.encode("utf-8")


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("https://a.example/", True),
        ("HTTP://a", True),
        ("a.md", False),
        ("mailto:a", False),
        ("-", False),
    ],
)
def test_urls_are_not_files(argument: str, expected: bool) -> None:
    assert is_url(argument) is expected
