"""Pages that a script must make, and pages that only look so."""

from __future__ import annotations

import pytest

from linkassay.extract.page import page_facts

BUNDLE = "<script src=/static/main.4f1c.js></script>"


def is_shell(page: str) -> bool:
    return page_facts(page.encode()).script_only


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=root></div>{BUNDLE}",
        f"<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
        f"{BUNDLE}",
        f"<noscript>Diese Seite braucht JavaScript.</noscript><div class=x></div>{BUNDLE}",
        f"<div id=app><!-- made by a script --></div>{BUNDLE}",
        f"<div id=__next><div class=spinner></div></div>{BUNDLE}",
        f"<div id=q-app><svg><circle/></svg></div>{BUNDLE}",
        f"<div id=app><img src=logo.png></div>{BUNDLE}",
        f"<app-root>Loading…</app-root>{BUNDLE}",
        f"<div id=app><div class=page-loader>Загрузка</div></div>{BUNDLE}",
        f"<div id=app><p>読み込み中...</p></div>{BUNDLE}",
        f"<noscript>JavaScript !</noscript><p>Un instant...</p>{BUNDLE}",
        f"<header>Harbour Times</header><main id=root></main>{BUNDLE}",
        "<p>Please turn on JavaScript.</p><script>go()</script>",
        "<p>Пожалуйста, включите JavaScript</p><script>go()</script>",
        "<script type=module>import '/app.js'</script>",
        "<div></div><script>document.write(x)</script>",
    ],
)  # fmt: skip
def test_a_frame_without_its_page(body: str) -> None:
    assert is_shell(f"<html><head><title>Harbour Times</title></head><body>{body}")


@pytest.mark.parametrize(
    "body",
    [
        "<div id=root></div>",
        "<div id=root></div><script type=application/ld+json>{}</script>",
        f"<div id=root><h1>Not found</h1><p>There is nothing here.</div>{BUNDLE}",
        f"<div id=__next><h1>404</h1>This page could not be found.</div>{BUNDLE}",
        f"<h1>Thank you</h1><div id=ads></div>{BUNDLE}",
        f"<p>Closed on Mondays.</p><my-icon></my-icon>{BUNDLE}",
        f"<img src=comic.png>{BUNDLE}",
        f"<form><input name=q></form>{BUNDLE}",
        "<noscript><img src=pixel.gif></noscript><p>A short page.</p><script>count()</script>",
        f"<div id=root></div>{'word ' * 20}{BUNDLE}",
        "",
    ],
)
def test_a_page_that_is_whole(body: str) -> None:
    assert not is_shell(f"<html><head><title>Harbour Times</title></head><body>{body}")


def test_what_was_cut_and_what_leads_on_is_no_shell() -> None:
    page = f"<body><div id=root></div>{BUNDLE}".encode()
    assert page_facts(page).script_only
    assert not page_facts(page, whole=False).script_only
    assert not is_shell("<meta http-equiv=refresh content='0;/a'><script>go()</script>")
