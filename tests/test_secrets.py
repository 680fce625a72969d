"""Planted secrets, through the whole product: none is found again, and each is asked with."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from datasette.app import Datasette

from fakes import Here
from fetch.asking import fetcher
from linkassay import pipeline, plan, report
from linkassay.browse.configuration import configuration
from linkassay.extract.page import page_facts
from linkassay.ledger import open_ledger
from linkassay.ledger.inspection import inspect_columns
from linkassay.model import NotChecked, Settings, SkipReason, Source
from linkassay.workers import Workers
from planted import Plants, behaviours, html, markdown, text
from servers import Server, answer

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
SOURCE = Path(__file__).parents[1] / "src"
KEY = b"a key of this test, which is long enough"
SENT = ("query ", "oauth ", "jwt", "github shape", "path token", "jsessionid", "slack hook",
        "telegram", "entity", "definition", "raw html", "href query", "credit line", "html credit",
        "wrapped", "window", "iframe")  # fmt: skip
"""What a server must be asked with; user names, passwords and fragments are never sent."""


@dataclass
class Outcome:
    """What came of an audit of everything that was planted."""

    plant: Plants
    told: str
    stored: bytes
    sent: str
    ledger: Path
    unasked: list[str]


def run(folder: Path, key: bytes | None, environment: pytest.MonkeyPatch) -> Outcome:
    plant, site = Plants(), ""
    for name in ("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "LINKASSAY_SECRET_KEY"):
        environment.setenv(name, plant(f"environment {name}"))
    with (
        Server(behaviours(plant, lambda: site)) as server,
        open_ledger(folder / "a.db") as ledger,
        Workers(key=key) as readers,
    ):
        site = f"127.0.0.1:{server.port}"
        documents = {
            "a.md": Source("a.md", markdown(plant, site).encode()),
            "b.html": Source("b.html", html(plant, site).encode()),
            "c.txt": Source("c.txt", text(plant, site).encode()),
            "-": Source("-", f"See http://u:{plant('stdin userinfo')}@{site}/in".encode()),
        }
        article = f"http://me:{plant('article userinfo')}@{site}/article?token={plant('article')}"
        broken = f"http://me:{plant('broken article')}@ba d.example/"
        work = pipeline.Audit(
            sources=list(documents.values()),
            articles=[article, broken],
            settings=Settings(allow_address=("127.0.0.0/8",)),
            readers=readers,
            fetcher=fetcher(facts=page_facts, secret_key=key),
            now=NOW,
            run_id="run-1",
            arguments=("docs", article, broken),
            reopen=documents.get,
            secret_key=key,
        )
        found = pipeline.audit(work, ledger)
        pieces: list[str] = []
        for name in report.FORMATS:
            report.write(found, name, pieces.append, report.Telling(width=100, colour=False))
        unasked = [f"{item.url} {item.reason}" for item in found.not_checked()]
        sent = "\n".join(request.target for request in server.requests)
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    return Outcome(plant, "".join(pieces), stored, sent, folder / "a.db", unasked)


@pytest.fixture(scope="module", params=[None, KEY], ids=["without a key", "with a key"])
def outcome(request, tmp_path_factory) -> Outcome:
    with pytest.MonkeyPatch.context() as environment:
        return run(tmp_path_factory.mktemp("planted"), request.param, environment)


def test_none_of_the_planted_secrets_is_found_again(outcome: Outcome):
    assert len(outcome.plant.values) >= 60
    assert outcome.plant.found_in(outcome.told) == set()
    assert outcome.plant.found_in(outcome.stored) == set()
    assert KEY not in outcome.stored
    assert outcome.told.count("REDACTED") > 40


def test_no_cell_of_the_ledger_holds_a_secret_that_its_coding_hides(outcome: Outcome):
    with closing(sqlite3.connect(outcome.ledger)) as connection:
        names = connection.execute(
            "select name from sqlite_master where type in ('table', 'view') and sql is not null"
        ).fetchall()
        for (name,) in names:
            for row in connection.execute(f'select * from "{name}"'):
                assert outcome.plant.found_in(repr(row)) == set(), name


def test_what_needs_its_secret_is_asked_with_it(outcome: Outcome):
    needed = {name for name in outcome.plant.values if name.startswith(SENT)} | {"article"}
    assert outcome.plant.found_in(outcome.sent) >= needed
    assert not [name for name in outcome.plant.found_in(outcome.sent) if "userinfo" in name]
    assert not [item for item in outcome.unasked if "secret" in item]


def test_no_page_of_the_site_shows_a_secret(outcome: Outcome, tmp_path: Path):
    configuration(tmp_path, outcome.ledger, inspect_columns(outcome.ledger), local=True)

    async def pages() -> list[str]:
        site = Datasette([str(outcome.ledger)], config_dir=tmp_path)
        known = (await site.client.get("/a.json")).json()
        named = [item["name"] for kind in ("tables", "views", "queries") for item in known[kind]]
        paths = ["/", "/a", *(f"/a/{name}{end}" for name in named for end in ("", ".json"))]
        return [(await site.client.get(path)).text for path in paths]

    shown = asyncio.run(pages())
    assert len(shown) > 40
    assert sum(page.count("REDACTED") for page in shown) > 100
    assert outcome.plant.found_in("\n".join(shown)) == set()


@pytest.mark.parametrize("key", [{}, {"LINKASSAY_SECRET_KEY": KEY.decode()}])
def test_the_command_line_tells_and_keeps_none_of_them(tmp_path: Path, key: dict[str, str]):
    plant, site, said = Plants(), "", b""
    with Server(behaviours(plant, lambda: site)) as server:
        site = f"127.0.0.1:{server.port}"
        (tmp_path / "linkassay.toml").write_text("retry-pause = 0\nmost-wait = 0\n")
        (tmp_path / "a.md").write_text(markdown(plant, site))
        (tmp_path / "b.html").write_text(html(plant, site))
        article = f"http://me:{plant('article userinfo')}@{site}/article?token={plant('article')}"
        typed = f"See http://me:{plant('typed')}@{site}/x?token={plant('typed token')} there."
        for extra in ([], ["--format", "json"], ["--offline"]):
            call = [sys.executable, "-m", "linkassay", "check", "a.md", "b.html", "-", article]
            options = ["--ledger", "a.db", "--gap", "0", "--allow-address", "127.0.0.0/8"]
            done = subprocess.run(
                [*call, *options, *extra],
                cwd=tmp_path,
                input=typed.encode(),
                env={"PYTHONPATH": str(SOURCE), **key},
                capture_output=True,
                timeout=60,
            )
            said += done.stdout + done.stderr
    said += (tmp_path / "a.db").read_bytes()
    assert said.count(b"REDACTED") > 100
    assert bool(re.search(rb"REDACTED-[0-9a-f]{10}", said)) == bool(key)
    assert plant.found_in(said) == set()
    assert not [value for value in key.values() if value.encode() in said]


def small(
    tmp_path: Path, server: Server, articles: tuple[str, ...] = (), **changes
) -> list[NotChecked]:
    """What is not checked of one document with two links, one of which has a secret."""
    source = Source("a.txt", f"{server.url('/?token=one111')} {server.url('/x')}".encode())
    with open_ledger(tmp_path / "a.db") as ledger:
        work = pipeline.Audit(
            sources=[source],
            articles=articles,
            settings=Settings(allow_address=("127.0.0.0/8",)),
            readers=Here(),
            fetcher=fetcher(),
            now=NOW,
            run_id="run-1",
            **changes,
        )
        return list(pipeline.audit(work, ledger).not_checked())


def beside(server: Server, path: str) -> str:
    """The name that cannot exist beside a page that does not prove itself."""
    made = plan.sibling_of(server.url(path), NOW.date())
    assert made is not None
    return urlsplit(made).path


@pytest.mark.parametrize("gone", [None, lambda locator: None], ids=["no way", "gone"])
def test_what_cannot_be_read_again_is_not_asked_and_told(tmp_path: Path, gone):
    with Server({"*": answer()}) as server:
        (item,) = small(tmp_path, server, reopen=gone)
        assert server.paths == ["/x", beside(server, "/x")], "a mark is never sent"
    assert item == NotChecked(server.url("/?token=REDACTED"), SkipReason.SECRET)


def test_an_article_is_fetched_once_though_its_links_have_secrets(tmp_path: Path):
    page = "<article><p><a href='/y?token=two222'>See</a> it.</p></article>"
    with Server({"/article": answer(page), "*": answer()}) as server:
        named = (server.url("/article?token=q1w2e3"), server.url("/article?token=r4t5y6"))
        small(tmp_path, server, named)
        assert sorted(server.paths) == sorted(
            ["/article?token=q1w2e3", "/x", beside(server, "/x"), "/y?token=two222"]
        ), "nothing is asked beside an address with a secret"
