"""The tables of the configuration that may stand several times."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.markdown import table
from linkassay.config import SHARED_FILE, TABLES

_ABOUT = {
    "suppress": """\
What it finds is suppressed up to and including the day `expires`: counted, and not open. `rule` and
`reason` say what and why; `document`, `url` and `text` narrow it. In the globs `*` stands for
slashes, too; a `url` without a scheme is a host with those below it, one with a scheme the address
or its beginning.

Beside a citation a comment does the same, for its block, its own line and the next; what has no
line is suppressed by a comment anywhere in its document. Several rules may be named:

    <!-- linkassay: suppress dead-link, soft-404 until 2027-01-31: moved to the intranet -->

In plain text a line that begins with `#`, `//`, `..`, `;` or `%` may hold it. A suppression that
has expired, is of no use or cannot be understood is a finding of its own.
""",
    "host": """\
It holds for the host and those below it; the table of the nearest name counts. `headers` and
`credentials` are sent to a cited address of that host alone: nothing of them goes out any more once
a redirect has led to another host or port, or from https to http. `credentials` (HTTP Basic) are
the *names* of environment variables; what these hold is not stored or shown, and one that is not
set ends the audit before anything is asked.

`accept` lists statuses and conditions that count as fine on that host, with a `reason`, up to and
including the day `expires`. What would have been found is then a finding that stands as `accepted`:
counted, and not an open one. An entry that has expired no longer counts and is noted on stderr.
""",
    "control": """\
Pages whose answer is known: their `status` (else 200) and, where it is given, their whole `body`,
byte for byte. They are asked where something that was cited failed, and tell a network that answers
in place of the hosts (a sign-in page of a hotel, a filter) from hosts that changed. Where none of
them is answered as it should be, or where of at least ten hosts that were alive more than 30 % fail
in one run, the run is *suspect*: what failed in it does not count, the report says so, and the exit
code is 3. Without a table of your own three public pages are asked that were made for this.
""",
}


def configuration_tables() -> Iterator[str]:
    """A section for each of them."""
    for name, keys in TABLES.items():
        rows = [
            (
                f"`{key}`",
                expected.about,
                expected.words,
                f"`{expected.example}`",
                "yes" if expected.needed else "-",
            )
            for key, expected in keys.items()
        ]
        yield f"## `[[{name}]]`\n"
        yield f"One table each, in `{SHARED_FILE}` as `[[tool.linkassay.{name}]]`.\n"
        yield table(("key", "what for", "type", "example", "needed"), rows)
        yield _ABOUT[name]
