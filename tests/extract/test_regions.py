"""Boilerplate: what a template put around the author's words, and the words without it."""

from __future__ import annotations

import pytest

from linkassay.extract import extract
from linkassay.extract.cited import CitedBlock
from linkassay.extract.regions import classify, passages
from linkassay.model import Block, BlockKind, Citation, MappedText, Reading, Region, Source

SHIPS = "https://example.org/two-ships-reach-the-harbour"
BREAD = "https://example.org/prices-of-bread-rise-again"


def of(text: str) -> Reading:
    return next(extract(Source("a.txt", text.encode())))


def of_markdown(text: str) -> tuple[Citation, ...]:
    return next(extract(Source("a.md", f"# A headline\n\n{text}\n".encode()))).citations


def words(reading: Reading) -> list[str]:
    return [prose.text for prose in reading.document.passages]


def test_addresses_that_interrupt_a_sentence_are_boilerplate_and_the_sentence_is_whole_again():
    found = of(
        "A headline\n\nThe town kept to its policy:\n\n"
        f"{SHIPS}\n{BREAD}\n\nfeeding everybody. It was spring.\n\nAnother day came.\n"
    )
    assert [cited.region for cited in found.citations] == [Region.RELATED] * 2
    assert "The town kept to its policy: feeding everybody. It was spring." in words(found)
    assert [cited.interrupts for cited in found.citations] == [True, True]


def test_the_joined_sentence_still_knows_where_its_words_stand():
    text = f"A headline\n\nThe town kept\nto its policy:\n\n{SHIPS}\n\nfeeding everybody.\n"
    whole = next(p for p in of(text).document.passages if "policy: feeding" in p.text)
    for word in ("town", "policy:", "feeding", "everybody."):
        start, end = whole.source_range(whole.text.index(word), whole.text.index(word) + len(word))
        assert text[start:end] == word


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The town fed everybody.", "Another day came."),
        ("The town fed everybody.", "another day came."),
        ("He said: “Enough!”", "and left."),
        ("The town fed everybody", "Another day came."),
    ],
)
def test_addresses_between_whole_sentences_are_the_author_s(before, after):
    found = of(f"A headline\n\n{before}\n\n{SHIPS}\n\n{after}\n")
    assert [cited.region for cited in found.citations] == [Region.PROSE]
    assert before in words(found)
    assert after in words(found)


def test_a_block_whose_every_address_belongs_to_a_related_title_is_boilerplate_wherever_it_stands():
    label = "Related article: Two Ships Reach the Harbour"
    blocks = ["A sentence came first.", label, "A sentence came next."]
    for place in range(len(blocks) + 1):
        moved = [*blocks[:place], SHIPS, *blocks[place:]]
        found = of("\n\n".join(["A headline", *moved, "The end."]))
        assert [cited.region for cited in found.citations] == [Region.RELATED]
        assert "A sentence came first." in words(found)
        assert label not in words(found)


def test_a_block_with_a_stranger_among_the_related_is_the_author_s():
    found = of(
        "A headline\n\nA sentence.\n\nRelated article: Two Ships Reach the Harbour\n\n"
        f"Next.\n\n{SHIPS}\n{BREAD}\n\nThe end.\n"
    )
    assert {cited.region for cited in found.citations} == {Region.PROSE}


def cited(
    text: str, kind: BlockKind = BlockKind.PARAGRAPH, region: Region = Region.PROSE
) -> CitedBlock:
    return CitedBlock(Block(MappedText(text, ((0, 0),)), kind, region))


def test_a_label_inside_an_interruption_does_not_stop_the_sentence_from_being_joined():
    placed = classify(
        [
            cited("The policy was:"),
            cited("Related: Two Ships"),
            cited("(addresses)", BlockKind.ADDRESSES),
            cited("feeding everybody."),
        ],
        related={1},
        fitting=(),
    )
    assert [item.block.region.is_boilerplate for item in placed] == [False, True, True, False]
    assert [item.text for item in passages([item.block for item in placed])] == [
        "The policy was: feeding everybody."
    ]


@pytest.mark.parametrize("region", [item for item in Region if item.is_boilerplate])
def test_what_the_document_s_kind_calls_boilerplate_keeps_its_region(region):
    blocks = classify(
        [cited("Related: a title", region=region), cited("A sentence.")], related={0}, fitting=()
    )
    assert [item.block.region for item in blocks] == [region, Region.PROSE]
    assert [item.text for item in passages([item.block for item in blocks])] == ["A sentence."]


def test_a_link_with_an_arrow_is_navigation():
    placed = {item.url: item.region for item in of_markdown(f"[Older posts →]({SHIPS})")}
    assert placed == {SHIPS: Region.NAVIGATION}
    told = {item.url: item.region for item in of_markdown(f"See [older posts →]({SHIPS}) for it.")}
    assert told == {SHIPS: Region.PROSE}


def test_no_blocks_no_words():
    assert passages(item.block for item in classify([], (), ())) == ()


def test_addresses_alone_interrupt_nobody():
    (only,) = classify([cited("(addresses)", BlockKind.ADDRESSES)], (), ())
    assert (only.block.region, only.block.interrupts) == (Region.PROSE, False)


def _linked(html: str, media_type: str = "text/html") -> list[Region]:
    (reading,) = extract(Source("page", html.encode(), media_type))
    return [item.region for item in reading.citations]


def test_a_list_of_links_in_a_markdown_text_is_the_author_s():
    rows = "[Story](https://example.org/2020/02/19/story)\n\n" * 3
    assert _linked("Words of an article.\n\n" + rows, "text/markdown") == [Region.PROSE] * 3
