"""The shape of a name in an address, and other names of that shape that cannot exist.

A shape keeps what routers look at (words with their sign, numbers, ids, case) and forgets the
words and digits themselves: all articles of a directory share one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import pairwise
from urllib.parse import unquote

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SIGNS = re.compile(r"([-_.,~+ ;:!=()'@$*&]+)")
_HEX = re.compile(r"(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,}", re.IGNORECASE)
_LETTERED = re.compile(r"([a-z]{1,4})([0-9]{4,})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_LONG = 4
"""Digits of a number that may be an id; shorter ones belong to the words (`top-10`)."""
_MOST_PARTS = 9
"""A name of more parts than this is only told as words."""
_LETTERS = 25
"""As many as Bar-Yossef and others take (Sic transit gloria telae, 2004, section 3.1)."""
_WORDS = (6, 7, 5, 7)
"""How many letters the words of a name have; 25 together."""

_NUMBERS = {"n": (2_000_000_000, 10), "m": (9_000_000_000_000_000_000, 19)}
"""Near the ends of signed integers of 32 and 64 bits: above all ids given yet, and still such that
a server can look them up (a longer one makes many fail)."""


def shape(name: str) -> str:
    """The shape of one segment or value (percent-encoded or not), without a file's ending.

    Parts: `W` words with a sign between them, `w` one word, `n`, `m`, `l` numbers of up to 9, up to
    19 and more digits, `x` hexadecimal, `c` a code of letters and digits, `u` a UUID, `a1` letters
    before a number. Signs at the seams stay. `^` and `!` before it: capital, all capitals.
    """
    plain = unquote(name)
    if _DIGITS.fullmatch(plain):
        return _number(plain)
    if _UUID.fullmatch(plain):
        return "u"
    parts = list(_parts(plain))
    if all(part[0] == "s" for part in parts):
        parts = ["w"]
    elif len(parts) > _MOST_PARTS:
        parts = [f"W{_first_sign(plain)}"]
    return _case(plain) + "\0".join(parts)


def is_id(name: str) -> bool:
    """Whether a whole segment is a number (of 3 digits or more, and no year) or a code."""
    plain = unquote(name)
    if _DIGITS.fullmatch(plain):
        return len(plain) >= 3 and not re.fullmatch(r"(?:19|20)[0-9]{2}", plain)
    return _UUID.fullmatch(plain) is not None or _kind(plain) in ("x", "c", "a")


def impossible(shape: str, seed: str) -> str:
    """A name of a shape that cannot exist, the same for the same `seed`. ASCII."""
    draw = _Draw(seed)
    case, body = (shape[0], shape[1:]) if shape[:1] in ("^", "!") else ("", shape)
    made = "".join(_made(part, draw) for part in body.split("\0"))
    if case == "!":
        return made.upper()
    return made[:1].upper() + made[1:] if case else made


def _parts(plain: str) -> Iterator[str]:
    """The parts of a name; words that follow each other become one."""
    words: list[str] = []
    for at, piece in enumerate(_SIGNS.split(plain)):
        kind = _kind(piece) if piece and at % 2 == 0 else "w"
        if kind == "w":
            words.append(piece)
            continue
        yield from _run(words)
        words = []
        yield f"a{piece[: -len(_DIGITS.findall(piece)[-1])]}" if kind == "a" else kind
    yield from _run(words)


def _run(pieces: list[str]) -> Iterator[str]:
    """A run of words and signs: the signs at its ends stay, the words between become one part."""
    run = [piece for piece in pieces if piece]
    signs = [_SIGNS.fullmatch(piece) is not None for piece in run]
    if run and signs[0]:
        yield f"s{run[0][0]}"
    if False in signs:
        first = signs.index(False)
        between = next((run[at] for at in range(first + 1, len(run) - 1) if signs[at]), "")
        yield f"W{between[0]}" if between else "w"
    if len(run) > 1 and signs[-1]:
        yield f"s{run[-1][0]}"


def _kind(piece: str) -> str:
    if _DIGITS.fullmatch(piece):
        return _number(piece) if len(piece) >= _LONG else "w"
    if not piece.isascii() or not piece.isalnum():
        return "w"
    if _LETTERED.fullmatch(piece):
        return "a"
    if _HEX.fullmatch(piece):
        return "x"
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(piece))
    return "c" if changes > 1 and len(piece) > _LONG else "w"


def _number(digits: str) -> str:
    return "n" if len(digits) < 10 else "m" if len(digits) < 20 else "l"


def _case(plain: str) -> str:
    letters = [char for char in plain if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return "!"
    return "^" if plain[:1].isupper() else ""


def _first_sign(plain: str) -> str:
    found = _SIGNS.search(plain)
    return found[0][0] if found else "-"


class _Draw:
    """Numbers drawn from a seed, the same each time."""

    def __init__(self, seed: str) -> None:
        self._state = sha256(seed.encode()).digest()

    def below(self, limit: int) -> int:
        self._state = sha256(self._state).digest()
        return int.from_bytes(self._state[:8], "big") % limit

    def of(self, signs: str, count: int) -> str:
        return "".join(signs[self.below(len(signs))] for _ in range(count))


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _made(part: str, draw: _Draw) -> str:
    return _MAKERS[part[0]](part[1:], draw) if part else ""


def _make_number(kind: str) -> Callable[[str, _Draw], str]:
    start, width = _NUMBERS[kind]
    return lambda _, draw: str(start + draw.below(start // 100)).zfill(width)


def _make_uuid(_: str, draw: _Draw) -> str:
    """Version 4, variant 1 (RFC 9562, 5.4)."""
    hexes = draw.of("0123456789abcdef", 30)
    return f"{hexes[:8]}-{hexes[8:12]}-4{hexes[12:15]}-a{hexes[15:18]}-{hexes[18:30]}"


_MAKERS: dict[str, Callable[[str, _Draw], str]] = {
    "s": lambda sign, _: sign,
    "w": lambda _, draw: draw.of(_ALPHABET, _LETTERS),
    "W": lambda sign, draw: sign.join(draw.of(_ALPHABET, count) for count in _WORDS),
    "n": _make_number("n"),
    "m": _make_number("m"),
    "l": lambda _, draw: "9" + draw.of("0123456789", 39),
    "a": lambda letters, draw: letters + _make_number("n")("", draw),
    "x": lambda _, draw: draw.of("0123456789abcdef", 32),
    "c": lambda _, draw: draw.of(_ALPHABET + "0123456789", _LETTERS),
    "u": _make_uuid,
}
