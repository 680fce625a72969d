"""The environment changes nothing of what is asked, sent and told.

The program runs as a process against servers on loopback: as it is, and with variables that other
programs take as proxies, credentials, authorities or switches of Python's.
"""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme

import linkassay
from servers import Server, answer, redirect

SOURCE = Path(linkassay.__file__).parents[1]
MOMENT = "2031-03-03T06:00:00Z"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy", "socks_proxy")
PATIENT = 120
NETRC = "machine 127.0.0.1 login desk password s3cret\ndefault login desk password s3cret\n"


@dataclass(frozen=True, slots=True)
class World:
    """Servers that are asked, one that nobody may ask, and the files that variables may name."""

    folder: Path
    asked: tuple[Server, ...]
    trap: Server
    trusted: Path
    untrusted: Path

    def requests(self) -> list[tuple[str, dict[str, str]]]:
        """What the servers were sent since this was last asked."""
        sent = [(item.target, item.headers) for server in self.asked for item in server.requests]
        for server in self.asked:
            server.requests.clear()
        return sent

    def told(self, **variables: str) -> Any:
        """What `linkassay check` tells with these variables, without what it measured."""
        kept = {"PATH": os.environ["PATH"]}
        command = [
            sys.executable, "-m", "linkassay", "check", "cited.md", "--format", "json", "--gap",
            "0", "--now", MOMENT, "--allow-address", "127.0.0.0/8", "--ca-file", str(self.trusted),
        ]  # fmt: skip
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**kept, "HOME": str(self.folder), "PYTHONPATH": str(SOURCE), **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENT,
            check=False,
        )
        assert done.stdout, done.stderr.decode()[-2000:]
        return done.returncode, _without_measures(json.loads(done.stdout))


MEASURED = {"seconds", "run"}


def _without_measures(told: Any) -> Any:
    if isinstance(told, dict):
        kept = {key: value for key, value in told.items() if key not in MEASURED}
        return {key: _without_measures(value) for key, value in kept.items()}
    return list(map(_without_measures, told)) if isinstance(told, list) else told


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("environment")
    authorities = [trustme.CA(), trustme.CA()]
    files = [folder / "trusted.pem", folder / "untrusted.pem"]
    for authority, file in zip(authorities, files, strict=True):
        authority.cert_pem.write_to_path(str(file))
    (folder / ".netrc").write_text(NETRC)
    (folder / ".netrc").chmod(0o600)
    pages = {"/a": answer(), "/old": redirect("/a", 301), "/gone": answer(status="410 Gone")}
    with (
        Server(pages) as plain,
        Server(pages, tls=_context(authorities[0])) as secure,
        Server(pages, tls=_context(authorities[1])) as strange,
        Server({"*": answer()}) as trap,
    ):
        cited = [server.url(path) for server in (plain, secure, strange) for path in pages]
        cited.append(plain.url("/a?at=localhost", host="localhost"))
        text = "".join(f"See [what is söid](<{url}>).\n\n" for url in cited)
        (folder / "cited.md").write_text(text, encoding="utf-8")
        yield World(folder, (plain, secure, strange), trap, files[0], files[1])


@pytest.fixture(scope="module")
def usual(world: World) -> tuple[Any, list[tuple[str, dict[str, str]]]]:
    return world.told(), world.requests()


KINDS = [
    "proxies", "credentials", "no authorities", "other authorities", "names", "Python's switches",
    "Python's development mode", "encodings", "places", "terminals",
]  # fmt: skip


def poison(world: World) -> Mapping[str, dict[str, str]]:
    """Variables, by what they are meant for."""
    trap = world.trap.url("/")
    files = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR"}
    return {
        "proxies": {
            **dict.fromkeys(PROXIES, trap),
            **{name.upper(): trap for name in PROXIES},
            "no_proxy": "",
            "NO_PROXY": "",
        },
        "credentials": {"NETRC": str(world.folder / ".netrc")},
        "no authorities": {
            **dict.fromkeys(files, "/nowhere/certificates.pem"),
            "SSLKEYLOGFILE": "/nowhere/keys.log",
        },
        "other authorities": {
            **dict.fromkeys(files, str(world.untrusted)),
            "PYTHONHTTPSVERIFY": "0",
            "SSLKEYLOGFILE": str(world.folder / "keys.log"),
        },
        "names": {"RES_OPTIONS": "ndots:9 attempts:9", "LOCALDOMAIN": "test", "HOSTALIASES": "/no"},
        "Python's switches": {
            "PYTHONWARNINGS": "error",
            "PYTHONASYNCIODEBUG": "1",
            "PYTHONHASHSEED": "7",
            "PYTHONOPTIMIZE": "2",
            "PYTHONUNBUFFERED": "1",
            "PYTHONSTARTUP": "/nowhere/start.py",
        },
        "Python's development mode": {"PYTHONDEVMODE": "1", "PYTHONMALLOC": "debug"},
        "encodings": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C"},
        "places": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "TMPDIR": "/nowhere"},
        "terminals": {
            "COLUMNS": "20", "LINES": "2", "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": "1",
            "CI": "true", "GITHUB_ACTIONS": "true",
        },
    }  # fmt: skip


def assert_unchanged(world, usual, **variables):
    told, sent = usual
    world.requests()
    assert world.told(**variables) == told
    assert sorted(world.requests(), key=repr) == sorted(sent, key=repr)
    assert world.trap.connections == 0
    assert not (world.folder / "keys.log").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_and_sent_stays_the_same(world, usual, kind):
    assert_unchanged(world, usual, **poison(world)[kind])


def test_all_of_them_together_change_nothing(world, usual):
    kinds = poison(world)
    assert kinds.keys() == set(KINDS)
    assert_unchanged(world, usual, **{k: v for kind in KINDS for k, v in kinds[kind].items()})


def test_the_usual_run_is_one_that_could_change(world, usual):
    (code, told), sent = usual
    conditions = {link["condition"] for link in told["links"]}
    assert {"tls-incomplete-chain", "gone", "ok"} <= conditions
    assert code == 1
    assert len(sent) >= 6
    assert not [headers for _, headers in sent if "authorization" in headers]
