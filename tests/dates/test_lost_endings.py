"""A leak is named by what an address lacks: as the outlet's form, siblings or a ledger tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from builders import audit, of_rule, rules_of
from dates.test_dating import BOILERPLATE, CLAIMED, NOW, OLD, cite, claim, reading
from linkassay.dates import date_document
from linkassay.ledger import open_ledger
from linkassay.model import Clue, Conflict, Level
from linkassay.urls import learn

EARLY = date(2019, 3, 29)

OUTLETS = {
    "www.themoscowtimes.com": ("/{y}/{m}/{d}/the-harbour", "-a<number>"),
    "www.nrc.nl": ("/nieuws/{y}/{m}/{d}/de-haven", "-a<number>"),
    "www.lemonde.fr": ("/planete/article/{y}/{m}/{d}/le-port.html", "_<number>_<number>.html"),
    "www.politico.com": ("/news/{y}/{m}/{d}/harbour-bill", "-<number>"),
    "metro.co.uk": ("/{y}/{m}/{d}/harbour-bill/", "-<number>"),
    "www.repubblica.it": ("/esteri/{y}/{m}/{d}/news/il_porto/", "-<number>"),
    "www.lastampa.it": ("/politica/{y}/{m}/{d}/news/il_porto/", "-<number>"),
    "www.publico.pt": ("/{y}/{m}/{d}/mundo/noticia/o-porto", "-<number>"),
    "www.usatoday.com": ("/story/news/politics/{y}/{m}/{d}/harbour-bill", "/<number>"),
    "www.upi.com": ("/Top_News/US/{y}/{m}/{d}/Harbour-bill", "/<number>"),
    "www.abc.net.au": ("/news/{y}-{m}-{d}/harbour-bill", "/<number>"),
    "www.ilfattoquotidiano.it": ("/{y}/{m}/{d}/il-porto/", "/<number>"),
    "www.ansa.it": ("/sito/notizie/mondo/{y}/{m}/{d}/il-porto.html", "_<uuid>.html"),
    "www.elconfidencial.com": ("/espana/{y}-{m}-{d}/el-puerto/", "_<number>"),
}
"""Outlets that hang an id behind the slug: a path without it, and the ending it lacks."""

BEGINNINGS = {
    "www.npr.org": ("/{y}/{m}/{d}/the-harbour", "/<number>/"),
    "www.vox.com": ("/{y}/{m}/{d}/the-harbour", "/<number>/"),
    "www.vedomosti.ru": ("/politics/articles/{y}/{m}/{d}/port", "<number>-"),
}
"""Outlets that write it before the slug."""

UNENDING = {
    "www.theguardian.com": "/world/{y}/{mon}/{d}/",
    "www.nytimes.com": "/{y}/{m}/{d}/world/",
    "www.washingtonpost.com": "/politics/{y}/{m}/{d}/",
    "www.economist.com": "/leaders/{y}/{m}/{d}/",
    "www.aljazeera.com": "/news/{y}/{m}/{d}/",
    "www.bloomberg.com": "/news/articles/{y}-{m}-{d}/",
    "www.telegraph.co.uk": "/news/{y}/{m}/{d}/",
    "www.euronews.com": "/{y}/{m}/{d}/",
    "lenta.ru": "/news/{y}/{m}/{d}/",
    "www.france24.com": "/en/{y}{m}{d}-",
    "courier.example": "/{y}/{m}/{d}/",
}
"""Outlets that write the day and no id: where their slugs begin."""


def dated(path: str, day: date) -> str:
    return path.format(y=day.year, m=f"{day:%m}", d=f"{day:%d}", mon=f"{day:%b}".lower())


def one_conflict(urls: Sequence[str], claimed: Iterable[Clue], **more: object) -> Conflict:
    """The conflict of the first address, which stands in boilerplate, in a text of 2021."""
    cited = [cite(urls[0], BOILERPLATE), *(cite(url) for url in urls[1:])]
    named = reading(cited, [*OLD, *claimed])
    found = date_document(named, {}, NOW, **more)  # type: ignore[arg-type]
    conflict = found.conflict(urls[0])
    assert conflict is not None
    return conflict


@pytest.mark.parametrize(("host", "form"), OUTLETS.items(), ids=OUTLETS)
def test_the_outlet_s_form_tells_what_is_lost(host, form):
    path, ending = form
    text = (
        "Published 29 March 2019\n\nThe harbour was closed by the storm, and it was\n"
        f"Related article: The harbour\nhttps://{host}{dated(path, CLAIMED)}\nopened again.\n"
    )
    report = audit(text, offline=True)
    (leak,) = of_rule(report, "render-date-leak")
    assert leak.level is Level.WARNING
    told = " ".join(item.text for item in leak.evidence)
    assert f"lacks the “{ending}” ending that this outlet's addresses carry" in told


@pytest.mark.parametrize(("host", "form"), BEGINNINGS.items(), ids=BEGINNINGS)
def test_a_number_before_the_words_is_missed_too(host, form):
    path, written = form
    text = (
        "Published 29 March 2019\n\nThe harbour was closed by the storm, and it was\n"
        f"Related article: The harbour\nhttps://{host}{dated(path, CLAIMED)}\nopened again.\n"
    )
    (leak,) = of_rule(audit(text, offline=True), "render-date-leak")
    told = " ".join(item.text for item in leak.evidence)
    assert f"lacks the “{written}” before its words that this outlet's addresses carry" in told


SIDEBAR = (
    "# The harbour\n\nPublished: 29 March 2019\n\nThe harbour was closed by the storm, and the "
    "board met to talk about its debts, which were many.\n\nRead more:\n\n"
    "- [The ferry]({one})\n- [The bank]({other})\n"
)


def test_in_a_sidebar_two_of_one_day_are_a_leak_where_both_lost_their_ids():
    start = f"https://www.nrc.nl/nieuws/{CLAIMED:%Y/%m/%d}/de-"
    lost = audit(
        SIDEBAR.format(one=f"{start}pont", other=f"{start}bank"), offline=True, locator="a.md"
    )
    assert len(of_rule(lost, "render-date-leak")) == 2
    whole = SIDEBAR.format(one=f"{start}pont-a12345", other=f"{start}bank-a12346")
    assert not of_rule(audit(whole, offline=True, locator="a.md"), "render-date-leak")
    one_of_two = SIDEBAR.format(one=f"{start}pont", other=f"{start}bank-a12346")
    assert not of_rule(audit(one_of_two, offline=True, locator="a.md"), "render-date-leak")


@pytest.mark.parametrize(("host", "start"), UNENDING.items(), ids=UNENDING)
def test_two_of_one_day_in_a_related_block_are_a_leak_without_any_ending(host, start):
    first, second = (
        f"https://{host}{dated(start, CLAIMED)}{slug}" for slug in ("harbour-bill", "port-strike")
    )
    text = (
        "Published 29 March 2019\n\nThe harbour was closed by the storm, and it was\n"
        f"Related article: Harbour bill\n{first}\n{second}\nopened again.\n"
    )
    report = audit(text, offline=True)
    assert rules_of(report).count("render-date-leak") == 2
    assert "lacks the" not in str(report.findings)


@pytest.mark.parametrize(("host", "form"), OUTLETS.items(), ids=OUTLETS)
def test_an_old_day_leaks_nothing(host, form):
    url = f"https://{host}{dated(form[0], EARLY)}"
    text = f"Published 29 March 2019\n\nIt was told\nRelated article: The harbour\n{url}\nbefore.\n"
    assert not of_rule(audit(text, offline=True), "render-date-leak")


HOST = "https://courier.example"
LOST = f"{HOST}/2025/10/29/the-harbour"
POINTS = [
    (f"{HOST}/{day:%Y/%m/%d}/story-b{5000 + 7 * at}", day)
    for at, day in enumerate(EARLY + timedelta(days=3 * at) for at in range(6))
]


def ending(conflict: Conflict) -> list[str]:
    marks = [mark for item in conflict.tried for mark in item.marks]
    return [mark for mark in marks if "ending" in mark]


def test_a_pattern_learnt_elsewhere_tells_what_is_lost():
    learnt = learn(POINTS)
    found = one_conflict([LOST], [claim(LOST)], patterns={"courier.example": learnt}.get)
    assert ending(found) == [
        "the address lacks the “-b<number>” ending that this outlet's addresses carry"
    ]
    assert ending(one_conflict([LOST], [claim(LOST)])) == []


def test_siblings_of_one_form_tell_what_is_lost_and_of_two_forms_do_not():
    one, two, other = POINTS[0][0], POINTS[1][0], f"{HOST}/2019/03/29/a-title-123456"
    assert len(ending(one_conflict([LOST, one, two], [claim(LOST)]))) == 1
    assert ending(one_conflict([LOST, one, other], [claim(LOST)])) == []


def test_a_ledger_remembers_how_a_host_writes_its_addresses(tmp_path):
    known = "".join(f"The story was told ({url}) before.\n" for url, _ in POINTS)
    text = (
        "Published 29 March 2019\n\nThe harbour was closed by the storm, and it was\n"
        f"Related article: The harbour\n{LOST}\nopened again.\n"
    )
    assert not of_rule(audit(text, offline=True), "render-date-leak")
    with open_ledger(tmp_path / "links.db") as ledger:
        audit(known, offline=True, ledger=ledger, locator="known.txt")
        report = audit(text, offline=True, ledger=ledger, locator="late.txt", now="2026-01-16")
    (leak,) = of_rule(report, "render-date-leak")
    assert "“-b<number>”" in str(leak.evidence)
