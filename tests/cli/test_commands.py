import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.environments import CLEAN_REPORT, GOLDEN, TODAY, FakeAudit, world
from linkassay import __version__
from linkassay.cli.commands import linkassay
from linkassay.cli.environment import user_agent
from linkassay.errors import Exit, LedgerError
from linkassay.model import FailOn, Settings, Source
from linkassay.pipeline import UnstoredError


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A working directory with one document."""
    (tmp_path / "story.txt").write_text("See https://paper.example/story for more.\n")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        yield tmp_path
    finally:
        os.chdir(before)


def _call(
    desk: Path,
    *words: str,
    audit: FakeAudit | None = None,
    env: dict[str, str] | None = None,
    **more: Any,
) -> Result:
    here = world(desk, audit or FakeAudit(CLEAN_REPORT), **more)
    return CliRunner().invoke(linkassay, list(words), obj=here, env=env)


def _settings(desk: Path, *words: str, env: dict[str, str] | None = None) -> Settings:
    audit = FakeAudit(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", *words, audit=audit, env=env)
    assert result.exit_code == 0, result.output
    return audit.notes.settings


# What goes in


def test_documents_become_sources_and_addresses_articles(desk: Path) -> None:
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "check", "story.txt", "-", "https://paper.example/a", audit=audit)
    read = [item for item in audit.notes.sources if isinstance(item, Source)]
    assert [item.locator for item in read] == ["story.txt", "-"]
    assert read[1].data == b"from standard input"
    assert audit.notes.articles == ("https://paper.example/a",)


def test_an_article_offline_is_wrong_use(desk: Path) -> None:
    result = _call(desk, "check", "--offline", "https://paper.example/a")
    assert result.exit_code == Exit.USAGE
    assert result.stdout == ""
    assert "error: an article on the web cannot be read offline" in result.stderr
    assert "  --> https://paper.example/a" in result.stderr
    assert "  = help: " in result.stderr


def test_check_wants_a_document(desk: Path) -> None:
    assert _call(desk, "check").exit_code == Exit.USAGE
    for command in ("check", "audit"):
        assert _call(desk, command, "").exit_code == Exit.USAGE


def test_paths_are_meant_from_where_one_stands(desk: Path) -> None:
    (desk / "linkassay.toml").write_text("gap = 2\n")
    inner = desk / "inner"
    inner.mkdir()
    (inner / "note.txt").write_text("note")
    audit = FakeAudit(CLEAN_REPORT)
    _call(inner, "check", "note.txt", audit=audit)
    assert audit.notes.sources == [Source("inner/note.txt", b"note", "text/plain")]


@pytest.mark.parametrize("written", ["", 'corpus = ["texts"]\n'])
def test_audit_without_a_corpus_says_so_and_leaves_nothing(desk: Path, written: str) -> None:
    (desk / "linkassay.toml").write_text(written)
    result = _call(desk, "audit")
    assert result.exit_code == Exit.USAGE
    assert "PATH" in result.stderr
    assert "'corpus'" in result.stderr
    assert not (desk / "audits").exists()


def test_audit_takes_seeds_by_default(desk: Path) -> None:
    (desk / "seeds").mkdir()
    (desk / "seeds" / "one.txt").write_text("one")
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "audit", audit=audit)
    assert [item.locator for item in audit.notes.sources] == ["seeds/one.txt"]


def test_audit_takes_the_configured_corpus_and_then_the_named_paths(desk: Path) -> None:
    (desk / "linkassay.toml").write_text('corpus = ["texts"]\n')
    (desk / "texts").mkdir()
    (desk / "texts" / "one.txt").write_text("one")
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "audit", audit=audit)
    assert [item.locator for item in audit.notes.sources] == ["texts/one.txt"]
    _call(desk, "audit", "story.txt", audit=audit)
    assert [item.locator for item in audit.notes.sources] == ["story.txt"]


# What is remembered


def test_check_remembers_only_where_asked(desk: Path) -> None:
    assert _settings(desk).ledger is None
    assert not list(desk.glob("**/*.db"))
    assert _settings(desk, "--ledger", "mine.db").ledger == "mine.db"
    assert (desk / "mine.db").is_file()
    (desk / "linkassay.toml").write_text('ledger = "configured.db"\n')
    assert _settings(desk).ledger == "configured.db"
    assert (desk / "configured.db").is_file()


def test_audit_remembers_in_audits(desk: Path) -> None:
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "audit", "story.txt", audit=audit)
    assert audit.notes.settings.ledger == "audits/audit.db"
    assert (desk / "audits" / "audit.db").is_file()


def test_audits_stand_beside_the_configuration(desk: Path) -> None:
    (desk / "linkassay.toml").write_text("gap = 2\n")
    inner = desk / "inner"
    inner.mkdir()
    (inner / "note.txt").write_text("note")
    os.chdir(inner)
    _call(inner, "audit", "note.txt")
    assert (desk / "audits" / "audit.db").is_file()


# Options, their mirrors, and who wins

Look = Callable[[Settings], object]
OPTIONS: list[tuple[str, list[str], str, str, object]] = [
    ("offline", ["--offline"], "LINKASSAY_OFFLINE", "1", True),
    ("fail_on", ["--fail-on", "never"], "LINKASSAY_FAIL_ON", "never", FailOn.NEVER),
    ("gap", ["--gap", "0.5"], "LINKASSAY_GAP", "0.5", 0.5),
    (
        "allow_address",
        ["--allow-address", "127.0.0.0/8", "--allow-address", "::1"],
        "LINKASSAY_ALLOW_ADDRESS",
        "127.0.0.0/8, ::1",
        ("127.0.0.0/8", "::1"),
    ),
    (
        "resolve",
        ["--resolve", "a.example:80:192.0.2.1,192.0.2.2", "--resolve", "b.example:443:[::1]"],
        "LINKASSAY_RESOLVE",
        "a.example:80:192.0.2.1,192.0.2.2 b.example:443:[::1]",
        ("a.example:80:192.0.2.1,192.0.2.2", "b.example:443:[::1]"),
    ),
    ("ca_file", ["--ca-file", "story.txt"], "LINKASSAY_CA_FILE", "story.txt", "story.txt"),
    ("ledger", ["--ledger", "x.db"], "LINKASSAY_LEDGER", "x.db", "x.db"),
]


@pytest.mark.parametrize(
    ("name", "words", "variable", "value", "expected"), OPTIONS, ids=[row[0] for row in OPTIONS]
)
def test_each_option_has_a_mirror(
    desk: Path, name: str, words: list[str], variable: str, value: str, expected: object
) -> None:
    assert getattr(_settings(desk, *words), name) == expected
    assert getattr(_settings(desk, env={variable: value}), name) == expected


def test_flag_over_environment_over_file_over_default(desk: Path) -> None:
    assert _settings(desk).gap == 1.0
    (desk / "linkassay.toml").write_text("gap = 2\noffline = true\n")
    assert _settings(desk).gap == 2.0
    assert _settings(desk, env={"LINKASSAY_GAP": "3"}).gap == 3.0
    assert _settings(desk, "--gap", "4", env={"LINKASSAY_GAP": "3"}).gap == 4.0
    assert _settings(desk).offline is True
    assert _settings(desk, env={"LINKASSAY_OFFLINE": "0"}).offline is False
    assert _settings(desk, "--online").offline is False


def test_a_named_list_replaces_the_configured_one(desk: Path) -> None:
    (desk / "linkassay.toml").write_text('allow-address = ["10.0.0.0/8"]\n')
    assert _settings(desk).allow_address == ("10.0.0.0/8",)
    assert _settings(desk, "--allow-address", "::1").allow_address == ("::1",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-01-02T03:04:05", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04Z", datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
        ("2026-01-02T03:04+02:00", datetime(2026, 1, 2, 1, 4, tzinfo=UTC)),
    ],
)
def test_now_is_the_date_of_the_audit(desk: Path, written: str, expected: datetime) -> None:
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "check", "story.txt", "--now", written, audit=audit)
    assert audit.notes.now == audit.notes.clock == audit.notes.ended == expected
    assert audit.notes.now.utcoffset() == timedelta(0)
    _call(desk, "check", "story.txt", audit=audit, env={"LINKASSAY_NOW": written})
    assert audit.notes.now == expected


def test_without_now_the_clock_is_asked(desk: Path) -> None:
    audit = FakeAudit(CLEAN_REPORT)
    _call(desk, "check", "story.txt", audit=audit)
    assert audit.notes.now == TODAY
    assert audit.notes.run_id == "run-20261124"


@pytest.mark.parametrize(
    "words",
    [
        ["--gap", "nan"],
        ["--gap", "-1"],
        ["--gap", "soon"],
        ["--now", "yesterday"],
        ["--allow-address", "10.0.0.0/99"],
        ["--resolve", "a.example"],
        ["--ca-file", "missing.pem"],
        ["--format", "html"],
        ["--fail-on", "fatal"],
    ],
    ids=" ".join,
)
def test_a_wrong_value_is_wrong_use(desk: Path, words: list[str]) -> None:
    result = _call(desk, "check", "story.txt", *words)
    assert result.exit_code == Exit.USAGE
    assert words[0] in result.stderr
    assert result.stdout == ""


def test_mistyped_words_get_a_suggestion(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", "--ofline")
    assert (result.exit_code, "--offline" in result.stderr) == (Exit.USAGE, True)
    result = _call(desk, "chek", "story.txt")
    assert (result.exit_code, "check" in result.stderr) == (Exit.USAGE, True)


# What comes out


def test_the_report_goes_to_stdout_alone(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", audit=FakeAudit(GOLDEN))
    assert result.stdout.startswith("1 error, 10 warnings and 9 notes")
    assert result.stderr == ""


def test_json_is_json_and_nothing_else(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", "--format", "json", audit=FakeAudit(GOLDEN))
    assert json.loads(result.stdout)["format"] == "linkassay/1"
    mirrored = _call(
        desk, "check", "story.txt", audit=FakeAudit(GOLDEN), env={"LINKASSAY_FORMAT": "json"}
    )
    assert mirrored.stdout == result.stdout


def test_the_width_of_the_terminal_is_kept(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", audit=FakeAudit(GOLDEN), width=60)
    assert all(len(row) <= 60 or "://" in row for row in result.stdout.splitlines())


def test_progress_only_where_somebody_watches(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", progress=True)
    assert "1 of 2 links asked" in result.stderr
    assert "\n" not in result.stderr
    assert "links asked" not in result.stdout


def _coloured(result: Result) -> bool:
    return "\x1b[" in result.stdout


def test_colour_by_terminal_and_by_word(desk: Path) -> None:
    def call(*words: str, **more: Any) -> Result:
        here = world(desk, FakeAudit(GOLDEN), **more)
        return CliRunner().invoke(linkassay, ["check", "story.txt", *words], obj=here, color=True)

    assert not _coloured(call())
    assert _coloured(call(colour=True))
    assert _coloured(call("--color", "always"))
    assert not _coloured(call("--color", "never", colour=True))


def test_output_takes_the_whole_report(desk: Path) -> None:
    (desk / "report.json").write_text("old")
    words = ("check", "story.txt", "--format", "json", "--output", "report.json")
    result = _call(desk, *words, audit=FakeAudit(GOLDEN))
    assert (result.stdout, result.stderr) == ("", "")
    assert result.exit_code == Exit.USAGE, "the golden report holds an unread file"
    assert json.loads((desk / "report.json").read_text())["format"] == "linkassay/1"
    assert sorted(item.name for item in desk.iterdir()) == ["report.json", "story.txt"]


def test_output_follows_a_link_and_spares_a_device(desk: Path) -> None:
    (desk / "real.txt").write_text("old")
    (desk / "alias.txt").symlink_to("real.txt")
    _call(desk, "check", "story.txt", "--output", "alias.txt")
    assert (desk / "alias.txt").is_symlink()
    assert (desk / "real.txt").read_text().startswith("Nothing to report")
    assert _call(desk, "check", "story.txt", "--output", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("target", ["no/such/folder.txt", "."])
def test_an_impossible_output_is_said_before_the_audit(desk: Path, target: str) -> None:
    audit = FakeAudit(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", "--output", target, audit=audit)
    assert result.exit_code == Exit.USAGE
    assert audit.notes.run_id == ""


# Exit codes


@pytest.mark.parametrize(
    ("report", "words", "code"),
    [
        (CLEAN_REPORT, [], Exit.CLEAN),
        (replace(GOLDEN, unread=()), [], Exit.FINDINGS),
        (replace(GOLDEN, unread=()), ["--fail-on", "never"], Exit.CLEAN),
        (replace(GOLDEN, unread=(), network_down=True), [], Exit.UNTRUSTWORTHY),
        (replace(GOLDEN, network_down=True), [], Exit.USAGE),
        (replace(CLEAN_REPORT, documents=()), [], Exit.NOTHING),
    ],
    ids=["clean", "findings", "forgiven", "no network", "unread", "nothing"],
)
@pytest.mark.parametrize("name", ["text", "json"])
def test_the_code_tells_the_outcome_in_every_format(
    desk: Path, report: Any, words: list[str], code: Exit, name: str
) -> None:
    result = _call(desk, "check", "story.txt", "--format", name, *words, audit=FakeAudit(report))
    assert result.exit_code == code


def test_our_own_errors_say_what_where_and_what_next(desk: Path) -> None:
    trouble = LedgerError("the ledger is \x1b[31mlocked", where="audits/audit.db", advice="wait")
    result = _call(desk, "check", "story.txt", audit=FakeAudit(trouble=trouble))
    assert result.exit_code == Exit.USAGE
    assert result.stderr == (
        "error: the ledger is \\u{1b}[31mlocked\n  --> audits/audit.db\n  = help: wait\n"
    )


def test_a_ledger_that_fails_at_the_end_costs_no_report(desk: Path) -> None:
    trouble = UnstoredError(LedgerError("the ledger is locked", where="x.db"), GOLDEN)
    result = _call(desk, "check", "story.txt", audit=FakeAudit(trouble=trouble))
    assert result.exit_code == Exit.USAGE
    assert result.stdout.startswith("1 error, 10 warnings and 9 notes")
    assert result.stderr == "error: the ledger is locked\n  --> x.db\n"


def test_a_bug_of_ours_is_one_sentence(desk: Path) -> None:
    audit = FakeAudit(trouble=ZeroDivisionError("by zero"))
    result = _call(desk, "check", "story.txt", audit=audit)
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "linkassay itself failed (ZeroDivisionError: by zero)" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words", [["--debug", "check", "story.txt"], ["check", "story.txt", "--debug"]]
)
def test_debug_shows_the_traceback(desk: Path, words: list[str]) -> None:
    result = _call(desk, *words, audit=FakeAudit(trouble=ZeroDivisionError("by zero")))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "Traceback" in result.stderr


def test_debug_has_a_mirror(desk: Path) -> None:
    audit = FakeAudit(trouble=ZeroDivisionError("by zero"))
    result = _call(desk, "check", "story.txt", audit=audit, env={"LINKASSAY_DEBUG": "1"})
    assert "Traceback" in result.stderr


def test_an_interrupted_audit_is_unfinished(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", audit=FakeAudit(trouble=KeyboardInterrupt()))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "stopped" in result.stderr


# The other commands


def test_explain_tells_a_rule(desk: Path) -> None:
    result = _call(desk, "explain", "render-date-leak")
    assert result.exit_code == 0
    assert result.stdout.startswith("render-date-leak\n")
    for heading in ("What it says", "Why it matters", "What to do", "When it is wrong"):
        assert heading in result.stdout


def test_explain_lists_all_rules(desk: Path) -> None:
    result = _call(desk, "explain")
    assert result.exit_code == 0
    assert "\ndead-link warning, " in result.stdout


def test_explain_suggests(desk: Path) -> None:
    result = _call(desk, "explain", "dead-lnik")
    assert result.exit_code == Exit.USAGE
    assert "'dead-link'" in result.stderr


def test_version_and_help(desk: Path) -> None:
    assert __version__ in _call(desk, "--version").stdout
    for words in ([], ["check"], ["audit"], ["explain"], ["browse"]):
        assert _call(desk, *words, "-h").exit_code == 0


def test_browse_without_a_ledger_is_a_sentence(desk: Path) -> None:
    result = _call(desk, "browse")
    assert result.exit_code == Exit.USAGE
    assert "error: " in result.stderr


def test_our_name_in_requests() -> None:
    assert user_agent(Settings()) == f"linkassay/{__version__}"
    named = user_agent(Settings(contact="desk@paper.example"))
    assert named == f"linkassay/{__version__} (desk@paper.example)"
