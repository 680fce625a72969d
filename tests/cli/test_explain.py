"""`linkassay explain` with a document: from the ledger, or read now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import work
from cli.environments import FakePipeline, environment
from linkassay import pipeline
from linkassay.cli.commands import linkassay
from linkassay.cli.environment import real_environment
from linkassay.errors import Exit
from linkassay.ledger import open_ledger
from linkassay.model import Finding, Source
from linkassay.rules import catalogue

RULE = "url-date-after-document"
TEXT = catalogue()[RULE].rule.faulty[0].text
LOCATOR = "desk/story.txt"

Explain = Callable[..., Result]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A configured corpus with one document, whose address is newer than it is."""
    (tmp_path / "linkassay.toml").write_text('ledger = "memory.db"\n')
    (tmp_path / "desk").mkdir()
    (tmp_path / LOCATOR).write_text(TEXT)
    return tmp_path


@pytest.fixture
def explain(corpus: Path) -> Explain:
    def call(*words: str, folder: Path = corpus, unicode: bool = True) -> Result:
        here = replace(
            environment(folder, FakePipeline(), unicode=unicode),
            pipeline=real_environment().pipeline,
        )
        return CliRunner().invoke(linkassay, ["explain", *words], obj=here)

    return call


def remembered(corpus: Path, text: str = TEXT, name: str = "run-1") -> list[Finding]:
    """The findings of a run that the ledger holds."""
    given = work([Source(LOCATOR, text.encode())], offline=True, run_id=name)
    with open_ledger(corpus / "memory.db") as ledger:
        return list(pipeline.audit(given, ledger).findings())


def test_a_file_is_read_now_where_there_is_no_ledger(corpus: Path, explain: Explain) -> None:
    result = explain(LOCATOR)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{LOCATOR}\n")
    assert "Links, by their addresses\n" in result.stdout
    assert "╳" in result.stdout
    assert RULE in result.stdout
    assert result.stdout.endswith("\nRead just now; nothing was asked.\n")
    assert not (corpus / "memory.db").exists()


def test_a_document_of_the_newest_run_is_told_from_the_ledger(
    corpus: Path, explain: Explain
) -> None:
    remembered(corpus)
    result = explain("story.txt", folder=corpus / "desk")
    assert result.stdout.endswith("\nAs run run-1 found it, on 2026-01-15.\n")
    assert "changed" not in result.stderr
    (corpus / LOCATOR).write_text(f"{TEXT}\nOne more line.\n")
    assert "note: story.txt has changed since that run\n" in explain(LOCATOR).stderr
    (corpus / LOCATOR).unlink()
    assert explain(LOCATOR).exit_code == 0


@pytest.mark.parametrize("how", ["{document}#{rule}", "{document}#{id}", "{id}", "{id:.6}"])
def test_a_finding_is_named_by_its_rule_or_its_id(corpus: Path, explain: Explain, how: str) -> None:
    (found,) = (item for item in remembered(corpus) if item.rule == RULE)
    named = how.format(document=LOCATOR, rule=RULE, id=found.fingerprint)
    result = explain(named)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert found.message in said
    assert [item.text for item in found.evidence if item.text not in said] == []
    assert found.fingerprint in said


def test_what_the_document_does_not_have_is_said_with_what_it_has(
    corpus: Path, explain: Explain
) -> None:
    result = explain(f"{LOCATOR}#dead-link")
    assert result.exit_code == Exit.USAGE
    assert "error: this document has no finding 'dead-link'\n" in result.stderr
    assert RULE in result.stderr


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("dead-lnik", "did you mean 'dead-link'?"),
        ("desk", "this is not a file"),
        ("desk/stroy.txt", "there is no document 'desk/stroy.txt', and no such file"),
        ("0123456789ab", "there is no open finding '0123456789ab'"),
        ("https://courier.example/a", "linkassay check https://courier.example/a --ledger FILE"),
    ],
)
def test_what_is_not_there_is_a_sentence(explain: Explain, named: str, said: str) -> None:
    result = explain(named)
    assert result.exit_code == Exit.USAGE
    assert said in result.stderr
    assert result.stdout == ""


def test_a_file_that_cannot_be_read_is_a_sentence(corpus: Path, explain: Explain) -> None:
    (corpus / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    result = explain("scan.pdf")
    assert result.exit_code == Exit.USAGE
    assert "error: this document was not read: it is a PDF" in result.stderr


def test_a_name_with_a_number_sign_is_a_document_first(corpus: Path, explain: Explain) -> None:
    (corpus / f"notes#{RULE}").write_text(TEXT)
    assert explain(f"notes#{RULE}").stdout.startswith(f"notes#{RULE}\n")


def test_a_document_without_clues_is_said_to_have_none(corpus: Path, explain: Explain) -> None:
    (corpus / "plain.txt").write_text("Nothing is dated here.\n")
    assert "No clue dates this document or what it cites." in explain("plain.txt").stdout


def test_a_terminal_without_unicode_gets_ascii(explain: Explain) -> None:
    told = explain(LOCATOR, unicode=False).stdout
    assert "╳" not in told
    assert " X\n" in told


def test_a_finding_told_in_full_says_its_rule_once_and_its_id(
    corpus: Path, explain: Explain
) -> None:
    (finding,) = [one for one in remembered(corpus) if one.rule == RULE]
    told = explain(f"{LOCATOR}#{RULE}").stdout.partition("──")[0]
    assert told.count(RULE) == 1
    assert f"    finding {finding.fingerprint}\n" in told
