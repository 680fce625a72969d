"""Fragments that documents cite, looked for in the page."""

from __future__ import annotations

import pytest

from linkassay.extract.page import MOST_BYTES, page_facts

TEXT = "".join(f"word{number} " for number in range(200))
PAGE = f"""<!doctype html><html><body><h2 id=History>History</h2><p>{TEXT}
<a name="old anchor"></a><div id="caf&eacute;">x</div><h3 id="user-content-setup">Setup</h3>
<p>The harbour was opened on <b>3 May</b>&nbsp;1921, with “great joy”. Later it was closed.
<!-- <p id=commented> --><template><p id=templated></p></template><p>页面已经不存在了</p>
"""
SCRIPTED = PAGE + "<script src=/main.js></script>"


def missing(page: str, *fragments: str, whole: bool = True) -> tuple[str, ...]:
    return page_facts(page.encode(), "utf-8", fragments, whole=whole).missing_fragments


@pytest.mark.parametrize(
    "fragment",
    [
        "History",
        "old%20anchor",
        "old anchor",
        "caf%C3%A9",
        "café",
        "setup",
        "Setup",
        "",
        "top",
        "TOP",
        "/route/to/page",
        "!/route",
        "!page",
        "?q=1",
        "page=3",
        "t=1m20s",
        ":~:text=harbour%20was%20opened",
        ":~:text=HARBOUR",
        ":~:text=harbour,closed",
        ":~:text=The-,harbour,-was",
        ":~:text=3%20May%201921",
        ":~:text=%22great%20joy%22",
        ":~:text=%E4%B8%8D%E5%AD%98%E5%9C%A8",
        ":~:text=nowhere%20to%20be%20seen&text=great%20joy",
        "History:~:text=harbour",
        "gone:~:text=harbour",
        ":~:selector(type=CssSelector)",
        ":~:text=",
        ":~:text=%2C",
        ":~:text=a,b,c,d,e",
    ],
)
def test_what_is_there(fragment: str) -> None:
    assert missing(PAGE, fragment) == ()


@pytest.mark.parametrize(
    "fragment",
    [
        "history",
        "Histor",
        "gone",
        "commented",
        ":~:text=harbours",
        ":~:text=closed,harbour",
        ":~:text=A-,harbour",
        ":~:text=harbour,-opened",
        ":~:text=nowhere&text=nothing",
        "History:~:text=nowhere",
    ],
)
def test_what_is_missing(fragment: str) -> None:
    assert missing(PAGE, "History", fragment) == (fragment,)


def test_lines_of_a_file_are_never_missing() -> None:
    lines = "<table><tr id=L10><td>a<tr id=L11><td>b</table>"
    assert missing(lines, "L10", "L10-L20", "L11C2-L20C4", "L12") == ()


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{TEXT}<script>body.innerHTML += build()</script>",
        f"<h2>History</h2><p id=header>{TEXT}<script src=/main.js></script>",
        f"<h2 id=a>A</h2><p>{TEXT}<script>make('gone').id = 1</script>",
        f"<h2 id=a>A</h2><p>{TEXT}<a href=#gone>Down</a><script src=/main.js></script>",
        "<div id=root></div><script src=/main.js></script>",
        "<noscript>Needs JavaScript.</noscript><div id=root></div><script>boot()</script>",
        f"<p>{TEXT}<script>$('#main').load('/text')</script>",
    ],
)
def test_a_place_that_a_script_may_make_is_not_missed(page: str) -> None:
    assert missing(page, "gone") == ()


@pytest.mark.parametrize(
    "script",
    [
        "<script>dataLayer.push({event: 'seen'})</script>",
        "<script>if (event.target.id == 'logo') retrieval(important)</script>",
        "<script type=application/ld+json>{'append': 1}</script>",
        "<script type=text/template src=x>fetch</script>",
    ],
)
def test_a_script_that_adds_nothing_makes_no_place(script: str) -> None:
    assert missing(f"<h2>A</h2><p>{TEXT}{script}", "gone") == ("gone",)


def test_a_place_is_missed_on_a_page_whose_headings_have_their_ids() -> None:
    assert missing(SCRIPTED, "gone", "History") == ("gone",)
    inner = SCRIPTED.replace("<h2 id=History>History</h2>", "<h2><a id=History></a>History</h2>")
    assert missing(inner, "gone", "History") == ("gone",)
    before = SCRIPTED.replace("<h2 id=History>", "<section id=History><h2>")
    assert missing(before, "gone", "History") == ("gone",)


def test_a_text_that_scripts_may_show_is_not_missed() -> None:
    few = "<p id=a>A few words.<script src=/main.js></script>"
    assert missing(few, ":~:text=nowhere") == ()
    assert missing(SCRIPTED, ":~:text=nowhere") == (":~:text=nowhere",)
    data = SCRIPTED + '<script type=application/json>{"text":"Nowhere to go"}</script>'
    assert missing(data, ":~:text=nowhere%20to%20go") == ()


def test_a_page_that_was_cut_says_nothing() -> None:
    assert missing(PAGE, "gone", whole=False) == ()


def test_a_place_far_down_is_found() -> None:
    far = PAGE + "x" * MOST_BYTES + "<h2 id=far>Far</h2><p>the very end"
    assert missing(far, "far", "gone", ":~:text=very%20end") == ("gone",)


def test_each_fragment_is_told_once_in_its_order() -> None:
    assert missing(PAGE, "b", "a", "b") == ("b", "a")
