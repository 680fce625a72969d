"""What a value may be: each gives it back as it is used, or raises `ValueError` with a sentence."""

from __future__ import annotations

import math
import re

from linkassay.model import ConditionName, RuleLevel

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""A field name (RFC 9110 section 5.6.2)."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""A name (POSIX.1-2017, Base Definitions 8.1 and 3.235; in small letters too)."""

_OURS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "range",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)
"""Header names (lower case) that make or frame a request, or say who asks."""


def address_range(text: str) -> str:
    """An address or a CIDR range."""
    from linkassay.urls.ip import parse_range

    parse_range(text)
    return text.strip()


def host_override(text: str) -> str:
    """HOST:PORT:ADDRESS as in curl.

    Several addresses may follow each other with commas; IPv6 may stand in square brackets.
    """
    from linkassay.urls.ip import parse_override

    parse_override(text)
    return text.strip()


def host(text: str) -> str:
    """The name of a host, in the form that links have it (A-labels, lower case)."""
    from linkassay import urls

    bare = text.strip().rstrip(".")
    found = urls.host_of(f"http://{bare}/").rstrip(".")
    if not found or set(bare) & set("/?#@\\") or (":" in bare and not bare.startswith("[")):
        raise ValueError(f"{text!r} is not a valid host name; write it like www.example.org")
    return found


def seconds(number: float) -> float:
    """A finite time of 0 or more."""
    return _quantity(number, "seconds")


def days(number: float) -> float:
    """A finite time of 0 or more."""
    return _quantity(number, "days")


def processes(number: int) -> int:
    """How many processes there can be."""
    if number < 1:
        raise ValueError(f"{number} is not a valid number of processes: it must be 1 or more")
    return number


def amount(number: int) -> int:
    """How many of something there may be."""
    if number < 0:
        raise ValueError(f"{number} is not a valid amount: it must be 0 or more")
    return number


def path(text: str) -> str:
    """What a path may read."""
    if not text or "\0" in text:
        raise ValueError(f"{text!r} is not a valid path")
    return text


def pattern(text: str) -> str:
    """A pattern of a `.gitignore` file (gitignore(5)) that names something."""
    if not text.strip() or text.startswith("#") or "\0" in text:
        raise ValueError(f"{text!r} is not a pattern that names files; write it like *.md")
    return text


def contact(text: str) -> str:
    """Where whoever runs a host can reach whoever asks it; it stands in a header, in brackets."""
    if not (text.isascii() and text.isprintable() and not set(text) & set("()\\")):
        raise ValueError(
            "a contact must be plain ASCII without brackets, since it is sent in a header"
        )
    if not (re.fullmatch(r"[^@\s]+@[^@\s]+", text) or text.startswith(("http://", "https://"))):
        raise ValueError(
            f"{text!r} is neither a mail address nor a URL; write it like desk@paper.example"
        )
    return text


def header_lines(headers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Headers that may be sent besides our own."""
    for name, value in headers.items():
        if not _TOKEN.fullmatch(name):
            raise ValueError(f"{name!r} is not a valid name of a header")
        if name.lower() in _OURS:
            raise ValueError(f"the header {name} is set by linkassay itself")
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f"the value of {name} must be plain ASCII on one line")
    return tuple(headers.items())


def not_empty(words: tuple[str, ...]) -> tuple[str, ...]:
    """A list that has something in it."""
    if not words:
        raise ValueError("the list is empty")
    return words


def variables(names: tuple[str, ...]) -> tuple[str, str]:
    """The names of two environment variables."""
    for name in names:
        if not _VARIABLE.fullmatch(name):
            raise ValueError(f"{name!r} is not a valid name of an environment variable")
    if len(names) != 2:
        raise ValueError("two names of environment variables are wanted: user and password")
    return names[0], names[1]


def answer(word: str | int) -> str:
    """A status or the name of a condition that may be taken for fine."""
    text = str(word)
    if text in set(ConditionName) and text != ConditionName.UNKNOWN:
        return text
    if re.fullmatch(r"[1-9][0-9][0-9]", text):
        return text
    import difflib

    near = difflib.get_close_matches(text, list(ConditionName), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "docs/json.md lists the conditions"
    raise ValueError(f"{text!r} is neither a status nor a condition; {hint}")


def rule_levels(levels: dict[str, RuleLevel]) -> dict[str, RuleLevel]:
    """Rules that there are, in the order of their names."""
    for name in levels:
        rule(name)
    return dict(sorted(levels.items()))


def rule(name: str) -> str:
    """The name of a rule."""
    from linkassay.rules import catalogue

    if name in catalogue():
        return name
    import difflib

    near = difflib.get_close_matches(name, list(catalogue()), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "docs/rules.md lists the rules"
    raise ValueError(f"there is no rule '{name}'; {hint}")


def reason(text: str) -> str:
    """Why something is so; nothing but blanks tells nobody."""
    if not text.strip():
        raise ValueError("a reason must say something")
    return text.strip()


def rule_level(text: str) -> tuple[str, RuleLevel]:
    """A rule and its level: `NAME=LEVEL`."""
    name, _, word = (part.strip() for part in text.partition("="))
    if word not in set(RuleLevel):
        raise ValueError(
            f"{text!r} is not a rule and its level; write it like insecure-http=off "
            f"({', '.join(RuleLevel)})"
        )
    return rule(name), RuleLevel(word)


def page(text: str) -> str:
    """The address of a page on the web."""
    from linkassay import urls

    try:
        parsed = urls.parse(text).parsed
    except urls.MalformedAddress as error:
        raise ValueError(f"{text!r} is not a valid address: {error.reason}") from error
    if not parsed.startswith(("http://", "https://")):
        raise ValueError(f"{text!r} is not an address of the web")
    return parsed


def status(number: int) -> int:
    """A status of HTTP."""
    if not 100 <= number <= 999:
        raise ValueError(f"{number} is not a valid status")
    return number


def _quantity(number: float, unit: str) -> float:
    if not (math.isfinite(number) and number >= 0):
        raise ValueError(f"{number:g} is not a valid number of {unit}: it must be 0 or more")
    return number
