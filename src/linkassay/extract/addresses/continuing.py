"""Whether an address that ends its line goes on in the next one: what speaks for it, and how much.

A wrong join asks for an address that nobody wrote, and finds it dead. So only plain evidence joins;
what is merely possible becomes a second reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from linkassay.tables.wrapping import collections, file_endings, function_words, platforms
from linkassay.urls import known_suffix


class Going(Enum):
    """How an address goes on: in the next line, perhaps there, or not."""

    ON = auto()
    PERHAPS = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Break:
    """A line end after an address.

    `head` is the address with the marks up to the line end, `word` the first word of the next line
    and `whole` whether that is all of it. `aligned` is true where address and word stand alone on
    their lines and begin in one column, `listed` where a further word alone on its line follows.
    `joined` is true where the address has come from an earlier line already.
    """

    head: str
    word: str
    whole: bool
    aligned: bool
    listed: bool
    joined: bool = False


_JOINTS = "-&%="
_OPENS = "<([{\"'“‘«„‹（「『【《"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+://|www\.", re.IGNORECASE)
_SENTENCE_MARKS = ".,;:!?)…”’"
_MAIL = re.compile(r"[^\s/@]+@[\w-]+\.[\w.-]+")
_ITEM = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z])[.)]|\[[0-9]{1,3}\]")
_CALL = re.compile(r"[\w.]*[^\W_]\(")
_LABEL = re.compile(
    r":\S*|(?:doi|arxiv|isbn|issn|pmid|pmcid|urn|mailto|tel):\S*|[^\s/?#&=%]*:", re.IGNORECASE
)
"""The name of a field before its value (`Project-URL:`, `:target:`)."""
_HOST = re.compile(r"(?:[\w-]+\.)+([A-Za-z]{2,24})(?=[/:?#]|\Z)")
_DAY = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_YEARS = re.compile(r"[0-9]{4}[-–/][0-9]{2,4}")
_AMOUNT = re.compile(
    rf"{_YEARS.pattern}|[0-9]+(?:[.,][0-9]+)*(?:st|nd|rd|th|s|am|pm|k|m|%|€|\$)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[a-z]{1,12}[-_ ]?[0-9]{1,3}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIKE = re.compile(r"[/=&%_?#]|[^\W\d]\d|\d[^\W\d]|\d-|-\d|-[^-\s]+-[^\s]|\w\.[^\W\d]{2}")
"""What stands in addresses and rarely in words."""
_STRONG = re.compile(r"[/=&%_]|-[^-\s]+-[^\s]|\w\.[a-z]{2,5}\b|[0-9]{5}|[0-9a-f]{8}")
_NAMED_VALUE = re.compile(r"[\w.\[\]%-]+=")
_PATH = re.compile(r"/[^/\s]+/|/[^/\s]{15}|/[^/\s]*[0-9][^/\s]*[-_.]")
_ENDING = re.compile(r"[0-9A-Za-z]+")
_FILE = re.compile(r"\.([0-9A-Za-z]{2,5})\Z")
_LIKE_PART = re.compile(rf"{_LIKE.pattern}|[A-Za-z]{{3}}-[A-Za-z]{{3}}|[,+@~:]\w|\A[+@~%]")
_PLAIN_PART = re.compile(
    r"[=%_~+]|-[^-\s]+-[^\s]|[A-Za-z]{4}-[A-Za-z]{4}\S{6}|/[^/\s]+/|[^/\s]/\Z|[/-][0-9]{2}/"
    r"|\w\.[a-z]{2,5}\b|[0-9]{6}|[0-9a-f]{8}|[a-z][A-Z]|[a-z][0-9]|,[0-9]{2}|[^\W\d]{5}/[^\W\d]{6}"
)
"""What stands in addresses and in no sentence: `read/write`, `COVID-19` and `24/7` have none."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT_FILE = re.compile(r"[A-Za-z]{1,10}\.[A-Za-z]{2,4}")
_ALONE = re.compile(r"[a-z]{9,}|[A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Za-z]{2,}-[A-Za-z]{2,}")
"""One word alone on its line that is rather a part of a path than an entry of a list."""
_LONG_NUMBER = 5
_LONG_PIECE = 8
_SHORT_PIECE = 4
_LONGEST_COUNTRY = 3


def going(at: Break) -> Going:
    """How the address before a line end goes on."""
    if _is_no_piece(at):
        return Going.NOT
    plain = at.word.rstrip(_SENTENCE_MARKS)
    marked = not at.head[-1].isalnum()
    if _is_site(at.word) and not _stops_in_host(at.head):
        return _before_site(at)
    if at.whole and (at.listed or _is_item(plain)) and at.head[-1] not in _JOINTS:
        own = at.listed or _DAY.fullmatch(plain)
        return Going.NOT if own and not marked else _unless_name(at, plain)
    return _BY_MARK.get(at.head[-1], _after_word)(at, plain)


def _before_site(at: Break) -> Going:
    """A host of its own; but an account of a platform may be named like one."""
    if at.listed or _is_host(at.head):
        return Going.NOT
    return Going.ON if _is_unfinished(at.head) and not at.whole else Going.PERHAPS


def is_another(word: str) -> bool:
    """Whether a word begins an address of its own, whatever stands before it."""
    return _SCHEME.match(word) is not None


def _is_no_piece(at: Break) -> bool:
    """What never continues an address: another one, a mail, a quotation, marks alone."""
    word = at.word
    return (
        not word
        or word[0] in _OPENS
        or not any(map(str.isalnum, word))
        or (at.head[-1] == "/" and word[0] == "/")
        or is_another(word)
        or _MAIL.match(word) is not None
        or _ITEM.fullmatch(word) is not None
        or _CALL.match(word) is not None
        or _LABEL.fullmatch(word) is not None
    )


def _is_site(word: str) -> bool:
    """Whether a word is a host, perhaps with a path; `index.html` and the like are none."""
    host = _HOST.match(word)
    if host is None or not known_suffix(host[1]):
        return False
    return host[1].lower() not in file_endings() or word[host.end() : host.end() + 1] in tuple("/:")


def _is_host(head: str) -> bool:
    return "/" not in head.rpartition("//")[2]


def _stops_in_host(head: str) -> bool:
    """Whether an address stops in a host: its own, that of one inside it, or that of a mail."""
    if "@" in head.rpartition("/")[2][1:]:
        return True
    host = head.rpartition("//")[2].removesuffix(".").lower()
    if "/" in host:
        return host.endswith("www")
    return head.count("//") > 1 or not known_suffix(host.rpartition(".")[2]) or host.count(".") < 1


def _is_item(plain: str) -> bool:
    """Whether a line is a day, an amount or a numbered name (`page-2`): an entry of its own."""
    return any(shape.fullmatch(plain) for shape in (_DAY, _AMOUNT, _NUMBERED)) and not (
        plain.isdigit() and len(plain) >= _LONG_NUMBER
    )


def _unless_name(at: Break, plain: str) -> Going:
    """A second reading, but not with a word that only a sentence or a name begins with."""
    if plain.lower() in function_words() or not plain:
        return Going.NOT
    return Going.NOT if _is_name(plain) and at.head[-1] not in "/-_=." else Going.PERHAPS


def _after_joint(at: Break, plain: str) -> Going:
    """After `_JOINTS`, with which no address ends."""
    goes = plain[:1].isalnum() or plain[:1] in tuple("/%&=_+")
    if not goes or plain.lower() in function_words() or at.head.endswith(("==", "--")):
        return _unless_name(at, plain)
    return Going.ON


def _after_slash(at: Break, plain: str) -> Going:
    if plain.lower() in function_words():
        return Going.NOT
    if plain.isdigit():
        id_like = len(plain) >= _LONG_NUMBER or (not at.whole and not _YEAR.fullmatch(plain))
        known = _is_unfinished(at.head) or not _is_root(at.head)
        sure = id_like and known and len(plain) > 2 and at.whole
        return Going.ON if sure else Going.PERHAPS
    if _AMOUNT.fullmatch(plain) or (at.whole and _SHORT_FILE.fullmatch(plain)):
        return Going.PERHAPS
    unfinished = _is_unfinished(at.head) and (at.aligned or not plain.istitle())
    alone = at.aligned and _ALONE.fullmatch(plain)
    part = (_LIKE_PART if at.aligned else _PLAIN_PART).search(plain)
    return Going.ON if unfinished or alone or part else _unless_name(at, plain)


def _is_unfinished(head: str) -> bool:
    """Whether an address stops before what it is about: `/wiki/`, the root of a platform."""
    if head[-1] != "/":
        return False
    last = head.rsplit("/", 2)[1].lower()
    return last.removeprefix("www.") in (platforms() if _is_root(head) else collections())


def _is_name(plain: str) -> bool:
    return plain[0].isupper() and _LETTERS.fullmatch(plain) is not None


def _is_root(head: str) -> bool:
    return head.count("/") <= 3


def _after_dot(at: Break, plain: str) -> Going:
    ending = _ENDING.match(plain)
    name = ending[0] if ending else ""
    if _stops_in_host(at.head):
        known = known_suffix(name) or _is_site(plain)
        word = name == plain and name in function_words()
        return Going.ON if known and not word else Going.PERHAPS
    if _is_host(at.head) or not plain[:1].isalnum() or _is_whole_file(at.head[:-1]):
        return Going.NOT
    if (at.joined and not at.aligned) or _SHORT_FILE.fullmatch(plain) or at.head[-2] == "/":
        return _unless_name(at, plain)
    if name.lower() in file_endings() and (name.islower() or name.isupper() or name[0].isdigit()):
        return Going.ON
    own = (at.whole and plain.isdigit()) or _YEARS.fullmatch(plain)
    sure = _LIKE if at.aligned else _PLAIN_PART
    if at.head[-2:-1].isdigit() and plain[0].isdigit() and not own:
        return Going.ON if at.aligned or sure.search(plain) else Going.PERHAPS
    if name.islower() and len(name) <= _LONGEST_COUNTRY and name == plain and known_suffix(name):
        return Going.PERHAPS if name in function_words() else Going.ON
    if not plain[0].isupper() and sure.search(plain) and not _AMOUNT.fullmatch(plain):
        return Going.ON
    return Going.NOT if _is_name(plain) else Going.PERHAPS


def _is_whole_file(head: str) -> bool:
    """Whether a path stops after a file's ending, packed ones aside (`.tar` may have its `.gz`)."""
    ending = _FILE.search(head)
    return ending is not None and ending[1].lower() in file_endings() and ending[1] != "tar"


def _after_question(at: Break, plain: str) -> Going:
    return Going.ON if _NAMED_VALUE.match(plain) else _unless_name(at, plain)


def _after_loose(at: Break, plain: str) -> Going:
    """After `_` and `#`, with which an address may end."""
    sure = _LIKE.search(plain) is not None or (at.aligned and at.whole)
    return Going.ON if sure and plain.lower() not in function_words() else _unless_name(at, plain)


def _after_word(at: Break, plain: str) -> Going:
    """Where the line ends within a word or before a mark."""
    first = plain[:1]
    if first in ("?", "&"):
        return Going.ON if _NAMED_VALUE.match(plain, 1) else Going.PERHAPS
    if first == "/":
        path = at.aligned and not _is_whole_file(at.head) and _PATH.match(plain)
        return Going.ON if path else Going.PERHAPS
    if first == ".":
        name = _ENDING.match(plain, 1)
        known = name is not None and name[0].lower() in file_endings()
        return Going.ON if known else Going.PERHAPS
    sure = at.aligned and not _is_whole_file(at.head) and _is_piece(plain)
    return Going.ON if sure else _unless_name(at, plain)


def _is_piece(plain: str) -> bool:
    """Whether a word alone on its line looks like the rest of a path and like nothing else."""
    if _SHORT_FILE.fullmatch(plain):
        return False
    closed = plain[-1] == "/" and len(plain) >= _SHORT_PIECE
    return closed or (len(plain) >= _LONG_PIECE and _STRONG.search(plain) is not None)


_BY_MARK = {
    **dict.fromkeys(_JOINTS, _after_joint),
    **dict.fromkeys("_#", _after_loose),
    "/": _after_slash,
    ".": _after_dot,
    "?": _after_question,
}
