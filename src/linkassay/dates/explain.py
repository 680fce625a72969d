"""Explain before accusing: hypotheses in order, the first with its marks wins.

A hypothesis is a function from the scene of a conflict to the marks found for it. Which number of
marks is enough stands beside it in `HYPOTHESES`. A conflict that none of them explains is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from linkassay.model import (
    DOCUMENT,
    Citation,
    Clock,
    Clue,
    Conflict,
    CreditClass,
    Explanation,
    ExplanationName,
    Group,
    Link,
    Reading,
    link_subject,
)
from linkassay.tables.outlets import outlet_of_host
from linkassay.urls import id_suffix

WEAK_RULE = 0.9
"""A date read by a rule of less weight is doubted before the document is."""

_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a hypothesis may look at."""

    conflict: Conflict
    reading: Reading
    clues: Sequence[Clue]

    @property
    def link(self) -> Link:
        link = self.citations[0].link
        if link is None:
            raise ValueError("a conflict's link is always cited")
        return link

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.reading.citing(self.conflict.url)

    @property
    def in_boilerplate(self) -> bool:
        return all(citation.region.is_boilerplate for citation in self.citations)

    def about_link(self) -> Iterator[Clue]:
        subject = link_subject(self.conflict.url)
        return (clue for clue in self.clues if clue.subject == subject)

    def same_day(self, clue: Clue) -> bool:
        """Whether a clue names the claimed day, give or take one."""
        claimed, day = self.conflict.claimed.days, clue.days.hull
        if claimed.earliest is None or day.earliest is None or day.earliest != day.latest:
            return False
        return abs(day.earliest - claimed.earliest) <= _SLACK

    def by(self, day: date | None) -> bool:
        """Whether the claimed day had come by a day."""
        claimed = self.conflict.claimed.days.earliest
        return claimed is not None and day is not None and claimed - _SLACK <= day


def explain(conflict: Conflict, reading: Reading, clues: Sequence[Clue]) -> Conflict:
    """The conflict with the hypotheses tried on it, up to the first that holds."""
    scene = _Scene(conflict, reading, clues)
    tried: list[Explanation] = []
    for hypothesis in HYPOTHESES:
        marks = tuple(hypothesis.marks(scene))
        texts = tuple(mark.text for mark in marks)
        holds = len(marks) >= hypothesis.enough
        tried.append(
            Explanation(hypothesis.name, holds, texts, holds and any(m.proof for m in marks))
        )
        if holds:
            break
    return replace(conflict, tried=tuple(tried))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A positive sign for a hypothesis; `proof` lifts the confidence to certain."""

    text: str
    proof: bool = False


def _archive_stamp(scene: _Scene) -> Iterator[_Mark]:
    capture = scene.link.capture
    if capture is None or capture.day is None:
        return
    if capture.day in scene.conflict.claimed.days:
        yield _Mark(f"the date is the day on which {capture.archive} captured the page")


def _access_date(scene: _Scene) -> Iterator[_Mark]:
    for item in scene.reading.attributions:
        about_it = item.credit is CreditClass.ACCESSED and scene.conflict.url in item.links
        if about_it and scene.by(item.day):
            yield _Mark(f"the reference itself says when: “{item.text}”")


def _render_date_leak(scene: _Scene) -> Iterator[_Mark]:
    """In a sidebar of the day's news the shared day and the day of the copy are no marks."""
    sidebar = scene.in_boilerplate and not _is_related(scene)
    sharing = _links_sharing_the_day(scene)
    day = scene.conflict.claimed.days.earliest
    if len(sharing) > 1 and day is not None and not sidebar:
        yield _Mark(f"{len(sharing)} different addresses share the one date {day.isoformat()}")
    if (usual := _missing_id(scene)) is not None:
        yield _Mark(f"the address lacks the “{usual}” ending that this outlet's addresses carry")
    if scene.in_boilerplate and not sidebar:
        yield _Mark("the address stands in boilerplate, which a template puts together")
    for clue in scene.clues:
        copy_made = clue.clock in (Clock.RENDERED, Clock.CAPTURED) and clue.group is not Group.AUDIT
        if clue.subject == DOCUMENT and copy_made and scene.same_day(clue) and not sidebar:
            yield _Mark(f"the copy was made on that day ({clue.source})", proof=True)
    for clue in scene.about_link():
        last = clue.days.latest
        if clue.group is Group.SERVER and last is not None and day is not None and last < day:
            yield _Mark(
                f"the address leads on to an older date, {last.isoformat()} ({clue.text})",
                proof=True,
            )


def _links_sharing_the_day(scene: _Scene) -> set[str]:
    """The links that claim the same single day, where no other link claims another late one.

    A sidebar of news has links of several days; a template that fills in its own day has one.
    """
    claimed, latest = scene.conflict.claimed.days, scene.conflict.latest_allowed
    late = [
        clue
        for clue in scene.clues
        if clue.group is Group.URL and clue.days.earliest and clue.days.earliest > latest
    ]
    if claimed.earliest != claimed.latest or any(clue.days != claimed for clue in late):
        return set()
    return {clue.subject for clue in late}


def _is_related(scene: _Scene) -> bool:
    """Whether the address belongs to a related title, or its block breaks into a sentence.

    A sidebar of the day's news is boilerplate too, but its dates are true.
    """
    titled = {
        url
        for item in scene.reading.attributions
        if item.credit is CreditClass.RELATED
        for url in item.links
    }
    return scene.conflict.url in titled or any(c.interrupts for c in scene.citations)


def _missing_id(scene: _Scene) -> str | None:
    """The ending this host's addresses carry and this one lacks.

    Known from the table of outlets, or from two other addresses of the same host in this document.
    """
    if id_suffix(scene.conflict.url) is not None:
        return None
    outlet = outlet_of_host(scene.link.host)
    if outlet is not None and outlet.id_suffix is not None:
        return outlet.id_suffix
    others = [
        suffix
        for other in scene.reading.links()
        if other.host == scene.link.host and (suffix := id_suffix(other.url)) is not None
    ]
    return others[0] if len(others) > 1 else None


def _reissue(scene: _Scene) -> Iterator[_Mark]:
    for item in scene.reading.attributions:
        if item.credit is CreditClass.REISSUED and scene.by(item.day):
            yield _Mark(f"line {item.span.line} says the text was issued again: “{item.text}”")


def _page_updated(scene: _Scene) -> Iterator[_Mark]:
    for clue in scene.clues:
        if clue.subject == DOCUMENT and clue.clock is Clock.MODIFIED and scene.by(clue.days.latest):
            yield _Mark(f"the page gives a later date of its own ({clue.source}: {clue.text})")


def _plain_boilerplate(scene: _Scene) -> Iterator[_Mark]:
    if scene.in_boilerplate:
        yield _Mark("every citation of it stands in boilerplate, where newer links are usual")


def _weak_rule(scene: _Scene) -> Iterator[_Mark]:
    if scene.conflict.claimed.weight < WEAK_RULE:
        yield _Mark(f"the date was read by a weak rule ({scene.conflict.claimed.rule})")


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    name: ExplanationName
    marks: Callable[[_Scene], Iterator[_Mark]]
    enough: int = 1


HYPOTHESES = (
    _Hypothesis(ExplanationName.ARCHIVE_STAMP, _archive_stamp),
    _Hypothesis(ExplanationName.ACCESS_DATE, _access_date),
    _Hypothesis(ExplanationName.RENDER_DATE_LEAK, _render_date_leak, enough=2),
    _Hypothesis(ExplanationName.REISSUE, _reissue),
    _Hypothesis(ExplanationName.PAGE_UPDATED, _page_updated),
    _Hypothesis(ExplanationName.PLAIN_BOILERPLATE, _plain_boilerplate),
    _Hypothesis(ExplanationName.WEAK_RULE, _weak_rule),
)
