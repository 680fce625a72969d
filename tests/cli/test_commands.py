import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.environments import (
    CLEAN_REPORT,
    EMPTY_REPORT,
    FAULTY_REPORT,
    TODAY,
    UNREAD,
    FakePipeline,
    environment,
)
from linkassay import __version__
from linkassay.cli.commands import linkassay
from linkassay.cli.environment import real_environment, user_agent
from linkassay.errors import Exit, LedgerError
from linkassay.ledger import LockedError, open_ledger
from linkassay.model import FailOn, Finding, Outcome, Recheck, Report, Settings, Source
from linkassay.pipeline import AbandonedError, Audit, Interrupted, UnstoredError
from linkassay.ports import Ledger
from linkassay.report import FORMATS
from report.listreport import ListReport


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
    pipeline: FakePipeline | None = None,
    env: dict[str, str] | None = None,
    **more: Any,
) -> Result:
    here = environment(desk, pipeline or FakePipeline(CLEAN_REPORT), **more)
    return CliRunner().invoke(linkassay, list(words), obj=here, env=env)


def _settings(desk: Path, *words: str, env: dict[str, str] | None = None) -> Settings:
    pipeline = FakePipeline(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", *words, pipeline=pipeline, env=env)
    assert result.exit_code == 0, result.output
    return pipeline.work.settings


# What goes in


def test_documents_become_sources_and_addresses_articles(desk: Path) -> None:
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "check", "story.txt", "-", "https://paper.example/a", pipeline=pipeline)
    read = [item for item in pipeline.sources if isinstance(item, Source)]
    assert [item.locator for item in read] == [str(desk / "story.txt"), "-"]
    assert read[1].data == b"from standard input"
    assert pipeline.work.articles == ["https://paper.example/a"]
    assert pipeline.work.arguments == [str(desk / "story.txt"), "-", "https://paper.example/a"]


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
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(inner, "check", "note.txt", pipeline=pipeline)
    assert pipeline.sources == [Source("inner/note.txt", b"note")]
    assert pipeline.work.arguments == ["inner/note.txt"]


def test_in_a_repository_a_document_has_one_name_wherever_one_stands(desk: Path) -> None:
    (desk / ".git").mkdir()
    inner = desk / "docs"
    inner.mkdir()
    (inner / "a.md").write_text("note")
    for folder, argument in ((desk, "docs/a.md"), (inner, "a.md"), (inner, "../docs/a.md")):
        pipeline = FakePipeline(CLEAN_REPORT)
        _call(folder, "check", argument, pipeline=pipeline)
        assert [item.locator for item in pipeline.sources] == ["docs/a.md"]


def test_standard_input_takes_the_name_it_is_given(desk: Path) -> None:
    (desk / "linkassay.toml").write_text("gap = 2\n")
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "check", "-", "--stdin-name", "docs/a.md", pipeline=pipeline)
    assert pipeline.sources == [Source("docs/a.md", b"from standard input")]
    assert pipeline.work.reopen is not None
    assert pipeline.work.reopen("docs/a.md") == pipeline.sources[0]


@pytest.mark.parametrize("name", ["../a.md", "", "/a.md"])
def test_a_name_out_of_the_corpus_is_wrong_use(desk: Path, name: str) -> None:
    pipeline = FakePipeline(CLEAN_REPORT)
    words = ("check", "-", "--stdin-name", name, "--ledger", "new.db")
    result = _call(desk, *words, pipeline=pipeline)
    assert result.exit_code == Exit.USAGE
    assert "  --> --stdin-name" in result.stderr
    assert (pipeline.works, (desk / "new.db").exists()) == ([], False)


def test_a_name_without_standard_input_is_wrong_use(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", "--stdin-name", "a.md")
    assert result.exit_code == Exit.USAGE
    assert "name - as a document too" in result.stderr


def test_a_folder_without_documents_is_named_with_the_reason(desk: Path) -> None:
    (desk / "bare").mkdir()
    result = _call(desk, "check", "bare", pipeline=FakePipeline(EMPTY_REPORT))
    assert result.exit_code == Exit.NOTHING
    said = f"note: no document was found in {desk}/bare: the folder is empty\n"
    assert result.stderr == said


def test_an_article_is_named_without_its_secrets(desk: Path) -> None:
    article = "https://me:hunter2@news.example/story?token=q1w2e3r4"
    result = _call(desk, "check", "--offline", article)
    assert result.exit_code == Exit.USAGE
    assert "https://news.example/story?token=REDACTED" in result.stderr


def test_the_secret_key_comes_from_the_environment_and_is_never_shown(desk: Path) -> None:
    secret = "a key of thirty characters ö"
    pipeline = FakePipeline(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", pipeline=pipeline, secret=secret)
    assert pipeline.work.secret_key == secret.encode()
    assert secret not in result.output
    assert secret not in repr(environment(desk, pipeline, secret=secret))
    _call(desk, "check", "story.txt", pipeline=pipeline)
    assert pipeline.work.secret_key is None


def test_a_short_secret_key_is_refused_and_not_shown(desk: Path) -> None:
    pipeline = FakePipeline(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", pipeline=pipeline, secret="fifteen letters")
    assert result.exit_code == Exit.USAGE
    assert "LINKASSAY_SECRET_KEY" in result.stderr
    assert "fifteen" not in result.stderr
    assert pipeline.works == []


@pytest.mark.parametrize("written", ["", 'corpus = ["texts"]\n', "corpus = []\n"])
def test_audit_without_a_corpus_says_so_and_leaves_nothing(desk: Path, written: str) -> None:
    (desk / "linkassay.toml").write_text(written)
    result = _call(desk, "audit")
    assert result.exit_code == Exit.USAGE
    assert "PATH" in result.stderr
    assert "'corpus'" in result.stderr
    assert not (desk / "audits").exists()


def test_audit_takes_seeds_by_default(desk: Path) -> None:
    (desk / "linkassay.toml").write_text("gap = 2\n")
    (desk / "seeds").mkdir()
    (desk / "seeds" / "one.txt").write_text("one")
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "audit", pipeline=pipeline)
    assert [item.locator for item in pipeline.sources] == ["seeds/one.txt"]


def test_audit_takes_the_configured_corpus_and_then_the_named_paths(desk: Path) -> None:
    (desk / "linkassay.toml").write_text('corpus = ["texts"]\n')
    (desk / "texts").mkdir()
    (desk / "texts" / "one.txt").write_text("one")
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "audit", pipeline=pipeline)
    assert [item.locator for item in pipeline.sources] == ["texts/one.txt"]
    _call(desk, "audit", "story.txt", pipeline=pipeline)
    assert [item.locator for item in pipeline.sources] == ["story.txt"]


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
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "audit", "story.txt", pipeline=pipeline)
    assert pipeline.work.settings.ledger == "audits/audit.db"
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
    ("recheck", ["--recheck", "failing"], "LINKASSAY_RECHECK", "failing", Recheck.FAILING),
    ("max_time", ["--max-time", "60"], "LINKASSAY_MAX_TIME", "60", 60.0),
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
    (
        "contact",
        ["--contact", "desk@paper.example"],
        "LINKASSAY_CONTACT",
        "desk@paper.example",
        "desk@paper.example",
    ),
    (
        "ignore_robots",
        ["--ignore-robots", "Paper.example", "--ignore-robots", "[::1]"],
        "LINKASSAY_IGNORE_ROBOTS",
        "paper.example, [::1]",
        ("paper.example", "[::1]"),
    ),
    ("ledger", ["--ledger", "x.db"], "LINKASSAY_LEDGER", "x.db", "x.db"),
    ("site_root", ["--site-root", "site"], "LINKASSAY_SITE_ROOT", "site", "site"),
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


def test_an_audit_asks_what_is_due_and_a_check_asks_all(desk: Path) -> None:
    def wanted(command: str, *words: str) -> Recheck:
        pipeline = FakePipeline(CLEAN_REPORT)
        _call(desk, command, "story.txt", *words, pipeline=pipeline)
        return pipeline.work.settings.recheck

    assert (wanted("check"), wanted("audit")) == (Recheck.ALL, Recheck.DUE)
    assert wanted("audit", "--recheck", "all") is Recheck.ALL
    (desk / "linkassay.toml").write_text('recheck = "failing"\nmax-time = 90\n')
    assert (wanted("check"), wanted("audit")) == (Recheck.FAILING, Recheck.FAILING)
    assert wanted("check", "--recheck", "due") is Recheck.DUE
    assert _settings(desk).max_time == 90


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
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "check", "story.txt", "--now", written, pipeline=pipeline)
    assert pipeline.work.ended is not None
    assert pipeline.work.now == pipeline.clock == pipeline.work.ended() == expected
    assert pipeline.work.now.utcoffset() == timedelta(0)
    _call(desk, "check", "story.txt", pipeline=pipeline, env={"LINKASSAY_NOW": written})
    assert pipeline.work.now == expected


def test_without_now_the_clock_is_asked(desk: Path) -> None:
    pipeline = FakePipeline(CLEAN_REPORT)
    _call(desk, "check", "story.txt", pipeline=pipeline)
    assert pipeline.work.now == TODAY
    assert pipeline.work.run_id == "run-20261124"


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
        ["--contact", "desk (at) paper"],
        ["--ignore-robots", "https://paper.example/"],
        ["--format", "scroll"],
        ["--fail-on", "fatal"],
    ],
    ids=" ".join,
)
def test_a_wrong_value_is_wrong_use(desk: Path, words: list[str]) -> None:
    result = _call(desk, "check", "story.txt", *words)
    assert result.exit_code == Exit.USAGE
    assert result.stderr.startswith("error: ")
    assert words[0] in result.stderr
    assert "  = help: `linkassay check --help`" in result.stderr
    assert result.stdout == ""


def test_mistyped_words_get_a_suggestion(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", "--ofline")
    assert (result.exit_code, "--offline" in result.stderr) == (Exit.USAGE, True)
    result = _call(desk, "chek", "story.txt")
    assert (result.exit_code, "check" in result.stderr) == (Exit.USAGE, True)


# What comes out


def test_the_report_goes_to_stdout_alone(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline())
    assert result.stdout.startswith("1 warning")
    assert result.stderr == ""


def test_json_is_json_and_nothing_else(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", "--format", "json", pipeline=FakePipeline())
    assert json.loads(result.stdout)["format"] == "linkassay/1"
    mirrored = _call(
        desk,
        "check",
        "story.txt",
        pipeline=FakePipeline(),
        env={"LINKASSAY_FORMAT": "json"},
    )
    assert mirrored.stdout == result.stdout


def test_the_width_of_the_terminal_is_kept(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline(), width=60)
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
        return _call(desk, "check", "story.txt", *words, pipeline=FakePipeline(), **more)

    assert not _coloured(call())
    assert _coloured(call(colour=True))
    assert _coloured(call("--color", "always"))
    assert not _coloured(call("--color", "never", colour=True))


def test_a_file_is_coloured_by_word_alone(desk: Path) -> None:
    for words, expected in (((), False), (("--color", "always"), True)):
        more = ("--output", "report.txt", *words)
        _call(desk, "check", "story.txt", *more, pipeline=FakePipeline(), colour=True)
        assert ("\x1b[" in (desk / "report.txt").read_text()) is expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_auto_heeds_the_words_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert real_environment().colour is expected


def test_output_takes_the_whole_report(desk: Path) -> None:
    (desk / "report.json").write_text("old")
    words = ("check", "story.txt", "--format", "json", "--output", "report.json")
    result = _call(desk, *words, pipeline=FakePipeline())
    assert (result.stdout, result.stderr) == ("", "")
    assert result.exit_code == Exit.FINDINGS
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


def test_a_report_that_breaks_off_leaves_the_file_as_it_was(desk: Path) -> None:
    class Torn(ListReport):
        def findings(self) -> Iterator[Finding]:
            yield from super().findings()
            raise LedgerError("the disk is gone")

    (desk / "report.txt").write_text("old")
    torn = Torn(FAULTY_REPORT.run, FAULTY_REPORT.readings, (), FAULTY_REPORT.all_findings)
    for name in ("report.txt", "new.txt"):
        result = _call(desk, "check", "story.txt", "--output", name, pipeline=FakePipeline(torn))
        assert result.exit_code == Exit.USAGE
        assert result.stderr == "error: the disk is gone\n"
    assert (desk / "report.txt").read_text() == "old"
    assert sorted(item.name for item in desk.iterdir()) == ["report.txt", "story.txt"]


def test_a_file_that_is_replaced_keeps_its_permissions(desk: Path) -> None:
    (desk / "report.txt").write_text("old")
    (desk / "report.txt").chmod(0o600)
    _call(desk, "check", "story.txt", "--output", "report.txt")
    assert (desk / "report.txt").stat().st_mode & 0o777 == 0o600
    assert (desk / "report.txt").read_text().startswith("Nothing to report")


@pytest.mark.parametrize("target", ["no/such/folder.txt", "."])
def test_an_impossible_output_is_said_before_the_audit(desk: Path, target: str) -> None:
    pipeline = FakePipeline(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", "--output", target, pipeline=pipeline)
    assert result.exit_code == Exit.USAGE
    assert pipeline.works == []


# Exit codes


NO_NETWORK = replace(FAULTY_REPORT.run, outcome=Outcome.NETWORK_DOWN)


@pytest.mark.parametrize(
    ("report", "words", "code"),
    [
        (CLEAN_REPORT, [], Exit.CLEAN),
        (FAULTY_REPORT, [], Exit.FINDINGS),
        (FAULTY_REPORT, ["--fail-on", "never"], Exit.CLEAN),
        (FAULTY_REPORT, ["--fail-on", "error"], Exit.CLEAN),
        (replace(FAULTY_REPORT, run=NO_NETWORK), [], Exit.UNTRUSTWORTHY),
        (replace(FAULTY_REPORT, run=NO_NETWORK, all_unread=UNREAD), [], Exit.USAGE),
        (replace(CLEAN_REPORT, all_unread=UNREAD), [], Exit.USAGE),
        (EMPTY_REPORT, [], Exit.NOTHING),
    ],
    ids=["clean", "findings", "forgiven", "less", "no network", "both", "unread", "nothing"],
)
@pytest.mark.parametrize("name", FORMATS)
def test_the_code_tells_the_outcome_in_every_format(
    desk: Path, report: ListReport, words: list[str], code: Exit, name: str
) -> None:
    words = ["--format", name, *words]
    result = _call(desk, "check", "story.txt", *words, pipeline=FakePipeline(report))
    assert result.exit_code == code
    _sealed(desk / "memory.db")
    result = _call(desk, "report", "--ledger", "memory.db", *words, pipeline=FakePipeline(report))
    assert result.exit_code == code


def test_our_own_errors_say_what_where_and_what_next(desk: Path) -> None:
    error = LedgerError("the ledger is \x1b[31mlocked", where="audits/audit.db", advice="wait")
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline(error=error))
    assert result.exit_code == Exit.USAGE
    assert result.stderr == (
        "error: the ledger is \\u{1b}[31mlocked\n  --> audits/audit.db\n  = help: wait\n"
    )


def test_a_ledger_that_fails_half_way_costs_no_report_and_is_unfinished(desk: Path) -> None:
    error = UnstoredError(LedgerError("the disk is full", where="x.db"), FAULTY_REPORT)
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline(error=error))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert result.stdout.startswith("1 warning")
    assert result.stderr == "error: the disk is full\n  --> x.db\n"


def test_an_unread_source_goes_before_a_ledger_that_fails(desk: Path) -> None:
    told = replace(FAULTY_REPORT, all_unread=UNREAD)
    error = UnstoredError(LedgerError("the disk is full"), told)
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline(error=error))
    assert result.exit_code == Exit.USAGE
    assert "error: the disk is full" in result.stderr


def test_a_ledger_that_is_locked_from_the_start_costs_no_report(desk: Path) -> None:
    _sealed(desk / "memory.db")
    (desk / "linkassay.toml").write_text("offline = true\n")
    holder = sqlite3.connect(desk / "memory.db", isolation_level=None)
    holder.execute("begin exclusive")
    words = ("check", "-", "story.txt", "--ledger", "memory.db")
    pipeline = FakePipeline(CLEAN_REPORT)
    stdin = iter([b"piped in once"])
    try:
        result = _call(
            desk, *words, pipeline=pipeline, stdin=lambda _limit: next(stdin), busy_seconds=0.05
        )
    finally:
        holder.close()
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert pipeline.sources[0].data == b"piped in once"
    assert result.stdout.startswith("Nothing to report")
    assert result.stderr.startswith("error: the ledger is locked by another program\n")


def test_standard_input_is_read_once_though_the_audit_begins_again(desk: Path) -> None:
    class Locked(FakePipeline):
        def audit(self, work: Audit, ledger: Ledger, /) -> Report:
            told = super().audit(work, ledger)
            if len(self.works) == 1:
                raise LockedError("the ledger is locked")
            return told

    pipeline = Locked(CLEAN_REPORT)
    stdin = iter([b"piped in once"])
    words = ("check", "-", "--ledger", "memory.db")
    result = _call(desk, *words, pipeline=pipeline, stdin=lambda _limit: next(stdin))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert result.stdout.startswith("Nothing to report")
    assert result.stderr == "error: the ledger is locked\n"
    assert pipeline.sources == [Source("-", b"piped in once")]
    assert [ledger.remembers for ledger in pipeline.ledgers] == [True, False]


def test_a_ledger_that_is_lost_on_the_way_costs_no_report(desk: Path) -> None:
    class Losing(FakePipeline):
        def audit(self, work: Audit, ledger: Ledger, /) -> Report:
            told = super().audit(work, ledger)
            if len(self.works) == 1:
                raise AbandonedError(LedgerError("the ledger is damaged"))
            return told

    pipeline = Losing(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", "--ledger", "memory.db", pipeline=pipeline)
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert result.stdout.startswith("Nothing to report")
    assert result.stderr == "error: the ledger is damaged\n"
    assert [ledger.remembers for ledger in pipeline.ledgers] == [True, False]


def test_another_error_of_the_ledger_at_the_start_is_wrong_use(desk: Path) -> None:
    (desk / "memory.db").write_text("this is not a database, and long enough to be looked at twice")
    pipeline = FakePipeline(CLEAN_REPORT)
    result = _call(desk, "check", "story.txt", "--ledger", "memory.db", pipeline=pipeline)
    assert result.exit_code == Exit.USAGE
    assert (result.stdout, pipeline.works) == ("", [])


def test_a_bug_of_ours_is_one_sentence(desk: Path) -> None:
    pipeline = FakePipeline(error=ZeroDivisionError("by zero"))
    result = _call(desk, "check", "story.txt", pipeline=pipeline)
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "linkassay itself failed (ZeroDivisionError: by zero)" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words", [["--debug", "check", "story.txt"], ["check", "story.txt", "--debug"]]
)
def test_debug_shows_the_traceback(desk: Path, words: list[str]) -> None:
    result = _call(desk, *words, pipeline=FakePipeline(error=ZeroDivisionError("by zero")))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "Traceback" in result.stderr


def test_debug_has_a_mirror(desk: Path) -> None:
    pipeline = FakePipeline(error=ZeroDivisionError("by zero"))
    result = _call(desk, "check", "story.txt", pipeline=pipeline, env={"LINKASSAY_DEBUG": "1"})
    assert "Traceback" in result.stderr


STOPPED = replace(FAULTY_REPORT.run, name="run-7", outcome=Outcome.UNFINISHED, finished=None)


def _stopped(desk: Path, *words: str) -> Result:
    error = Interrupted(replace(FAULTY_REPORT, run=STOPPED), remembers=True)
    return _call(desk, "check", "story.txt", *words, pipeline=FakePipeline(error=error))


def test_an_audit_that_is_stopped_reports_and_names_its_run_and_the_next_step(desk: Path) -> None:
    result = _stopped(desk, "--ledger", "my memory.db")
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert "dead-link" in result.stdout
    assert "run-7" in result.stderr
    assert f"  --> {desk}/my memory.db\n" in result.stderr
    assert "the same command goes on with it" in result.stderr
    assert "`linkassay report run-7 --ledger 'my memory.db'`" in result.stderr


def test_an_audit_that_is_stopped_promises_no_more_than_is_so(desk: Path) -> None:
    assert "--ledger FILE" in _stopped(desk).stderr
    assert "run-7" not in _stopped(desk).stderr
    (desk / "linkassay.toml").write_text('resume-days = 0\nledger = "memory.db"\n')
    assert "goes on" not in _stopped(desk).stderr
    assert "`linkassay report run-7`" in _stopped(desk).stderr


def test_an_interrupt_elsewhere_is_one_sentence(desk: Path) -> None:
    result = _call(desk, "check", "story.txt", pipeline=FakePipeline(error=KeyboardInterrupt()))
    assert result.exit_code == Exit.UNTRUSTWORTHY
    assert result.stderr == "stopped before the report was complete\n"


# The report of a run


def _sealed(path: Path, *names: str) -> None:
    """A ledger with one run of each name, the last the newest."""
    with open_ledger(path) as ledger:
        for number, name in enumerate(names or ("run-1",)):
            started = TODAY + timedelta(hours=number)
            ledger.begin(replace(FAULTY_REPORT.run, name=name, started=started, finished=None))
            ledger.end_reading((), lambda _: False)
            ledger.seal(started, Outcome.COMPLETE)


def test_report_tells_the_newest_run_or_the_named_one(desk: Path) -> None:
    _sealed(desk / "audits" / "audit.db", "run-1", "run-2")
    pipeline = FakePipeline()
    result = _call(desk, "report", pipeline=pipeline)
    assert result.stdout.startswith("1 warning")
    assert result.exit_code == Exit.FINDINGS
    _call(desk, "report", "run-1", pipeline=pipeline)
    assert pipeline.names == ["run-2", "run-1"]


def test_report_takes_the_configured_ledger(desk: Path) -> None:
    (desk / "linkassay.toml").write_text('ledger = "memory.db"\n')
    _sealed(desk / "memory.db", "run-5")
    (desk / "inner").mkdir()
    pipeline = FakePipeline()
    assert _call(desk / "inner", "report", pipeline=pipeline).exit_code == Exit.FINDINGS
    assert pipeline.names == ["run-5"]


def test_report_without_a_ledger_makes_none(desk: Path) -> None:
    result = _call(desk, "report", "--ledger", "memory.db")
    assert result.exit_code == Exit.USAGE
    assert "error: there is no ledger\n" in result.stderr
    assert not (desk / "memory.db").exists()


def test_report_of_a_ledger_without_runs_is_a_sentence(desk: Path) -> None:
    with open_ledger(desk / "memory.db"):
        pass
    result = _call(desk, "report", "--ledger", "memory.db")
    assert result.exit_code == Exit.USAGE
    assert "error: there is no run in this ledger" in result.stderr


def test_report_of_a_run_that_is_not_there_names_the_last_five(desk: Path) -> None:
    names = [f"run-{number}" for number in range(1, 8)]
    _sealed(desk / "memory.db", *names)
    here = replace(environment(desk, FakePipeline()), pipeline=real_environment().pipeline)
    words = ["report", "run-9", "--ledger", "memory.db"]
    result = CliRunner().invoke(linkassay, words, obj=here)
    assert result.exit_code == Exit.USAGE
    assert "run-9" in result.stderr
    assert [name for name in names if name in result.stderr.partition("help")[2]] == names[2:]


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
    for words in ([], ["check"], ["audit"], ["report"], ["explain"], ["browse"]):
        assert _call(desk, *words, "-h").exit_code == 0


@pytest.mark.parametrize(
    ("option", "wrong", "meant"),
    [("--format", "htlm", "html"), ("--profile", "edtor", "editor"), ("--show", "nwes", "news")],
)
def test_a_mistyped_word_is_told_with_the_one_that_was_meant(
    desk: Path, option: str, wrong: str, meant: str
) -> None:
    result = _call(desk, "check", "story.txt", option, wrong)
    assert result.exit_code == 2
    assert f"did you mean '{meant}'?" in result.stderr


def test_a_ledger_may_be_named_to_browse(desk: Path) -> None:
    result = _call(desk, "browse", "elsewhere.db")
    assert "elsewhere.db" in result.stderr


def test_browse_without_a_ledger_is_a_sentence(desk: Path) -> None:
    result = _call(desk, "browse")
    assert result.exit_code == Exit.USAGE
    assert "error: " in result.stderr


@pytest.mark.parametrize(
    ("contact", "whom"),
    [
        (None, ""),
        ("desk@paper.example", "; +desk@paper.example"),
        ("mailto:desk@paper.example", "; +desk@paper.example"),
        ("https://paper.example/links?a=b", "; +https://paper.example/links?a=b"),
        ("the desk\r\nX: y) (z;", "; +thedeskX:yz"),
    ],
)
def test_our_name_in_requests(contact: str | None, whom: str) -> None:
    named = user_agent(Settings(contact=contact))
    assert named == f"Mozilla/5.0 (compatible; linkassay/{__version__}{whom})"
