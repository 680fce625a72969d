"""The gold of regions: which links of a page stand in its article."""

from __future__ import annotations

from score.article_gold import Standing, gold_links

SENTENCE = "The two ships reached the harbour on a quiet morning, and nobody was surprised."
PAGE = f"""<nav><a href=/menu>Menu</a></nav>
<div><p>{SENTENCE} <a href=/one>One</a></p><p>By <a href=/who>Ana Bell</a> of the harbour office</p>
{f"<p>{SENTENCE}</p>" * 6}<p><a href=/card>Two ships</a></p>
<blockquote><p>{SENTENCE} <a href=/quoted>Quoted</a></p></blockquote><p>{SENTENCE}</p></div>
<div><p>{SENTENCE} <a href=/other>Other</a></p></div>"""


def test_links_stand_where_a_person_would_see_them() -> None:
    assert {link.href: link.standing for link in gold_links(PAGE) or ()} == {
        "/menu": Standing.ELSEWHERE,
        "/one": Standing.ARTICLE,
        "/who": Standing.UNDECIDED,
        "/card": Standing.ELSEWHERE,
        "/quoted": Standing.UNDECIDED,
        "/other": Standing.ELSEWHERE,
    }


def test_a_page_without_a_run_of_paragraphs_has_no_gold() -> None:
    assert gold_links(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>") is None
    assert gold_links("") is None
