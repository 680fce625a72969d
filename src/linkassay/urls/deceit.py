"""By what an address may mislead a reader about where it leads (UTS #39; UTR #36, section 2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from linkassay.model import Deceit
from linkassay.tables.scripts import hidden, lookalikes, written_together
from linkassay.urls.address import host_of
from linkassay.urls.site import is_domain, registrable

_USER = re.compile(r"\s*[a-z][a-z0-9+.-]*:[/\\]*(?P<user>[^/?#\\@]*)@", re.IGNORECASE)
_SHOWN = re.compile(r"(?:https?://|www\.)[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_SIGN = re.compile(r"[@%]|xn--", re.IGNORECASE)
_ACE = "xn--"
_JOINERS = "\u200c\u200d"
"""Persian and Indic words and emoji need them; between plain letters nobody does."""


def deceits(address: str, words: str | None = None) -> tuple[Deceit, ...]:
    """By what an address of the web, as it is meant, may mislead; `words` are what a reader sees.

    Nothing is said of an address that no browser follows. Never raises.
    """
    shown = words.strip() if words is not None and _SHOWN.fullmatch(words.strip()) else None
    if shown is None and address.isascii() and not _SIGN.search(address):
        return ()
    host = host_of(address)
    found = dict.fromkeys((*_of_user(address, host), *_of_host(host), *_of_signs(address)))
    if shown is not None and _is_another(shown, address, host):
        found[Deceit.OTHER_HOST] = None
    return tuple(found)


def name_before_at(address: str) -> str | None:
    """The user name of an address where it is a domain and not the one that is asked.

    A host's name is no secret; a password after it is left out.
    """
    return _name_before_at(address, host_of(address)) if "@" in address else None


def _name_before_at(address: str, host: str) -> str | None:
    info = _USER.match(address) if "@" in address else None
    name = unquote(info["user"]).partition(":")[0].strip().lower() if info else ""
    asked = host and is_domain(name) and registrable(name) != registrable(host)
    return name if asked else None


def _of_user(address: str, host: str) -> Iterator[Deceit]:
    if _name_before_at(address, host) is not None:
        yield Deceit.USER_LIKE_HOST


def _of_host(host: str) -> Iterator[Deceit]:
    if _ACE not in host:
        return
    labels = [_unicode(label) for label in host.split(".")]
    last = _scripts(labels[-1])
    for label in labels:
        scripts = _scripts(label)
        if len(scripts) > 1 and not any(scripts <= allowed for allowed in written_together()):
            yield Deceit.MIXED_SCRIPTS
        elif len(scripts) == 1 and not scripts & last and _looks_latin(label, *scripts):
            yield Deceit.LOOKALIKE


def _unicode(label: str) -> str:
    """A label as a reader is shown it; one that is no Punycode stays as it is."""
    if not label.startswith(_ACE):
        return label
    try:
        return label.removeprefix(_ACE).encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _scripts(label: str) -> set[str]:
    """The scripts of its letters, by the first word of each letter's name."""
    return {
        unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
        for letter in label
        if letter.isalpha()
    }


def _looks_latin(label: str, script: str) -> bool:
    alike = lookalikes().get(script)
    return alike is not None and all(one in alike for one in label if one.isalpha())


def _of_signs(address: str) -> Iterator[Deceit]:
    """Characters that turn the direction, or that nobody sees, as they are or percent-encoded."""
    if address.isascii() and "%" not in address:
        return
    whole = unquote(address) if "%" in address else address
    for at, sign in enumerate(whole):
        if sign in hidden():
            yield hidden()[sign]
        elif sign in _JOINERS and whole[max(at - 1, 0) : at + 2].replace(sign, "").isascii():
            yield Deceit.INVISIBLE


def _is_another(shown: str, address: str, host: str) -> bool:
    """Whether an address that is shown names another site, one the address does not carry on."""
    other = host_of(shown if "://" in shown else f"http://{shown}")
    if not host or not is_domain(other) or registrable(other) == registrable(host):
        return False
    return registrable(other) not in unquote(unquote(address)).lower()
