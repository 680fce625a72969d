import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linkassay.errors import UsageError
from linkassay.model import Source, UnreadSource, Walked
from linkassay.sources import Corpus, corpus_root, document_name, is_url, replaced
from unprivileged import run_closed


def lay(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def corpus(
    root: Path | None,
    *arguments: str,
    start: Path | None = None,
    stdin: bytes = b"",
    max_bytes: int = 1000,
    stdin_name: str = "-",
) -> Corpus:
    return Corpus(
        arguments,
        start=start or root or Path.cwd(),
        root=root,
        stdin=lambda limit: stdin[:limit],
        max_bytes=max_bytes,
        stdin_name=stdin_name,
    )


def gather(root: Path | None, *arguments: str, **more: Any) -> list[Source | UnreadSource]:
    return [item for item in corpus(root, *arguments, **more) if not isinstance(item, Walked)]


def walked(root: Path | None, *arguments: str, **more: Any) -> list[str]:
    return [item.prefix for item in corpus(root, *arguments, **more) if isinstance(item, Walked)]


_GATHER = """
import sys
from pathlib import Path
from linkassay.sources import Corpus
root, *arguments = sys.argv[1:]
where = Path(root)
for item in Corpus(arguments, start=where, root=where, stdin=bytes, max_bytes=1000):
    print(type(item).__name__, getattr(item, "locator", getattr(item, "prefix", "")))
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


def test_a_file_comes_with_its_bytes_and_no_guess_at_its_kind(tmp_path: Path) -> None:
    lay(tmp_path, a_dot_txt="x", b_dot_md="y", c_dot_HTM="z", d="w")
    found = gather(tmp_path, "a.txt", "b.md", str(tmp_path / "c.HTM"), "./d")
    assert found == [
        Source("a.txt", b"x"),
        Source("b.md", b"y"),
        Source("c.HTM", b"z"),
        Source("d", b"w"),
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


def test_a_file_that_a_walk_passes_over_is_said_to_be_there(tmp_path: Path) -> None:
    lay(tmp_path, **{"docs/data.json": "{}", "docs/a.txt": "x"})
    found = corpus(tmp_path, "docs")
    assert locators(list(found)[:1]) == ["docs/a.txt"]
    assert found.exists("docs/data.json")
    assert found.exists("docs/data.json#2"), "a part of a file"
    assert not found.exists("docs/b.txt")
    assert not found.exists("#2")


def test_standard_input(tmp_path: Path) -> None:
    assert gather(tmp_path, "-", "-", stdin=b"x") == [Source("-", b"x")]
    assert "larger" in only_unread(gather(tmp_path, "-", stdin=b"xx", max_bytes=1)).problem


def test_a_file_outside_has_its_absolute_path_however_it_was_named(tmp_path: Path) -> None:
    lay(tmp_path, out__a_dot_txt="x", root__b_dot_txt="y")
    outside = str(tmp_path / "out")
    for argument in (outside, "../out", "../out/a.txt", f"{outside}/../out/a.txt"):
        assert locators(gather(tmp_path / "root", argument)) == [f"{outside}/a.txt"]
    assert walked(tmp_path / "root", "../out") == [f"{outside}/"]


def test_without_a_root_every_document_has_its_absolute_path(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_txt="x")
    for start, argument in ((tmp_path, "d"), (tmp_path / "d", "a.txt"), (tmp_path / "d", ".")):
        assert locators(gather(None, argument, start=start)) == [f"{tmp_path}/d/a.txt"]


def test_a_file_has_one_name_wherever_one_stands(tmp_path: Path) -> None:
    lay(tmp_path, d__e__a_dot_txt="x", f__b_dot_txt="y")
    ways = [(tmp_path, "d/e/a.txt"), (tmp_path / "d", "e"), (tmp_path / "f", "../d/e/a.txt")]
    for start, argument in ways:
        assert locators(gather(tmp_path, argument, start=start)) == ["d/e/a.txt"]


def test_the_way_up_from_a_link_is_the_real_one(tmp_path: Path) -> None:
    lay(tmp_path, a_dot_txt="near", d__e__b_dot_txt="y", d__a_dot_txt="real")
    (tmp_path / "link").symlink_to("d/e")
    assert gather(tmp_path, "link/../a.txt") == [Source("d/a.txt", b"real")]


def test_a_root_that_is_reached_by_a_link_names_its_documents_alike(tmp_path: Path) -> None:
    lay(tmp_path, root__d__a_dot_txt="x")
    (tmp_path / "alias").symlink_to("root")
    for argument in ("alias/d/a.txt", "alias/d", "root/d/a.txt"):
        assert locators(gather(tmp_path / "root", argument, start=tmp_path)) == ["d/a.txt"]


def test_the_root_is_the_configurations_folder_else_the_repository(tmp_path: Path) -> None:
    deep = tmp_path / "repository" / "docs" / "en"
    deep.mkdir(parents=True)
    assert corpus_root(deep, deep.parent) == deep.parent
    assert corpus_root(deep, None) is None
    (tmp_path / "repository" / ".git").write_text("gitdir: elsewhere")
    assert corpus_root(deep, None) == tmp_path / "repository"
    (tmp_path / "repository" / "docs" / ".git").mkdir()
    assert corpus_root(deep, None) == deep.parent
    assert corpus_root(deep, tmp_path) == tmp_path


def test_a_document_of_a_repository_has_one_name_wherever_one_stands(tmp_path: Path) -> None:
    docs = tmp_path / "repository" / "docs"
    docs.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (docs / "a.txt").write_text("Words.")
    for start, argument in ((tmp_path, "repository/docs/a.txt"), (docs, "a.txt")):
        assert corpus_root(start, None, ["https://example.org/x", argument]) == docs.parent
    assert corpus_root(tmp_path, None, ["repository/docs/a.txt", "other.txt"]) is None
    assert corpus_root(docs, None, ["-"]) == docs.parent


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
    assert gather_closed(tmp_path, closed, "d") == [
        "UnreadSource d/a.txt",
        "Source d/b.txt",
        "Walked d/",
    ]


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


def test_standard_input_can_be_given_the_name_of_a_file(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_md="saved", d__b_dot_md="y")
    here = corpus(tmp_path, "-", "d", stdin=b"edited", stdin_name="d/a.md")
    assert list(here) == [
        Source("d/a.md", b"edited"),
        Source("d/b.md", b"y", named=False),
        Walked("d/"),
    ]
    assert here.reopen("d/a.md") == Source("d/a.md", b"edited")


@pytest.mark.parametrize("text", ["docs/a.md", "./docs//a.md", "docs/b/../a.md"])
def test_a_name_for_standard_input_is_a_path_below_the_root(text: str) -> None:
    assert document_name(text) == "docs/a.md"


@pytest.mark.parametrize(
    "text", ["", " ", ".", "..", "../a.md", "docs/../../a.md", "/etc/a.md", "//a", "https://a/b"]
)
def test_a_name_that_leaves_the_root_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        document_name(text)
    assert caught.value.where == "--stdin-name"


def test_a_standard_input_that_is_closed_is_unread(tmp_path: Path) -> None:
    def closed(_limit: int) -> bytes:
        raise OSError(errno.EBADF, "it is closed")

    (item,) = Corpus(["-"], start=tmp_path, root=tmp_path, stdin=closed, max_bytes=9)
    assert isinstance(item, UnreadSource)
    assert item.problem == "cannot be read (it is closed)"


def test_a_pipe_is_not_a_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert only_unread(gather(tmp_path, "pipe")).problem == "is not a regular file"
    assert gather(tmp_path, ".") == []


def test_names_that_are_not_utf8_can_be_stored_and_stay_two(tmp_path: Path) -> None:
    try:
        for name in (b"\xff.txt", b"\xfe.txt"):
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert locators(gather(tmp_path, ".")) == ["\\xfe.txt", "\\xff.txt"]


# Links


def linked(tmp_path: Path) -> Path:
    """A corpus whose links lead out of it, and one that stays inside."""
    lay(tmp_path, secret__key_dot_md="x", root__d__a_dot_md="y", root__e__b_dot_md="z")
    within = tmp_path / "root" / "d"
    (within / "out.md").symlink_to(tmp_path / "secret" / "key.md")
    (within / "out").symlink_to(tmp_path / "secret")
    (within / "up").symlink_to(tmp_path)
    (within / "twice").symlink_to("out")
    (within / "lost.md").symlink_to(tmp_path / "secret" / "nothing.md")
    (within / "in.md").symlink_to("../e/b.md")
    return tmp_path / "root"


def test_links_out_of_the_corpus_are_not_followed(tmp_path: Path) -> None:
    root = linked(tmp_path)
    assert locators(gather(root, "d")) == ["d/a.md", "d/in.md"]
    assert locators(gather(root, ".")) == ["d/a.md", "e/b.md"]
    assert walked(root, "d") == ["d/"]


def test_without_a_root_the_walked_folder_is_the_bound(tmp_path: Path) -> None:
    root = linked(tmp_path)
    assert locators(gather(None, "d", start=root)) == [f"{root}/d/a.md"]


def test_a_folder_whose_name_begins_like_the_root_is_outside(tmp_path: Path) -> None:
    lay(tmp_path, root__a_dot_md="x", rooted__b_dot_md="y")
    (tmp_path / "root" / "near").symlink_to(tmp_path / "rooted")
    assert locators(gather(tmp_path / "root", ".")) == ["a.md"]


def test_a_link_out_of_the_corpus_is_read_where_it_is_named(tmp_path: Path) -> None:
    root = linked(tmp_path)
    assert locators(gather(root, "d/out.md")) == ["d/out.md"]
    assert locators(gather(root, "d/out")) == ["d/out/key.md"]


def test_links_inside_are_followed_once_and_after_real_names(tmp_path: Path) -> None:
    lay(tmp_path, d__z__a_dot_md="x", e__b_dot_md="y")
    (tmp_path / "d" / "alias").symlink_to("z")
    (tmp_path / "d" / "alias.md").symlink_to("z/a.md")
    (tmp_path / "d" / "other").symlink_to("../e")
    (tmp_path / "d" / "other2").symlink_to("../e")
    assert locators(gather(tmp_path, "d")) == ["d/z/a.md", "d/other/b.md"]


def test_a_deep_folder_has_no_end_of_stack(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1100):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    deepest = folders[-1] / "a.md"
    deepest.write_text("x")
    try:
        assert len(gather(tmp_path, ".")) == 1
    finally:
        deepest.unlink()
        for folder in reversed(folders[1:]):
            folder.rmdir()


# What was walked to its end


def test_a_walked_folder_is_said_after_its_documents(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_md="x", d__e__b_dot_md="y", c_dot_md="z")
    assert list(corpus(tmp_path, "d", "c.md"))[-2:] == [Walked("d/"), Source("c.md", b"z")]
    assert walked(tmp_path, ".") == [""]
    assert walked(tmp_path, "c.md") == []
    assert walked(tmp_path, ".", start=tmp_path / "d") == ["d/"]


def test_a_folder_that_is_not_walked_to_its_end_is_not_said(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_md="x", d__in__b_dot_md="y", e__c_dot_md="z")
    closed = tmp_path / "d" / "in"
    closed.chmod(0)
    found = gather_closed(tmp_path, closed, "d", "e")
    assert [item for item in found if item.startswith("Walked")] == ["Walked e/"]


def test_a_file_that_cannot_be_read_was_named_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, d__a_dot_md="x" * 20)
    assert walked(tmp_path, "d", max_bytes=10) == ["d/"]


def test_a_folder_without_documents_says_why(tmp_path: Path) -> None:
    lay(tmp_path, pictures__a_dot_png="", pictures__b_dot_png="", pictures___dot_x_dot_md="")
    (tmp_path / "bare").mkdir()
    lay(tmp_path, full__a_dot_md="x")
    here = corpus(tmp_path, "pictures", "bare", "full")
    list(here)
    pictures, bare = here.without_documents
    assert pictures.startswith("pictures: 3 entries were passed over")
    assert bare == "bare: the folder is empty"


# Opened again


def test_a_document_of_this_run_is_opened_again(tmp_path: Path) -> None:
    lay(tmp_path, root__d__a_dot_md="x", out__b_dot_md="y")
    here = corpus(tmp_path / "root", "d", "../out/b.md", "-", stdin=b"z")
    found = [item for item in here if isinstance(item, Source)]
    again = [here.reopen(item.locator) for item in found]
    assert [
        replace(one, named=item.named) for one, item in zip(again, found, strict=True) if one
    ] == found
    (tmp_path / "root" / "d" / "a.md").unlink()
    assert here.reopen("d/a.md") is None


def test_no_other_file_is_opened_again(tmp_path: Path) -> None:
    lay(tmp_path, root__d__a_dot_md="x", root__e_dot_md="y", out__b_dot_md="z")
    here = corpus(tmp_path / "root", "d")
    list(here)
    for name in ("e.md", "../out/b.md", f"{tmp_path}/out/b.md", "d", "-", ""):
        assert here.reopen(name) is None


def test_an_address_that_was_typed_without_its_scheme_is_seen(tmp_path: Path) -> None:
    for typed in ("www.paper.example", "paper.example/story"):
        assert f"https://{typed}" in only_unread(gather(tmp_path, typed)).advice
    assert "https" not in only_unread(gather(tmp_path, "story.txt")).advice


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


def _broken_off(place: Path) -> None:
    with replaced(place) as stream:
        stream.write(b"ne")
        raise OSError("no room")


def test_a_file_that_is_replaced_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    place.write_text("old")
    place.chmod(0o640)
    with pytest.raises(OSError, match="no room"):
        _broken_off(place)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]
    with replaced(place) as stream:
        stream.write(b"new")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["new"]
    assert place.stat().st_mode & 0o777 == 0o640
