"""Titles that say that the page is not there, and titles of pages."""

from __future__ import annotations

import pytest

from linkassay.conditions.not_found import Notice, notice

URL = "https://www.example-times.test/news/a-page"

STATEMENTS = [
    ("Error 404 (Not Found)!!1", Notice.NOT_FOUND),
    ("404", Notice.CODE),
    ("Example Times: Page not found", Notice.NOT_FOUND),
    ("Example Times - 404", Notice.CODE),
    ("The resource cannot be found.", Notice.NOT_FOUND),
    ("File or directory not found", Notice.NOT_FOUND),
    ("Sorry, this article has been removed!", Notice.REMOVED),
    ("Cette page n'est plus disponible", Notice.REMOVED),
    ("Die gesuchte Seite existiert leider nicht mehr", Notice.REMOVED),
    ("ＰＡＧＥ ＮＯＴ ＦＯＵＮＤ", Notice.NOT_FOUND),
    ("抱歉，您访问的页面不存在", Notice.NOT_FOUND),
    ("Strona nie została znaleziona", Notice.NOT_FOUND),
    ("page not found « Some Weblog Or Other", Notice.NOT_FOUND),
    ("Video unavailable", Notice.REMOVED),
    ("Video unavailable – what can I do?", Notice.NOT_FOUND),
    ("DOI Not Found", Notice.REMOVED),
    ("Produit indisponible", Notice.REMOVED),
    ("Diese Stelle ist bereits besetzt", Notice.REMOVED),
    ("Oferta finalizada", Notice.REMOVED),
    ("Вакансия в архиве", Notice.REMOVED),
    ("该职位已停止招聘", Notice.REMOVED),
    ("Annuncio scaduto", Notice.REMOVED),
    ("Vaga encerrada", Notice.REMOVED),
    ("Ogłoszenie nieaktualne", Notice.REMOVED),
    ("この商品は販売終了しました", Notice.REMOVED),
    ("Deze vacature is vervuld", Notice.REMOVED),
    ("Nie znaleziono przepisu", Notice.REMOVED),
    ("Фильм удалён", Notice.REMOVED),
    ("Ce programme n'est plus disponible", Notice.REMOVED),
]

TITLES = [
    "",
    None,
    "Error",
    "Home",
    "Article 404 of the code",
    "How to fix error 404 in nginx",
    "404 Not Found: The Story of a Missing Page",
    "Error 404: how to fix it",
    "Not Found Records - Blue mug",
    "404 Media",
    "The Missing Link",
    "It's Gone",
    "Removed from office: what a page of history tells",
    "Page",
    "Page not found errors and what readers of this site have made of them over the years - Weblog",
    "word " * 200,
    "The Story Has Not Ended",
    "Angebot abgelaufen: So kommen Käufer zu ihrem Recht",
    "Annonce supprimée : nos conseils pour la suite",
    "Sold",
    "Closed: the cannery on Mill Lane",
    "Удалённые деревни Севера",
    "L'accès à la plage",
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_a_statement_is_told(text: str, expected: Notice) -> None:
    assert notice(text, URL) is expected


@pytest.mark.parametrize("text", TITLES)
def test_a_title_of_a_page_is_none(text: str | None) -> None:
    assert notice(text, URL) is None


def test_no_other_name_may_stand_beside_a_statement_that_is_to_be_alone() -> None:
    for name, alone in (("Blue mug", None), ("Example Times", Notice.REMOVED)):
        assert notice(f"Offer expired - {name}", URL) is Notice.REMOVED
        assert notice(f"Offer expired - {name}", URL, alone=True) is alone


def test_the_name_of_a_shop_is_no_statement() -> None:
    assert notice("Blue mug - Not Found", "https://shop.example/mug") is Notice.NOT_FOUND
    assert notice("Blue mug - Not Found", "https://notfound.example/mug") is None
