from datetime import date
from pathlib import Path

import pytest

from linkassay import config
from linkassay.errors import Exit, UsageError
from linkassay.model import ControlPage, FailOn, HostSettings, Settings


def _write(folder: Path, text: str, name: str = "linkassay.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def _refusal(folder: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        config.load(folder)
    assert caught.value.exit is Exit.USAGE
    return caught.value


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert config.load(tmp_path) == (Settings(), None)


def test_every_key_is_read(tmp_path: Path) -> None:
    _write(
        tmp_path,
        """
        corpus = ["articles", "https://paper.example/story"]
        ledger = "memory.db"
        offline = true
        fail-on = "note"
        gap = 3
        allow-address = ["127.0.0.0/8"]
        resolve = ["paper.example:443:[::1]"]
        ca-file = "trust.pem"
        contact = "desk@paper.example"
        resume-days = 0
        """,
    )
    settings, root = config.load(tmp_path)
    assert root == tmp_path
    assert settings == Settings(
        corpus=("articles", "https://paper.example/story"),
        ledger="memory.db",
        offline=True,
        fail_on=FailOn.NOTE,
        gap=3.0,
        allow_address=("127.0.0.0/8",),
        resolve=("paper.example:443:[::1]",),
        ca_file="trust.pem",
        contact="desk@paper.example",
        resume_days=0.0,
    )


def test_the_table_in_pyproject_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "[tool.linkassay]\ngap = 2.5\n", "pyproject.toml")
    assert config.load(tmp_path)[0].gap == 2.5


def test_a_pyproject_that_does_not_mention_us_is_passed_by(tmp_path: Path) -> None:
    _write(tmp_path, "gap = 2\n")
    inner = _write(tmp_path / "inner", "[tool.other]\n", "pyproject.toml")
    assert config.load(inner) == (Settings(corpus=("../seeds",), gap=2.0), tmp_path)


def test_the_own_file_wins_over_pyproject(tmp_path: Path) -> None:
    _write(tmp_path, "[tool.linkassay]\ngap = 2\n", "pyproject.toml")
    _write(tmp_path, "gap = 4\n")
    assert config.load(tmp_path)[0].gap == 4.0


def test_the_nearest_file_wins_and_its_folder_is_the_root(tmp_path: Path) -> None:
    _write(tmp_path, "gap = 2\n")
    near = _write(tmp_path / "a", "gap = 5\n")
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    settings, root = config.load(deep)
    assert (settings.gap, root) == (5.0, near)


def test_paths_are_meant_from_the_file_and_given_from_where_we_stand(tmp_path: Path) -> None:
    _write(tmp_path, 'corpus = ["docs", "/else/where"]\nledger = "a/l.db"\nca-file = "ca.pem"\n')
    deep = tmp_path / "docs" / "en"
    deep.mkdir(parents=True)
    settings, _ = config.load(deep)
    assert settings.corpus == ("..", "/else/where")
    assert settings.ledger == "../../a/l.db"
    assert settings.ca_file == "../../ca.pem"


def test_an_unknown_key_names_file_and_neighbour(tmp_path: Path) -> None:
    error = _refusal(_write(tmp_path, 'fail_on = "note"\n'))
    assert "'fail_on'" in error.what
    assert error.where == str(tmp_path / "linkassay.toml")
    assert "'fail-on'" in error.advice


def test_an_unknown_key_like_no_other_lists_the_known(tmp_path: Path) -> None:
    assert "corpus" in _refusal(_write(tmp_path, "zzz = 1\n")).advice


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('corpus = "docs"', "corpus", "a list of paths"),
        ("corpus = [1]", "corpus", "a list of paths"),
        ("ledger = 3", "ledger", "a path"),
        ('offline = "yes"', "offline", "true or false"),
        ('fail-on = "fatal"', "fail-on", "one of error"),
        ('gap = "1"', "gap", "a number of seconds"),
        ("gap = -1", "gap", "0 or more"),
        ("gap = nan", "gap", "0 or more"),
        ("gap = inf", "gap", "0 or more"),
        ('allow-address = ["10.0.0.0/99"]', "allow-address", "10.0.0.0/99"),
        ('resolve = ["a.example:443"]', "resolve", "not a valid host override"),
        ('resolve = ["a.example:0:192.0.2.1"]', "resolve", "not a valid host override"),
        ('resolve = [":443:192.0.2.1"]', "resolve", "not a valid host override"),
        ("resume-days = -1", "resume-days", "0 or more"),
        ('resume-days = "8"', "resume-days", "a number of days"),
        ('corpus = ["a\\u0000b"]', "corpus", "not a valid path"),
        ('ledger = ""', "ledger", "not a valid path"),
        ('allow-address = ["192.0.2.5/24"]', "allow-address", "192.0.2.0/24"),
        ('contact = "a\\r\\nX-Evil: 1"', "contact", "header"),
        ('contact = "me"', "contact", "mail address"),
    ],
)
def test_a_wrong_value_says_key_and_type(
    tmp_path: Path, text: str, key: str, expected: str
) -> None:
    error = _refusal(_write(tmp_path, text))
    assert f"'{key}'" in error.what
    assert expected in error.what
    assert error.where == f"{tmp_path / 'linkassay.toml'}: {key}"


def test_a_value_of_the_wrong_type_comes_with_an_example_that_is_right(tmp_path: Path) -> None:
    for key in config.KEYS:
        error = _refusal(_write(tmp_path, f"{key} = [[]]\n"))
        _, _, example = error.advice.partition("write it like ")
        config.load(_write(tmp_path, example))


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    error = _refusal(_write(tmp_path, "gap = = 1"))
    assert "TOML" in error.what
    assert error.where == str(tmp_path / "linkassay.toml")


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "linkassay.toml").write_bytes(b"\xff\xfe\x00")
    assert "TOML" in _refusal(tmp_path).what


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    error = _refusal(_write(tmp_path, "[tool]\nlinkassay = 3\n", "pyproject.toml"))
    assert "table" in error.what


TABLES = """
ignore-robots = ["Bücher.example."]

[[host]]
host = "Intranet.Example"
headers = { "X-Api" = "v" }
credentials = ["USER_ENV", "PASSWORD_ENV"]
gap = 5

[[host]]
host = "shop.example"
accept = ["403", 404, "bot-blocked"]
reason = "seen by hand"
expires = 2027-01-31

[[control]]
url = "https://www.paper.example/about"
status = 204
body = "<!doctype"
"""


def test_the_tables_of_hosts_and_control_pages_are_read(tmp_path: Path) -> None:
    settings, _ = config.load(_write(tmp_path, TABLES))
    assert settings.ignore_robots == ("xn--bcher-kva.example",)
    assert settings.hosts == (
        HostSettings("intranet.example", (("X-Api", "v"),), ("USER_ENV", "PASSWORD_ENV"), gap=5.0),
        HostSettings(
            "shop.example",
            accept=("403", "404", "bot-blocked"),
            reason="seen by hand",
            expires=date(2027, 1, 31),
        ),
    )
    assert settings.controls == (ControlPage("https://www.paper.example/about", 204, "<!doctype"),)


def test_the_tables_may_stand_in_pyproject(tmp_path: Path) -> None:
    _write(tmp_path, '[[tool.linkassay.host]]\nhost = "a.example"\n', "pyproject.toml")
    assert config.load(tmp_path)[0].hosts == (HostSettings("a.example"),)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ('host = "a.example"', "host", "a list of tables"),
        ("[host]\ngap = 1", "host", "a list of tables"),
        ("[[host]]\ngap = 1", "host[1]", "needs the key 'host'"),
        ('[[host]]\nhost = "a.example"\ngaps = 1', "host[1]", "unknown key 'gaps'"),
        ('[[host]]\nhost = "a.example"\n[[host]]\nhost = "A.example"', "host[2]", "two tables"),
        ('[[host]]\nhost = "https://a.example"', "host[1].host", "not a valid host name"),
        ('[[host]]\nhost = "a.example:80"', "host[1].host", "not a valid host name"),
        ('[[host]]\nhost = ""', "host[1].host", "not a valid host name"),
        ('[[host]]\nhost = "a.example"\ngap = -1', "host[1].gap", "0 or more"),
        ('[[host]]\nhost = "a.example"\ncredentials = ["A"]', "host[1].credentials", "two names"),
        (
            '[[host]]\nhost = "a.example"\ncredentials = ["me", "my secret!"]',
            "host[1].credentials",
            "not a valid name of an environment variable",
        ),
        ('[[host]]\nhost = "a.example"\naccept = ["403"]', "host[1]", "needs a 'reason'"),
        (
            '[[host]]\nhost = "a.example"\nreason = "x"\naccept = ["forbiden"]',
            "host[1].accept",
            "did you mean 'forbidden'?",
        ),
        (
            '[[host]]\nhost = "a.example"\nreason = "x"\naccept = ["unknown"]',
            "host[1].accept",
            "neither a status nor a condition",
        ),
        ('[[host]]\nhost = "a.example"\nexpires = "soon"', "host[1].expires", "a date"),
        (
            '[[host]]\nhost = "a.example"\nheaders = { "Host" = "b" }',
            "host[1].headers",
            "set by linkassay itself",
        ),
        ('[[host]]\nhost = "a.example"\nheaders = { "a b" = "c" }', "host[1].headers", "name"),
        ("[[control]]\nstatus = 200", "control[1]", "needs the key 'url'"),
        ('[[control]]\nurl = "ftp://a.example"', "control[1].url", "not an address of the web"),
        ('[[control]]\nurl = "https://a.example"\nstatus = 2', "control[1].status", "status"),
    ],
)
def test_a_wrong_table_says_which_and_why(
    tmp_path: Path, text: str, place: str, expected: str
) -> None:
    error = _refusal(_write(tmp_path, text))
    assert expected in f"{error.what} {error.advice}"
    assert error.where == f"{tmp_path / 'linkassay.toml'}: {place}"


@pytest.mark.parametrize("value", ['{ "X-Key" = ["hunter2"] }', '{ "X-Key" = "hunter2\\nX: y" }'])
def test_the_value_of_a_header_is_not_told_where_it_is_wrong(tmp_path: Path, value: str) -> None:
    error = _refusal(_write(tmp_path, f'[[host]]\nhost = "a.example"\nheaders = {value}'))
    assert "hunter2" not in f"{error.what} {error.where} {error.advice}"


def test_every_example_of_a_table_is_right(tmp_path: Path) -> None:
    for name, keys in config.TABLES.items():
        lines = [f"{key} = {expected.example}" for key, expected in keys.items()]
        config.load(_write(tmp_path, "\n".join((f"[[{name}]]", *lines))))
