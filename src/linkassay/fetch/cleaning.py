"""What is taken out of everything that is stored about a probe.

The only place of this room that does so: characters that act on a terminal, what is listed as a
secret in any address, and the secret values of the address that was asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from linkassay.model import PageFacts, Probe
from linkassay.urls.secrets import MARK, cut, cut_text

VALUE_CAP = 2048
"""Characters that are kept of one value. Many browsers and crawlers stop near this length."""

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories (UAX 44, table 12) that act instead of showing: control characters, marks of
direction, line separators."""

SHORT = 4
"""Characters. A shorter value is taken out only where it stands by itself, not inside of words."""

HASHES = frozenset({"text_hash", "sketch"})
"""Facts that tell nothing of what they are made of, and in which a short value stands by chance."""

_TEXTS = tuple(field.name for field in fields(PageFacts) if field.name not in HASHES)

REMEMBERED = 128
"""Characters of a text that may be remembered as it is stored: the headers of a host come again."""

_DELIMITERS = re.compile(r"[/?#&=;@:,]")
_WORD = r"[A-Za-z0-9]"


def clean(value: str) -> str:
    """A value without characters that act instead of showing, cut at `VALUE_CAP`."""
    return _shown(value).strip()[:VALUE_CAP]


def _shown(value: str) -> str:
    if value.isprintable():  # then it has no character of these categories (Python's str)
        return value[: 2 * VALUE_CAP]
    return "".join(
        char for char in value[: 2 * VALUE_CAP] if unicodedata.category(char) not in HIDDEN
    )


def without_userinfo(url: str) -> str:
    """An address without `user:password@`; it is neither sent nor stored."""
    if "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"//[^/?#]*@", "//", url)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


class Cleaner:
    """Cleans what is stored about one probe.

    What is secret by its name or its look is taken out of any address; `key` makes marks that tell
    secrets apart, as those of the links are. Besides, the values by which
    the probe's secret address differs from its identity are taken out of every text, in whichever
    URL encoding they come back. `asked` is the address to be sent: with its secret values, without
    userinfo. `sent` are other values that a host may give back and nobody may read.
    """

    def __init__(
        self, probe: Probe, key: bytes | None = None, sent: frozenset[str] = frozenset()
    ) -> None:
        self.probe = probe
        self._key = key
        secret = bool(sent) or probe.secret_url is not None
        self._secrets = _pattern(secret_values(probe) | sent) if secret else None
        self.asked = without_userinfo(probe.secret_url or probe.url)
        self._identity = cut(probe.url, key) if probe.secret_url is None else probe.url

    def has_secret(self, text: str) -> bool:
        """Whether a text contains one of the probe's secret values."""
        return self._secrets is not None and self._secrets.search(text) is not None

    def hop(self, url: str) -> str:
        """An address we asked, whole; the probe's own by its identity."""
        if url == self.asked:
            return self._identity
        return self._without_secrets(cut(url, self._key))

    def url(self, url: str) -> str:
        """An address that somebody else wrote, as it may be stored."""
        return clean(self._without_secrets(cut(_shown(url), self._key)))

    def text(self, text: str) -> str:
        """Any other text as it may be stored."""
        if not text:
            return text
        if self._secrets is None and len(text) <= REMEMBERED:
            return _text(text, self._key)
        return clean(self._plain(_shown(text)))

    def headers(self, headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Headers as they may be stored; names in lower case are expected."""
        return tuple([(name, self._header(name, value)) for name, value in headers])

    def facts(self, facts: PageFacts | None) -> PageFacts | None:
        """What a page says about itself; it may well repeat the address it was asked by."""
        if facts is None:
            return None
        changed: dict[str, Any] = {}
        for name in _TEXTS:
            value = getattr(facts, name)
            if isinstance(value, str):
                text = self.url(value) if name in ("canonical", "refresh") else self._plain(value)
                if text != value:
                    changed[name] = text
        return replace(facts, **changed) if changed else facts

    def _header(self, name: str, value: str) -> str:
        return self.url(value) if name == "location" else self.text(value)

    def _plain(self, text: str) -> str:
        return self._without_secrets(cut_text(text, self._key))

    def _without_secrets(self, text: str) -> str:
        return text if self._secrets is None else self._secrets.sub(MARK, text)


@lru_cache(maxsize=4096)
def _text(text: str, key: bytes | None) -> str:
    """A text that holds no secret value of its own address, as it may be stored."""
    return clean(cut_text(_shown(text), key))


def secret_values(probe: Probe) -> frozenset[str]:
    """The parts of the secret address, between delimiters, that its identity does not have.

    Userinfo is none of them: it is never sent, so no server can give it back.
    """
    if probe.secret_url is None:
        return frozenset()
    known = set(_DELIMITERS.split(probe.url))
    parts = _DELIMITERS.split(without_userinfo(probe.secret_url))
    return frozenset(part for part in parts if part and part not in known)


def _pattern(values: Iterable[str]) -> re.Pattern[str] | None:
    """Finds the values, the longest first, with any of their characters percent-encoded or not.

    They may be encoded more than once, as in the return address of a sign-in page.
    """
    plain = {unquote(value, errors="surrogateescape") for value in values}
    if not plain:
        return None
    ordered = sorted(plain, key=lambda value: (-len(value), value))
    return re.compile("|".join(map(_spellings, ordered)), re.IGNORECASE)


def _spellings(value: str) -> str:
    spelled = "".join(_spelling(char) for char in value)
    return spelled if len(value) >= SHORT else rf"(?<!{_WORD}){spelled}(?!{_WORD})"


def _spelling(char: str) -> str:
    """One character as URLs may hold it; in forms a plus is a blank (WHATWG URL, 5.1)."""
    if char in " +":
        return r"(?:[ +]|%(?:25)*2[0B])"
    encoded = "".join(f"%(?:25)*{byte:02X}" for byte in char.encode(errors="surrogateescape"))
    return f"(?:{re.escape(char)}|{encoded})"
