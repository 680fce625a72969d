"""The host of an address in running text: where it ends, and whether it can be one."""

from __future__ import annotations

import re

from linkassay.extract.addresses.characters import ENDS, TURNING, UNSEEN, UNSPACED
from linkassay.urls import known_suffix

_USER = re.compile(r"""(?:[^\s/?#\\()\[\]<>"]|\([^\s/?#\\()\[\]<>"@]{0,50}\)){1,200}@""")
"""A user name and a password, which may itself have an `@`; longer ones nobody writes out."""
_LIST_BEFORE_MAIL = re.compile(r"[\w-]+(?:\.[\w-]+)+[,;]")
_SIGN = rf"(?:[^\x00-,./:-@\[-^`{{-\x7f{ENDS}]|[{UNSEEN}{TURNING}])"
"""A sign of a host's label: no mark of ASCII but the hyphen and the underscore, and a mark that
nobody sees: the limit says that the address goes on after it."""
_NAME = re.compile(rf"{_SIGN}++(?:\.{_SIGN}++)*+\.?")
_EMPTY_LABEL = re.compile(r"\.\.(?=[0-9A-Za-z])")
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]")
_PORT = re.compile(r":[0-9]+(?:[A-Za-z][0-9A-Za-z_-]*+)?+")
"""A port; with letters after it none, which is said where the address is parsed."""
_NEXT_SCRIPT = re.compile(rf"(?<=\.)[A-Za-z]{{2,63}}(?=[{UNSPACED}])")
_PLACEHOLDER = "{$%"
_AFTER_DOT = "<{[($*%"


def host_end(text: str, at: int, limit: int) -> int | None:
    """Where host and port end that begin, a user's name before them, at `at`.

    `None` where no host stands there: an empty label, a hyphen at a label's end, a placeholder
    (`http://{host}/`, `http://example.<tld>/`).
    """
    user = _USER.match(text, at, limit)
    if user is not None and not _LIST_BEFORE_MAIL.match(text, at, user.end()):
        at = user.end()
    literal = _IPV6.match(text, at, limit)
    if literal is not None:
        return _after_port(text, literal.end(), limit)
    name = _NAME.match(text, at, limit)
    if name is None:
        return None
    end = name.end()
    following = text[end : end + 1]
    if _EMPTY_LABEL.match(text, end - 1, limit):
        return None
    if following and (
        following in _PLACEHOLDER or (text[end - 1] == "." and following in _AFTER_DOT)
    ):
        return None
    cut = _script_change(text, at, end)
    if cut is not None:
        return cut if _can_be(text[at:cut]) else None
    return _of_name(text, at, end, limit)


def _of_name(text: str, at: int, end: int, limit: int) -> int | None:
    name_end = end - 1 if text[end - 1] == "." else end
    while name_end < limit and name_end > at and text[name_end - 1] == "_" and text[at - 1] == "_":
        name_end -= 1
    if not _can_be(text[at:name_end]):
        return None
    if name_end < end and text[end : end + 1] != "/" and not _PORT.match(text, end, limit):
        return name_end
    return _after_port(text, end, limit)


def _after_port(text: str, end: int, limit: int) -> int:
    port = _PORT.match(text, end, limit)
    return port.end() if port else end


def _can_be(name: str) -> bool:
    """Whether a name, without the dot of the root, can be that of a host.

    No registry gives out a name with an underscore (RFC 1123, 2.1): it can stand further left
    only, and `your_site.com` is a placeholder.
    """
    if name.isascii() and name.replace(".", "").isalnum():
        return ".." not in name
    labels = name.split(".")
    return all(
        label and label[0] not in "-_" and label[-1] not in "-_" for label in labels
    ) and not any("_" in label for label in labels[-2:])


def _script_change(text: str, at: int, end: int) -> int | None:
    """Where running text goes on without a blank after a top-level domain in Latin letters.

    No top-level domain mixes scripts (IANA root zone), so `example.comを` ends after `com`.
    """
    if text[at:end].isascii():
        return None
    for label in _NEXT_SCRIPT.finditer(text, at, end):
        if text.find(".", label.end(), end) < 0 or known_suffix(label[0]):
            return label.end()
    return None


def is_full_name(name: str) -> bool:
    """Whether a host that begins with `www.` names a site: two more labels, a known top level."""
    labels = name.partition(":")[0].lower().split(".")
    return len(labels) > 2 and known_suffix(labels[-1])
