"""The clues of a made-up article, one of each kind, and the drawing of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from linkassay.model import DOCUMENT, Clue, DaySet, Interval, Span, link_subject
from linkassay.report.timeline.drawing import draw
from linkassay.report.timeline.rows import rows_of
from linkassay.tables.clues import clue_rule

LEAKED = "https://courier.example/2025/10/29/quay"


def on(text: str) -> DaySet:
    """`2018`, `2018-04`, `2018-04-26`, `2018-04-26/2021-01-20`, `/2024-12-08`; several parted by
    blanks."""
    return DaySet.of(_interval(part) for part in text.split())


def _interval(text: str) -> Interval:
    first, apart, last = text.partition("/")
    if not apart:
        return Interval(date.fromisoformat(first), date.fromisoformat(first))
    return Interval(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


def clue(
    rule: str, days: str, source: str, *, line: int = 0, text: str = "", link: str = ""
) -> Clue:
    """A clue as reading makes it; `line` 0 where it stands nowhere."""
    return clue_rule(rule).clue(
        link_subject(link) if link else DOCUMENT,
        on(days),
        source,
        span=Span(line, 1, 0, 1) if line else None,
        text=text,
    )


ARTICLE = (
    clue("text-year", "2017-01-01/", "2017", line=5, text="passed in 2017"),
    clue("year-named", "/2017-12-31", "2017", line=5),
    clue("office-holder", "1999-05-01/2008-05-07 2012-05-07/", "Ana Bell, Premier", line=3),
    clue("office-holder", "2018-04-26/2021-01-20", "Bo Carr, Minister of Ports", line=7),
    clue("office-holder", "2018-04-26/2021-01-20", "Bo Carr, Minister of Ports", line=9),
    clue("office-holder", "2000-07-17/2024-12-08", "Cy Dunn, Mayor", line=8),
    clue("outlet-name", "2011-05-01/", "Harbour View", line=30),
    clue("url-day", "2025-10-29", "dated path 2025/10/29", line=21, link=LEAKED),
    clue("url-month", "2016-03-01/2016-03-31", "dated path 2016/03", line=22,
         link="https://ferry.example/2016/03/quay"),
    clue("redirect-target-date", "2019-03-29", "redirect target 2019/03/29", link=LEAKED),
    clue("fetch-day", "2026-01-15", "fetched for this audit"),
)  # fmt: skip


def drawn(
    clues: Iterable[Clue] = ARTICLE,
    allowed: Sequence[str] = ("2018-04-26/2021-01-20",),
    *,
    asked: Collection[str] = (LEAKED,),
    width: int = 60,
    unicode: bool = True,
) -> str:
    """The drawing as a text; nothing where it has no line."""
    lines = draw(rows_of(clues, asked), [on(one) for one in allowed], width=width, unicode=unicode)
    return "".join(f"{line}\n" for line in lines)
