"""`linkassay config show` and `config schema`: what counts here, why, and what may be written."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from linkassay import config
from linkassay.cli.commands import linkassay

FILE = """
corpus = ["docs"]
gap = 2
fail-on = "error"

[[host]]
host = "shop.example"
headers = { "X-Key" = "hunter2-hunter2" }
accept = [403]
reason = "opened by hand"
expires = 2027-01-31

[[control]]
url = "https://www.example.org/"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "linkassay.toml").write_text(FILE)
    return tmp_path


def call(*words: str, **variables: str) -> Result:
    return CliRunner().invoke(linkassay, list(words), env=variables)


def sources(told: Result) -> dict[str, str]:
    """Key -> where its value comes from."""
    assert told.exit_code == 0, told.output
    rows = (row.rpartition("  # ") for row in told.stdout.splitlines())
    return {left.removeprefix("# ").split()[0]: source for left, _, source in rows if left}


def test_each_value_has_its_source(here: Path) -> None:
    told = sources(call("config", "show", "--jobs", "3", LINKASSAY_RECHECK="failing"))
    assert told["jobs"] == "--jobs"
    assert told["recheck"] == "LINKASSAY_RECHECK"
    assert told["gap"] == told["[[host]]"] == str(here / "linkassay.toml")
    assert told["contact"] == "default"
    assert set(config.KEYS) <= set(told)


def test_what_is_shown_is_toml_that_says_the_same(here: Path) -> None:
    told = call("config", "show", "--jobs", "3")
    read = tomllib.loads(told.stdout)
    assert (read["gap"], read["jobs"], read["fail-on"], read["corpus"]) == (2, 3, "error", ["docs"])
    jsonschema.validate(read | {"host": []}, json.loads(call("config", "schema").stdout))


def test_no_value_of_a_header_is_shown(here: Path) -> None:
    told = call("config", "show")
    assert "X-Key" in told.stdout
    assert "hunter2" not in told.output


def test_without_a_file_all_is_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = call("config", "show")
    assert set(sources(told).values()) == {"default"}
    assert tomllib.loads(told.stdout)["standing"] == ["new", "worse", "returned"]


def test_the_schema_takes_what_the_reader_takes_and_refuses_other_keys() -> None:
    schema = json.loads(call("config", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    written = tomllib.loads(FILE)
    written["host"][0]["expires"] = "2027-01-31"  # a TOML date has no type in JSON
    jsonschema.validate(written, schema)
    for wrong in ({"gapp": 2}, {"gap": "2"}, {"host": [{"gap": 2}]}, {"fail-on": "fatal"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_every_key_says_what_it_is_for() -> None:
    tables = (config.KEYS, *config.TABLES.values())
    assert [key for table in tables for key, one in table.items() if not one.about] == []


def test_a_mistyped_part_is_named_with_the_one_that_was_meant() -> None:
    told = call("config", "shoe")
    assert told.exit_code == 2
    assert "did you mean 'show'?" in told.stderr
