"""The sentence in which a date stands, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkassay.dates.date_patterns import Precision
from linkassay.dates.mentions import Mention

_LONGEST_BEFORE, _LONGEST_AFTER = 300, 160
"""Characters beside a date in which its sentence is looked for."""

_BREAK = re.compile(
    r"[.!?…;:•|–—-](?:"
    r"(?<=[.!?…])(?<!\b[A-ZÀ-ŽА-Я].)(?<!\b(?:Mr|Ms|Dr|St).)(?<!\b(?:Mrs|Sen|Rep|Gen).)"
    r"[\"”“’»)]* (?=[\"“„«(]?[A-ZÀ-ŽА-ЯЁ])"
    r"|(?<=[;:•|]) |(?<= [-–—]) ?|(?<=—)|(?<=\.)\.\.)"
)
"""Where a sentence, or a part that stands for itself, ends."""
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ACCOUNT = re.compile(r"\(@\w{1,40}\),? ?(?:on )?$")
"""A name in a network before a date: the stamp of a post, which may be a day ahead."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands before and behind a date in its sentence."""

    before: str
    after: str

    @property
    def leading(self) -> list[str]:
        """The words before the date, without what stands in brackets."""
        return words_of(_ASIDE.sub(" ", self.before), begins=True)

    @property
    def following(self) -> list[str]:
        """The words behind the date."""
        return words_of(self.after)


def sentence_of(text: str, mention: Mention) -> Sentence:
    """The sentence of a date, or what of it stands near: dashes, colons, brackets part it too."""
    start = max(0, mention.start - _LONGEST_BEFORE)
    for found in _BREAK.finditer(text, start, mention.start + 1):
        start = min(found.end(), mention.start)
    first = _BREAK.search(text, mention.end, mention.end + _LONGEST_AFTER)
    end = first.start() if first else mention.end + _LONGEST_AFTER
    opened = text.rfind("(", start, mention.start)
    if opened > text.rfind(")", start, mention.start):
        closed = text.find(")", mention.end, end)
        return Sentence(
            text[opened + 1 : mention.start], text[mention.end : max(closed, mention.end)]
        )
    return Sentence(text[start : mention.start], text[mention.end : end])


def is_stamp(mention: Mention, sentence: Sentence) -> bool:
    """Whether a day is the stamp of a post, or stands at the head of a line for what follows it.

    The stamp of a post may be a day ahead. A sentence that begins with a day has a word before it;
    in Russian one behind it.
    """
    return _ACCOUNT.search(sentence.before) is not None or (
        mention.precision is Precision.DAY
        and not _WORD.search(sentence.before)
        and not sentence.after.startswith((" г", ", "))
    )


def words_of(text: str, *, begins: bool = False) -> list[str]:
    """The words. A capital is kept, so that no name is taken for a verb (May, Will), but for the
    one that begins a sentence. Of "didn't" what is left is "did"."""
    words: list[str] = _WORD.findall(text.replace("’", "'"))
    if begins and words:
        words[0] = words[0].lower()
    if "n't" not in text and "n’t" not in text:
        return words
    return [word if word in _WHOLE else word.removesuffix("n't") for word in words]


_WHOLE = frozenset({"can't", "won't"})
