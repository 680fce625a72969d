"""By what an address may mislead a reader about where it leads (UTS #39; UTR #36, section 2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from linkassay.model import Deceit
from linkassay.tables.scripts import (
    common_names,
    hidden,
    host_endings,
    lookalikes,
    written_together,
)
from linkassay.urls.address import host_of
from linkassay.urls.site import is_domain, registrable

_USER = re.compile(r"\s*[a-z][a-z0-9+.-]*:[/\\]*(?P<user>[^/?#\\@]*)@", re.IGNORECASE)
_SHOWN = re.compile(r"(?:https?://|www\.)[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_ACE = "xn--"
_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
"""Persian and Indic words and emoji need them; between plain letters nobody does."""


def deceits(address: str, words: str | None = None) -> tuple[Deceit, ...]:
    """By what an address of the web, as it is meant, may mislead; `words` are what a reader sees.

    Nothing is said of an address that no browser follows. Never raises.
    """
    shown = None if words is None else _shown_in(words)
    if shown is None and address.isascii() and not _has_sign(address):
        return ()
    host = host_of(address)
    found = dict.fromkeys((*_of_user(address, host), *_of_host(host), *_of_signs(address)))
    if shown is not None and _is_another(shown, address, host):
        found[Deceit.OTHER_HOST] = None
    return tuple(found)


def _shown_in(words: str) -> str | None:
    """The address that the words of a link are, if they are one: it has a point, or two slashes."""
    if "." not in words and "//" not in words:
        return None
    shown = words.strip()
    return shown if _SHOWN.fullmatch(shown) else None


def _has_sign(address: str) -> bool:
    """Whether an address has a user, something encoded, or a host of other letters."""
    return "@" in address or "%" in address or _ACE in address.lower()


def name_before_at(address: str) -> str | None:
    """The user name of an address where it is a domain and not the one that is asked.

    A host's name is no secret; a password after it is left out.
    """
    return _name_before_at(address, host_of(address)) if "@" in address else None


def _name_before_at(address: str, host: str) -> str | None:
    info = _USER.match(address) if "@" in address else None
    name = unquote(info["user"]).partition(":")[0].strip().lower() if info else ""
    asked = host and _is_like_host(name) and registrable(name) != registrable(host)
    return name if asked else None


def _is_like_host(name: str) -> bool:
    """Whether a name is a host's: `anna.me` and `deploy.io` are people's and programs', too."""
    first, *_, last = name.split(".") if "." in name else (name, "")
    return is_domain(name) and (name.count(".") > 1 or first == "www" or last in host_endings())


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
        elif len(scripts) == 1 and not scripts & last and _looks_latin(label, labels[-1], *scripts):
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
    names = {unicodedata.name(one, "UNKNOWN").partition(" ")[0] for one in label if one.isalpha()}
    return names - common_names()


def _looks_latin(label: str, country: str, script: str) -> bool:
    """Whether all letters of a label look Latin, in a domain where others are expected."""
    alike = lookalikes().get(script)
    if alike is None or country in alike.home:
        return False
    return all(one in alike.letters for one in label if one.isalpha())


def _of_signs(address: str) -> Iterator[Deceit]:
    """Characters that turn the direction, or that nobody sees.

    Percent-encoded marks of direction come by copying, and turn nothing.
    """
    if address.isascii() and "%" not in address:
        return
    whole = unquote(address) if "%" in address else address
    for at, sign in enumerate(whole):
        if sign in hidden():
            copied = sign in _MARKS and sign not in address
            yield Deceit.INVISIBLE if copied else hidden()[sign]
        elif sign in _JOINERS and whole[max(at - 1, 0) : at + 2].replace(sign, "").isascii():
            yield Deceit.INVISIBLE


def _is_another(shown: str, address: str, host: str) -> bool:
    """Whether an address that is shown names another site, one the address does not carry on."""
    other = host_of(shown if "://" in shown else f"http://{shown}")
    if not host or not is_domain(other) or registrable(other) == registrable(host):
        return False
    return registrable(other) not in unquote(unquote(address)).lower()
