"""Pages that only look like an answer: what says that there is nothing, with a status of success.

One sign is a suspicion. Two that do not depend on each other make it probable, and so does a name
that cannot exist and is answered in the same way (Bar-Yossef and others, Sic transit gloria telae,
2004). Where that name is answered otherwise, the server knows what it has, and a title such as
"Not Found" is only a name.
"""

from __future__ import annotations

from http import HTTPStatus

from linkassay.conditions.barrier import Barrier
from linkassay.conditions.folded import words
from linkassay.conditions.hindrances import is_hindered, is_out_of_order
from linkassay.conditions.hinted_gates import hinted_gate
from linkassay.conditions.identity import (
    ENOUGH_WORDS,
    fits_asked_type,
    removed_in_text,
    says_in_text,
    titled,
)
from linkassay.conditions.media import media_type
from linkassay.conditions.not_found import Notice, notice, only_regrets, without_echo
from linkassay.conditions.own_words import named_words, shared, telling_words, titled_by
from linkassay.conditions.places import Place, is_front, place
from linkassay.conditions.same_page import Likeness, ends_alike, likeness, told_apart
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.tables.page_signs import SignKind, SignWeight, sign_named

_GATES = frozenset(
    {
        SignKind.WALL,
        SignKind.LOGIN,
        SignKind.CONSENT,
        SignKind.GEO_BLOCK,
        SignKind.PAYWALL,
        SignKind.PORTAL,
    }
)
_REMOVED_SAYS = "answers with a short page that says that what was there is gone"
_MISSING_SAYS = "answers with a short page that says that there is nothing"
_OUT_SAYS = "answers every address with a page that says that its site is out of order"
_SENTENCE = 20
"""Words that a notice may have more than the server's own (our own choice)."""
_NAME, _WELL_NAMED = 2, 3
"""So many telling words are a name, and one that a title would have a word of (our own choice)."""
_MORE = 0.25
"""A page that shows more than this share beyond another has something of its own (our choice)."""
_ERRORS = frozenset({Place.ERROR, Place.PERHAPS_ERROR})


def soft_404(observation: Observation, sibling: Observation | None = None) -> Barrier | None:
    """Whether an answer with a status of success says that there is no such page.

    `sibling` is what the server said to a name that cannot exist (`urls.sibling`). `None`: nothing
    speaks for it. Probable: two signs, or the sibling; suspected: one sign.
    """
    if observation.status is None or not 200 <= observation.status < 300:
        return None
    if place(observation.url) is Place.SEARCH:
        return None
    if removed_in_text(observation) and _shows_no_more(observation, sibling):
        return _barrier([_REMOVED_SAYS, "shows no more than its server does for what it has not"])
    if _is_titled(observation, sibling):
        return None
    if sibling is not None and _answered(sibling) and not is_front(observation.url):
        found = _as_sibling(observation, sibling)
        if found is not None:
            return found
    stated = stated_notice(observation)
    signs = _signs(observation, stated)
    if not signs:
        return None
    removed = stated is not None and stated[1] is Notice.REMOVED
    if removed or _went_to_error(observation) or not told_apart(observation, sibling):
        return _barrier(signs)
    # The server knows what it has: a title such as "Not Found" is the name of something.
    return _barrier(signs[:1]) if stated is not None and _is_short(observation) else None


def stated_notice(observation: Observation) -> tuple[str, Notice] | None:
    """What title or heading say of a missing page, as written; the clearer of both.

    Where the asked address itself names an error page, or has the words of such a title, its page
    may say so.
    """
    facts = observation.facts
    if facts is None or place(observation.url) is Place.ERROR:
        return None
    titles = [without_echo(text, observation.url) for text in (facts.title, facts.heading) if text]
    if titled_by(observation.url, *titles) is not None:
        return None
    found = [
        (text, said)
        for text in (facts.title, facts.heading)
        if text and (said := notice(text, observation.url)) is not None
    ]
    if _tells_of_it(facts.heading, observation.url):
        found = [(text, said) for text, said in found if said is not Notice.REMOVED]
    if any(digits in observation.url for digits in ("404", "410")):
        found = [(text, said) for text, said in found if said is not Notice.CODE]
    return max(found, key=lambda item: _CLEARNESS.index(item[1])) if found else None


def _tells_of_it(heading: str | None, url: str) -> bool:
    """Whether a heading says that something is gone, and more: headings bear no names of sites."""
    gone = notice(heading, url) is Notice.REMOVED
    return gone and notice(heading, url, alone=True) is None


_CLEARNESS = [Notice.CODE, Notice.NOT_FOUND, Notice.REMOVED]


def _signs(observation: Observation, stated: tuple[str, Notice] | None) -> list[str]:
    """The signs that do not depend on each other, in words that complete "The link …"."""
    facts = observation.facts
    signs: list[str] = []
    if stated is not None:
        signs.append(f"answers with a page that says “{stated[0]}”")
    in_text = stated is None and says_in_text(observation)
    if in_text:
        signs.append(_REMOVED_SAYS if removed_in_text(observation) else _MISSING_SAYS)
    if _went_to_error(observation):
        signs.append(f"is sent on to an error page ({observation.final_url})")
    if fits_asked_type(observation) is False and _is_html(observation):
        signs.append("answers with a page where a file was asked for")
    if stated is not None and stated[1] is Notice.REMOVED and _has_name(observation.url):
        signs.append("has no word of its address in its title")
    if signs and stated is not None and _is_short(observation) and facts is not None:
        signs.append(f"shows {facts.words} words")
    only_form = len(signs) == 1 and stated is None and not in_text
    return [] if only_form and not _is_short(observation) else signs


def _has_name(url: str) -> bool:
    """Whether an address names its page in words: a title of which none is left is another's."""
    return len(named_words(url)) >= _NAME


def _barrier(signs: list[str]) -> Barrier:
    confidence = Confidence.PROBABLE if len(signs) > 1 else Confidence.SUSPECTED
    return Barrier(ConditionName.SOFT_404, " and ".join(signs[:2]), confidence)


def _is_titled(observation: Observation, sibling: Observation | None) -> bool:
    """Whether its title has the words of its address, and not because titles repeat any address."""
    if titled(observation) is None:
        return False
    return sibling is None or titled(sibling) is None


def _as_sibling(observation: Observation, sibling: Observation) -> Barrier | None:
    """What it is if the server answers a name that cannot exist in the same way.

    Where both are sent to one place, that is for the judge of redirects.
    """
    both_say = _say_the_same(observation, sibling)
    alike = Likeness.SAME if both_say else likeness(observation, sibling)
    if _regret_the_same(observation, sibling) or _names_no_more(observation, sibling):
        alike = max(alike, Likeness.PERHAPS)
    if alike is Likeness.NO or (not both_say and ends_alike(observation, sibling)):
        return None
    facts, theirs = observation.facts, sibling.facts
    if (facts is not None and facts.script_only) or (theirs is not None and theirs.script_only):
        says = "answers every address with one page that a script must fill, so it was not seen"
        return Barrier(ConditionName.SOFT_404, says, Confidence.SUSPECTED)
    if not both_say and is_out_of_order(observation):
        return Barrier(ConditionName.SERVER_ERROR, _OUT_SAYS, Confidence.SUSPECTED)
    unsure = is_hindered(observation) or _says_nothing(observation, sibling)
    if unsure and not both_say and (gate := hinted_gate(observation)) is not None:
        return gate
    if alike is Likeness.PERHAPS or (unsure and not both_say):
        says = "shows much the same as its server shows for an address that cannot exist"
        return Barrier(ConditionName.SOFT_404, says, Confidence.SUSPECTED)
    says = "shows what its server also shows for an address that cannot exist"
    return Barrier(ConditionName.SOFT_404, says, Confidence.PROBABLE)


def _is_gate(observation: Observation) -> bool:
    """Whether a page has signs of something that stands before all pages.

    Where there is more to read, hints are what banners and heads of pages say.
    """
    facts = observation.facts
    rows = (sign_named(name) for name in (facts.signs if facts else ()))
    return any(
        row is not None
        and row.kind in _GATES
        and (row.weight in (SignWeight.PROOF, SignWeight.NOTICE) or _is_short(observation))
        for row in rows
    )


def _says_nothing(observation: Observation, sibling: Observation) -> bool:
    """Whether nothing but its being the same everywhere tells that a short page is no page.

    So are walls that no table knows. A title that repeats any address is none of theirs.
    """
    facts = sibling.facts
    if observation.facts is None or facts is None or says_in_text(observation):
        return False
    if titled_by(sibling.url, facts.title, facts.heading) is not None:
        return False
    return _is_short(observation) or _is_gate(observation)


def _answered(sibling: Observation) -> bool:
    return sibling.status is not None and 200 <= sibling.status < 300


def _say_the_same(observation: Observation, sibling: Observation) -> bool:
    """Whether both state in the same words that the page is not there."""
    mine, theirs = stated_notice(observation), stated_notice(sibling)
    if mine is None or theirs is None:
        return False
    one, other = (
        words(without_echo(said, url))
        for said, url in ((mine[0], observation.url), (theirs[0], sibling.url))
    )
    return one == other


def _regret_the_same(observation: Observation, sibling: Observation) -> bool:
    """Whether both have one title, which says no more than that something is wrong."""
    mine, theirs = observation.facts, sibling.facts
    if mine is None or theirs is None or mine.title != theirs.title:
        return False
    return only_regrets(mine.title, observation.url)


def _names_no_more(observation: Observation, sibling: Observation) -> bool:
    """Whether nothing in title and heading parts a well named page from one that cannot exist, and
    it has no more to read: both have the same ones, or titles are made of whatever is asked.

    Other words may stand in a frame that is the same, as teasers do.
    """
    mine, theirs = observation.facts, sibling.facts
    if mine is None or theirs is None or not mine.words or not theirs.words:
        return False
    if mine.words > theirs.words + max(_SENTENCE, _MORE * theirs.words):
        return False
    if titled(sibling) is not None:
        return True
    wanted = named_words(observation.url)
    heads = f"{mine.title or ''} {mine.heading or ''}"
    same = mine.heading is not None and mine.heading == theirs.heading
    return (
        same
        and mine.title == theirs.title
        and len(wanted) >= _WELL_NAMED
        and not shared(wanted, telling_words(heads))
    )


def _shows_no_more(observation: Observation, sibling: Observation | None) -> bool:
    """Whether a page shows about as little as the server's own page for what it does not have."""
    mine, theirs = observation.facts, sibling.facts if sibling is not None else None
    if mine is None or theirs is None or mine.words is None or theirs.words is None:
        return False
    absent = sibling is not None and (
        sibling.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
        or stated_notice(sibling) is not None
    )
    return absent and mine.words <= theirs.words + _SENTENCE


def _went_to_error(observation: Observation) -> bool:
    if observation.final_url == observation.url:
        return False
    return place(observation.final_url) in _ERRORS and place(observation.url) not in _ERRORS


def _is_short(observation: Observation) -> bool:
    facts = observation.facts
    return facts is not None and facts.words is not None and facts.words < ENOUGH_WORDS


def _is_html(observation: Observation) -> bool:
    return observation.facts is not None or "html" in (media_type(observation) or "")
