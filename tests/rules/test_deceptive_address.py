"""What may mislead is kept, said, and shown so that it misleads nobody."""

from __future__ import annotations

import pytest

from builders import audit, of_rule, work
from linkassay import pipeline
from linkassay.ledger import open_private
from linkassay.model import Level, Source
from linkassay.report import Telling, write

TURNED = "See [a](https://example.org/a\u202egnp.exe).\n"
CYRILLIC = "See [a](https://b\u0430nk.example.org/a).\n"
USER = "See [a](https://bank.example.com@example.org/a).\n"
UNSEEN = "See [a](https://example.org/a%E2%80%8B).\n"


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        (TURNED, Level.WARNING, "turn the direction"),
        (CYRILLIC, Level.WARNING, "several scripts"),
        (USER, Level.WARNING, "which is “example.org”"),
        (UNSEEN, Level.NOTE, "nobody sees"),
    ],
)
def test_the_link_is_kept_and_the_way_is_told(text: str, level: Level, words: str) -> None:
    report = audit(text, locator="a.md")
    (finding,) = of_rule(report, "deceptive-address")
    assert finding.level is level
    assert words in finding.message
    assert finding.url == report.links[0].url


def test_the_host_s_name_that_deceives_is_shown_without_the_password_after_it() -> None:
    text = USER.replace("com@", "com:opensesame@")
    report = audit(text, locator="a.md")
    (finding,) = of_rule(report, "deceptive-address")
    assert "“bank.example.com@”" in finding.message
    assert finding.evidence[0].text == "https://bank.example.com@example.org/a"
    assert [item.url for item in report.links] == ["https://example.org/a"]
    assert "opensesame" not in str(report)


@pytest.mark.parametrize("mark", ["\u200b", "\u2060"])
def test_a_mark_inside_a_bare_address_is_told_and_cuts_nothing(mark: str) -> None:
    report = audit(f"See https://exa{mark}mple.org/zw here.\n", locator="a.txt")
    (finding,) = of_rule(report, "deceptive-address")
    assert "nobody sees" in finding.message
    assert [item.url for item in report.links] == ["https://example.org/zw"]


@pytest.mark.parametrize("name", ["text", "json"])
@pytest.mark.parametrize("text", [TURNED, CYRILLIC])
def test_reports_show_it_visibly(name: str, text: str) -> None:
    """Directions as marks; a host of mixed scripts in A-labels beside what is written."""
    out: list[str] = []
    with open_private() as ledger:
        told = pipeline.audit(work([Source("a.md", text.encode())]), ledger)
        write(told, name, out.append, Telling(width=80, colour=False))
    shown = "".join(out)
    assert "\u202e" not in shown
    assert ("202e" in shown) == (text is TURNED)
    assert ("xn--bnk-6cd.example.org" in shown) == (text is CYRILLIC)
