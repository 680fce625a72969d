"""Candidates are asked of real servers on loopback, by the rules that hold for every link."""

from __future__ import annotations

import pytest

from builders import told, work
from fetch.asking import fetcher
from linkassay import pipeline
from linkassay.ledger import open_private
from linkassay.model import Source
from servers import Server, answer


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("/two-ships-", ["/two-ships-reach-the-harbour", "/two-ships-"]),
        ("/two-ships-reach-the-harbour", ["/two-ships-reach-the-harbour"]),
    ],
    ids=["the short one is there", "the joined one is there"],
)
def test_the_address_that_is_there_is_the_link(there, asked):
    with Server({there: answer(), "/sound": answer()}) as server, open_private() as ledger:
        text = (
            f"A headline\n\nSee {server.url('/two-ships-')}\nreach-the-harbour there.\n\n"
            f"See {server.url('/sound')} there.\n"
        )
        given = work([Source("a.txt", text.encode())], fetcher=fetcher())
        report = told(pipeline.audit(given, ledger))
        assert report.citations[0].url == server.url(there)
        once = dict.fromkeys(path for path in server.paths if path.startswith("/two"))
        assert list(once) == asked
        assert [item for item in report.findings if item.rule == "dead-link"] == []


def test_all_are_asked_and_one_finding_names_them():
    with Server({"/sound": answer()}) as server, open_private() as ledger:
        short = server.url("/two-ships-")
        text = f"A headline\n\nSee {short}\nreach-the-harbour.\n\nSee {server.url('/sound')}.\n"
        given = work([Source("a.txt", text.encode())], fetcher=fetcher())
        report = told(pipeline.audit(given, ledger))
        (finding,) = [item for item in report.findings if item.rule == "dead-link"]
        assert finding.url == f"{short}reach-the-harbour"
        assert finding.evidence[-1].text == f"also tried: {short} answers 404 Not Found"
