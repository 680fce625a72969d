"""What keeps a rule from a false accusation: each test fails where its guard is taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from judged import judged, said
from linkassay import judge
from linkassay.model import (
    Attribution,
    Citation,
    Clock,
    Clue,
    Confidence,
    Conflict,
    CreditClass,
    Dating,
    DaySet,
    Deceit,
    Document,
    Explanation,
    ExplanationName,
    Form,
    Group,
    Level,
    Limit,
    Meta,
    Reading,
    Region,
    Span,
    link_subject,
)
from linkassay.urls import parse
from linkassay.urls.secure import over_https

NOW = datetime(2026, 1, 15, tzinfo=UTC)
DOCUMENT = Document("a.txt", "text/plain", "", "")
URL = "https://example.org/2025/10/29/one"


def cited(url=URL, line=1, **changes):
    values = {"form": Form.BARE, "parsed": url} | changes
    return Citation(url, Span(line, 1), link=parse(url).link, **values)


def found(*citations, lines=(), dating=None, document=DOCUMENT):
    reading = Reading(document, citations, lines)
    return list(judge.find(reading, dating or Dating(), {}, NOW))


# -- addresses -------------------------------------------------------------------------------------


def test_an_insecure_address_in_a_menu_is_not_the_author_s():
    url, secure = "http://example.org/about", "https://example.org/about"
    answers = {url: f"302 {secure}", secure: "200"}
    page = "<!doctype html><title>Ships</title><p>Some words here.</p>{}"
    menu, own = f'<nav><a href="{url}">About</a></nav>', f'<p>See <a href="{url}">this</a>.</p>'
    assert said(judged(page.format(own), answers, locator="a.html")) == ["insecure-http"]
    assert judged(page.format(menu), answers, locator="a.html") == []


@pytest.mark.parametrize(
    ("url", "answers"),
    [
        ("http://example.org/a", {"http://example.org/a": "200"}),
        (
            "http://example.org/a",
            {"http://example.org/a": "200", "https://example.org/a": "302 http://example.org/a"},
        ),
        (
            "http://example.org/a",
            {"http://example.org/a": "404", "https://example.org/a": "200"},
        ),
        (
            "http://example.org/a",
            {
                "http://example.org/a": "301 https://other.example/a",
                "https://other.example/a": "200",
                "https://example.org/a": "500",
            },
        ),
    ],
    ids=["https is silent", "https leads back", "the link is gone", "https fails there"],
)
def test_an_address_that_https_does_not_show_is_not_insecure(url, answers):
    assert "insecure-http" not in said(judged(f"See {url} for more.\n", answers))


def test_another_page_over_https_is_not_the_same():
    url, secure = "http://example.org/harbour", "https://example.org/harbour"
    shown = "<!doctype html><title>{0}</title><h1>{0}</h1><p>{0} words."
    answers, text = {url: "200", secure: "200"}, f"See {url} for more.\n"
    alike = {url: shown.format("Harbour"), secure: shown.format("Harbour")}
    assert said(judged(text, answers, pages=alike)) == ["insecure-http"]
    other = alike | {secure: shown.format("Welcome to nginx")}
    assert "insecure-http" not in said(judged(text, answers, pages=other))


@pytest.mark.parametrize(
    "host", ["localhost", "10.0.0.1", "intranet", "printer.local", "a.example:81"]
)
def test_inner_hosts_and_ports_of_their_own_are_not_asked_over_https(host):
    assert over_https(f"http://{host}/a") is None
    assert over_https("http://example.org/a") == "https://example.org/a"


def test_a_picture_shown_twice_is_not_cited_twice():
    url = "https://example.org/picture.png"
    assert said(found(cited(url), cited(url, 2))) == ["duplicate-citation"]
    assert found(cited(url, form=Form.EMBED), cited(url, 2, form=Form.EMBED)) == []


def test_two_places_of_a_page_each_cited_twice_are_two_findings():
    url = "https://example.org/page"
    one, two = (replace(cited(url), parsed=f"{url}#{part}") for part in ("one", "two"))
    twice = found(one, one, two, two)
    assert said(twice) == ["duplicate-citation"] * 2
    assert len({finding.fingerprint for finding in twice}) == 2
    assert found(one, two) == []


def test_a_menu_may_stand_above_and_below():
    menu = {"form": Form.INLINE, "region": Region.NAVIGATION, "anchor": "Home"}
    assert found(cited(**menu), cited(line=9, **menu)) == []


def test_a_related_title_that_stands_twice_is_told_of():
    block = {"form": Form.INLINE, "region": Region.RELATED, "anchor": "One"}
    title = Attribution(CreditClass.RELATED, "Related: One", Span(1, 1), links=(URL,))
    assert said(found(cited(**block), cited(line=2, **block), lines=(title,))) == [
        "duplicate-citation"
    ]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        (Limit.SIZE, "8 MiB and 4 for each MiB, at most 9"),
        (Limit.TIME, "2 seconds of a processor and 8 for each MiB, at most 60"),
        (Limit.MEMORY, "192 MiB and 48 for each MiB, at most 768"),
    ],
)
def test_a_limit_is_told_in_numbers(limit, reason):
    in_code = replace(cited(line=9), code=True)
    reading = Reading(DOCUMENT, (cited(), cited("https://example.org/b", 7), in_code))
    findings = judge.find(replace(reading, limited=limit), Dating(), {}, NOW)
    (told,) = (item for item in findings if item.rule == "parse-limited")
    assert reason in told.message
    assert told.evidence[0].text == (
        "2 addresses were gathered from it outside of code, the last in line 7"
    )
    assert told.advice.endswith("read in full then.") is (limit is Limit.SIZE)


# -- days in addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize("ahead", [0, 1])
def test_the_day_of_the_audit_has_come_somewhere(ahead):
    """East of us it is tomorrow already."""
    day = (NOW + timedelta(days=ahead)).strftime("%Y/%m/%d")
    assert judged(f"See https://example.org/{day}/story.\n", now="2026-01-15") == []
    later = (NOW + timedelta(days=2)).strftime("%Y/%m/%d")
    assert said(judged(f"See https://example.org/{later}/story.\n")) == ["url-date-impossible"]


def test_a_day_to_come_may_be_an_event():
    (soon,) = judged("See https://example.org/2026/05/06/talk.\n")
    assert (soon.level, soon.confidence) == (Level.NOTE, Confidence.SUSPECTED)
    (late,) = judged("See https://example.org/2031/05/06/talk.\n")
    assert (late.level, late.confidence) == (Level.WARNING, Confidence.PROBABLE)


@pytest.mark.parametrize("path", ["2031/plan", "vision-2040", "2029/", "20310/101"])
def test_a_lone_year_to_come_claims_no_day(path):
    assert judged(f"See https://example.org/{path}.\n") == []


# -- dates that do not fit -------------------------------------------------------------------------


def conflict(name=None, *, decided=True, proof=False):
    claimed = Clue(
        link_subject(URL),
        Clock.PUBLISHED,
        DaySet.on(date(2025, 10, 29)),
        "dated path",
        "url-day",
        Group.URL,
    )
    tried = (Explanation(name, True, ("a mark",), proof),) if name else ()
    return Conflict(URL, claimed, (), date(2017, 1, 20), 3204, decided, tried)


def judgement(one, *citations):
    dated = found(*(citations or (cited(),)), dating=Dating(conflicts=(one,)))
    return {finding.rule: (finding.level, finding.confidence) for finding in dated}


@pytest.mark.parametrize(
    ("days", "level", "confidence"),
    [
        (2, Level.NOTE, Confidence.SUSPECTED),
        (7, Level.NOTE, Confidence.SUSPECTED),
        (8, Level.WARNING, Confidence.PROBABLE),
    ],
)
def test_a_gap_of_more_than_a_week_is_a_warning(days, level, confidence):
    told = judgement(replace(conflict(), gap_days=days))
    assert told == {"url-date-after-document": (level, confidence)}


def test_a_link_between_two_stated_days_accuses_nobody():
    assert judgement(conflict(decided=False)) == {
        "url-date-after-document": (Level.NOTE, Confidence.SUSPECTED)
    }


def test_a_leak_is_a_warning_where_it_is_decided_or_proven():
    leak = ExplanationName.RENDER_DATE_LEAK
    assert judgement(conflict(leak))["render-date-leak"] == (Level.WARNING, Confidence.PROBABLE)
    doubted = (Level.NOTE, Confidence.SUSPECTED)
    assert judgement(conflict(leak, decided=False))["render-date-leak"] == doubted
    assert judgement(replace(conflict(leak), gap_days=7))["render-date-leak"] == doubted
    proven = judgement(conflict(leak, decided=False, proof=True))
    assert proven["render-date-leak"] == (Level.WARNING, Confidence.CERTAIN)


@pytest.mark.parametrize("name", ExplanationName)
def test_a_date_that_is_explained_otherwise_is_not_told_of(name):
    told = judgement(conflict(name))
    if name is ExplanationName.ANNOUNCED:
        assert told == {"url-date-after-document": (Level.NOTE, Confidence.SUSPECTED)}
    elif name is not ExplanationName.RENDER_DATE_LEAK:
        assert told == {}


def test_an_address_that_prose_cites_too_is_not_boilerplate():
    one = conflict(ExplanationName.PLAIN_BOILERPLATE)
    inside, outside = cited(region=Region.TEASER), cited(line=2, anchor="one")
    assert judgement(one, inside) == {"boilerplate-link": (Level.NOTE, Confidence.PROBABLE)}
    assert judgement(one, inside, outside) == {}


# -- credit lines ----------------------------------------------------------------------------------

ORIGIN = Attribution(CreditClass.ORIGIN, "First published by Reuters", Span(3, 1), outlet="Reuters")
BYLINE = Attribution(CreditClass.BYLINE, "By Ana Bell", Span(2, 1), person="Ana Bell")


def with_meta(name, value):
    return replace(DOCUMENT, metadata=(Meta(name, value),))


@pytest.mark.parametrize("name", ["canonical", "json-ld:isBasedOn"])
def test_a_page_that_names_its_source_in_its_head_has_its_link(name):
    assert "credit-without-link" in said(found(lines=(ORIGIN, BYLINE)))
    page = with_meta(name, "https://www.reuters.com/world/a")
    assert "credit-without-link" not in said(found(lines=(ORIGIN, BYLINE), document=page))
    other = with_meta(name, "https://example.org/a")
    assert "credit-without-link" in said(found(lines=(ORIGIN, BYLINE), document=other))


STATED_ORIGIN = replace(ORIGIN, text="https://reuters.com/a", source="json-ld:isBasedOn")


def test_an_author_may_be_named_by_metadata():
    assert "missing-byline" in said(found(lines=(ORIGIN,)))
    stated = replace(BYLINE, text="Ana Bell", source="json-ld:author")
    assert "missing-byline" not in said(found(lines=(ORIGIN, stated)))


def test_a_source_that_metadata_state_asks_for_no_byline():
    assert "missing-byline" not in said(found(lines=(STATED_ORIGIN,)))


def test_an_origin_that_line_and_metadata_name_is_told_once():
    rules = {"first-published-elsewhere", "credit-without-link"}
    assert rules <= set(said(found(lines=(STATED_ORIGIN,))))
    one = said(found(lines=(ORIGIN, BYLINE)))
    assert said(found(lines=(ORIGIN, BYLINE, STATED_ORIGIN))) == one
    other = replace(STATED_ORIGIN, text="https://theguardian.com/a", outlet="The Guardian")
    assert len(said(found(lines=(ORIGIN, BYLINE, other)))) == len(one) + 2


UNKNOWN = replace(ORIGIN, outlet="The Harbour Courier")


def confidences(*lines, document=DOCUMENT):
    told = found(lines=(*lines, BYLINE), document=document)
    return {item.rule: item.confidence for item in told}


@pytest.mark.parametrize("credit", [CreditClass.ORIGIN, CreditClass.DISCLAIMER])
def test_a_name_that_nothing_knows_is_only_suspected(credit):
    line = replace(UNKNOWN, credit=credit)
    unknown = confidences(line)
    assert unknown
    assert set(unknown.values()) == {Confidence.SUSPECTED}
    probable = dict.fromkeys(unknown, Confidence.PROBABLE)
    for name in ("Reuters", "harbourcourier.com"):
        assert confidences(replace(line, outlet=name)) == probable
    signed = replace(BYLINE, person=None, outlet="Harbour Courier")
    assert confidences(line, signed) == probable
    for field in ("og:site_name", "json-ld:publisher"):
        assert confidences(line, document=with_meta(field, "Harbour Courier")) == probable
    assert confidences(line, document=with_meta("og:site_name", "Another")) == unknown


def test_a_disclaimer_of_nobody_is_only_suspected():
    of_nobody = replace(ORIGIN, credit=CreditClass.DISCLAIMER, outlet=None)
    assert confidences(of_nobody) == {"disclaimer-boilerplate": Confidence.SUSPECTED}


@pytest.mark.parametrize(
    ("outlet", "url", "linked"),
    [
        ("Reuters", "https://www.reuters.com/a", True),
        ("Reuters", "https://example.org/a", False),
        ("reuters.com", "https://www.reuters.com/a", True),
        ("harbourcourier.com", "https://www.harbourcourier.com/a", True),
        ("harbourcourier.com", "https://example.org/a", False),
        ("The Harbour Courier", "https://example.org/a", True),
    ],
)
def test_a_link_beside_a_credit_is_the_outlet_s_where_its_hosts_are_known(outlet, url, linked):
    credit = replace(ORIGIN, outlet=outlet, links=(url,))
    told = said(found(cited(url, line=3), lines=(credit, BYLINE)))
    assert ("credit-without-link" in told) is not linked
    assert "first-published-elsewhere" in told


def test_a_host_that_spells_an_unknown_outlet_is_its_own():
    assert "credit-without-link" in said(found(cited("https://example.org/a"), lines=(UNKNOWN,)))
    for url in ("https://harbourcourier.com/a", "https://www.the-harbour-courier.example/a"):
        assert "credit-without-link" not in said(found(cited(url), lines=(UNKNOWN,)))
    own = replace(DOCUMENT, locator="https://www.harbourcourier.com/a")
    assert confidences(UNKNOWN, document=own) == {}


def test_one_credit_line_is_one_problem():
    told = {item.rule: item.told_with for item in found(lines=(ORIGIN, BYLINE))}
    assert told == {"credit-without-link": None, "first-published-elsewhere": "credit-without-link"}
    linked = found(cited("https://reuters.com/a"), lines=(ORIGIN, BYLINE))
    assert [(item.rule, item.told_with) for item in linked] == [("first-published-elsewhere", None)]


# -- related titles --------------------------------------------------------------------------------


def title(similarity=None, *links):
    text = "Related: Two Ships Reach the Harbour"
    return Attribution(CreditClass.RELATED, text, Span(3, 1), links=links, similarity=similarity)


def test_a_short_address_says_too_little_to_be_compared():
    long, short = "https://example.org/prices-of-bread-rise", "https://example.org/bread-prices"
    for url, rules in ((long, ["related-title-mismatch"]), (short, [])):
        assert said(found(cited(url, region=Region.RELATED), lines=(title(9.0, url),))) == rules


def test_a_title_that_fits_well_enough_is_not_told_of():
    url = "https://example.org/two-ships-in-the-harbour"
    for similarity in (50.0, 100.0, None):
        of_block = cited(url, region=Region.RELATED)
        assert found(of_block, lines=(title(similarity, url),)) == []


def test_a_title_without_address_is_told_of_beside_addresses_that_stand_alone():
    url = "https://example.org/prices-of-bread-rise"
    block = cited(url, region=Region.RELATED, alone=True)
    assert said(found(block, lines=(title(),))) == ["related-title-mismatch"]
    assert found(cited(url, region=Region.RELATED), lines=(title(),)) == []
    assert found(cited(url, alone=True), lines=(title(),)) == []
    claimed = title(90.0, url)
    assert found(block, lines=(title(), claimed)) == []


# -- answers over time -----------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["500", "read-timeout", "protocol"])
def test_what_fails_for_weeks_is_as_dead_as_what_is_gone(answer):
    days = ["2026-01-01", "2026-01-06", "2026-01-11"]
    (one,) = judged("See https://example.org/.\n", {"https://example.org/": answer}, days=days)
    assert (one.rule, one.level) == ("dead-link", Level.ERROR)
    assert "it has failed since 1 January 2026 and counts as dead" in one.message


DEAD = ("404", "404", "404", "404", "404", "404", "404")


@pytest.mark.parametrize(
    "today", ["503", "403", "429", "999", "read-timeout", "301 https://a.example/"]
)
def test_a_dead_link_does_not_fall_silent_behind_another_answer(today):
    url = "https://example.org/page"
    answers = {url: today, "https://a.example/": "200"}
    (one,) = judged(f"See {url}.\n", answers, before=DEAD)
    assert (one.rule, one.level) == ("dead-link", Level.ERROR)
    assert "counts as dead" in one.message


def test_one_link_is_one_finding_whatever_it_answers():
    """From failing to dead to flapping its words change, and it stays the same problem."""
    url = "https://example.org/page"
    seen = {
        judged(f"See {url}.\n", {url: today}, before=before)[0].fingerprint
        for before, today in (
            ((), "404"), ((), "500"), ((), "read-timeout"), ((), "403"), (DEAD, "404"),
            (("404", "200", "404"), "200"),
        )
    }  # fmt: skip
    assert len(seen) == 1


def test_a_host_that_is_out_is_told_once_however_many_links_lead_to_it():
    urls = [f"https://down.example/{at}" for at in range(30)]
    text = "".join(f"See {url} for it.\n" for url in urls) + "And https://example.org/.\n"
    for answer in ("dns-name", "connect", "500", "read-timeout"):
        answers = dict.fromkeys(urls, answer) | {"https://example.org/": "200"}
        (one,) = judged(text, answers)
        assert one.rule == "dead-host"
        assert "All 30 links" in one.message


def test_one_link_that_fails_on_a_host_that_answers_is_no_outage():
    text = "See https://example.org/a and https://example.org/b.\n"
    (one,) = judged(text, {"https://example.org/a": "500", "https://example.org/b": "200"})
    assert one.rule == "server-error"


# -- code ------------------------------------------------------------------------------------------

DATED = f"# A headline\n\nPublished 3 March 2016\n\nSee [the story]({URL}) of it.\n"


def test_an_address_in_code_dates_nothing():
    told = "url-date-after-document"
    assert told in said(judged(DATED, locator="a.md"))
    for code in (f"`{URL}`", f"```\n{URL}\n```", f"    {URL}"):
        text = DATED.replace(f"[the story]({URL})", "the story") + f"\n{code}\n"
        assert said(judged(text, locator="a.md")) == said(judged(DATED[:40], locator="a.md"))


def test_an_address_in_code_makes_no_boilerplate_prose():
    related = f"\nRead more: [One]({URL})\n"
    text = DATED.replace(f"[the story]({URL})", "the story") + related
    without = judged(text, locator="a.md")
    assert judged(f"{text}\n`{URL}`\n", locator="a.md") == without


# -- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["-usage", "usage-", "usage"])
def test_a_hyphen_beside_a_heading_stands_for_a_picture_or_an_emoji(name):
    heading = "## ![logo](https://example.org/logo.png) Usage"
    assert judged(f"{heading}\n\n[a](#{name})\n", locator="a.md") == []
    assert said(judged(f"{heading}\n\n[a](#-use)\n", locator="a.md")) == ["missing-anchor"]


# -- closed vocabularies ---------------------------------------------------------------------------


@pytest.mark.parametrize("limit", Limit)
def test_each_limit_is_told(limit):
    findings = judge.find(Reading(DOCUMENT, (cited(),), limited=limit), Dating(), {}, NOW)
    assert [item.rule for item in findings if item.rule == "parse-limited"] == ["parse-limited"]


@pytest.mark.parametrize("deceit", Deceit)
def test_each_way_to_mislead_is_told(deceit):
    reading = Reading(DOCUMENT, (replace(cited(), deceits=(deceit,)),))
    findings = judge.find(reading, Dating(), {}, NOW)
    (told,) = (item for item in findings if item.rule == "deceptive-address")
    assert told.message.startswith("The address may mislead: ")
