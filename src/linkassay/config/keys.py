"""Every key that may be written: its type, how to say that to a person, and an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linkassay.config import checks
from linkassay.model import FailOn, FailStanding, HttpClient, Profile, Recheck, RuleLevel


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `check` gives a value, or each of a list, as it is used, or raises `ValueError`.

    With `whole` it is given the list itself. What is `secret` is not told again where it is wrong.
    `words` say what a value is, `about` what it is for.
    """

    type: Any
    words: str
    example: str
    check: Callable[[Any], Any] | None = None
    whole: bool = False
    needed: bool = False
    secret: bool = False
    about: str = ""


KEYS: Final[Mapping[str, Key]] = {
    "corpus": Key(
        list[str],
        "a list of paths",
        '["docs", "drafts"]',
        checks.path,
        about="What `audit` reads where no PATH is named: files, folders, addresses on the web.",
    ),
    "include": Key(
        list[str],
        "a list of patterns, as in .gitignore",
        '["*.md"]',
        checks.pattern,
        about="Files of a folder that are read; without it all that may be documents are.",
    ),
    "exclude": Key(
        list[str],
        "a list of patterns, as in .gitignore",
        '["drafts/"]',
        checks.pattern,
        about="Files and folders that are left out of a folder.",
    ),
    "gitignore": Key(
        bool, "true or false", "false", about="Whether what git ignores is left out of a folder."
    ),
    "site-root": Key(
        str,
        "a path",
        '"docs"',
        checks.path,
        about="The folder from which addresses that begin with a slash are meant.",
    ),
    "ledger": Key(
        str, "a path", '"audits/audit.db"', checks.path, about="The SQLite file that remembers."
    ),
    "offline": Key(bool, "true or false", "true", about="Whether nothing is asked of the web."),
    "fail-on": Key(
        FailOn,
        "one of error, warning, note, never",
        '"warning"',
        about="The least level of a finding that ends with exit code 1.",
    ),
    "standing": Key(
        list[FailStanding],
        "a list of new, worse, returned, known, or all",
        '["new", "worse", "returned"]',
        checks.not_empty,
        whole=True,
        about="How a finding must stand beside the run before to count for the exit code.",
    ),
    "gap": Key(
        float,
        "a number of seconds, 0 or more",
        "2",
        checks.seconds,
        about="The least time between two requests to one host.",
    ),
    "jobs": Key(
        int,
        "a whole number, 1 or more",
        "4",
        checks.processes,
        about="How many documents are read or judged at once; else one for each core.",
    ),
    "workers": Key(
        int,
        "a whole number, 1 or more",
        "2",
        checks.processes,
        about="From how many processes links are asked, each with hosts of its own; else one.",
    ),
    "http-client": Key(
        HttpClient,
        "one of auto, httpx, curl",
        '"auto"',
        about="What makes the requests: auto takes libcurl for many links where it is installed.",
    ),
    "keep-alive": Key(
        bool,
        "true or false",
        "true",
        about="Whether connections serve more than one request: for own servers, by libcurl.",
    ),
    "facts": Key(
        bool,
        "true or false",
        "false",
        about="Whether pages are looked into, or only how they answer.",
    ),
    "allow-address": Key(
        list[str],
        "a list of address ranges",
        '["192.0.2.0/24"]',
        checks.address_range,
        about="Address ranges that are asked although they are not public.",
    ),
    "resolve": Key(
        list[str],
        "a list of HOST:PORT:ADDRESS",
        '["www.example.org:443:192.0.2.1"]',
        checks.host_override,
        about="Addresses to use for a host and port, as in curl.",
    ),
    "ca-file": Key(
        str,
        "a path",
        '"certificates.pem"',
        checks.path,
        about="Certificates (PEM) that are trusted in place of the system's.",
    ),
    "contact": Key(
        str,
        "a mail address or a URL",
        '"desk@paper.example"',
        checks.contact,
        about="Where whoever runs a host can reach you; it is sent along.",
    ),
    "ignore-robots": Key(
        list[str],
        "a list of host names",
        '["www.example.org"]',
        checks.host,
        about="Hosts whose robots.txt is not heeded.",
    ),
    "retry-pause": Key(
        float,
        "a number of seconds, 0 or more",
        "2",
        checks.seconds,
        about="How long what may pass by itself is left alone before it is asked again in a run.",
    ),
    "most-wait": Key(
        float,
        "a number of seconds, 0 or more",
        "60",
        checks.seconds,
        about="For how long a host that asks for a pause is waited for.",
    ),
    "recheck": Key(
        Recheck,
        "one of due, failing, all",
        '"due"',
        about="Which links are asked that an earlier run has asked.",
    ),
    "max-time": Key(
        float,
        "a number of seconds, 0 or more",
        "3600",
        checks.seconds,
        about="After how long nothing more is asked.",
    ),
    "crawl": Key(
        int,
        "a whole number, 0 or more",
        "2",
        checks.amount,
        about="How many links are followed from the addresses of sites that the corpus names.",
    ),
    "max-pages": Key(
        int,
        "a whole number, 0 or more",
        "500",
        checks.amount,
        about="How many pages of a corpus on the web are asked in one run.",
    ),
    "resume-days": Key(
        float,
        "a number of days, 0 or more",
        "8",
        checks.days,
        about="For how many days an audit that was broken off is taken up.",
    ),
    "profile": Key(
        Profile,
        "one of editor, docs, archive",
        '"docs"',
        about="A purpose that fills in what is left open here.",
    ),
    "rules": Key(
        dict[str, RuleLevel],
        "a table of rules, each off, note, warning or error",
        '{ insecure-http = "off", missing-file = "error" }',
        checks.rule_levels,
        about="Rules that do not run, or at another level than their own.",
    ),
}

HOST_KEYS: Final[Mapping[str, Key]] = {
    "host": Key(
        str,
        "a host name",
        '"www.example.org"',
        checks.host,
        needed=True,
        about="The host; those below it are meant, too.",
    ),
    "headers": Key(
        dict[str, str],
        "a table of header names and values",
        '{ "X-Reader" = "desk" }',
        checks.header_lines,
        secret=True,
        about="Headers that are sent to it alone.",
    ),
    "credentials": Key(
        list[str],
        "the names of two environment variables, for user and password",
        '["WIKI_USER", "WIKI_PASSWORD"]',
        checks.variables,
        whole=True,
        about="Variables that hold user and password for HTTP Basic.",
    ),
    "gap": Key(
        float,
        "a number of seconds, 0 or more",
        "5",
        checks.seconds,
        about="The least time between two requests to it.",
    ),
    "accept": Key(
        list[str | int],
        "a list of statuses and conditions",
        '["403", "bot-blocked"]',
        checks.answer,
        about="Answers that count as fine there.",
    ),
    "reason": Key(str, "a text", '"checked by hand"', about="Why they do."),
    "expires": Key(date, "a date", "2027-01-31", about="The last day on which they do."),
}

CONTROL_KEYS: Final[Mapping[str, Key]] = {
    "url": Key(
        str,
        "an address",
        '"https://www.example.org/"',
        checks.page,
        needed=True,
        about="A page whose answer is known.",
    ),
    "status": Key(int, "a status", "200", checks.status, about="The status that it answers."),
    "body": Key(
        str, "the whole body of the page", '"success"', about="What it shows, byte for byte."
    ),
}

SUPPRESS_KEYS: Final[Mapping[str, Key]] = {
    "rule": Key(
        str,
        "a rule",
        '"dead-link"',
        checks.rule,
        needed=True,
        about="The rule whose findings are suppressed.",
    ),
    "document": Key(
        str,
        "a glob of documents",
        '"archive/*.md"',
        checks.path,
        about="The documents in which they are; else in all.",
    ),
    "url": Key(
        str,
        "a host, the beginning of an address, or a glob",
        '"wiki.paper.example"',
        about="The addresses of which they speak; else of all.",
    ),
    "text": Key(
        str, "words of the finding", '"answers 403"', about="Words that their message has."
    ),
    "reason": Key(
        str,
        "a text",
        '"moved to the intranet"',
        checks.reason,
        needed=True,
        about="Why they are suppressed.",
    ),
    "expires": Key(
        date, "a date", "2027-01-31", needed=True, about="The last day on which they are."
    ),
}

TABLES: Final[Mapping[str, Mapping[str, Key]]] = {
    "host": HOST_KEYS,
    "control": CONTROL_KEYS,
    "suppress": SUPPRESS_KEYS,
}
"""What may be written several times, as `[[host]]`: one table each."""
