"""Sources that are not read again: what they say stands in the ledger, and nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from builders import Told as ToldReport
from builders import told, work
from fakes import Here
from linkassay import pipeline
from linkassay.cli.own_code import own_code
from linkassay.ledger import open_ledger, open_private
from linkassay.model import Limit, Source, UnreadSource
from linkassay.pipeline import taking
from linkassay.pipeline.same_again import source_key
from linkassay.ports import Told

TEXT = "A headline\n\nSee https://example.org/{} there.\n"
FILES = {f"{name}.txt": TEXT.format(name).encode() for name in "abc"}


@dataclass
class Noting(Here):
    """Notes what it is given to read."""

    given: list[str] = field(default_factory=list)

    def read(self, sources: Iterable[Source | UnreadSource], /) -> Iterator[Told]:
        def noted() -> Iterator[Source | UnreadSource]:
            for source in sources:
                self.given.append(source.locator)
                yield source

        return super().read(noted())


class Eager(Noting):
    """Takes many sources before it gives the first reading, as a pool of workers does."""

    def read(self, sources: Iterable[Source | UnreadSource], /) -> Iterator[Told]:
        return super().read(list(sources))


def audited(
    path: Path | None,
    files: Mapping[str, bytes],
    readers: Noting,
    *,
    run: str,
    code: bytes | None = b"code",
    secret_key: bytes | None = None,
    media_type: str | None = None,
) -> ToldReport:
    given = work([Source(*item, media_type) for item in files.items()], offline=True, run_id=run)
    given = replace(given, readers=readers, code=lambda: code, secret_key=secret_key)
    with open_private() if path is None else open_ledger(path) as ledger:
        return told(pipeline.audit(given, ledger))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger that has read `FILES` once."""
    made = tmp_path / "audit.db"
    audited(made, FILES, Noting(), run="run-1")
    return made


@pytest.mark.parametrize("kind", [Noting, Eager])
def test_what_has_not_changed_is_not_read_again_and_says_the_same(
    path: Path, kind: type[Noting]
) -> None:
    readers = kind()
    again = audited(path, FILES, readers, run="run-2")
    assert readers.given == []
    anew = audited(None, FILES, Noting(), run="run-2")
    assert again.documents == anew.documents
    assert [replace(one, sketch=None) for one in again.readings] == list(anew.readings)


@pytest.mark.parametrize("kind", [Noting, Eager])
def test_between_the_known_ones_what_changed_is_read_in_its_place(
    path: Path, kind: type[Noting]
) -> None:
    readers = kind()
    files = {**FILES, "b.txt": TEXT.format("other").encode(), "d.txt": TEXT.format("d").encode()}
    again = audited(path, files, readers, run="run-2")
    assert readers.given == ["b.txt", "d.txt"]
    assert [one.locator for one in again.documents] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [one.citations[0].url[-5:] for one in again.readings] == [
        "org/a", "other", "org/c", "org/d"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"code": b"another version"},
        {"code": None},
        {"secret_key": b"another key"},
        {"media_type": "text/markdown"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_reader_reads_all_anew(path: Path, other: dict[str, bytes]) -> None:
    readers = Noting()
    audited(path, FILES, readers, run="run-2", **other)  # type: ignore[arg-type]
    assert readers.given == list(FILES)


def test_a_renamed_file_is_read_anew(path: Path) -> None:
    readers = Noting()
    audited(path, {"z.txt": FILES["a.txt"]}, readers, run="run-2")
    assert readers.given == ["z.txt"]


def test_what_was_not_read_in_full_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    audited(path, FILES, Noting(limited=Limit.TIME), run="run-1")
    readers = Noting()
    again = audited(path, FILES, readers, run="run-2")
    assert readers.given == list(FILES)
    assert {one.limited for one in again.documents} == {None}


def test_an_older_reading_is_not_taken_for_the_newest(path: Path) -> None:
    other = {**FILES, "a.txt": TEXT.format("other").encode()}
    audited(path, other, Noting(), run="run-2")
    readers = Noting()
    again = audited(path, FILES, readers, run="run-3")
    assert readers.given == ["a.txt"]
    assert again.readings[0].citations[0].url == "https://example.org/a"


def test_without_a_ledger_nobody_asks_for_the_code() -> None:
    def unwanted() -> bytes:
        raise AssertionError

    given = replace(work([Source("a.txt", FILES["a.txt"])], offline=True), code=unwanted)
    with open_private() as ledger:
        assert pipeline.audit(given, ledger).counts.documents == 1


def test_behind_a_slow_source_only_so_many_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one long document would keep a whole corpus in memory."""
    monkeypatch.setattr(taking, "SOURCES_AT_ONCE", 2)
    readers = Eager()
    files = {"0.txt": TEXT.format("0").encode(), **FILES}
    again = audited(path, files, readers, run="run-2")
    assert readers.given == ["0.txt", "b.txt", "c.txt"]
    assert [one.locator for one in again.documents] == list(files)


def test_a_part_that_is_missing_makes_the_source_unknown(path: Path) -> None:
    """A program that was killed may have stored the first document of a source alone."""
    with open_ledger(path) as ledger:
        ledger._connection.execute("update known_sources set parts = 2 where locator = 'a.txt'")
        ledger._connection.commit()
    readers = Noting()
    audited(path, FILES, readers, run="run-2")
    assert readers.given == ["a.txt"]


# -- by what a source is known --


def test_the_key_tells_all_apart_that_a_reading_follows_from() -> None:
    sources = [
        Source("a", b"x"), Source("b", b"x"), Source("a", b"y"), Source("a", b"x", "text/html"),
        Source("a", b"x", None, "utf-8"),
    ]  # fmt: skip
    keys = {source_key(source, reader) for source in sources for reader in (b"1", b"2")}
    assert len(keys) == 2 * len(sources)


def test_whether_a_source_was_named_changes_nothing_of_what_it_says() -> None:
    assert source_key(Source("a", b"x"), b"") == source_key(Source("a", b"x", named=False), b"")


def test_own_code_stands_for_every_file_and_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkassay.__file__", str(tmp_path / "package" / "__init__.py"))
    monkeypatch.setattr("sys.path", [str(tmp_path / "beside")])
    assert _code() is None
    (tmp_path / "package" / "tables").mkdir(parents=True)
    (tmp_path / "beside").mkdir()
    seen = [_code()]
    for name, data in (
        ("package/__init__.py", b"1"),
        ("package/__init__.py", b"2"),
        ("package/tables/rows.toml", b"2"),
        ("beside/other-1.0.dist-info", b""),
    ):
        (tmp_path / name).write_bytes(data)
        seen.append(_code())
    assert len(set(seen)) == len(seen)
    (tmp_path / "package" / "__pycache__").mkdir()
    (tmp_path / "package" / "__pycache__" / "x.pyc").write_bytes(b"3")
    assert _code() == seen[-1]
    assert None not in seen


def _code() -> bytes | None:
    own_code.cache_clear()
    try:
        return own_code()
    finally:
        own_code.cache_clear()
