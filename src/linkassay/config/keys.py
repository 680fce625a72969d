"""Every key that may be written: its type, how to say that to a person, and an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linkassay.config import checks
from linkassay.model import FailOn, FailStanding, Profile, Recheck, RuleLevel


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `check` gives a value, or each of a list, as it is used, or raises `ValueError`.

    With `whole` it is given the list itself. What is `secret` is not told again where it is wrong.
    """

    type: Any
    words: str
    example: str
    check: Callable[[Any], Any] | None = None
    whole: bool = False
    needed: bool = False
    secret: bool = False


KEYS: Final[Mapping[str, Key]] = {
    "corpus": Key(list[str], "a list of paths", '["docs", "drafts"]', checks.path),
    "include": Key(list[str], "a list of patterns, as in .gitignore", '["*.md"]', checks.pattern),
    "exclude": Key(
        list[str], "a list of patterns, as in .gitignore", '["drafts/"]', checks.pattern
    ),
    "gitignore": Key(bool, "true or false", "false"),
    "site-root": Key(str, "a path", '"docs"', checks.path),
    "ledger": Key(str, "a path", '"audits/audit.db"', checks.path),
    "offline": Key(bool, "true or false", "true"),
    "fail-on": Key(FailOn, "one of error, warning, note, never", '"warning"'),
    "standing": Key(
        list[FailStanding],
        "a list of new, worse, returned, known, or all",
        '["new", "worse", "returned"]',
        checks.not_empty,
        whole=True,
    ),
    "gap": Key(float, "a number of seconds, 0 or more", "2", checks.seconds),
    "jobs": Key(int, "a whole number, 1 or more", "4", checks.processes),
    "allow-address": Key(
        list[str], "a list of address ranges", '["192.0.2.0/24"]', checks.address_range
    ),
    "resolve": Key(
        list[str],
        "a list of HOST:PORT:ADDRESS",
        '["www.example.org:443:192.0.2.1"]',
        checks.host_override,
    ),
    "ca-file": Key(str, "a path", '"certificates.pem"', checks.path),
    "contact": Key(str, "a mail address or a URL", '"desk@paper.example"', checks.contact),
    "ignore-robots": Key(list[str], "a list of host names", '["www.example.org"]', checks.host),
    "retry-pause": Key(float, "a number of seconds, 0 or more", "2", checks.seconds),
    "most-wait": Key(float, "a number of seconds, 0 or more", "60", checks.seconds),
    "recheck": Key(Recheck, "one of due, failing, all", '"due"'),
    "max-time": Key(float, "a number of seconds, 0 or more", "3600", checks.seconds),
    "crawl": Key(int, "a whole number, 0 or more", "2", checks.amount),
    "max-pages": Key(int, "a whole number, 0 or more", "500", checks.amount),
    "resume-days": Key(float, "a number of days, 0 or more", "8", checks.days),
    "profile": Key(Profile, "one of editor, docs, archive", '"docs"'),
    "rules": Key(
        dict[str, RuleLevel],
        "a table of rules, each off, note, warning or error",
        '{ insecure-http = "off", missing-file = "error" }',
        checks.rule_levels,
    ),
}

HOST_KEYS: Final[Mapping[str, Key]] = {
    "host": Key(str, "a host name", '"www.example.org"', checks.host, needed=True),
    "headers": Key(
        dict[str, str],
        "a table of header names and values",
        '{ "X-Reader" = "desk" }',
        checks.header_lines,
        secret=True,
    ),
    "credentials": Key(
        list[str],
        "the names of two environment variables, for user and password",
        '["WIKI_USER", "WIKI_PASSWORD"]',
        checks.variables,
        whole=True,
    ),
    "gap": Key(float, "a number of seconds, 0 or more", "5", checks.seconds),
    "accept": Key(
        list[str | int],
        "a list of statuses and conditions",
        '["403", "bot-blocked"]',
        checks.answer,
    ),
    "reason": Key(str, "a text", '"checked by hand"'),
    "expires": Key(date, "a date", "2027-01-31"),
}

CONTROL_KEYS: Final[Mapping[str, Key]] = {
    "url": Key(str, "an address", '"https://www.example.org/"', checks.page, needed=True),
    "status": Key(int, "a status", "200", checks.status),
    "body": Key(str, "the whole body of the page", '"success"'),
}

SUPPRESS_KEYS: Final[Mapping[str, Key]] = {
    "rule": Key(str, "a rule", '"dead-link"', checks.rule, needed=True),
    "document": Key(str, "a glob of documents", '"archive/*.md"', checks.path),
    "url": Key(str, "a host, the beginning of an address, or a glob", '"wiki.paper.example"'),
    "text": Key(str, "words of the finding", '"answers 403"'),
    "reason": Key(str, "a text", '"moved to the intranet"', checks.reason, needed=True),
    "expires": Key(date, "a date", "2027-01-31", needed=True),
}

TABLES: Final[Mapping[str, Mapping[str, Key]]] = {
    "host": HOST_KEYS,
    "control": CONTROL_KEYS,
    "suppress": SUPPRESS_KEYS,
}
"""What may be written several times, as `[[host]]`: one table each."""
