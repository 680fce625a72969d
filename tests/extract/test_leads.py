"""Where listings and pages lead."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.leads import leads_of, wishes
from linkassay.extract.leads.collected import MOST_ENTRIES
from linkassay.extract.leads.unpacked import unpacked
from linkassay.model import LeadsKind, Source

HERE = "https://www.example.org/folder/listing"
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def leads(text, media_type=None, at=HERE):
    data = text if isinstance(text, bytes) else text.encode()
    return leads_of(Source(at, data, media_type))


def entries(found):
    return [(entry.address.removeprefix("https://www.example.org"), entry.changed)
            for entry in found.entries]  # fmt: skip


LISTINGS = [
    (
        f"<urlset {SITEMAP}><url><loc> /a?x=1&amp;sid=9f8e#part </loc>"
        "<lastmod>2026-01-02</lastmod></url></urlset>",
        LeadsKind.SITEMAP,
        [("/a?x=1", "2026-01-02")],
    ),
    (
        f"<sitemapindex {SITEMAP}><sitemap><loc>/s.xml</loc>"
        "<lastmod>2026-01-02T10:00:00+02:00</lastmod></sitemap></sitemapindex>",
        LeadsKind.SITEMAP_INDEX,
        [("/s.xml", "2026-01-02T08:00:00Z")],
    ),
    (
        f'<urlset {SITEMAP} xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<i:image><i:loc>/picture.png</i:loc></i:image><loc>/a</loc></url></urlset>",
        LeadsKind.SITEMAP,
        [("/a", None)],
    ),
    (
        '<rss version="2.0"><channel><link>/</link><item><link>/a</link>'
        "<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>"
        "<item><guid>https://www.example.org/b</guid></item>"
        '<item><guid isPermaLink="false">https://www.example.org/c</guid></item></channel></rss>',
        LeadsKind.FEED,
        [("/a", "2026-11-24T08:00:00Z"), ("/b", None)],
    ),
    (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<item><link>/a</link><dc:date>2026-11-24</dc:date></item></rdf:RDF>",
        LeadsKind.FEED,
        [("/a", "2026-11-24")],
    ),
    (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/d/"><link href="/"/><entry>'
        '<link rel="enclosure" href="u"/><link href="x"/><updated>2026-11-24T08:00:00Z</updated>'
        "</entry></feed>",
        LeadsKind.FEED,
        [("/d/x", "2026-11-24T08:00:00Z")],
    ),
    (
        '{"version": "https://jsonfeed.org/version/1.1", "items": ['
        '{"url": "/a", "date_modified": "2026-11-24"}, {"id": "b"}, 3]}',
        LeadsKind.FEED,
        [("/a", "2026-11-24")],
    ),
    (
        "# mine\nhttps://www.example.org/a\r\n\nhttps://www.example.org/b\n",
        LeadsKind.ADDRESSES,
        [("/a", None), ("/b", None)],
    ),
]


@pytest.mark.parametrize(("text", "kind", "found"), LISTINGS)
def test_a_listing_is_known_by_what_it_holds(text, kind, found):
    for media_type in (None, "text/plain", "application/xml"):
        told = leads(text, media_type)
        assert (told.kind, entries(told), told.problem) == (kind, found, "")
    packed = leads(gzip.compress(text.encode()), "application/gzip")
    assert (packed.kind, entries(packed)) == (kind, found)


@pytest.mark.parametrize(
    "text",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        '{"items": [{"url": "/a"}]}',
        "https://www.example.org/a\nand a word\n",
        "Some prose.",
        "# Only a remark\n",
        "",
        b"%PDF-1.7\x00",
    ],
)
def test_other_sources_lead_nowhere(text):
    assert leads(text).kind is LeadsKind.OTHER


def test_no_entity_is_expanded():
    bomb = '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    found = leads(f"{bomb}<urlset {SITEMAP}><url><loc>/&b;</loc></url></urlset>")
    assert not found.entries


def test_what_stands_before_a_mistake_counts_and_the_mistake_is_told():
    found = leads(f"<urlset {SITEMAP}><url><loc>/a</loc></url><url><loc>/b</url></urlset>")
    assert entries(found) == [("/a", None)]
    assert "not well-formed" in found.problem


def test_a_listing_is_read_to_its_limit_and_the_rest_counted():
    many = "".join(f"<url><loc>/{number}</loc></url>" for number in range(MOST_ENTRIES + 3))
    found = leads(f"<urlset {SITEMAP}>{many}</urlset>")
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, 3)


def test_a_packed_listing_is_unpacked_within_bounds():
    found = unpacked(gzip.compress(b" " * 1_000_000), 1_000)
    assert (len(found.data), found.problem) == (1_000, "it is too large unpacked")


def test_a_packed_listing_that_ends_too_early_is_not_whole():
    text = f"<urlset {SITEMAP}><url><loc>/a</loc></url></urlset>".encode()
    assert leads(gzip.compress(text)[:-4]).problem == "its gzip stream ends too early"


def test_a_robots_txt_names_sitemaps():
    text = (
        "User-agent: *\nDisallow: /\nSITEMAP: /a.xml\nsitemap:https://www.example.org/b.xml # b\n"
    )
    found = leads(text, "text/plain", "https://www.example.org/robots.txt")
    assert found.kind is LeadsKind.ROBOTS
    assert entries(found) == [("/a.xml", None), ("/b.xml", None)]


def test_a_page_leads_where_it_stands_by_its_links():
    found = leads(
        "<base href='/b/'><a href='x#y'>1</a><a href='#here'>2</a>"
        "<a href='mailto:a@b.example'>3</a>"
        "<a rel='external nofollow' href='n'>4</a><map><area href='/z'></map><a>5</a>"
        "<link rel='canonical' href='own'>",
        "text/html",
    )
    assert found.kind is LeadsKind.PAGE
    assert entries(found) == [("/b/x", None), ("/z", None)]
    assert found.canonical == "https://www.example.org/b/own"
    assert (found.kept, found.followed) == (True, True)


@pytest.mark.parametrize(
    ("wish", "kept", "followed"),
    [
        ("noindex", False, True),
        ("NoFollow, noarchive", True, False),
        ("none", False, False),
        ("index, follow", True, True),
    ],
)
def test_the_wishes_of_a_page_are_heeded(wish, kept, followed):
    found = leads(f"<meta name='ROBOTS' content='{wish}'><a href='/a'>a</a>", "text/html")
    assert (found.kept, found.followed, bool(found.entries)) == (kept, followed, followed)
    assert wishes([wish]) == (kept, followed)


@given(
    st.binary(max_size=400), st.sampled_from(["", "<urlset>", "<rss><item>", '{"version":', "<a "])
)
def test_nothing_breaks_it(data, start):
    leads_of(Source(HERE, start.encode() + data))
