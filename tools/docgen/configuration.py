"""The configuration: every key, its type, its default, its environment variable and its flag."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.configuration_tables import configuration_tables
from docgen.markdown import GENERATED, fenced, table
from linkassay.cli.call_checks import SHORTEST_KEY
from linkassay.cli.environment import SECRET_KEY
from linkassay.config import KEYS, OWN_FILE, SHARED_FILE
from linkassay.model import Settings
from linkassay.tables.profiles import profiles

_EXAMPLE = """\
corpus = ["seeds", "drafts"]
ledger = "audits/audit.db"
fail-on = "error"
gap = 2
contact = "desk@paper.example"

[[host]]
host = "wiki.paper.example"
credentials = ["WIKI_USER", "WIKI_PASSWORD"]

[[host]]
host = "shop.example"
gap = 10
accept = [403, "bot-blocked"]
reason = "its firewall refuses programs; opened by hand"
expires = 2027-01-31

[[control]]
url = "https://www.paper.example/ping.txt"
body = "pong"
"""

_RULES = """\
A flag goes before its environment variable, that before the file, and the file before the default.
A list that is given anew replaces the other list; nothing is added up. Unknown keys are errors.

The file is the nearest one at or above the working directory; only one is read. Its folder is the
corpus root: documents are named from there in reports, and paths in the file are meant from there.
Where there is no file, documents are named from the repository (the nearest folder above with a
`.git`), and outside of both by their absolute path. Paths on the command line and in the
environment are meant from the working directory. In a folder, symbolic links that lead out of the
corpus are not followed; a link that is named itself is.

An audit that was stopped or killed is taken up by the next one of the same documents with the same
settings, for `resume-days` days; with 0 it never is.

`recheck` says which links are asked that an earlier run has asked: those whose time has come
(`due`), those that fail, flap or are dead or of which nothing is known (`failing`), or `all`.
New links are always asked. After `max-time` seconds nothing more is asked; what is left is told as
not checked, and is due in the next run. What may pass by itself (an error of the server, a
time-out) is asked again up to twice in a run, the first time after `retry-pause` seconds and then
after three times as long. A host that asks for a pause is waited for up to `most-wait` seconds; a
longer pause ends what is asked of it, and is remembered.

More than 200 hosts are not asked without a `contact`: whoever runs them must be able to reach you.

Several values in one variable are parted by blanks. In `LINKASSAY_ALLOW_ADDRESS` and
`LINKASSAY_IGNORE_ROBOTS` commas part them too; in `LINKASSAY_RESOLVE` they do not, since a comma
there parts the addresses of one host.
A switch is on for `1`, `true` or `yes` and off for `0`, `false` or `no`.
"""

_RULE_LEVELS = """\
`rules` turns a rule off or gives all that it finds another level, by which it then counts for the
exit code; `--rule NAME=LEVEL` does so for one call, on top of what the file says. A rule that is
off does not run, and what it had found is told as retired once.

A `profile` fills in what the file and the caller leave open; single rules can still be set.
"""

_VARIABLES = f"""\
`{SECRET_KEY}`, of {SHORTEST_KEY} characters or more, is the key under which links that differ in a
secret alone are told apart; without it they count as one. It is never stored or shown, and there is
no flag for it, since a command line can be seen by others.

`--color auto` colours a terminal that is not dumb. `NO_COLOR` turns that off, and `FORCE_COLOR`
turns it on; `NO_COLOR` goes first, and both count only when they are not empty.
"""

_WITHOUT_FLAG = {"corpus": "`audit PATH...`"}


def configuration_page() -> str:
    """The page on `linkassay.toml`, from the keys, the settings and the commands' options."""
    options = {name: (flag, variable) for name, flag, variable in _options()}
    rows = []
    for key, expected in KEYS.items():
        name = key.replace("-", "_")
        flag, variable = options.get(name, (_WITHOUT_FLAG.get(key, "-"), "-"))
        rows.append((f"`{key}`", expected.about, expected.words, _default(name), variable, flag))
    others = [
        (flag, variable)
        for name, (flag, variable) in options.items()
        if name.replace("_", "-") not in KEYS
    ]
    return "\n".join(
        (
            GENERATED,
            "# Configuration\n",
            f"In a file `{OWN_FILE}`, or in `{SHARED_FILE}` as the table `[tool.linkassay]`:\n",
            fenced(_EXAMPLE, "toml"),
            table(("key", "what for", "type", "default", "environment variable", "flag"), rows),
            _RULES,
            "## Rules and profiles\n",
            _RULE_LEVELS,
            table(("profile", "for", "settings", "rules"), list(_profiles())),
            *configuration_tables(),
            "## Not in the file\n",
            "These are of one call, so they have a flag and a variable and no key.\n",
            table(("flag", "environment variable"), others),
            _VARIABLES,
        )
    )


def _profiles() -> Iterator[tuple[str, ...]]:
    for profile, row in profiles().items():
        named = ((name.replace("_", "-"), word) for name, word in row.settled().items())
        settled = (f'`{key} = "{word}"`' for key, word in named)
        levels = (f"`{rule}` {level}" for rule, level in row.rules.items())
        yield f"`{profile}`", row.why, ", ".join(settled), ", ".join(levels)


def _options() -> Iterator[tuple[str, str, str]]:
    """(name, flag, variable) of every option that has a variable, each once."""
    from linkassay.cli.commands import linkassay as program

    seen = set()
    for command in program.commands.values():
        for option in command.params:
            if option.name and option.envvar and option.name not in seen:
                seen.add(option.name)
                flags = "/".join((*option.opts, *option.secondary_opts))
                yield option.name, f"`{flags}`", f"`{option.envvar}`"


def _default(name: str) -> str:
    value = getattr(Settings(), name)
    if name == "recheck":
        return "`all` for `check`, `due` for `audit`"
    if name == "standing":
        return '`["all"]` for `check`, `["new", "worse", "returned"]` for `audit`'
    if name == "ledger":
        return "none for `check`, `audits/audit.db` beside the configuration for `audit`"
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return ", ".join(f'`["{item}"]`' for item in value)
    return f"`{value}`"
