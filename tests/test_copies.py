"""Copies among the documents of one audit: who is told of, and who is left alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builders import Told, of_rule, told, work
from linkassay import pipeline
from linkassay.ledger import open_ledger, open_private
from linkassay.ledger.copies import MOST_DOCUMENTS
from linkassay.model import Confidence, Finding, Source, Standing
from linkassay.ports import Ledger

RULE = "unmarked-copy"
_NOUNS = """
    harbour council water tide market winter signal bridge letter river engine garden paper window
    season village morning question record island answer school corner ferry station language
    """
_VERBS = "reached measured opened carried wrote found turned moved asked kept showed planned"
NOUNS, VERBS = _NOUNS.split(), _VERBS.split()


def sentences(seed: int, count: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        subject, place, thing, other = chance.choices(NOUNS, k=4)
        verb, then = chance.choices(VERBS, k=2)
        yield (
            f"The {subject} of the {place} {verb} the {thing}, and after the {other} it {then} in"
            f" {chance.randint(2, 99)} days."
        )


def story(seed: int = 1, count: int = 20) -> str:
    """A text of its own, 18 words a sentence."""
    return " ".join(sentences(seed, count))


def audited(documents: Mapping[str, str], ledger: Ledger | None = None, run: str = "run-1") -> Told:
    given = work(
        [Source(name, text.encode()) for name, text in documents.items()], offline=True, run_id=run
    )
    if ledger is not None:
        return told(pipeline.audit(given, ledger))
    with open_private() as private:
        return told(pipeline.audit(given, private))


def copies(documents: Mapping[str, str]) -> list[Finding]:
    return of_rule(audited(documents), RULE)


# -- who is told of --


@pytest.mark.parametrize("turned", [False, True])
def test_the_younger_one_is_told_of_whichever_was_read_first(turned: bool) -> None:
    both = {
        "old.txt": f"Published 4 March 2019\n\n{story()}\n",
        "new.txt": f"Published 6 March 2019\n\n{story()}\n",
    }
    documents = dict(reversed(both.items())) if turned else both
    (found,) = copies(documents)
    assert (found.document, found.url) == ("new.txt", "old.txt")
    assert "old.txt (on 4 March 2019)" in found.message
    assert found.confidence is Confidence.PROBABLE


@pytest.mark.parametrize("day", ["", "Published 4 March 2019\n\n"])
def test_without_days_that_differ_it_is_the_one_read_later_and_only_suspected(day: str) -> None:
    (found,) = copies({"a.txt": f"{day}{story()}\n", "b.txt": f"{day}{story()}\n"})
    assert (found.document, found.url) == ("b.txt", "a.txt")
    assert found.confidence is Confidence.SUSPECTED
    assert "older cannot be told" in found.evidence[-1].text


def test_the_same_text_in_three_places_is_told_once_for_each_copy() -> None:
    found = copies({f"{name}.txt": f"{story()}\n" for name in "abc"})
    assert [(item.document, item.url) for item in found] == [("b.txt", "a.txt"), ("c.txt", "a.txt")]


def test_what_was_added_to_a_copy_makes_it_no_less_one() -> None:
    (found,) = copies({"a.txt": story(), "b.txt": f"{story(2, 6)}\n\n{story()}\n"})
    share = int(found.message.split("%")[0].split()[-1])
    assert 60 <= share <= 95  # 20 of 26 sentences


def test_a_short_text_that_stands_whole_in_one_twice_as_long_is_told_of() -> None:
    (found,) = copies({"a.txt": story(), "b.txt": f"{story(2, 26)}\n\n{story()}\n"})
    assert found.message.endswith("a.txt stands in this text, which does not name it.")


def test_the_evidence_says_how_the_share_was_estimated() -> None:
    (found,) = copies({"a.txt": story(), "b.txt": story()})
    assert "of a sample" in found.evidence[0].text
    assert "the share is at least" in found.evidence[0].text
    assert found.message.startswith("About 100 %")


# -- who is left alone --


def test_two_texts_of_their_own_are_none() -> None:
    assert copies({"a.txt": story(1), "b.txt": story(2)}) == []


def test_a_third_of_a_text_is_none() -> None:
    assert copies({"a.txt": story(), "b.txt": f"{story(1, 7)} {story(2, 13)}"}) == []


def test_short_texts_are_none() -> None:
    assert copies({"a.txt": story(1, 5), "b.txt": story(1, 5)}) == []


def test_a_book_that_prints_a_letter_is_none() -> None:
    assert copies({"a.txt": story(), "b.txt": f"{story(2, 120)}\n\n{story()}\n"}) == []


def test_what_stands_in_quotation_marks_is_none() -> None:
    quoted = f"{story(2, 12)}\n\n“{story()}”\n"
    assert copies({"a.txt": story(), "b.txt": quoted}) == []
    assert copies({"a.txt": story(), "b.txt": quoted.replace("“", "").replace("”", "")})


def test_what_many_documents_have_in_common_is_nobody_s() -> None:
    def corpus(count: int) -> dict[str, str]:
        return {f"{n}.txt": f"{story(0)}\n\n{story(n, 8)}\n" for n in range(1, count + 1)}

    assert len(copies(corpus(MOST_DOCUMENTS))) == MOST_DOCUMENTS - 1
    assert copies(corpus(MOST_DOCUMENTS + 1)) == []


def test_what_is_common_does_not_hide_a_copy() -> None:
    """The text that all share counts for nothing, and the text of the two counts alone."""
    notice = story(0)
    corpus = {f"{n}.txt": f"{notice}\n\n{story(n, 12)}\n" for n in range(1, 11)}
    (found,) = copies(corpus | {"copy.txt": f"{story(3, 12)}\n"})
    assert (found.document, found.url) == ("copy.txt", "3.txt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/story.txt", "a/story.md"),
        ("v1/story.md", "v2/story.md"),
    ],
)
def test_one_document_in_two_formats_or_versions_is_none(one: str, other: str) -> None:
    text = f"# The Quay\n\n{story()}\n"
    assert copies({one: text.replace("# ", "") if one.endswith("txt") else text, other: text}) == []


def test_two_documents_of_one_name_in_two_folders_are_two() -> None:
    first, second = (f"# {title}\n\n{story()}\n" for title in ("The Quay", "The Pier"))
    assert copies({"a/index.md": first, "b/index.md": second})


PAGE = """<!doctype html><html><head><title>{title}</title>{head}</head><body><article>
<h1>{title}</h1><p>{text}</p>{foot}</article></body></html>"""


def page(title: str = "The Quay", head: str = "", foot: str = "") -> str:
    return PAGE.format(title=title, head=head, foot=foot, text=story().replace(". ", ".</p><p>"))


SITE = '<meta property="og:site_name" content="{}">'
AT = '<link rel="canonical" href="https://{}/quay">'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page(), page("A Pier", foot="<p>This article was first published by Reuters.</p>")),
        (page(foot="<p>This article was first published by Reuters.</p>"), page("A Pier")),
        (page(), page("A Pier", foot='<p>See <a href="a.html">the other</a> for more.</p>')),
        (page(), page("A Pier", foot='<p>More: <a href="https://c.example/x">The Quay</a></p>')),
        (
            page(head=AT.format("courier.example")),
            page("A Pier", foot='<p>See <a href="https://courier.example/b">them</a> too.</p>'),
        ),
        (
            page(head=SITE.format("The Harbour Courier")),
            page("A Pier", head=SITE.format("Harbour Courier")),
        ),
        (
            page(head=AT.format("courier.example")),
            page("A Pier", head=AT.format("courier.example")),
        ),
    ],
    ids=[
        "credit", "credit of the other", "link to the file", "the title as a link's words",
        "link to the site", "one outlet by name", "one outlet by its site",
    ],
)  # fmt: skip
def test_what_is_marked_is_none(first: str, second: str) -> None:
    assert copies({"a.html": first, "b.html": second}) == []
    assert copies({"a.html": page(), "b.html": page("A Pier")})


# -- what is common counts for neither --


def test_what_is_common_is_left_out_of_either_text() -> None:
    """The copy is a fifth of a longer text, and half of what of that is its own."""
    notice = story(0, 24)
    corpus = {f"{n}.txt": f"{notice}\n\n{story(n, 12)}\n" for n in range(1, 11)}
    found = copies(corpus | {"a.txt": f"{story(40, 12)}", "b.txt": f"{notice} {story(40, 12)}"})
    assert [(item.document, item.url) for item in found] == [("b.txt", "a.txt")]
    assert "% of this text stands in a.txt" in found[0].message
    assert int(found[0].message.split("%")[0].split()[-1]) >= 80


# -- over several runs --

BOTH = {"a.txt": story(), "b.txt": story()}


def standings(report: Told) -> list[Standing]:
    return [item.standing for item in of_rule(report, RULE)]


def test_where_the_other_was_not_read_nothing_is_fixed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "memory.db") as ledger:
        assert standings(audited(BOTH, ledger, "run-1")) == [Standing.NEW]
        alone = audited({"b.txt": BOTH["b.txt"]}, ledger, "run-2")
        assert standings(alone) == [Standing.CARRIED]
        assert standings(audited(BOTH, ledger, "run-3")) == [Standing.KNOWN]
        mended = audited(BOTH | {"a.txt": story(3)}, ledger, "run-4")
        assert standings(mended) == [Standing.FIXED]


def test_sketches_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    """A run over documents that an earlier one stored finds the same."""
    with open_ledger(tmp_path / "memory.db") as ledger:
        first = of_rule(audited(BOTH, ledger, "run-1"), RULE)
        again = of_rule(audited(BOTH, ledger, "run-2"), RULE)
    assert [item.message for item in first] == [item.message for item in again]
