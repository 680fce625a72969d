"""What a page shows, and its words."""

from __future__ import annotations

import pytest

from linkassay.extract.page_scan import scan
from linkassay.extract.page_words import compared_words, text_hash, word_count


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<p>Two", "One Two"),
        ("W<b>or</b>d and <i>m</i>ore", "Word and more"),
        ("<a>Home</a><a>News</a>", "Home News"),
        ("a<br>b<td>c", "a b c"),
        ("<script>no()</script>yes<style>no{}</style>", "yes"),
        ("<noscript>no</noscript>yes<iframe>no</iframe>", "yes"),
        ("<textarea>no</textarea><xmp>a & <b></xmp>", "a & <b>"),
        ("<select><option>Afghanistan<option>Albania</select>yes", "yes"),
        ("<svg><text>no</text></svg>yes<video>no</video>", "yes"),
        ("<svg/>yes<svg>no</svg>", "yes"),
        ("<div hidden>no<div>no</div>no</div>yes", "yes"),
        ("<div hidden='until-found'>no</div>yes", "yes"),
        ("<div style='color:red; DISPLAY : none'>no</div>yes", "yes"),
        ("<div class='hidden' data-x=hidden>yes</div>", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<li hidden>no<li>yes</ul>", "yes"),
        ("<input hidden>yes<img hidden>", "yes"),
        ("<body hidden>yes</body>", "yes"),
        ("<article style='display:none'>yes</article>", "yes"),
        ("<div hidden>shown after all", "shown after all"),
        ("<template>no<template>no</template>no</template>yes", "yes"),
        ("<template>no", ""),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
        ("<!-- no --><![CDATA[ no ]]>yes<?php no ?>", "yes"),
        ("a &lt;b&gt; &eacute;&nbsp;&#x416;&#1046;", "a <b> é\xa0ЖЖ"),
        ("a < b &unknown; &", "a < b &unknown; &"),
        ("<p title='> not shown'>shown", "shown"),
        ("shown<a href=", "shown"),
        ("&#" + "9" * 5_000 + ";", "\ufffd"),
    ],
)
def test_what_is_shown(page: str, text: str) -> None:
    assert scan(page).text.split() == text.split()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" - | · » ", 0),
        ("One two-three can't 4,5", 4),
        ("Не найдено: страница", 3),
        ("पृष्ठ नहीं मिला", 3),
        ("الصفحة غير موجودة", 3),
        ("페이지를 찾을 수 없습니다", 4),
        ("页面不存在", 3),
        ("お探しのページは見つかりません", 8),
        ("ไม่พบหน้า", 5),
        ("PHP 手册 8.3", 3),
        ("soft\u00adhyphen zero\u200bwidth", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Page NOT found!", "page not — found"),
        ("página não encontrada", "Pagina nao encontrada"),
        ("Η ΣΕΛΙΔΑ ΔΕΝ ΒΡΕΘΗΚΕ", "η σελίδα δεν βρέθηκε"),
        ("SAYFA BULUNAMADI", "Sayfa bulunamadı"),
        ("İÇERİK", "içerik"),
        ("Nie znaleziono: ŁÓDŹ", "nie znaleziono lodz"),
        ("Straße", "STRASSE"),
        ("ещё не найдено", "Еще не найдено"),
        ("الصفحـة", "الصفحة"),
        ("ＰＡＧＥ　４０４", "page 404"),
        ("can't", "can’t"),
        ("co\u00adop\u200berate", "cooperate"),
    ],
)
def test_words_are_compared_without_what_writers_leave_out(one: str, other: str) -> None:
    assert compared_words(one) == compared_words(other) != []


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    assert compared_words("页面404不存在") == ["页", "面", "404", "不", "存", "在"]
    assert " ".join(compared_words("페이지")) in " ".join(compared_words("페이지를 찾을 수"))


def test_the_hash_of_nothing_is_none() -> None:
    assert text_hash([]) is None
    assert text_hash(["a", "b"]) == text_hash(compared_words("A, b."))


def test_words_of_ascii_texts_are_cut_as_those_of_others() -> None:
    chars = [chr(code) for code in range(128)]
    text = "".join(f"{char}a{char}B1{other}{char}" for char in chars for other in chars)
    assert text.isascii()
    assert compared_words(text) == compared_words(f"{text} \u00e9")[:-1]
    assert word_count(text) == word_count(f"{text} \u00e9") - 1
