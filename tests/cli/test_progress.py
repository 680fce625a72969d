"""The line of progress: what is done, whom it waits for, and how wide it may be."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from linkassay.cli.progress import Progress, counted, lasting, shown, waited
from linkassay.model import Waiting, WaitReason

GAP, SILENT = WaitReason.GAP, WaitReason.SILENT


def test_the_line_is_wiped_and_not_renewed_for_each_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shown(watched=True, width=80) as line:
        assert line is not None
        for number in range(1, 20_000):
            line.count("read", number, 0)
        line.count("asked", 1, 1_234)
        line.count("judged", 7, 7)
    said = capsys.readouterr().err
    assert said.startswith("\r1 document read")
    assert said.count("\r") < 10_000
    last, blank, end = said.split("\r")[-3:]
    assert last.rstrip() == "7 of 7 documents judged"
    assert (blank.strip(), end) == ("", "")
    assert len(blank) >= len(last.rstrip())


def test_where_nothing_was_shown_nothing_is_wiped(capsys: pytest.CaptureFixture[str]) -> None:
    with shown(watched=True, width=80):
        pass
    with shown(watched=False, width=80) as line:
        assert line is None
    assert capsys.readouterr().err == ""


def written(width: int, *words: Waiting) -> list[str]:
    """What stands on the line after each word."""
    said: list[str] = []
    line = Progress(said.append, width=width)
    line.count("asked", 12, 40)
    for word in words:
        line.wait(word)
    return [one.strip("\r").rstrip() for one in said]


def test_the_host_that_takes_longest_is_named_with_its_pace_and_the_time() -> None:
    *_, last = written(100, Waiting("www.a.example", 120, 1.0, 120.0, GAP))
    assert last == "12 of 40 links asked; www.a.example: about 2 min for 120 links, one every 1 s"


@pytest.mark.parametrize("reason", WaitReason)
def test_each_reason_is_told(reason: WaitReason) -> None:
    told = {one: waited(Waiting("a.example", 9, 5.0, 45.0, one)) for one in WaitReason}
    assert "a.example" in told[reason]
    assert [one for one in told if told[one] == told[reason]] == [reason]


def test_what_is_soon_over_is_not_told() -> None:
    assert waited(Waiting("a.example", 2, 1.0, 2.0, GAP)) == ""


@pytest.mark.parametrize("width", [1, 2, 20, 40, 60])
def test_the_line_is_narrower_than_the_terminal(width: int) -> None:
    for host in ("a-very-long-name-of-a-host.example", "長い長い長い長い長い長い名前.example"):
        for row in written(width, Waiting(host, 9, 1.0, 90.0, GAP)):
            assert cell_len(row) <= max(width - 1, 1)


def test_a_document_that_takes_its_time_is_named() -> None:
    said: list[str] = []
    line = Progress(said.append, width=80)
    line.read("docs/large.txt")
    assert said[-1].strip() == "reading docs/large.txt"
    line.count("asked", 7, 7)
    assert said[-1].strip() == "7 of 7 links asked"


def test_a_longer_line_leaves_nothing_behind() -> None:
    said: list[str] = []
    line = Progress(said.append, width=80)
    line.wait(Waiting("a.example", 9, 1.0, 90.0, GAP))
    line.count("judged", 1, 1)
    assert len(said[1]) >= len(said[0])


def test_a_host_cannot_speak_to_the_terminal() -> None:
    (*_, last) = written(100, Waiting("a\x1b[2J.example", 9, 1.0, 90.0, SILENT))
    assert "\x1b" not in last


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.25, "0.2 s"), (1, "1 s"), (59.6, "60 s"), (120, "2 min"), (5_400, "2 h"), (7_300, "2 h")],
)
def test_times_are_no_finer_than_anybody_waits(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_one_is_not_many() -> None:
    assert counted("read", 1, 0) == "1 document read"
    assert counted("asked", 1, 1_234) == "1 of 1,234 links asked"
