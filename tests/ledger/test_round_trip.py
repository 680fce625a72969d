"""What goes in comes out: readings, answers, findings, as nouns and not only as rows."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import work
from ledger import kills
from ledger.book import A, B, Book, citing
from linkassay import pipeline
from linkassay.conditions import NEEDS_NETWORK, classify_observation
from linkassay.extract import extract
from linkassay.ledger import open_ledger, open_private
from linkassay.ledger.codec import from_moment, moment, storable
from linkassay.ledger.readings import link_from
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Basis,
    Capture,
    Citation,
    Clock,
    Clue,
    Confidence,
    CreditClass,
    DaySet,
    Deceit,
    Document,
    ErrorKind,
    Evidence,
    EvidenceKind,
    ExplanationName,
    Finding,
    Form,
    Framing,
    Group,
    Hop,
    Interval,
    Judged,
    Level,
    Look,
    Meta,
    Observation,
    Outcome,
    PageFacts,
    Published,
    PublishedBetween,
    Purpose,
    Reading,
    Region,
    Run,
    Source,
    Span,
    Standing,
    Witness,
    link_subject,
)
from observed import peers_of

START = datetime(2026, 1, 4, 8, tzinfo=UTC)
RUN = Run("run", START, "0", ("dead-link",), arguments=("a.txt",))

anything = st.text(st.characters(exclude_categories=()), max_size=12)
"""Lone surrogates and control characters too."""
maybe = st.none() | anything
numbers = st.integers(1, 10_000)
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
floats = st.floats(0, 100, allow_nan=False)
spans = st.builds(Span, numbers, numbers, numbers, numbers, numbers) | st.builds(
    Span,
    st.none(),
    st.none(),
    page=numbers,
    box=st.none() | st.tuples(floats, floats, floats, floats),
)
captures = st.builds(Capture, anything, st.none() | days, anything)
urls = st.sampled_from([A, B, "http://[2001:db8::1]:8080/x?q=1", "ftp://example.org/f"])
links = st.builds(link_from, urls, st.none(), secret=st.just(False))
citations = st.builds(
    Citation,
    written=anything,
    span=spans,
    form=st.sampled_from(Form),
    region=st.sampled_from(Region),
    link=st.none() | links,
    parsed=maybe,
    error=maybe,
    target=maybe,
    fragment=maybe,
    from_root=st.booleans(),
    deceits=st.lists(st.sampled_from(Deceit), max_size=2).map(tuple),
    anchor=maybe,
    context=anything,
    candidates=st.lists(anything, max_size=2).map(tuple),
    alone=st.booleans(),
    interrupts=st.booleans(),
)
attributions = st.builds(
    Attribution,
    credit=st.sampled_from(CreditClass),
    text=anything,
    span=spans,
    outlet=maybe,
    person=maybe,
    licence=maybe,
    day=st.none() | days,
    links=st.lists(anything, max_size=2).map(tuple),
    similarity=st.none() | floats,
)
intervals = st.tuples(st.none() | days, st.none() | days).map(
    lambda pair: Interval(*sorted(pair)) if None not in pair else Interval(*pair)
)
day_sets = st.lists(intervals, max_size=3).map(DaySet.of)
clues = st.builds(
    Clue,
    subject=st.just(DOCUMENT) | urls.map(link_subject),
    clock=st.sampled_from(Clock),
    days=day_sets,
    source=anything,
    rule=anything,
    group=st.sampled_from(Group),
    span=st.none() | spans,
    text=anything,
)
witnesses = st.builds(
    Witness,
    basis=st.sampled_from(Basis),
    rule=anything.map(storable),
    source=anything.map(storable),
    text=anything.map(storable),
    line=st.none() | st.integers(1, 9999),
)
pairs = st.builds(
    PublishedBetween,
    st.none() | days,
    st.none() | days,
    st.none() | witnesses,
    st.none() | witnesses,
)
readings = st.builds(
    Reading,
    document=st.builds(
        Document,
        locator=st.just("a.txt"),
        media_type=anything,
        text=st.just("the text"),
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        title=maybe,
        dek=maybe,
        language=maybe,
        anchors=st.none() | st.lists(anything, max_size=2).map(tuple),
        metadata=st.lists(st.builds(Meta, anything, anything), max_size=2).map(tuple),
    ),
    citations=st.lists(citations, max_size=3).map(tuple),
    attributions=st.lists(attributions, max_size=2).map(tuple),
    clues=st.lists(clues, max_size=3).map(tuple),
    notes=st.lists(anything, max_size=2).map(tuple),
)


def stored(value):
    """A noun as it can be stored: SQLite takes no lone surrogate."""
    if isinstance(value, str) and type(value) is str:
        return storable(value)
    if isinstance(value, tuple):
        return tuple(stored(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        told = {item.name: stored(getattr(value, item.name)) for item in fields(value) if item.init}
        return replace(value, **told)
    return value


def as_read_back(reading):
    """Without the text, and without the places of its metadata."""
    whole = stored(reading)
    metadata = tuple(Meta(item.name, item.value) for item in whole.document.metadata)
    bare = replace(whole.document, text="", blocks=(), passages=(), metadata=metadata)
    return replace(
        whole, document=bare, citations=tuple(_with_address(item) for item in whole.citations)
    )


def _with_address(citation):
    """What a browser takes is the link itself where nothing else is said."""
    if citation.link is None or citation.parsed is not None:
        return citation
    return replace(citation, parsed=citation.link.url)


@settings(max_examples=150)
@given(readings)
def test_a_reading_comes_back(reading):
    with open_private() as ledger:
        ledger.begin(RUN)
        ledger.add_document(reading)
        ledger.commit()
        (unjudged,) = ledger.unjudged()
        item = ledger.document(unjudged)
        ledger.add_judged(unjudged, Judged())
        assert item.reading == as_read_back(reading)
        assert ledger.report("run").reading("a.txt") == item.reading
        assert {url: check.state.state for url, check in item.checks.items()}.keys() == {
            citation.link.url for citation in reading.citations if citation.link
        }


@pytest.mark.parametrize("locator", list(kills.corpus()))
def test_what_was_extracted_comes_back(locator):
    archived = "https://web.archive.org/web/20200101000000/https://example.org/a"
    text = kills.corpus()[locator] + f"\nSee {archived} and [a](../b.html).\n"
    (reading,) = extract(Source(locator, text.encode()))
    assert reading.clues
    assert reading.attributions
    assert any(link.capture for link in reading.links())
    with open_private() as ledger:
        ledger.begin(RUN)
        ledger.add_document(reading)
        assert ledger.report("run").reading(locator) == as_read_back(reading)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, notes=("1 NUL character was replaced",)),
        lambda one: replace(one, document=replace(one.document, anchors=("b",))),
        lambda one: replace(one, document=replace(one.document, title="Another")),
        lambda one: replace(one, document=replace(one.document, metadata=(Meta("a", "b"),))),
        lambda one: replace(one, document=replace(one.document, sha256="0" * 64)),
        lambda one: replace(one, citations=one.citations[:1]),
        lambda one: replace(
            one, citations=(replace(one.citations[0], link=link_from(B)), *one.citations[1:])
        ),
        lambda one: replace(
            one, clues=(replace(one.clues[0], subject=DOCUMENT), *one.clues[1:])
        ),
    ],
    ids=["notes", "anchors", "title", "metadata", "bytes", "citations", "a link's identity",
         "what a clue dates"],
)  # fmt: skip
def test_a_reader_that_finds_anything_else_makes_a_new_version(change):
    dated = "https://example.org/2019/05/01/a"
    (reading,) = extract(Source("a.txt", citing(dated, A).encode()))
    assert reading.clues[0].subject != DOCUMENT
    with open_private() as ledger:
        for number, one in enumerate((reading, reading, change(reading))):
            ledger.begin(replace(RUN, name=f"run-{number}"))
            ledger.add_document(one)
            assert ledger.report(f"run-{number}").reading("a.txt") == as_read_back(one)
        query = "select count(*) from document_versions"
        assert ledger._connection.execute(query).fetchone() == (2,)


# -- answers ---------------------------------------------------------------------------------------

peers = st.none() | st.sampled_from(["192.0.2.1", "2001:db8::1"])
statuses = st.none() | st.integers(100, 599)
millis = st.none() | st.integers(0, 30_000).map(lambda number: number / 1000)
hops = st.builds(Hop, anything, statuses, maybe, peers, millis)
facts = st.builds(
    PageFacts,
    title=maybe,
    heading=maybe,
    words=st.none() | numbers,
    canonical=maybe,
    language=maybe,
    refresh=maybe,
    script_only=st.booleans(),
    password=st.booleans(),
    free=st.none() | st.booleans(),
    signs=st.lists(anything, max_size=2).map(tuple),
    published=maybe,
    published_source=maybe,
    modified=maybe,
    text_hash=maybe,
    sketch=maybe,
    missing_fragments=st.lists(anything, max_size=2).map(tuple),
)
observations = st.builds(
    Observation,
    url=st.just(A),
    when=st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds)),
    hops=st.lists(hops, max_size=3).map(tuple),
    status=statuses,
    error=st.none() | st.sampled_from(ErrorKind),
    detail=anything,
    headers=st.lists(st.tuples(anything, anything), max_size=2).map(tuple),
    framing=st.sampled_from(Framing),
    raw_bytes=numbers,
    body_sha256=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    seconds=floats.map(lambda seconds: round(seconds, 3)),
    facts=st.none() | facts,
)


def as_looked(seen):
    """No facts and empty ones are one; an empty address of a hop is the link's own."""
    told = stored(seen)
    hops_ = tuple(replace(hop, url=hop.url or seen.url) for hop in told.hops)
    return replace(told, hops=hops_, facts=None if told.facts == PageFacts() else told.facts)


@settings(max_examples=150)
@given(st.lists(st.tuples(observations, st.sampled_from(Purpose)), min_size=1, max_size=3))
def test_looks_come_back_in_their_order(given_looks):
    looks = [Look(*pair) for pair in given_looks]
    with open_private() as ledger:
        ledger.begin(RUN)
        for look in looks:
            ledger.record([(look, classify_observation(look.observation))])
        wanted = [replace(look, observation=as_looked(look.observation)) for look in looks]
        assert list(ledger.looks_at(A)) == wanted
        seen = [look.observation for look in wanted]
        assert set(ledger.rounds.peers()) == set(peers_of(seen))
        down = [one for one in seen if one.error in NEEDS_NETWORK]
        assert list(ledger.rounds.failed_by(NEEDS_NETWORK)) == down


# -- what was found --------------------------------------------------------------------------------

findings = st.builds(
    Finding,
    fingerprint=st.text("0123456789abcdef", min_size=12, max_size=12),
    rule=anything,
    level=st.sampled_from(Level),
    confidence=st.sampled_from(Confidence),
    document=st.just("a.txt"),
    span=st.none() | spans,
    url=st.none() | urls | anything,
    message=anything,
    advice=anything,
    evidence=st.lists(
        st.builds(Evidence, st.sampled_from(EvidenceKind), anything, st.none() | numbers),
        max_size=2,
    ).map(tuple),
    explanation=st.none() | st.sampled_from(ExplanationName),
    gap_days=st.none() | st.integers(0, 9999),
    told_with=st.none() | anything,
    standing=st.sampled_from(Standing),
)


HALF_A_CHARACTER = Finding(
    "0" * 12, "malformed-address", Level.NOTE, Confidence.CERTAIN, "a.txt", None, "\ud800", ""
)


@settings(max_examples=100)
@example([HALF_A_CHARACTER], None)
@given(
    st.lists(findings, max_size=4, unique_by=lambda one: one.fingerprint),
    st.none() | st.builds(Published, st.lists(pairs, max_size=2).map(tuple), st.booleans()),
)
def test_findings_and_days_of_publication_come_back(found, published):
    reading = Reading(Document("a.txt", "text/plain", "", "0" * 64))
    with open_private() as ledger:
        ledger.begin(RUN)
        ledger.add_document(reading)
        ledger.commit()
        (unjudged,) = ledger.unjudged()
        ledger.add_judged(unjudged, Judged(published, (), tuple(found)))
        ledger.seal(START, Outcome.COMPLETE)
        report = ledger.report("run")
        told = list(report.findings())
        (document,) = report.documents()
    wanted = [stored(finding) for finding in found]
    assert told == sorted(wanted, key=lambda one: not one.standing.is_open)
    assert document.published == published


def test_conflicts_come_with_the_clues_against_them(tmp_path):
    book = Book(tmp_path / "a.db")
    late = "https://example.org/2026/03/04/late"
    text = f"---\ndate: 2019-05-01\n---\n# A headline\n\nSee [it]({late}) there.\n"
    report = book.audit("2026-05-01", {"a.md": text}, {late: "200"})
    assert [finding.rule for finding in report.findings] == ["url-date-after-document"]
    assert book.one("select l.url, claimed from conflicts join links l on l.id = link_id") == (
        late, "2026-03-04",
    )  # fmt: skip
    against = book.rows("select c.source from conflict_clues join clues c on c.id = clue_id")
    assert against


def test_open_findings_come_back_as_history(tmp_path):
    book = Book(tmp_path / "a.db")
    first = book.audit("2026-01-04", {"a.txt": citing(A)}, {A: "404"})
    with open_ledger(book.path) as ledger:
        ledger.begin(replace(RUN, started=START + timedelta(days=7)))
        (reading,) = extract(Source("a.txt", citing(A).encode()))
        ledger.add_document(reading)
        ledger.commit()
        (unjudged,) = ledger.unjudged()
        item = ledger.document(unjudged)
        ledger.add_judged(unjudged, Judged())
    assert item.history.open == (replace(first.findings[0], standing=Standing.KNOWN),)
    assert item.history.closed == frozenset()
    assert item.identity == "a.txt"


# -- moments ---------------------------------------------------------------------------------------


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_second(when):
    assert from_moment(moment(when)) == when.replace(microsecond=0)


def test_a_moment_is_told_in_universal_time():
    away = timezone(timedelta(hours=5, minutes=30))
    assert moment(START.astimezone(away)) == "2026-01-04T08:00:00Z"


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        moment(START.replace(tzinfo=None))


def test_a_link_that_was_stored_without_its_secret_first_is_asked_with_it():
    """An article's answer makes the row of its address before a document cites it."""
    source = Source("a.txt", b"See https://example.org/f?token=abcdef for it.\n")
    (reading,) = extract(source)
    url = next(item.link.url for item in reading.citations if item.link)
    seen = Observation(url, START, (Hop(url, 200),), 200)
    with open_private() as ledger:
        ledger.begin(RUN)
        ledger.record([(Look(seen, Purpose.ARTICLE), classify_observation(seen))])
        ledger.add_document(reading)
        ledger.end_reading((), lambda _: False)
        assert [(target.url, target.secret) for target in ledger.targets()] == [(url, True)]


def test_so_is_one_that_an_earlier_run_met_without_its_secret(tmp_path):
    """The log of links only grows: no row of it is marked afterwards."""
    book = Book(tmp_path / "a.db")
    web = {"https://example.org/f?token=REDACTED": "200"}
    book.audit("2026-01-04", {"a.md": citing(*web)}, web)
    book.audit("2026-01-05", {"a.md": citing("https://example.org/f?token=abcdefgh12345678")}, web)
    assert book.rows("select secret from citations order by id") == [(0,), (1,)]


def test_documents_come_once_each_though_places_in_their_order_are_free():
    """A chunk that was broken off and written again leaves numbers out."""
    with open_private() as ledger:
        ledger.begin(RUN)
        for number in range(3):
            ledger.add_document(
                Reading(Document(f"{number}.txt", "text/plain", "", f"{number:064}"))
            )
        ledger.commit()
        ledger._connection.execute("update run_documents set position = position * 7")
        found = [item.locator for item in ledger.unjudged()]
    assert found == ["0.txt", "1.txt", "2.txt"]


def test_who_cites_a_page_cites_no_copy_that_another_document_cites():
    copy = "https://web.archive.org/web/20190501000000/https://example.org/a"
    sources = [
        Source("a.txt", f"See {copy} here.\n".encode()),
        Source("b.txt", b"See https://example.org/a#part here.\n"),
    ]
    with open_private() as ledger:
        told = pipeline.audit(work(sources, {}, offline=True), ledger)
        (through,), (plain,) = (told.reading(item.locator).citations for item in sources)
        assert through.link.capture.url == copy
        assert (plain.link.url, plain.link.capture) == ("https://example.org/a", None)
