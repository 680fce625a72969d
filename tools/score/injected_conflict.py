"""A page's body link moved into the future of the page: what a date rule should find.

The dated part of one body link's address is rewritten in the page's source, so that it claims a day
30 to 3,000 days after the page's own (by gold), never after the day of the audit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from linkassay import judge
from linkassay.conditions import state
from linkassay.dates import date_document
from linkassay.extract import extract
from linkassay.model import (
    Citation,
    Conflict,
    Dating,
    Form,
    Level,
    LinkCheck,
    Reading,
    Source,
)
from linkassay.urls import MalformedAddress, dated_path, parse
from score.data import NOW, GoldPage

LEAST, MOST = 30, 3000
_DAY = re.compile(r"(?P<y>\d{4})(?P<a>[/_-]?)(?P<m>\d{1,2})(?P<b>[/_-]?)(?P<d>\d{1,2})")
_SAYS_IT = ("url-date-after-document", "render-date-leak")


@dataclass(frozen=True, slots=True)
class InjectedConflict:
    """An injected conflict.

    `bounded` says whether the untouched page had an upper bound before the claimed day, `warned`
    whether a finding about the link is a warning. `explanation` names the one that held, is
    `"none"` for a true conflict and `None` where the solver saw no conflict.
    """

    days: int
    bounded: bool
    warned: bool
    explanation: str | None


def inject(page: GoldPage, reading: Reading, dating: Dating) -> InjectedConflict | None:
    """Inject one conflict into a page and audit it; `None` where no body link carries a day."""
    room = min(MOST, (NOW.date() - page.day).days)
    candidates = list(_candidates(reading))
    if not candidates or room < LEAST:
        return None
    dice = random.Random(page.file)
    citation, text = dice.choice(candidates)
    days = dice.randint(LEAST, room)
    claimed = page.day + timedelta(days=days)
    address = citation.written.replace(text, _rewritten(text, claimed))
    start, end = citation.span.start, citation.span.end
    if start is None or end is None:
        return None
    whole = reading.document.text
    changed = f"{whole[:start]}{address}{whole[end:]}"
    (again,) = extract(Source(page.url, changed.encode(), "text/html", "utf-8"))
    solved = date_document(again, {}, NOW.date())
    target = _target(address)
    conflict = solved.conflict(target)
    upper = dating.published.latest if dating.published else None
    checks = {link.url: LinkCheck(link, None, None, state(())) for link in again.links()}
    return InjectedConflict(
        days=days,
        bounded=upper is not None and upper < claimed - timedelta(days=1),
        warned=any(
            finding.level is not Level.NOTE
            for finding in judge.find(again, solved, checks, NOW)
            if finding.url == target and finding.rule in _SAYS_IT
        ),
        explanation=_explanation(conflict),
    )


def _explanation(conflict: Conflict | None) -> str | None:
    if conflict is None:
        return None
    return conflict.explanation.name if conflict.explanation else "none"


def _candidates(reading: Reading) -> Iterator[tuple[Citation, str]]:
    """Links of the body that carry a day, each once, with the dated part of the address."""
    seen: set[str] = set()
    for item in reading.citations:
        if item.region.is_boilerplate or item.form is not Form.INLINE or item.link is None:
            continue
        dated = dated_path(item.link.url)
        if dated is None or dated.precision != "day" or not dated.days or item.link.url in seen:
            continue
        seen.add(item.link.url)
        once = item.written.count(dated.text) == 1 and _DAY.fullmatch(dated.text) is not None
        if once and item.link.capture is None and item.written.startswith("http"):
            yield item, dated.text


def _rewritten(text: str, day: date) -> str:
    """The same way of writing a date, for another day."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a dated part")
    return f"{day.year}{match['a']}{day.month:02}{match['b']}{day.day:02}"


def _target(address: str) -> str:
    try:
        return parse(address).link.url
    except MalformedAddress:
        return address
