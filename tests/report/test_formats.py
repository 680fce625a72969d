"""What holds for every format: the walk over the table, streaming, and what a CI runner obeys."""

from __future__ import annotations

import dataclasses
import math
import re
import weakref
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from linkassay import report
from linkassay.errors import UsageError
from linkassay.model import DocumentResult, Finding, LinkResult, LinkState, NotChecked, SkipReason
from linkassay.report import FORMATS, formats
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.parsers import read_github
from report.snapshots import SNAPSHOTS, written

HERE = Path(__file__).parent
FEW = 4
BOUNDED = 1_000
"""So many findings, at most, are held by a format that counts some of them."""
MANY = 6_000
IN_DOCUMENT = 3
"""So many findings each document has: a format may put those of one document in order."""


def test_each_format_is_one_row_and_one_file() -> None:
    files = {file.stem for file in Path(formats.__file__).parent.glob("*.py")} - {"__init__"}
    assert {name.replace("-", "_") for name in FORMATS} == files
    assert all(row.name == name and row.about and row.media_type for name, row in FORMATS.items())


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no report format 'scroll'") as caught:
        written(brief_report(), "scroll")
    assert all(name in caught.value.advice for name in FORMATS)


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_golden_report_is_told_as_before(name: str) -> None:
    """Renew with `python tests/report/renew.py`, then read the difference."""
    assert SNAPSHOTS[name]() == (HERE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_rule_and_every_document_is_told(name: str) -> None:
    """Of a format that is not whole, what is news in files, unless that is more than it takes."""
    told, row = golden_report(), FORMATS[name]
    text = written(told, name)
    assert text.endswith("\n")
    news = [one for one in told.findings() if one.standing.is_news and "://" not in one.document]
    findings = list(told.findings()) if row.whole else news
    if row.most is None or len(findings) <= row.most:
        assert {item.rule for item in findings if item.rule not in text} == set()
    if row.whole:
        assert [item.locator for item in told.documents() if item.locator not in text] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_told_in_the_same_words(name: str) -> None:
    assert written(golden_report(), name) == written(golden_report(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_nothing_is_whole(name: str) -> None:
    assert written(ListReport(RUN), name).endswith("\n")


# -- streaming --


class Watched(Finding):
    """A finding whose end can be seen."""

    __slots__ = ("__weakref__",)


class Stream(ListReport):
    """Findings, documents and links without end, each made when it is asked for.

    Raises where more than `held` of them are alive, or more than `ahead` have been asked for that
    were not written yet.
    """

    written = 0
    held = FEW
    ahead: float = FEW

    def take(self, text: str) -> None:
        object.__setattr__(self, "written", self.written + text.count("unmistakable"))

    def findings(self) -> Iterator[Finding]:
        alive: set[int] = set()
        before = self.written
        for number in range(MANY):
            assert len(alive) <= self.held
            assert number - (self.written - before) <= self.ahead
            item = self.made(number)
            alive.add(number)
            weakref.finalize(item, alive.discard, number)
            yield item
            del item

    def made(self, number: int) -> Finding:
        some = next(brief_report().findings())
        fields = {part.name: getattr(some, part.name) for part in dataclasses.fields(some)}
        return Watched(
            **fields | {"message": f"unmistakable {number}", "document": self.of(number)}
        )

    @staticmethod
    def of(number: int) -> str:
        return f"{number // IN_DOCUMENT:06}.txt"

    def documents(self) -> Iterator[DocumentResult]:
        return (
            DocumentResult(self.of(number), None, "text/plain")
            for number in range(0, MANY, IN_DOCUMENT)
        )

    def reading(self, locator: str, /) -> Any:
        return self.readings[0][0]

    def links(self) -> Iterator[LinkResult]:
        return (LinkResult(f"https://a.example/{n}", LinkState()) for n in range(MANY // 10))

    def not_checked(self) -> Iterator[NotChecked]:
        return (
            NotChecked(f"https://a.example/{n}", SkipReason.INTERRUPTED) for n in range(MANY // 10)
        )


class Chosen(Stream):
    """The same for a format that chooses: it may hold some, and read first and write then."""

    held = BOUNDED
    ahead = math.inf


WHOLE = [name for name, row in FORMATS.items() if row.whole]


def often(name: str) -> int:
    """How often a format says the message of one finding."""
    one = Stream(RUN, brief_report().readings).made(0)
    return written(ListReport(RUN, all_findings=(one,)), name).count("unmistakable")


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_is_written_as_it_comes_and_let_go(name: str) -> None:
    told = Stream(RUN, brief_report().readings)
    report.write(told, name, told.take, report.Telling(show=report.Show.ALL))
    assert told.written == MANY * often(name)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in WHOLE])
@pytest.mark.parametrize("show", [one for one in report.Show if one is not report.Show.ALL])
def test_what_is_chosen_of_a_report_is_little_and_no_more_than_its_sink_takes(
    name: str, show: report.Show
) -> None:
    told, most = Chosen(RUN, brief_report().readings), FORMATS[name].most
    report.write(told, name, told.take, report.Telling(show=show))
    assert told.written < MANY
    assert most is None or told.written <= most * often(name)


# -- what a CI runner obeys --

HOSTILE = (
    "::error file=a.txt,line=1::owned ",
    "  ::set-env name=PATH::/tmp ",
    "\r\n::add-mask::x\r\n::stop-commands::y ",
    "\u00a0::warning::no-break blank ",
    "\u3000::warning::ideographic blank ",
    "\u200b::warning::no blank at all ",
    "\x1b[0m::notice::x\x85::notice::y\u2028::notice::z ",
    "many words ::error::x ::error::y" * 9,
    "長い文字列長い文字列::error::x" * 9,
    "##[error]owned ###[group]x ",
    "##vso[task.setvariable variable=PATH]/tmp ##VSO[task.complete]x ",
    "##teamcity[buildStop comment='x'] ",
)


def obeyed(output: str) -> list[str]:
    """The lines that GitHub's, Azure's or TeamCity's runner takes for a command, codes of colour
    left out of account."""
    return [
        row
        for row in re.sub(r"\x1b\[[0-9;]*m", "", output).splitlines()
        if row.lstrip().startswith("::") or re.search(r"##(?:vso|teamcity)?\[", row, re.IGNORECASE)
    ]


def poisoned(noun: Any, poison: str) -> Any:
    """A noun with every text in it, however deep, behind the poison."""
    if isinstance(noun, str) and not isinstance(noun, Enum):
        return poison + noun
    if isinstance(noun, tuple):
        return tuple(poisoned(item, poison) for item in noun)
    if dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        fields = [part.name for part in dataclasses.fields(noun) if part.init]
        values = {name: poisoned(getattr(noun, name), poison) for name in fields}
        return dataclasses.replace(noun, **values)
    return noun


HARMLESS = brief_report("redirects-permanently", "render-date-leak")


def test_a_runner_would_obey_each_of_these() -> None:
    harmless = "\u200b::warning::no blank at all "
    begins = [poison for poison in HOSTILE if not poison[0].isalpha()]
    assert [poison for poison in begins if not obeyed(poison)] == [harmless]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("poison", HOSTILE, ids=ascii)
def test_no_text_in_a_report_commands_a_runner(name: str, poison: str) -> None:
    told = poisoned(HARMLESS, poison)
    for width in (24, 61, 100):
        for show in (report.Show.ALL, report.Show.NEWS) if name == "text" else (report.Show.ALL,):
            plain = written(told, name, width=width, show=show)
            coloured = written(told, name, width=width, show=show, colour=True)
            assert unmeant(name, plain) == unmeant(name, coloured) == []


def unmeant(name: str, output: str) -> list[str]:
    """What a runner would obey and should not: all, but annotations where they are the format.

    Those are as many, of the same kinds and properties, as for harmless texts (and a name of a
    rule that is none), and no more; `read_github` refuses any other command.
    """
    commands = obeyed(output)
    if name != "github":
        return commands
    meant = read_github(written(poisoned(HARMLESS, "x"), name))
    assert read_github(output).shape == meant.shape
    return [row for row in commands if "##" in row or not row.startswith("::")]
