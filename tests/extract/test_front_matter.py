import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.front_matter import front_matter


def statements(text: str) -> dict[str, str]:
    return {item.name: item.value for item in front_matter(text)[0]}


def places(text: str) -> list[tuple[int | None, str]]:
    """Line and source of each value whose place is known."""
    return [
        (item.span.line, text[item.span.start : item.span.end])
        for item in front_matter(text)[0]
        if item.span is not None
    ]


def rest(text: str) -> str:
    return text[front_matter(text)[1] :]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_yaml_is_read_as_yaml(line_end: str) -> None:
    text = (
        '---\ntitle: "A: b" # note\ndate: 2019-03-29\nsummary: >\n  folded\n  text\n'
        "author: {name: 'Zoë', mail: null}\ntags: [a, {b: c}]\nempty: ''\nnothing: ~\n"
        "last: it's 1.0\n---\nBody\n"
    ).replace("\n", line_end)
    assert statements(text) == {
        "title": "A: b",
        "date": "2019-03-29",
        "summary": "folded text",
        "author.name": "Zoë",
        "last": "it's 1.0",
    }
    assert places(text)[:2] == [(2, "A: b"), (3, "2019-03-29")]
    assert places(text)[3:] == [(7, "Zoë"), (11, "it's 1.0")]
    assert rest(text) == f"Body{line_end}"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_toml_is_read_as_toml(line_end: str) -> None:
    text = (
        '+++\ntitle = "A # b" # note\ndate = 2019-03-29T10:00:00Z # day\ndraft = false\n'
        "tags = ['a']\n\n[params]\nauthor = 'Zoë'\n[params.more]\nseo.name = \"x\"\n"
        'inner = {a = 1}\nlong = """\ntwo\nlines"""\n+++\nBody\n'
    ).replace("\n", line_end)
    assert statements(text) == {
        "title": "A # b",
        "date": "2019-03-29T10:00:00Z",
        "draft": "false",
        "params.author": "Zoë",
        "params.more.seo.name": "x",
        "params.more.inner.a": "1",
        "params.more.long": "two\nlines",
    }
    assert places(text) == [
        (2, "A # b"),
        (3, "2019-03-29T10:00:00Z"),
        (4, "false"),
        (8, "Zoë"),
        (10, "x"),
    ]
    assert rest(text) == f"Body{line_end}"


@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: a: b\n---\nBody",
        "---\ntitle: [a\n---\nBody",
        "---\ntitle: *nobody\n---\nBody",
        "---\na: \x01\n---\nBody",
        "---\na: " + "[" * 20_000 + "\n---\nBody",
        "+++\ntitle = unquoted\n+++\nBody",
        "+++\ntitle = 'a'\ntitle = 'b'\n+++\nBody",
        "+++\na = " + "[" * 20_000 + "\n+++\nBody",
        "+++\nday = 2019-13-45\n+++\nBody",
    ],
)
def test_broken_front_matter_says_nothing_and_is_no_text(broken: str) -> None:
    assert (statements(broken), rest(broken)) == ({}, "Body")


@pytest.mark.parametrize(
    "text",
    [
        "---\nSome words and https://a.example/\n---\nBody",
        "---\n\nno end https://a.example/",
        "---\n- a list\n---\nBody",
        " ---\na: b\n---\n",
        "a: b\n---\n",
        "",
    ],
)
def test_a_text_between_two_rules_is_no_front_matter(text: str) -> None:
    assert (statements(text), rest(text)) == ({}, text)


def test_an_alias_is_not_followed() -> None:
    bomb = "".join(f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}\n" for n in range(1, 40))
    assert statements(f"---\na0: &a0 {{x: word}}\n{bomb}---\n") == {"a0.x": "word"}


@pytest.mark.parametrize("end", ["---", "..."])
def test_front_matter_may_be_empty_or_begin_with_a_comment(end: str) -> None:
    assert front_matter(f"---\n{end}\nBody")[1] == len(f"---\n{end}\n")
    assert statements(f"---\n# note\n\nkey: value\n{end}\nBody") == {"key": "value"}


PIECES = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "a: ",
        "b = ",
        "'",
        '"',
        "[t]\n",
        "{",
        "}",
        "\n",
        "\r\n",
        ">\n  ",
        "é",
        "&x ",
    ]
)


@given(st.sampled_from(["---\na: b\n", "+++\na = 1\n"]), st.lists(PIECES, max_size=12))
def test_any_front_matter_is_survived(start: str, pieces: list[str]) -> None:
    text = start + "".join(pieces) + "\n---\n+++\n"
    found, end = front_matter(text)
    assert 0 <= end <= len(text)
    for item in found:
        assert item.value
        assert item.span is None or 0 <= (item.span.start or 0) <= (item.span.end or 0) <= end
