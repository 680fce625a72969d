"""What is suppressed, by whom and until when: through the command line and its ledger."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from linkassay.cli.commands import linkassay
from linkassay.judge.suppressing import matches

CREDIT = "This story was first published by Reuters.\n"
NOW = "2026-11-28T08:00Z"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(text, config="", *more, now=NOW, command="audit"):
        (tmp_path / "a.md").write_text(text)
        (tmp_path / "linkassay.toml").write_text(f'corpus = ["a.md"]\n{config}')
        documents = () if command == "audit" else ("a.md",)
        words = [command, *documents, "--offline", "--format", "json", "--now", now, *more]
        done = CliRunner().invoke(linkassay, words)
        assert done.stdout, done.stderr
        return json.loads(done.stdout), done.exit_code

    return run


def table(rule="credit-without-link", expires="2027-01-31", **more):
    told = {"rule": rule, "reason": "the wire has no page"} | more
    lines = (f'{key} = "{value}"' for key, value in told.items())
    return "\n".join(("[[suppress]]", *lines, f"expires = {expires}\n"))


def comment(rule="credit-without-link", until="2027-01-31"):
    return f"<!-- linkassay: suppress {rule} until {until}: the wire has no page -->\n"


def of(told, rule):
    return [item for item in told["findings"] if item["rule"] == rule]


def standing(told, rule):
    return [item["standing"] for item in of(told, rule)]


@pytest.mark.parametrize("how", ["table", "comment"])
def test_a_suppressed_finding_is_counted_and_not_open(run, how):
    text = CREDIT if how == "table" else comment() + CREDIT
    told, _ = run(text, table() if how == "table" else "")
    (finding,) = of(told, "credit-without-link")
    assert finding["standing"] == "suppressed"
    assert finding["suppressed_because"] == "the wire has no page"
    assert finding["suppressed_until"] == "2027-01-31"
    assert finding["suppressed_at"] == ("linkassay.toml:2" if how == "table" else "a.md:1")
    assert told["counts"]["standings"]["suppressed"] == 1
    assert "1 suppressed" in told["verdict"]
    assert not of(told, "unused-suppression")


def test_what_is_suppressed_no_more_is_news(run):
    run(CREDIT, table())
    told, _ = run(CREDIT, now="2026-11-29T08:00Z")
    assert standing(told, "credit-without-link") == ["returned"]
    told, _ = run(CREDIT, table(), now="2026-11-30T08:00Z")
    assert standing(told, "credit-without-link") == ["suppressed"]
    told, _ = run(CREDIT, now="2026-12-01T08:00Z")
    assert standing(told, "credit-without-link") == ["returned"]


def test_the_last_day_counts_and_the_day_after_does_not(run):
    told, _ = run(CREDIT, table(expires="2026-11-28"))
    assert standing(told, "credit-without-link") == ["suppressed"]
    assert [item["level"] for item in of(told, "expired-suppression")] == ["note"]
    told, _ = run(CREDIT, table(expires="2026-11-28"), now="2026-11-29T08:00Z")
    assert standing(told, "credit-without-link") == ["returned"]
    (expired,) = of(told, "expired-suppression")
    assert (expired["level"], expired["standing"]) == ("warning", "worse")
    assert (expired["document"], expired["line"]) == ("linkassay.toml", 2)


@pytest.mark.parametrize(
    ("narrow", "suppressed"),
    [
        ({"document": "*.md"}, True),
        ({"document": "other/*"}, False),
        ({"text": "Reuters"}, True),
        ({"text": "Bloomberg"}, False),
        ({"url": "example.org"}, False),
    ],
)
def test_a_table_says_what_it_is_about(run, narrow, suppressed):
    told, _ = run(CREDIT, table(**narrow))
    assert (standing(told, "credit-without-link") == ["suppressed"]) is suppressed
    assert bool(of(told, "unused-suppression")) is not suppressed


@pytest.mark.parametrize(
    ("pattern", "url", "covered"),
    [
        ("example.org", "https://www.example.org/a", True),
        ("example.org", "https://badexample.org/a", False),
        ("https://example.org/a", "https://example.org/a", True),
        ("https://example.org/a", "https://example.org/a/b?c", True),
        ("https://example.org/a", "https://example.org/ab", False),
        ("https://*.example.org/*.pdf", "https://www.example.org/x/y.pdf", True),
        ("https://*.example.org/*.pdf", "https://www.example.org/x/y.html", False),
    ],
)
def test_an_address_is_covered_by_its_host_beginning_or_glob(pattern, url, covered):
    assert matches(pattern, url) is covered


def test_a_comment_speaks_of_its_block_and_of_nothing_further_on(run):
    text = f"{comment()}{CREDIT}\nWords.\n\nIt was originally published by Bloomberg.\n"
    told, _ = run(text)
    assert standing(told, "credit-without-link") == ["new", "suppressed"]


def test_a_comment_shown_as_code_is_none(run):
    shown = comment().strip()
    told, _ = run(f"{CREDIT}\n`{shown}`\n\n```\n{shown}\n```\n\n    {shown}\n")
    assert standing(told, "credit-without-link") == ["new"]
    assert not of(told, "unused-suppression")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("ignore all", "what to do"),
        ("suppress dead-link", "until when"),
        ("suppress dead-link until 2027-13-01: why", "no day"),
        ("suppress dead-link until 2027-01-01", "a reason"),
        ("suppress until 2027-01-01: why", "a rule"),
        ("suppress dead-lnk until 2027-01-01: why", "'dead-link'"),
    ],
)
def test_a_comment_that_is_not_understood_is_a_finding(run, body, says):
    told, code = run(f"<!-- linkassay: {body} -->\nWords.\n\n[A](https://example.org/)\n")
    (finding,) = of(told, "malformed-suppression")
    assert says in finding["message"]
    assert (finding["level"], finding["line"]) == ("warning", 1)
    assert code == 1


def test_a_comment_may_name_several_rules_and_each_must_be_of_use(run):
    told, _ = run(comment("credit-without-link, weekday-mismatch") + CREDIT)
    assert standing(told, "credit-without-link") == ["suppressed"]
    (idle,) = of(told, "unused-suppression")
    assert "weekday-mismatch" in idle["message"]


@pytest.mark.parametrize("rule", ["dead-link", "soft-404"])
def test_of_links_that_were_not_asked_it_is_not_known_what_is_of_use(run, rule):
    text = f"{comment(rule)}See https://example.org/a here.\n"
    told, _ = run(text, table(rule))
    assert not of(told, "unused-suppression")


def test_only_an_audit_of_the_whole_corpus_knows_that_a_table_is_of_no_use(run):
    told, _ = run("Words. https://example.org/a\n", table(), command="check")
    assert not of(told, "unused-suppression")
    told, _ = run("Words. https://example.org/a\n", table(), now="2026-11-29T08:00Z")
    assert standing(told, "unused-suppression") == ["new"]
    told, _ = run("Words. https://example.org/a\n", now="2026-11-30T08:00Z")
    assert standing(told, "unused-suppression") == ["gone"]


def test_in_plain_text_a_line_of_its_own_may_suppress(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for mark in ("#", "//", ".."):
        line = f"{mark} linkassay: suppress credit-without-link until 2027-01-31: no page\n"
        (tmp_path / "a.txt").write_text(f"{line}\n{CREDIT}")
        words = ["check", "a.txt", "--offline", "--format", "json", "--now", NOW]
        told = json.loads(CliRunner().invoke(linkassay, words).stdout)
        assert standing(told, "credit-without-link") == ["suppressed"]


# -- levels ----------------------------------------------------------------------------------------


def test_a_level_of_the_configuration_counts_for_the_exit_code(run):
    told, code = run(CREDIT, '[rules]\ncredit-without-link = "note"\n')
    assert [item["level"] for item in of(told, "credit-without-link")] == ["note"]
    assert code == 0
    told, code = run(CREDIT, '[rules]\ncredit-without-link = "error"\n', now="2026-11-29T08:00Z")
    assert [item["level"] for item in of(told, "credit-without-link")] == ["error"]
    assert standing(told, "credit-without-link") == ["known"]


def test_a_rule_that_is_off_is_retired_and_not_among_those_that_ran(run):
    told, code = run(CREDIT)
    assert code == 1
    told, code = run(CREDIT, "", "--rule", "credit-without-link=off", now="2026-11-29T08:00Z")
    assert standing(told, "credit-without-link") == ["retired"]
    assert "credit-without-link" not in {rule["slug"] for rule in told["rules"]}
    assert code == 0


def test_a_single_rule_goes_before_its_profile(run):
    config = 'profile = "docs"\n[rules]\nmissing-byline = "note"\n'
    told, _ = run(CREDIT, config)
    assert not of(told, "credit-without-link")
    assert [item["level"] for item in of(told, "missing-byline")] == ["note"]
    told, _ = run(CREDIT, config, "--profile", "editor", now="2026-11-29T08:00Z")
    assert of(told, "credit-without-link")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--rule", "insecure-htp=off"], "insecure-http"),
        (["--rule", "insecure-http=loud"], "insecure-http=off"),
        (["--profile", "doc"], "docs"),
    ],
)
def test_a_mistyped_rule_or_profile_is_named(tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(CREDIT)
    done = CliRunner().invoke(linkassay, ["check", "a.md", "--offline", *words])
    assert done.exit_code == 2
    assert says in done.stderr
