"""Pages that send their readers on by themselves, and pages that only look so."""

from __future__ import annotations

import pytest

from linkassay.extract.page import page_facts

HOME = "<p>One moment, please."


def ahead(page: str) -> str | None:
    return page_facts(page.encode()).refresh


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<meta http-equiv=refresh content='0;url=/home'>", "/home"),
        ("<body><META HTTP-EQUIV=Refresh CONTENT='5; URL=https://a.example/?a=1&amp;b=2'>",
         "https://a.example/?a=1&b=2"),
        ("<meta http-equiv=refresh content=x><meta http-equiv=refresh content='0;/b'>", "/b"),
        ("<meta http-equiv=refresh content=600><meta http-equiv=refresh content='0;/b'>", None),
        ("<meta http-equiv=refresh content='300;url=/'>", None),
        ("<meta http-equiv=refresh content=60>", None),
        ("<noscript><meta http-equiv=refresh content='0;url=/no'></noscript>", None),
        ("<template><meta http-equiv=refresh content='0;url=/no'></template>", None),
        ("<!-- <meta http-equiv=refresh content='0;url=/no'> -->", None),
        ("<meta name=refresh content='0;url=/no'>", None),
    ],
)  # fmt: skip
def test_a_refresh(page: str, address: str | None) -> None:
    assert ahead(page + "<p>word " * 30) == address


@pytest.mark.parametrize(
    "script",
    [
        "location.href = '/'",
        'window.location="/"',
        "window.location.href='/';",
        "top.location.replace('/')",
        "document.location.assign( \"/\" ) // go home",
        "<!--\nlocation = '/';\n//-->",
        "setTimeout(function () { window.location.replace('/'); }, 100);",
        "setTimeout(() => { location.href = `/` }, 0)",
        "(function(){ self.location.href='/' })();",
        "function go() { location.href='/'; } go();",
        "window.onload = function () { location.replace('\\/'); }",
        "document.addEventListener('DOMContentLoaded', function () { location.href = '/' })",
    ],
)  # fmt: skip
def test_a_script_that_does_nothing_but_leave(script: str) -> None:
    assert ahead(f"<script>{script}</script>{HOME}") == "/"


def test_a_body_that_leaves_when_it_is_loaded() -> None:
    assert ahead("<body onload=\"location.href='/x?a=1'\">") == "/x?a=1"
    called = "<script>function go() { location.href='/' }</script><body onload='go()'>"
    assert ahead(called) == "/"


@pytest.mark.parametrize(
    "script",
    [
        "if (!window.Promise) { location.href = '/old-browser' }",
        "window.Promise || (location.href = '/old-browser')",
        "old ? location.href = '/old' : start()",
        "function toLogin() { location.href = '/login' }",
        "button.onclick = function () { location.href = '/' }",
        "button.addEventListener('click', function () { location.href = '/' })",
        "document.cookie = 'seen=1'; location.href = '/article'",
        "fetch('/me').then(r => { location.href = '/login' })",
        "var text = \"location\";",
        "// location.href = '/'",
        "/* location.href = '/' */",
        "location.href = target;",
        "data.location = 'Paris'",
        "mylocation = '/'",
        "location.hash = '#a'",
        "start();" * 200 + "location.href = '/'",
    ],
)  # fmt: skip
def test_a_script_that_may_stay(script: str) -> None:
    assert ahead(f"<script>{script}</script>{HOME}") is None


def test_a_page_with_text_is_not_left_by_a_script() -> None:
    leaves = "<script>location.href = '/'</script>"
    assert ahead(leaves + "<p>" + "word " * 19) == "/"
    assert ahead(leaves + "<p>" + "word " * 20) is None
    assert page_facts((leaves + HOME).encode(), whole=False).refresh is None
