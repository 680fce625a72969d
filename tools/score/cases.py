"""A generated document with one thing to find or to leave alone, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from linkassay.model import ExplanationName, Level, Source
from score.audited import audit, identity

CHUNK = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A document that was put together.

    `name` is unique and tells its half; `kind` and `form` say what was done and how it is written.
    `urls` are the addresses that a date rule must warn of or leave alone; `gap` is by how many days
    they are later than `day`, the day that the document states.
    """

    name: str
    kind: str
    form: str
    language: str
    source: Source
    urls: tuple[str, ...]
    day: date
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an audit made of a case.

    `warned` and `noted` say whether each of its addresses has a warning, any of them a note,
    `leak` whether each is called a leak in a warning. `elsewhere` counts warnings of
    date rules about other addresses, `alarmed` is whether there is a warning at all. `says_day` is
    whether the headline tells the stated day and no other.
    """

    case: Case
    warned: bool
    noted: bool
    leak: bool
    elsewhere: int
    alarmed: bool
    says_day: bool


def run(cases: Iterable[Case]) -> list[Outcome]:
    """Audit the cases on all processors, in their order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(outcome, cases, chunksize=CHUNK))


def outcome(case: Case) -> Outcome:
    """Audit one case."""
    audited = audit(case.source)
    those = {identity(url) for url in case.urls}
    told = audited.date_findings()
    warned = {item.url for item in told if item.level is not Level.NOTE}
    leaks = {item.url for item in told if item.rule == ExplanationName.RENDER_DATE_LEAK}
    return Outcome(
        case=case,
        warned=those <= warned,
        noted=any(item.url in those and item.level is Level.NOTE for item in told),
        leak=those <= (warned & leaks),
        elsewhere=len(warned - those),
        alarmed=bool(warned),
        says_day=audited.says(case.day),
    )
