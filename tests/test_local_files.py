"""Relative addresses in whole corpora on disk: what is missing is found, and nothing else is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import Told, told
from fakes import FakeFetcher, Here
from linkassay import pipeline
from linkassay.ledger import open_ledger, open_private
from linkassay.model import LocalFile, Presence, Settings, Standing
from linkassay.pipeline import Audit
from linkassay.ports import Ledger
from linkassay.sources import Corpus
from unprivileged import run_closed

LOCAL = ("missing-file", "missing-anchor")


def lay(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def work(
    root: Path, *arguments: str, site_root: str | None = None, stdin: bytes = b"", name: str = "-"
) -> Audit:
    corpus = Corpus(
        arguments or (".",),
        start=root,
        root=root,
        stdin=lambda limit: stdin[:limit],
        max_bytes=100_000,
        stdin_name=name,
    )
    now = datetime(2026, 1, 15, tzinfo=UTC)
    return Audit(
        corpus,
        (),
        Settings(offline=True),
        Here(),
        FakeFetcher({}, when=now),
        now,
        "run",
        find=corpus.find,
        open_beside=corpus.open_beside,
        site_root=corpus.locator_of(site_root),
    )


def audited(given: Audit, ledger: Ledger | None = None) -> Told:
    if ledger is not None:
        return told(pipeline.audit(given, ledger))
    with open_private() as private:
        return told(pipeline.audit(given, private))


def found(report: Told) -> list[tuple[str, str, str | None]]:
    """Rule, `path:line` and what it is about, of each finding on a file."""
    return sorted(
        (item.rule, f"{item.document}:{item.line}", item.url)
        for item in report.findings
        if item.rule in LOCAL
    )


REPOSITORY = {
    "README.md": (
        "# The tide tables\n\n"
        "[Guide](docs/guide.md) [Setup](docs/guide.md#set-up) [here](#the-tide-tables)\n"
        "[gone](docs/gone.md) [other](docs/gone.md#a) [wrong](docs/guide.md#setup) [no](#nothing)\n"
        "[case](Docs/guide.md) ![](img/tide%20table.png) ![](img/lost.png)\n"
        "[folder](docs/) [folder](docs) [code](src/tides.py#L10-L20) [licence](LICENSE)\n"
        "[issues](../../issues) [root](/docs/guide.md) [unknown](/made/by/somebody)\n"
        "[top](#top) [note](#fn1) [text](docs/guide.md#:~:text=moon) [mail](mailto:a@b.example)\n"
        "[var](${BASE}/x.md) [shout](docs/guide.md#Set-Up) <a href=docs/lost.html>x</a>\n"
        "[ref][r] and [page](docs/page.html#part) [hole](docs/page.html#Part)\n\n"
        "[r]: docs/lost.md\n[//]: # (docs/comment.md)\n"
    ),
    "docs/guide.md": "# Guide\n\n## Set up\n\n[back](../README.md#the-tide-tables)\n",
    "docs/page.html": "<h1 id=part>Part</h1><a href=guide.md>g</a>",
    "img/tide table.png": "",
    "src/tides.py": "",
    "LICENSE": "",
}


def test_of_a_repository_what_is_missing_is_told_with_its_place(tmp_path: Path) -> None:
    lay(tmp_path, REPOSITORY)
    report = audited(work(tmp_path))
    assert found(report) == [
        ("missing-anchor", "README.md:10", "docs/page.html#Part"),
        ("missing-anchor", "README.md:4", "README.md#nothing"),
        ("missing-anchor", "README.md:4", "docs/guide.md#setup"),
        ("missing-anchor", "README.md:9", "docs/guide.md#Set-Up"),
        ("missing-file", "README.md:10", "docs/lost.md"),
        ("missing-file", "README.md:4", "docs/gone.md"),
        ("missing-file", "README.md:5", "Docs/guide.md"),
        ("missing-file", "README.md:5", "img/lost.png"),
        ("missing-file", "README.md:9", "docs/lost.html"),
    ]
    lines = REPOSITORY["README.md"].splitlines()
    for item in report.findings:
        if item.rule in LOCAL and item.url != "docs/lost.md":
            assert item.span is not None
            assert item.span.column is not None
            shown = lines[(item.line or 1) - 1][item.span.column - 1 :]
            assert shown.startswith(item.evidence[0].text)


def test_one_document_alone_is_checked_against_what_lies_around_it(tmp_path: Path) -> None:
    lay(tmp_path, REPOSITORY)
    alone = found(audited(work(tmp_path, "README.md")))
    assert alone == [item for item in found(audited(work(tmp_path))) if "README" in item[1]]


def test_a_spelling_that_differs_in_case_is_told_on_every_system(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "[x](docs/GUIDE.md)\n", "docs/Guide.md": ""})
    (finding,) = audited(work(tmp_path)).findings
    assert "docs/Guide.md" in finding.message


def test_a_name_in_another_normal_form_is_the_same_name(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "[x](caf\u00e9.md)\n", "cafe\u0301.md": ""})
    assert found(audited(work(tmp_path))) == []


MKDOCS = {
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": (
        "[a](guide/install.md) [b](guide/) [c](guide/install/) [d](api/) [e](gone.md)\n"
    ),
    "docs/guide/install.md": (
        "# Install\n\n[up](../) [x](../index.md) ![](../img/a.png) [s](../search)\n"
    ),
    "docs/guide/index.md": "# Guide\n\n[i](install.md#install) [m](install.html)\n",
}


def test_pages_that_a_generator_makes_are_not_missing(tmp_path: Path) -> None:
    lay(tmp_path, MKDOCS)
    assert {item[2] for item in found(audited(work(tmp_path)))} == {
        "docs/gone.md",
        "docs/img/a.png",
    }


def test_without_marks_of_a_generator_the_same_pages_are_missing(tmp_path: Path) -> None:
    lay(tmp_path, {name: text for name, text in MKDOCS.items() if name != "mkdocs.yml"})
    missing = {item[2] for item in found(audited(work(tmp_path)))}
    assert missing == {"docs/gone.md", "docs/img/a.png", "docs/api/", "docs/search"}


def test_a_page_with_front_matter_counts_from_wherever_its_page_will_be(tmp_path: Path) -> None:
    text = "---\ntitle: x\n---\n[a](../2020/other/) ![](../img/a.png) [b](gone.md) [c](c.html)\n"
    lay(tmp_path, {"posts/a.md": text})
    assert [item[2] for item in found(audited(work(tmp_path)))] == ["posts/gone.md"]


SITE = {
    "site/index.html": (
        "<a href=/a/>a</a> <a href=/gone/>b</a> <a href=a/#x>c</a> <a href=a/#y>d</a>"
    ),
    "site/a/index.html": "<p id=x><a href=../>up</a> <a href=/img/a.png>i</a> <a href=b>b</a>",
    "site/img/a.png": "",
}


def test_the_pages_of_a_site_are_looked_for_from_its_root(tmp_path: Path) -> None:
    lay(tmp_path, SITE)
    assert found(audited(work(tmp_path, site_root="site"))) == [
        ("missing-anchor", "site/index.html:1", "site/a/#y"),
        ("missing-file", "site/a/index.html:1", "site/a/b"),
        ("missing-file", "site/index.html:1", "/gone/"),
    ]


def test_without_a_root_nothing_is_said_of_what_may_lie_elsewhere(tmp_path: Path) -> None:
    lay(tmp_path, SITE)
    assert found(audited(work(tmp_path))) == [("missing-anchor", "site/index.html:1", "site/a/#y")]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel=canonical href="https://paper.example/a">',
        "<a href=b.html>b</a><a href=c.html>c</a><a href=d.html>d</a>",
    ],
)
def test_of_a_page_that_was_saved_from_the_web_nothing_is_said(tmp_path: Path, head: str) -> None:
    lay(tmp_path, {"saved.html": f"<html>{head}<a href=x.html>x</a><a href=#y>y</a>"})
    assert found(audited(work(tmp_path))) == []


def test_of_a_page_beside_others_all_is_told(tmp_path: Path) -> None:
    text = '<link rel=canonical href="https://x.example/"><a href=x.html>x</a><a href=b.html>b</a>'
    lay(tmp_path, {"a.html": text, "b.html": "b"})
    assert [item[2] for item in found(audited(work(tmp_path)))] == ["x.html"]


@pytest.mark.parametrize("lines", ["1-3", "L1-L3", "l1-3", "1-L3", "2"])
def test_lines_of_a_page_that_shows_a_source_are_no_missing_place(
    tmp_path: Path, lines: str
) -> None:
    lay(tmp_path, {"a.html": f"<a href=b.html#{lines}>f</a>", "b.html": "<a id=1>1</a>"})
    assert found(audited(work(tmp_path))) == []


def test_a_place_is_found_as_it_is_written_and_decoded(tmp_path: Path) -> None:
    text = "<a href=#a%20b>a</a><a href=#c%20d>c</a><a href=#e%20f>e</a>"
    lay(tmp_path, {"a.html": f"{text}<p id='a%20b'>a</p><p id='c d'>c</p>", "b.html": "b"})
    assert [item[2] for item in found(audited(work(tmp_path)))] == ["a.html#e f"]


@pytest.mark.parametrize(
    ("refresh", "missing"),
    [
        ("<meta http-equiv=refresh content='0; URL=c.html'>", []),
        ("<meta http-equiv=Refresh content='0,c.html'>", []),
        ("<meta http-equiv=refresh content=300>", ["b.html#x"]),
        ("<meta name=refresh content='0; url=c.html'>", ["b.html#x"]),
    ],
)
def test_the_places_of_a_page_that_leads_on_are_not_known(
    tmp_path: Path, refresh: str, missing: list[str]
) -> None:
    lay(tmp_path, {"a.html": "<a href=b.html#x>x</a>", "b.html": refresh, "c.html": "<p id=x>"})
    assert [item[2] for item in found(audited(work(tmp_path)))] == missing


@pytest.mark.parametrize("name", ["fn9", "fnref:1", "cite_note-1", "issue-3", "readme"])
def test_a_page_that_is_made_has_its_notes_or_has_them_not(tmp_path: Path, name: str) -> None:
    text = f"<a href=#{name}>9</a><p id=x>x</p>"
    lay(tmp_path, {"a.html": text, "b.md": f"[9](#{name})\n", "c.html": "c"})
    assert [item[2] for item in found(audited(work(tmp_path)))] == [f"a.html#{name}"]


def message(root: Path) -> tuple[str, str, str]:
    """Level, message and advice of the one finding."""
    (only,) = (item for item in audited(work(root)).findings if item.rule in LOCAL)
    return only.level.value, only.message, only.advice


def test_the_nearest_place_is_the_one_that_differs_in_case_alone(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "# Foo & Bar\n\n## Foo Bar\n\n[x](#Foo-Bar)\n"})
    level, says, advice = message(tmp_path)
    assert (level, "“foo-bar” is the nearest" in says) == ("note", True)
    assert "any case" in advice


@pytest.mark.parametrize(
    ("name", "near"),
    [("actions", None), ("conditons", "conditions"), ("Con_ditions", "conditions")],
)
def test_a_place_is_named_as_the_nearest_only_where_it_is_much_alike(
    tmp_path: Path, name: str, near: str | None
) -> None:
    lay(tmp_path, {"a.md": f"# Conditions\n\n[x](#{name})\n"})
    _, says, advice = message(tmp_path)
    assert says.endswith(f"“{near}” is the nearest." if near else "in this document.")
    assert "nearest" not in advice


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("All {{ count }} of them.", True),
        ("{{ name }} is here.", True),
        ("Set ${HOME} so.", True),
        ("Write `{{ x }}` in it.", True),
        ("## About `{{ x }}`", True),
        ("{{ include }}", False),
        ("{{< include a.md >}} and more", False),
        ("{% include a.md %} and more", False),
        ("- {{ item }}", False),
        ("## About {{ name }}", False),
        ("About {{ name }}\n------", False),
        ('<a id="{{ name }}">', False),
        ("One {{ a }}.\n{{ b }}", False),
    ],
)
def test_what_a_template_puts_into_a_sentence_adds_no_heading(
    tmp_path: Path, text: str, judged: bool
) -> None:
    lay(tmp_path, {"a.md": f"# A\n\n[x](#none)\n\n{text}\n"})
    assert found(audited(work(tmp_path))) == ([("missing-anchor", "a.md:3", "a.md#none")] * judged)


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("example.org", "https://"),
        ("www.example.org", "https://"),
        ("example.org/a", "https://"),
        ("www.example.py", "https://"),
        ("notes.md", "add the file"),
        ("lib.rs", "add the file"),
        ("info@example.org", "mailto:"),
        ("info@notes", "add the file"),
    ],
)
def test_what_may_be_no_file_is_told_how_to_be_written(
    tmp_path: Path, address: str, advice: str
) -> None:
    lay(tmp_path, {"a.md": f"[x]({address})\n"})
    assert advice in message(tmp_path)[2]


def test_a_word_that_stands_for_any_address_may_be_a_file_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, {"docs/a.md": "[x](img) [y](img#z) [z](url) [u](../src)\n", "docs/img/b": ""})
    report = audited(work(tmp_path))
    assert found(report) == [("missing-file", "docs/a.md:1", "src")]
    assert "img" not in {item.url for item in report.not_checked}


def test_a_file_from_the_root_of_a_site_is_told_as_it_was_looked_for(tmp_path: Path) -> None:
    lay(tmp_path, {"docs/a.md": "[x](/b/c.md)\n", "site/x": ""})
    (finding,) = audited(work(tmp_path, "docs", site_root="site")).findings
    assert finding.message == "There is no file “site/b/c.md”."


@pytest.mark.parametrize(
    ("places", "last"), [(5, "b.md"), (6, "and 1 more place"), (40, "and 35 more places")]
)
def test_of_many_places_the_rest_is_counted(tmp_path: Path, places: int, last: str) -> None:
    lay(tmp_path, {"a.md": "[x](b.md)\n\n" * places})
    (finding,) = audited(work(tmp_path)).findings
    assert finding.evidence[-1].text == last
    assert len(finding.evidence) == min(places, 6)


def test_a_template_and_what_it_adds_are_left_alone(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "a.md": "[a](b.md#made) [c](t.html#made)\n",
            "b.md": "# B\n\n{% include c.md %}\n",
            "t.html": "<p>{{ body }}</p>",
        },
    )
    assert found(audited(work(tmp_path))) == []


def test_a_place_has_one_name_with_and_without_the_prefix_of_github(tmp_path: Path) -> None:
    text = (
        "# One\n\n<a name=user-content-two></a>\n\n[x](#user-content-one) [y](#two) [z](#three)\n"
    )
    lay(tmp_path, {"a.md": text})
    assert [item[2] for item in found(audited(work(tmp_path)))] == ["a.md#three"]


def test_a_page_counts_from_the_folder_that_it_becomes(tmp_path: Path) -> None:
    """`docs/a.md` is shown at `docs/a/`, so that `../b` is `docs/b`, and `../img` is beside it."""
    lay(
        tmp_path,
        {"docs/a.md": "[b](../b) ![](../img/c.png)\n", "docs/b.md": "", "docs/img/c.png": ""},
    )
    assert found(audited(work(tmp_path))) == []


def test_a_file_whose_name_holds_a_secret_is_not_told(tmp_path: Path) -> None:
    """What is cut out of a name leaves another name, of which no file is missed."""
    secret = "ghp_" + "a1B2" * 9
    lay(tmp_path, {"a.md": f"[x](token={secret}/b.md)\n"})
    report = audited(work(tmp_path))
    assert found(report) == []
    assert secret not in str(report)


def test_standard_input_without_a_name_has_no_files_around_it(tmp_path: Path) -> None:
    text = b"# A\n\n[x](gone.md) [y](#gone) [z](#a) [w](https://example.org/a)\n"
    lay(tmp_path, {"docs/b.md": ""})
    nameless = audited(work(tmp_path, "-", stdin=text))
    assert found(nameless) == [("missing-anchor", "-:3", "-#gone")]
    assert [(item.url, item.reason.value) for item in nameless.not_checked] == [
        ("https://example.org/a", "offline"),
        ("gone.md", "place"),
    ]
    named = audited(work(tmp_path, "-", stdin=text, name="docs/a.md"))
    assert [item[2] for item in found(named)] == ["docs/a.md#gone", "docs/gone.md"]


def test_a_file_out_of_the_corpus_is_neither_opened_nor_missed(tmp_path: Path) -> None:
    lay(tmp_path, {"outside.md": "# Out\n", "in/a.md": "[x](../outside.md#no) [y](../no.md)\n"})
    (tmp_path / "in/link.md").symlink_to(tmp_path / "outside.md")
    lay(tmp_path, {"in/b.md": "[x](link.md#no)\n"})
    assert found(audited(work(tmp_path / "in"))) == []


def test_an_empty_folder_may_be_a_submodule(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "[x](lib/README.md) [y](lib)\n"})
    (tmp_path / "lib").mkdir()
    assert found(audited(work(tmp_path))) == []


_CLOSED = """
import sys
from pathlib import Path
from linkassay.sources import Corpus
root = Path(sys.argv[1])
corpus = Corpus([], start=root, root=root, stdin=bytes, max_bytes=1000)
print(corpus.find("shut/a.md").presence.value)
"""


def test_what_stands_in_a_closed_folder_is_unknown(tmp_path: Path) -> None:
    lay(tmp_path, {"shut/a.md": ""})
    shut = tmp_path / "shut"
    shut.chmod(0)
    try:
        assert run_closed(_CLOSED, str(tmp_path)).split() == ["unknown"]
    finally:
        shut.chmod(0o700)


def test_a_file_that_is_put_right_is_fixed(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "[x](b.md#two)\n", "c.md": "[x](d.md)\n"})
    with open_ledger(tmp_path / "audit.db", busy_seconds=1) as ledger:
        first = audited(work(tmp_path, "a.md", "c.md"), ledger)
        assert [item[2] for item in found(first)] == ["b.md", "d.md"]
        lay(tmp_path, {"b.md": "# One\n", "d.md": ""})
        again = replace(work(tmp_path, "a.md", "c.md"), run_id="again")
        second = audited(again, ledger)
        assert {item.url: item.standing for item in second.findings} == {
            "b.md#two": Standing.NEW,
            "b.md": Standing.FIXED,
            "d.md": Standing.FIXED,
        }


def test_where_nobody_looks_for_files_an_open_finding_stays(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "[x](b.md)\n"})
    with open_ledger(tmp_path / "audit.db", busy_seconds=1) as ledger:
        audited(work(tmp_path, "a.md"), ledger)
        blind = replace(work(tmp_path, "a.md"), run_id="blind", find=None)
        (finding,) = audited(blind, ledger).findings
        assert finding.standing is Standing.CARRIED


def test_the_places_of_a_document_are_asked_of_the_ledger(tmp_path: Path) -> None:
    """What the run has read is not opened a second time."""
    lay(tmp_path, {"a.md": "[x](b.md#one)\n", "b.md": "# One\n"})
    given = replace(work(tmp_path), open_beside=lambda locator: pytest.fail(f"{locator} opened"))
    assert found(audited(given)) == []
    with open_private() as ledger:
        pipeline.audit(work(tmp_path), ledger)
        assert ledger.anchors("b.md") == ("one",)
        with pytest.raises(KeyError):
            ledger.anchors("c.md")


def test_a_file_is_there_under_its_own_name_alone(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": "", "docs/b.md": ""})
    corpus = Corpus([], start=tmp_path, root=tmp_path, stdin=bytes, max_bytes=10)
    assert corpus.find("docs/b.md") == LocalFile(Presence.PRESENT)
    assert corpus.find("docs") == LocalFile(Presence.PRESENT)
    assert corpus.find(".") == LocalFile(Presence.PRESENT)
    assert corpus.find("docs/c.md") == LocalFile(Presence.MISSING)
    assert corpus.find("a.md/b") == LocalFile(Presence.MISSING)
    assert corpus.find("DOCS/B.md") == LocalFile(Presence.MISSING, "docs/b.md")
    assert corpus.find(f"{tmp_path}/docs/B.md".lstrip("/")).presence is Presence.MISSING
    absolute = Corpus([], start=tmp_path, root=None, stdin=bytes, max_bytes=10)
    assert absolute.find(f"{tmp_path}/docs/b.md") == LocalFile(Presence.PRESENT)
    assert absolute.find(f"{tmp_path}/docs/B.md").near == os.fspath(tmp_path / "docs/b.md")
