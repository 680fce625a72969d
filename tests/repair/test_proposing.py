"""What is proposed, and above all what is not: nothing that may be another page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import work
from linkassay import pipeline
from linkassay.ledger import open_private
from linkassay.model import Document, Repair, RepairKind, Source

H = "https://example.org"
OLD, NEW = f"{H}/old/harbour-plan", f"{H}/new/harbour-plan"
KEY = f"{NEW}?session=9f8a7b6c5d4e3f2a1b0c"
MOVED = {OLD: f"301 {NEW}", NEW: "200"}


def proposed(
    text: str, answers: dict[str, str] | None = None, *, name: str = "a.md", **more
) -> list[Repair]:
    """What can be mended in a document, with a web of literals."""
    found: list[Repair] = []

    def take(document: Document, repairs: Sequence[Repair]) -> None:
        assert document.locator == name
        found.extend(repairs)

    given = replace(work([Source(name, text.encode())], answers or {}, **more), repairs=take)
    with open_private() as ledger:
        pipeline.audit(given, ledger)
    return found


def changes(found: list[Repair]) -> list[tuple[RepairKind, str, str]]:
    return [(one.kind, one.was, one.becomes) for one in found]


@pytest.mark.parametrize(
    "text", [f"See [the plan]({OLD}).\n", f"See <{OLD}>.\n", f"[plan][r]\n\n[r]: {OLD}\n"]
)
def test_a_page_that_moved_gets_its_new_address(text: str) -> None:
    (one,) = proposed(text, MOVED)
    assert changes([one]) == [(RepairKind.MOVED, OLD, NEW)]
    assert text[one.span.start : one.span.end] == OLD


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({OLD: f"302 {NEW}", NEW: "200"}, "it is there for a while only"),
        ({OLD: f"301 {H}/prices/2024", f"{H}/prices/2024": "200"}, "it may be another page"),
        ({OLD: f"301 {H}/", f"{H}/": "200"}, "the front page is not the page"),
        ({OLD: f"301 {NEW}", NEW: "404"}, "there is nothing"),
        ({OLD: "404"}, "it is gone"),
        ({OLD: f"301 {KEY}", KEY: "200"}, "the new address holds a secret"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_nothing_is_written_that_may_not_be_the_page(answers: dict[str, str], why: str) -> None:
    assert proposed(f"See [the plan]({OLD}).\n", answers) == []


def test_many_addresses_that_lead_to_one_are_a_lost_page() -> None:
    other = f"{H}/2019/harbour-plan"
    web = {**MOVED, other: f"301 {NEW}"}
    assert proposed(f"[a]({OLD}) and [b]({other}).\n", web) == []
    assert len(proposed(f"[a]({OLD}) and [b]({H}/b).\n", {**web, f"{H}/b": "200"})) == 1


def test_the_same_page_in_two_forms_is_no_crowd() -> None:
    plain = OLD.replace("https", "http")
    web = {**MOVED, plain: f"301 {NEW}"}
    assert len(proposed(f"[a]({OLD}) and [b]({plain}).\n", web)) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"`{OLD}` in code.\n",
        f"https://web.archive.org/web/2019/{OLD} is a copy.\n",
        "www.example.org/old/harbour-plan has no scheme.\n",
        f"See [the plan]({OLD}?token=q1w2e3r4t5y6).\n",
    ],
)
def test_what_is_not_plainly_written_stays(text: str) -> None:
    web = {
        **MOVED,
        f"{OLD}?token=REDACTED": f"301 {NEW}",
        "http://www.example.org/old/harbour-plan": f"301 {NEW}",
    }
    assert proposed(text, web) == []


def test_the_place_in_the_page_is_kept() -> None:
    pages = {NEW: "<title>Harbour plan</title><h2 id='costs'>Costs</h2>"}
    (one,) = proposed(f"See [the plan]({OLD}#costs).\n", MOVED, pages=pages)
    assert one.becomes == f"{NEW}#costs"


def test_https_is_written_where_the_same_page_answers_so() -> None:
    plain, secure = "http://example.org/harbour", f"{H}/harbour"
    pages = dict.fromkeys((plain, secure), _page("Harbour") + "<h2 id='ebb'>Ebb</h2>")
    text = f"See [it]({plain}) and [there]({plain}#ebb).\n"
    found = proposed(text, {plain: "200", secure: "200"}, pages=pages)
    assert changes(found) == [
        (RepairKind.SECURE, plain, secure),
        (RepairKind.SECURE, f"{plain}#ebb", f"{secure}#ebb"),
    ]
    assert proposed(f"See [it]({plain}).\n", {plain: "200", secure: "404"}, pages=pages) == []
    other = {plain: _page("Harbour"), secure: _page("Welcome to nginx!")}
    assert proposed(f"See [it]({plain}).\n", {plain: "200", secure: "200"}, pages=other) == []


LONG = f"{H}/a-very-long-title-of-a-page-about-ships"


def test_an_address_over_two_lines_is_put_together_where_it_answers() -> None:
    text = f"See {H}/a-very-long-title-\nof-a-page-about-ships\n\nEnd.\n"
    (one,) = proposed(
        text,
        {LONG: "200"},
        name="a.txt",
        pages={LONG: _page("A very long title of a page about ships")},
    )
    assert changes([one]) == [(RepairKind.WRAPPED, LONG, LONG)]
    assert proposed(text, {LONG: "404"}, name="a.txt") == []
    assert proposed(text, name="a.txt", offline=True) == []


def _page(title: str) -> str:
    return f"<title>{title}</title><h1>{title}</h1><p>{'words ' * 60}</p>"


def test_a_line_with_the_address_of_the_line_above_goes() -> None:
    text = f"A story.\n\n{H}/a\n{H}/a\n{H}/b\n{H}/a\n"
    (one,) = proposed(text, name="a.txt", offline=True)
    assert (one.kind, one.becomes, one.span.line) == (RepairKind.DUPLICATE, "", 4)


def test_the_same_address_in_two_sentences_stays() -> None:
    assert proposed(f"First {H}/a here.\nThen {H}/a there.\n", name="a.txt", offline=True) == []


def test_a_place_that_is_spelled_otherwise_is_named_as_it_is() -> None:
    text = "# Tides\n\nSee [it](#high-Water).\n\n## High water\n\nAt noon.\n"
    (one,) = proposed(text, offline=True, files={"a.md": text})
    assert changes([one]) == [(RepairKind.FRAGMENT, "#high-Water", "#high-water")]
    other = text.replace("#high-Water", "#ebb")
    assert proposed(other, offline=True, files={"a.md": other}) == []
