"""What the configuration says of hosts: credentials from the environment, what has expired."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.environments import CLEAN_REPORT, TODAY, FakePipeline, SilentFetcher, environment
from fakes import Here
from linkassay.cli.commands import linkassay
from linkassay.cli.credentials import credentials
from linkassay.cli.environment import real_environment
from linkassay.errors import Exit
from linkassay.model import HostSettings, Settings
from linkassay.pipeline import Audit
from linkassay.pipeline.audit import run_of
from servers import Server, answer

WIKI = """
[[host]]
host = "wiki.example"
credentials = ["WIKI_USER", "WIKI_PASSWORD"]
"""
BOTH = {"WIKI_USER": "reader", "WIKI_PASSWORD": "correct horse"}


def check(folder: Path, toml: str, *words: str, **more: object) -> Result:
    (folder / "linkassay.toml").write_text(toml)
    (folder / "story.txt").write_text("See https://wiki.example/story for more.\n")
    here = environment(folder, FakePipeline(CLEAN_REPORT), **more)
    return CliRunner().invoke(linkassay, ["check", str(folder / "story.txt"), *words], obj=here)


@pytest.mark.parametrize("missing", ["WIKI_USER", "WIKI_PASSWORD"])
@pytest.mark.parametrize("empty", [True, False])
def test_a_variable_that_is_not_set_ends_it_before_anything_is_asked(
    tmp_path: Path, missing: str, empty: bool
) -> None:
    variables = BOTH | {missing: ""}
    if not empty:
        del variables[missing]
    result = check(tmp_path, WIKI, variables=variables)
    assert result.exit_code == Exit.USAGE
    assert f"error: the environment variable {missing} is not set" in result.stderr
    assert "credentials of wiki.example" in result.stderr
    assert "  = help: " in result.stderr


def test_a_colon_in_a_users_name_is_told_without_the_name(tmp_path: Path) -> None:
    result = check(tmp_path, WIKI, variables=BOTH | {"WIKI_USER": "reader:horse"})
    assert result.exit_code == Exit.USAGE
    assert "WIKI_USER" in result.stderr
    assert "reader:horse" not in result.stderr


def test_with_both_all_is_well_and_offline_none_is_needed(tmp_path: Path) -> None:
    assert check(tmp_path, WIKI, variables=BOTH).exit_code == Exit.CLEAN
    assert check(tmp_path, WIKI, "--offline").exit_code == Exit.CLEAN


def test_credentials_are_by_their_host() -> None:
    settings = Settings(
        hosts=(
            HostSettings("wiki.example", credentials=("WIKI_USER", "WIKI_PASSWORD")),
            HostSettings("shop.example", credentials=("SHOP_USER", "SHOP_PASSWORD")),
            HostSettings("plain.example"),
        )
    )
    assert credentials(settings, BOTH) == {"wiki.example": ("reader", "correct horse")}


def test_they_come_from_the_environment_and_reach_their_host_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in BOTH.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    with Server({"/page": answer()}) as wiki, Server({"/page": answer()}) as other:
        (tmp_path / "linkassay.toml").write_text(
            WIKI + 'headers = { "X-Reader" = "desk-4711-key" }\n'
        )
        addresses = (wiki.url("/page", "wiki.example"), other.url("/page", "shop.example"))
        (tmp_path / "story.txt").write_text(f"See {addresses[0]} and {addresses[1]} there.\n")
        pins = [f"--resolve={host}:{port}:127.0.0.1" for host, port in
                (("wiki.example", wiki.port), ("shop.example", other.port))]  # fmt: skip
        result = CliRunner().invoke(
            linkassay,
            ["check", "story.txt", "--ledger", "l.db", "--format", "json", "--gap", "0",
             "--allow-address", "127.0.0.0/8", *pins],
            obj=real_environment(),
        )  # fmt: skip
    told = json.loads(result.stdout)
    assert [link["condition"] for link in told["links"]] == ["ok", "ok"]
    keys = [
        [(one.headers.get("authorization"), one.headers.get("x-reader")) for one in server.requests]
        for server in (wiki, other)
    ]
    assert set(keys[0]) == {("Basic cmVhZGVyOmNvcnJlY3QgaG9yc2U=", "desk-4711-key")}
    assert set(keys[1]) == {(None, None)}
    stored = (tmp_path / "l.db").read_bytes()
    for secret in ("correct horse", "cmVhZGVyOmNvcnJlY3QgaG9yc2U", "desk-4711-key"):
        assert secret not in result.output
        assert secret.encode() not in stored


@pytest.mark.parametrize(("day", "is_noted"), [(23, True), (24, False), (25, False)])
def test_what_is_no_longer_accepted_is_noted(tmp_path: Path, day: int, is_noted: bool) -> None:
    """The audit is of 2026-11-24."""
    accept = f"""
    [[host]]
    host = "shop.example"
    accept = [403, "bot-blocked"]
    reason = "seen by hand"
    expires = 2026-11-{day}
    """
    result = check(tmp_path, accept)
    assert result.exit_code == Exit.CLEAN
    words = "what is accepted of shop.example (403, bot-blocked) expired on 2026-11-23"
    assert (words in result.stderr) is is_noted


def test_no_hash_of_a_headers_value_is_stored() -> None:
    digests = set()
    for value in ("4711", "0815"):
        hosts = (HostSettings("shop.example", (("X-Key", value),)),)
        work = Audit((), (), Settings(hosts=hosts), Here(), SilentFetcher(), TODAY, "run-1")
        digests.add(run_of(work).settings_digest)
    assert len(digests) == 1
    other = (HostSettings("shop.example", (("X-Other", "4711"),)),)
    work = Audit((), (), Settings(hosts=other), Here(), SilentFetcher(), TODAY, "run-1")
    assert run_of(work).settings_digest not in digests
