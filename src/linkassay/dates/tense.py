"""Whether the sentence of a date speaks of what has passed or of what is still to come.

No parser: the words of `tables/tenses.toml` and where they stand. In doubt it says so, since a
date that is to come proves nothing of the day on which a text was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from linkassay.dates.mentions import Mention
from linkassay.dates.sentence import Sentence, is_stamp, sentence_of, words_of
from linkassay.tables.tenses import Reach, TenseWords, tense_words


class Tense(StrEnum):
    """What a sentence says of a date in it."""

    PAST = "past"
    AHEAD = "ahead"
    OPEN = "open"
    """It does not tell."""


_SHORTEST_ENDED = 4
"""Letters that a word must have for its ending to tell its tense."""
_NEAR = 1
"""Words that may stand between an act and its own date."""


def tense_of(text: str, mention: Mention, language: str | None = None) -> Tense:
    """What the sentence of a mention says of it; `language` is the document's, where known."""
    sentence = sentence_of(text, mention)
    if is_stamp(mention, sentence):
        return Tense.OPEN
    leading, following = sentence.leading, sentence.following
    written = words_of(text[mention.start : mention.end].lower())
    row = _row_of(mention, [*leading, *written, *following], language)
    if row is None:
        return Tense.OPEN
    said = {*map(str.lower, leading), *map(str.lower, following)}
    if not row.itself.isdisjoint(said) and not row.revisions.isdisjoint(said):
        return Tense.OPEN
    governing = _without_loose(leading, row)
    if not row.limits.isdisjoint([*governing[-1:], *written]):
        return Tense.AHEAD
    if row.reach is Reach.BETWEEN_COMMAS:
        return _between_commas(sentence, row)
    near = words_of(sentence.after.partition(", ")[0])
    has_lasted = not row.since.isdisjoint([*leading[len(governing) :], *written])
    return _of_clause(governing, following, near, row, has_lasted=has_lasted)


def _row_of(mention: Mention, words: Sequence[str], language: str | None) -> TenseWords | None:
    """The language of a sentence: the document's, else by its words; `None` for any other."""
    table = tense_words()
    if language is not None and language[:2].lower() not in table:
        return None
    candidates = [code for code in table if code in mention.languages] or list(table)
    if language is not None and language[:2].lower() in candidates:
        return table[language[:2].lower()]
    if len(candidates) == 1:
        return table[candidates[0]]
    return table[max(candidates, key=lambda code: len(table[code].common.intersection(words)))]


def _without_loose(words: list[str], row: TenseWords) -> list[str]:
    """The words before a date without those that part nothing from it."""
    end = len(words)
    while end and words[end - 1].lower() in row.loose:
        end -= 1
    return words[:end]


def _between_commas(sentence: Sentence, row: TenseWords) -> Tense:
    """For languages that part their clauses by commas: nothing ahead, and something past.

    A date that stands between commas alone goes with what follows.
    """
    words = words_of(sentence.before.rpartition(", ")[2], begins=True)
    if len(words) > 1 and words[-2] in row.articles:
        return Tense.OPEN
    here, comma, following = sentence.after.partition(", ")
    words += words_of(here)
    if comma and not _without_loose(words, row):
        words += words_of(following.partition(", ")[0])
    if _any_ahead(words, row):
        return Tense.AHEAD
    return Tense.PAST if any(_is_past(words, at, row) for at in range(len(words))) else Tense.OPEN


def _of_clause(
    before: list[str], behind: list[str], near: list[str], row: TenseWords, *, has_lasted: bool
) -> Tense:
    """For languages whose verb stands close: the nearest before the date, else the first behind."""
    clause = _last_clause(before, row)
    if _any_ahead(clause, row):
        last = max(at for at, word in enumerate(clause) if _any_ahead([word], row))
        return Tense.PAST if _is_done(clause[last + 1 :], row) else Tense.AHEAD
    if not row.wishes.isdisjoint(clause[: -1 - _NEAR]):
        return Tense.AHEAD
    if has_lasted:
        found = Tense.PAST
    elif clause:
        found = _nearest_verb(clause, row)
        if found is Tense.OPEN and not row.behind.isdisjoint(clause[:-1]):
            found = Tense.PAST
    else:
        found = _first_verb(behind[:_FURTHEST_VERB], row)
    reach = _first_clause(near[:_FURTHEST_AHEAD], row)
    if found is Tense.PAST and clause and _any_ahead(reach, row):
        return Tense.AHEAD
    return found


def _is_done(words: Sequence[str], row: TenseWords) -> bool:
    """Whether a participle before the date tells of a thing that what is ahead rests on.

    "could be sanctioned under laws passed in 2017": `could` has its own verb before `passed`.
    """
    acts = [at for at in range(len(words)) if _is_past(words, at, row)]
    last = len(words) - 1
    return len(acts) > 1 and acts[-1] == last and words[last - 1] not in _NOT_YET


def _last_clause(words: list[str], row: TenseWords) -> list[str]:
    start = next((at for at in range(len(words), 0, -1) if words[at - 1] in row.clauses), 0)
    return words[start:]


def _first_clause(words: list[str], row: TenseWords) -> list[str]:
    end = next((at for at, word in enumerate(words) if word in row.clauses or word == "and"), None)
    return words[:end]


def _nearest_verb(clause: Sequence[str], row: TenseWords) -> Tense:
    """What the last verb of a clause says, which is the one nearest to the date behind it.

    Nor has what nobody sets a date for beforehand a date to come ("the flood in 2015").
    """
    last = len(clause) - 1
    if clause[last].endswith("ing"):
        return Tense.OPEN
    for at in range(last, -1, -1):
        word = clause[at]
        if word == "to" and at < last and _may_be_verb(clause[at + 1], row):
            return Tense.OPEN
        if _is_past(clause, at, row):
            return Tense.OPEN if at and clause[at - 1] in _NOT_YET else Tense.PAST
        if word.lower() in row.happenings:
            return Tense.PAST
        if word in row.present:
            return Tense.OPEN
    return Tense.OPEN


_NOT_YET = frozenset({"be", "is", "are", "being"})
"""Before a participle: what it says is not of the past."""


def _may_be_verb(word: str, row: TenseWords) -> bool:
    return word.islower() and word not in row.common and word not in row.loose


def _first_verb(words: Sequence[str], row: TenseWords) -> Tense:
    """What the first verb behind a date says."""
    for at, word in enumerate(words):
        if _any_ahead([word], row):
            return Tense.AHEAD
        if _is_past(words, at, row):
            return Tense.PAST
        if word in row.present or word in row.clauses:
            return Tense.OPEN
        if word == "to" and at + 1 < len(words) and _may_be_verb(words[at + 1], row):
            return Tense.OPEN
    return Tense.OPEN


def _any_ahead(words: Sequence[str], row: TenseWords) -> bool:
    """Whether one of the words is of what is to come."""
    if not row.ahead.isdisjoint(words):
        return True
    endings = ("'ll", *row.ahead_endings)
    ended = [word for word in words if word.endswith(endings)]
    return any(word.islower() and len(word) >= _SHORTEST_ENDED for word in ended)


def _is_past(words: Sequence[str], at: int, row: TenseWords) -> bool:
    word = words[at]
    if word in row.past:
        return True
    if row.reach is Reach.BETWEEN_COMMAS and word.lower() in row.happenings:
        return True
    if word in row.perfect:
        return _has_participle(words, at, row)
    return (
        len(word) >= _SHORTEST_ENDED
        and word.islower()
        and word.endswith(row.past_endings)
        and word not in row.not_past
    )


def _has_participle(words: Sequence[str], at: int, row: TenseWords) -> bool:
    """Whether an auxiliary has its participle: right behind it, or anywhere in German."""
    anywhere = bool(row.participle_starts)
    return any(
        word.startswith(row.participle_starts or "")
        and word.endswith(row.participle_endings)
        and word.islower()
        and word not in row.not_past
        for word in (words if anywhere else words[at + 1 : at + 1 + _PARTICIPLE_WITHIN])
        if len(word) >= (_SHORTEST_ENDED if anywhere else 2)
    )


_PARTICIPLE_WITHIN = 2
"""Words behind an auxiliary, of which the participle is one."""
_FURTHEST_VERB, _FURTHEST_AHEAD = 14, 7
"""Words behind a date in which its verb, and what is ahead of it, are looked for."""
