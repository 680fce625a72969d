"""Explain before accusing: hypotheses in order, the first with its marks wins.

A hypothesis is a function from the scene of a conflict to the marks found for it. Which number of
marks is enough stands beside it in `HYPOTHESES`. A conflict that none of them explains is true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from linkassay.dates.known_ids import KnownIds, Patterns, no_patterns
from linkassay.dates.mentions import Mention, find_mentions
from linkassay.dates.sentence import sentence_of, words_of
from linkassay.dates.tense import Tense, tense_of
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Citation,
    Clock,
    Clue,
    Conflict,
    CreditClass,
    DaySet,
    Explanation,
    ExplanationName,
    Group,
    Link,
    Reading,
    link_subject,
)
from linkassay.tables.tenses import announcing_words, beginning_words

_SLACK = timedelta(days=1)


class Background:
    """What the hypotheses ask of a document, sorted once for all its conflicts.

    `patterns` gives what is known of the addresses of a host from other documents.
    """

    def __init__(
        self, reading: Reading, clues: Sequence[Clue], patterns: Patterns = no_patterns
    ) -> None:
        self.reading = reading
        self.of_document = [clue for clue in clues if clue.subject == DOCUMENT]
        self.of_link: dict[str, list[Clue]] = {}
        claims: dict[DaySet, set[str]] = {}
        for clue in clues:
            self.of_link.setdefault(clue.subject, []).append(clue)
            if clue.group is Group.URL:
                claims.setdefault(clue.days, set()).add(clue.subject)
        self._claims = sorted(
            ((days.earliest, subjects) for days, subjects in claims.items() if days.earliest),
            key=lambda claim: claim[0],
        )
        self.accessed: dict[str, list[Attribution]] = {}
        for item in reading.attributions:
            for url in item.links if item.credit is CreditClass.ACCESSED else ():
                self.accessed.setdefault(url, []).append(item)
        self.reissued = [
            item for item in reading.attributions if item.credit is CreditClass.REISSUED
        ]
        self.titled = {
            url
            for item in reading.attributions
            if item.credit is CreditClass.RELATED
            for url in item.links
        }
        self.links = {link_subject(link.url): link for link in reading.links()}
        self.ids = KnownIds(reading, patterns)

    @cached_property
    def last_claim_lost_ids(self) -> bool:
        """Whether all links that claim the latest of the claimed days have lost their ids."""
        subjects = self._claims[-1][1] if self._claims else ()
        return all(self.ids.lost_by(self.links[subject]) is not None for subject in subjects)

    def only_claim_after(self, day: date) -> set[str]:
        """The subjects that claim the one set of days that begins after a day; none of several."""
        at = bisect_right(self._claims, day, key=lambda claim: claim[0])
        return self._claims[at][1] if at == len(self._claims) - 1 else set()


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a hypothesis may look at."""

    conflict: Conflict
    background: Background
    citations: tuple[Citation, ...]
    link: Link

    @property
    def in_boilerplate(self) -> bool:
        return all(citation.region.is_boilerplate for citation in self.citations)

    def about_link(self) -> Sequence[Clue]:
        return self.background.of_link.get(link_subject(self.conflict.url), ())

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


def explain(conflict: Conflict, background: Background) -> Conflict:
    """The conflict with the hypotheses tried on it, up to the first that holds.

    Raises `ValueError` for a conflict of a link that the document does not cite.
    """
    scene = _scene(conflict, background)
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


def _scene(conflict: Conflict, background: Background) -> _Scene:
    citations = background.reading.citing(conflict.url)
    link = citations[0].link if citations else None
    if link is None:
        raise ValueError(f"the document does not cite {conflict.url}")
    return _Scene(conflict, background, citations, link)


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
    for item in scene.background.accessed.get(scene.conflict.url, ()):
        if scene.by(item.day):
            yield _Mark(f"the reference itself says when: “{item.text}”")


def _render_date_leak(scene: _Scene) -> Iterator[_Mark]:
    """In a sidebar of the day's news the shared day and the day of the copy are no marks.

    Unless all that share the day have lost their ids: the day's news has them.
    """
    sidebar = scene.in_boilerplate and not _is_related(scene)
    sharing = _links_sharing_the_day(scene)
    day = scene.conflict.claimed.days.earliest
    if (
        len(sharing) > 1
        and day is not None
        and (not sidebar or scene.background.last_claim_lost_ids)
    ):
        yield _Mark(f"{len(sharing)} different addresses share the one date {day.isoformat()}")
    if (lost := scene.background.ids.lost_by(scene.link)) is not None:
        yield _Mark(f"the address lacks {lost} that this outlet's addresses carry")
    if scene.in_boilerplate and not sidebar:
        yield _Mark("the address stands in boilerplate, which a template puts together")
    for clue in scene.background.of_document:
        copy_made = clue.clock in (Clock.RENDERED, Clock.CAPTURED)
        if copy_made and scene.same_day(clue) and not sidebar:
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
    claimed = scene.conflict.claimed.days
    late = scene.background.only_claim_after(scene.conflict.latest_allowed)
    one_day = claimed.earliest == claimed.latest
    return late if one_day and link_subject(scene.conflict.url) in late else set()


def _is_related(scene: _Scene) -> bool:
    """Whether the address belongs to a related title, or its block breaks into a sentence.

    A sidebar of the day's news is boilerplate too, but its dates are true.
    """
    titled = scene.conflict.url in scene.background.titled
    return titled or any(citation.interrupts for citation in scene.citations)


def _reissue(scene: _Scene) -> Iterator[_Mark]:
    for item in scene.background.reissued:
        if scene.by(item.day):
            yield _Mark(f"line {item.span.line} says the text was issued again: “{item.text}”")


def _page_updated(scene: _Scene) -> Iterator[_Mark]:
    for clue in scene.background.of_document:
        if clue.clock is Clock.MODIFIED and scene.by(clue.days.latest):
            yield _Mark(f"the page gives a later date of its own ({clue.source}: {clue.text})")


def _plain_boilerplate(scene: _Scene) -> Iterator[_Mark]:
    if scene.in_boilerplate:
        yield _Mark("every citation of it stands in boilerplate, where newer links are usual")


def _announced(scene: _Scene) -> Iterator[_Mark]:
    """The sentence of every citation of it speaks of what is to come: its words, or its day."""
    if not scene.in_boilerplate and all(_announces(item, scene) for item in scene.citations):
        yield _Mark("the sentence around it speaks of what is to come")


def _announces(citation: Citation, scene: _Scene) -> bool:
    shown = citation.anchor or citation.written
    before = _SENTENCE_END.split(citation.context.partition(shown)[0])[-1]
    if not announcing_words().isdisjoint(words_of(before.lower())):
        return True
    text = citation.context
    named = (mention for mention in find_mentions(text) if scene.by(mention.days.latest))
    return any(_is_ahead(text, mention) for mention in named)


def _is_ahead(text: str, mention: Mention) -> bool:
    """Whether a sentence says of its day that it is to come, in the present tense too."""
    tense = tense_of(text, mention)
    if tense is not Tense.OPEN:
        return tense is Tense.AHEAD
    return not beginning_words().isdisjoint(sentence_of(text, mention).leading)


_SENTENCE_END = re.compile(r"[.!?…] ")


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
    _Hypothesis(ExplanationName.ANNOUNCED, _announced),
)
