"""From one audit to the next: a robots.txt is asked for once a day."""

from datetime import UTC, datetime, timedelta

import pytest

from builders import told
from fetch.asking import AGENT, facts
from ledger.book import Here
from linkassay import pipeline
from linkassay.fetch import WebFetcher
from linkassay.ledger import open_ledger
from linkassay.model import ConditionName, Settings, Source
from linkassay.pipeline import Audit
from servers import Server, answer

SETTINGS = Settings(gap=0.0, allow_address=("127.0.0.0/8",))
DAY = datetime(2026, 1, 1, 9, tzinfo=UTC)
RULES = answer("User-agent: *\nDisallow: /private", content_type="text/plain")


class Home:
    """Every name leads to 127.0.0.1."""

    def resolve(self, host, port):
        return ("127.0.0.1",)


@pytest.fixture
def server():
    with Server({"/robots.txt": RULES, "/open": answer()}) as server:
        yield server


def audit(path, server, when):
    text = f"See {server.url('/open')} and {server.url('/private')} there."
    fetcher = WebFetcher(
        SETTINGS,
        now=lambda: when,
        monotonic=lambda: 0.0,
        user_agent=AGENT,
        facts=facts,
        resolver=Home(),
    )
    work = Audit(
        [Source("a.txt", text.encode())], (), SETTINGS, Here(), fetcher, when, f"run-{when}"
    )
    with open_ledger(path) as ledger:
        return told(pipeline.audit(work, ledger))


def test_what_is_disallowed_is_said_so_and_accuses_nobody(tmp_path, server):
    report = audit(tmp_path / "l.db", server, DAY)
    by_url = {link.url: link for link in report.links}
    private = by_url[server.url("/private")]
    assert private.condition.name is ConditionName.ROBOTS_DISALLOWED
    assert "/private" not in server.paths
    (finding,) = [item for item in report.findings if item.rule == "unverifiable-link"]
    assert finding.url == private.url
    assert any("Disallow: /private" in item.text for item in finding.evidence)


@pytest.mark.parametrize(("hours", "times"), [(23, 1), (25, 2)])
def test_the_next_audit_of_the_day_knows_it(tmp_path, server, hours, times):
    audit(tmp_path / "l.db", server, DAY)
    report = audit(tmp_path / "l.db", server, DAY + timedelta(hours=hours))
    names = {link.url: link.condition.name for link in report.links}
    assert names[server.url("/private")] is ConditionName.ROBOTS_DISALLOWED
    assert server.paths.count("/robots.txt") == times
