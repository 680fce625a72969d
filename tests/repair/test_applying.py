"""A source with its repairs: all else stays byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.model import Citation, Repair, RepairKind, Source
from linkassay.repair import Applied, apply

OLD, NEW = "https://example.org/old", "https://example.org/new"


def cited(source: Source) -> list[Citation]:
    (reading,) = extract(source)
    return list(reading.citations)


def to(citation: Citation, becomes: str, kind: RepairKind = RepairKind.MOVED) -> Repair:
    return Repair(kind, citation.definition or citation.span, citation.written, becomes, "it moved")


def mended(source: Source, becomes: str = NEW) -> Applied:
    """The source with every citation of the old address led to another one."""
    return apply(source, [to(one, becomes) for one in cited(source) if one.written == OLD])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"See {OLD}, and more.\n"),
        ("a.md", f"See [it]({OLD} 'Title') and <{OLD}>.\r\n\r\nEnd without a line end"),
        ("a.md", f"See [it][r].\n\n[r]: {OLD} 'T'\n"),
        ("a.html", f"<p>See <a class=x href='{OLD}'>it</a> &amp; <A HREF={OLD}>it</A></p>"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_address_changes_and_nothing_else(name: str, text: str, mark: str) -> None:
    source = Source(name, f"{mark}{text}".encode())
    done = mended(source)
    assert done.data == source.data.replace(OLD.encode(), NEW.encode())
    assert not done.left
    again = replace(source, data=done.data)
    assert mended(again) == Applied(again.data)


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "gb18030"])
def test_the_charset_stays(codec: str) -> None:
    text = f"<meta charset={codec}><p>Ein schöner Tag: <a href='{OLD}'>Plan</a></p>"
    source = Source("a.html", text.encode(codec))
    assert mended(source).data == text.replace(OLD, NEW).encode(codec)


def test_what_the_charset_does_not_have_is_left() -> None:
    source = Source("a.txt", f"Ein schöner Tag: {OLD}\n".encode("cp1252"))
    done = mended(source, "https://example.org/新")
    assert (done.data, done.done, len(done.left)) == (source.data, (), 1)


def test_bytes_that_do_not_come_out_again_are_left_alone() -> None:
    """A NUL is read as a mark of what could not be read: written out it would be another byte."""
    source = Source("a.txt", f"Here\x00 stands {OLD} in a text.\n".encode())
    assert mended(source).data == source.data


def test_an_ampersand_is_written_as_its_place_wants_it() -> None:
    new = f"{NEW}?a=1&copy=2"
    page = Source("a.html", f'<p><a href="{OLD}">x</a></p>'.encode())
    assert mended(page, new).data == f'<p><a href="{NEW}?a=1&amp;copy=2">x</a></p>'.encode()
    text = Source("a.txt", f"See {OLD} now.\n".encode())
    assert mended(text, new).data == f"See {new} now.\n".encode()


@pytest.mark.parametrize(
    "new",
    [
        f"{NEW}) [other](https://example.org/other",
        f"{NEW} https://example.org/b",
        f"{NEW}\n\n# H",
    ],
)
def test_an_address_that_would_be_more_than_one_is_not_written(new: str) -> None:
    source = Source("a.md", f"See [it]({OLD}) here.\n".encode())
    assert mended(source, new).data == source.data


def test_one_that_does_not_hold_keeps_no_other_from_being_mended() -> None:
    source = Source("a.md", f"See [it]({OLD}) and [that]({OLD}?x).\n".encode())
    one, other = cited(source)
    done = apply(source, [to(one, NEW), to(other, f"{NEW}) [x](https://example.org/x")])
    assert done.data == source.data.replace(f"({OLD})".encode(), f"({NEW})".encode())
    assert [item.becomes for item in done.done] == [NEW]
    assert len(done.left) == 1


def test_a_line_is_taken_out_with_its_end() -> None:
    source = Source("a.txt", f"A text.\r\n\r\n{OLD}\r\n{OLD}  \r\n\r\nEnd.\r\n".encode())
    _, below = cited(source)
    done = apply(source, [to(below, "", RepairKind.DUPLICATE)])
    assert done.data == f"A text.\r\n\r\n{OLD}\r\n\r\nEnd.\r\n".encode()


def test_a_line_with_more_on_it_stays() -> None:
    source = Source("a.txt", f"A text.\n\n{OLD}\n- {OLD}\n\nEnd.\n".encode())
    below = cited(source)[-1]
    done = apply(source, [to(below, "", RepairKind.DUPLICATE)])
    assert (done.data, len(done.left)) == (source.data, 1)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(before=WORDS, after=WORDS, name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_whatever_stands_around_it_stays(before: str, after: str, name: str) -> None:
    source = Source(name, f"{before} {OLD} {after}".encode())
    try:
        found = [one for reading in extract(source) for one in reading.citations]
    except Exception:
        return
    repairs = [to(one, NEW) for one in found if one.written == OLD]
    data = apply(source, repairs).data
    assert data.replace(NEW.encode(), OLD.encode()) == source.data.replace(
        NEW.encode(), OLD.encode()
    )
