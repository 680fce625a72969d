"""Forms: how an outlet writes the addresses of its articles.

A form is the end of a path, from a slash on. Between angle brackets stands what changes:

- `<year>` (four digits), `<yy>` (two), `<month>`, `<mon>` (`jan`), `<day>`: the day of publication;
- `<slug>`: words, at least one letter; `<word>`: one word;
- `<number>`: digits; `<hex>`: eight hexadecimal digits or more; `<uuid>` (RFC 9562); `<code>`:
  letters and digits;
- `<sections>`: one part or more between slashes.

All else is taken as it stands. Sections before the form do not matter, nor does a slash behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

_PLACE = re.compile(r"<([a-z]+)>")

_TOKENS: Mapping[str, str] = {
    "year": r"(?P<year>(?:19|20)\d\d)",
    "yy": r"(?P<yy>\d\d)",
    "month": r"(?P<month>\d{1,2})",
    "mon": r"(?P<mon>[a-z]{3,4})",
    "day": r"(?P<day>\d{1,2})",
    "slug": r"(?P<slug>.+)",
    "word": r"[\w.-]+",
    "number": r"\d+",
    "hex": r"[0-9a-f]{8,}",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "code": r"[0-9A-Za-z]+",
}
_TWO_DIGITS = {"month": r"(?P<month>\d\d)", "day": r"(?P<day>\d\d)"}
_IDS = frozenset({"number", "hex", "uuid", "code"})
_DATES = frozenset({"year", "yy", "month", "mon", "day"})
_SECTIONS = "<sections>"
_LONG_NUMBER = re.compile(r"\A\d{3,}\Z")
"""Where a number begins a form, fewer digits may be the day that ends the sections before."""


@dataclass(frozen=True, slots=True)
class AddressForm:
    """One form. `parts` match a path's last parts; one that is `None` any number of parts."""

    written: str
    parts: tuple[re.Pattern[str] | None, ...]

    @property
    def ending(self) -> str | None:
        """What stands behind the slug and tells articles apart (`-a<number>`); `None`: nothing.

        A date in that place is no such ending.
        """
        before, slug, behind = self.written.rpartition("<slug>")
        names = set(_PLACE.findall(behind))
        return behind if slug and before and names & _IDS and not names & _DATES else None

    @property
    def beginning(self) -> str | None:
        """The number that stands before the slug (`/<number>/`); `None`: none does."""
        before = self.written.rpartition("<slug>")[0]
        return next((one for one in ("/<number>/", "<number>-") if before.endswith(one)), None)

    @property
    def is_dated(self) -> bool:
        """Whether the addresses tell a day, or a month or year."""
        return bool(set(_PLACE.findall(self.written)) & _DATES)

    def without_id(self) -> AddressForm:
        """The form that is left where an address lost the id beside its slug."""
        before, slug, behind = self.written.rpartition("<slug>")
        if self.ending is not None:
            return address_form(before + slug)
        cut = self.beginning
        if cut is None:
            return self
        return address_form(before[: -len(cut)] + ("/" if cut[0] == "/" else "") + slug + behind)

    def read(self, path: str) -> Mapping[str, str] | None:
        """The changing parts of a path by name, without the ids; `None` where it does not fit."""
        given = path.rstrip("/").split("/")[1:]
        if None in self.parts:
            gap = self.parts.index(None)
            behind = len(self.parts) - gap - 1
            for start in range(len(given) - len(self.parts) + 1):
                found = _read(self.parts[:gap], given[start : start + gap])
                if found is not None:
                    last = _read(self.parts[gap + 1 :], given[len(given) - behind :])
                    return {**found, **last} if last is not None else None
            return None
        if len(given) < len(self.parts):
            return None
        return _read(self.parts, given[len(given) - len(self.parts) :])


@cache
def address_form(written: str) -> AddressForm:
    """A form as the tables write it. Raises `ValueError` for one that cannot be read."""
    if not written.startswith("/") or written.count(_SECTIONS) > 1:
        raise ValueError(f"this is no form of an address: {written!r}")
    first, *others = (
        None if part == _SECTIONS else _compiled(part) for part in written[1:].split("/")
    )
    if written.startswith("/<number>/"):
        first = _LONG_NUMBER
    return AddressForm(written, (first, *others))


@dataclass(frozen=True, slots=True)
class LostId:
    """An id in the writing of forms, behind the slugs of an outlet's addresses or before them."""

    written: str
    ends: bool = True

    def __str__(self) -> str:
        """With its article, as a sentence goes on."""
        return f"the “{self.written}” {'ending' if self.ends else 'before its words'}"


def lost_id(forms: Iterable[str], path: str) -> LostId | None:
    """The id that all articles of an outlet with these forms carry and a path lacks.

    `None` where the path fits, where some articles have no id, and where all forms have a date of
    another form than the path's.
    """
    known = [address_form(written) for written in forms]
    if any(_id_of(form) is None or form.read(path) is not None for form in known):
        return None
    dated = [form for form in known if form.is_dated]
    fitting = [form for form in dated if form.without_id().read(path) is not None]
    return next((_id_of(form) for form in fitting or (() if dated else known)), None)


def _id_of(form: AddressForm) -> LostId | None:
    if form.ending is not None:
        return LostId(form.ending)
    return None if form.beginning is None else LostId(form.beginning, ends=False)


def _compiled(part: str) -> re.Pattern[str]:
    """The pattern of one part. Where days and months stand side by side, they have two digits."""
    pieces = _PLACE.split(part)
    made: list[str] = []
    for at in range(len(pieces)):
        if at % 2 == 0:
            made.append(re.escape(pieces[at]))
            continue
        name = pieces[at]
        if name not in _TOKENS:
            raise ValueError(f"“<{name}>” is not known in the form of an address")
        beside = (at > 1 and not pieces[at - 1]) or (at + 2 < len(pieces) and not pieces[at + 1])
        made.append(_TWO_DIGITS.get(name, _TOKENS[name]) if beside else _TOKENS[name])
    return re.compile(rf"\A{''.join(made)}\Z", re.IGNORECASE)


def _read(parts: tuple[re.Pattern[str] | None, ...], given: list[str]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for pattern, text in zip(parts, given, strict=True):
        match = pattern.match(text) if pattern is not None else None
        if match is None:
            return None
        words = match.groupdict()
        if "slug" in words and not any(letter.isalpha() for letter in words["slug"]):
            return None
        found |= words
    return found
