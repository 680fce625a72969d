"""The options of the commands; each has one LINKASSAY_ variable as its mirror."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from linkassay import config
from linkassay.cli.also import FormatAndFile, Output, formats
from linkassay.cli.suggestion import near
from linkassay.model import FailOn, FailStanding, Profile, Recheck, RuleLevel, Settings
from linkassay.report import FORMATS, Show

Command = TypeVar("Command", bound=Callable[..., Any])

# `ParamType` is generic from click 8.4 on; before that it takes no parameter when the program runs.
if TYPE_CHECKING:
    _Text = click.ParamType[str]
    _Time = click.ParamType[datetime]
    _Number = click.ParamType[float]
    _Words = click.ParamType[tuple[FailStanding, ...]]
    _Rule = click.ParamType[tuple[str, RuleLevel]]
else:
    _Text = _Time = _Number = _Words = _Rule = click.ParamType


class Checked(_Text):
    """A word that a function of `config` accepts.

    In the environment several may stand, parted by blanks, and by commas where a word has none.
    """

    def __init__(self, name: str, check: Callable[[str], str], *, commas_part: bool) -> None:
        self.name = name
        self._check = check
        self._commas_part = commas_part

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return self._check(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        return (rv.replace(",", " ") if self._commas_part else rv).split()


class RuleAndLevel(_Rule):
    """A rule and the level of all that it finds, or `off`: `insecure-http=off`."""

    name = "rule"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, RuleLevel]:
        try:
            return config.rule_level(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Moment(_Time):
    """An ISO 8601 date or time; UTC where it names no zone."""

    name = "timestamp"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a valid date or time; write 2026-11-24T08:00Z", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Seconds(_Number):
    """A finite time in seconds, 0 or more."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            return config.seconds(float(value))
        except ValueError:
            self.fail(f"'{value}' is not a valid number of seconds, 0 or more", param, ctx)


class Standings(_Words):
    """How findings stand: words parted by commas."""

    name = "words"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[FailStanding, ...]:
        words = [word.strip() for word in str(value).split(",")]
        known = [word.value for word in FailStanding]
        for word in words:
            if word not in known:
                hint = near(word, known, f"choose among {', '.join(known)}")
                self.fail(f"'{word}' is no standing; {hint}", param, ctx)
        return tuple(FailStanding(word) for word in words)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asked for; `None` or empty leaves the configuration's word."""

    format: str = "text"
    stats: bool = False
    baseline: bool = False
    show: str = Show.NEWS.value
    output: Path | None = None
    also: tuple[Output, ...] = ()
    ledger: Path | None = None
    site_root: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool | None = None
    offline: bool | None = None
    fail_on: str | None = None
    standing: tuple[FailStanding, ...] | None = None
    profile: str | None = None
    rule: tuple[tuple[str, RuleLevel], ...] = ()
    recheck: str | None = None
    max_time: float | None = None
    gap: float | None = None
    jobs: int | None = None
    allow_address: tuple[str, ...] = ()
    resolve: tuple[str, ...] = ()
    ca_file: Path | None = None
    contact: str | None = None
    ignore_robots: tuple[str, ...] = ()
    now: datetime | None = None
    crawl: int | None = None
    max_pages: int | None = None
    color: str = "auto"
    stdin_name: str | None = None
    files_from: str | None = None
    base: str | None = None
    watch: bool = False

    def over(self, settings: Settings) -> Settings:
        """The configured settings with these options laid over them. A list replaces a list.

        Only levels of rules add up: what the configuration says of other rules holds.
        """
        given = {
            "ledger": None if self.ledger is None else str(self.ledger),
            "site_root": None if self.site_root is None else str(self.site_root),
            "include": self.include or None,
            "exclude": self.exclude or None,
            "gitignore": self.gitignore,
            "offline": self.offline,
            "fail_on": None if self.fail_on is None else FailOn(self.fail_on),
            "standing": self.standing,
            "rules": {**settings.rules, **dict(self.rule)} if self.rule else None,
            "recheck": None if self.recheck is None else Recheck(self.recheck),
            "max_time": self.max_time,
            "gap": self.gap,
            "jobs": self.jobs,
            "allow_address": self.allow_address or None,
            "resolve": self.resolve or None,
            "ca_file": None if self.ca_file is None else str(self.ca_file),
            "contact": self.contact,
            "crawl": self.crawl,
            "max_pages": self.max_pages,
            "ignore_robots": self.ignore_robots or None,
        }
        named: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        return replace(settings, **named)


FILE = click.Path(path_type=Path)


def mirrored(*names: str, **how: Any) -> Callable[[Command], Command]:
    """An option and its environment variable: `--fail-on` is `LINKASSAY_FAIL_ON`."""
    long = names[0].partition("/")[0].removeprefix("--")
    variable = f"LINKASSAY_{long.replace('-', '_').upper()}"
    return click.option(*names, envvar=variable, show_envvar=True, **how)


def ledger_option(command: Command) -> Command:
    """`--ledger FILE`."""
    return mirrored("--ledger", type=FILE, metavar="FILE", help="The SQLite file that remembers.")(
        command
    )


def debug_option(command: Command) -> Command:
    """`--debug`: a traceback where the program itself fails."""
    return mirrored(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_remember_debug,
        help="Show the traceback if linkassay itself fails.",
    )(command)


DEBUG = "linkassay.debug"


def _remember_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.meta[DEBUG] = value or ctx.meta.get(DEBUG, False)


FORMAT = mirrored(
    "--format",
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    default="text",
    show_default=True,
    help="How the report is written. " + " ".join(f"{k}: {v.about}." for k, v in FORMATS.items()),
)
STATS = mirrored(
    "--stats",
    is_flag=True,
    help="Print counts alone, by rule, host and document: the same as --format stats.",
)
OUTPUT = mirrored(
    "--output",
    type=FILE,
    metavar="FILE",
    help="Write the report there, whole or not at all; stdout stays empty.",
)
ALSO = mirrored(
    "--also",
    type=FormatAndFile(),
    metavar="FORMAT:FILE",
    multiple=True,
    shell_complete=formats,
    help="Write the report of this run in this format, too; - is stdout (repeatable).",
)
FAIL_ON = mirrored(
    "--fail-on",
    type=click.Choice(tuple(level.value for level in FailOn)),
    help="The least level that ends with exit code 1 (else: warning).",
)
STANDING = mirrored(
    "--standing",
    type=Standings(),
    metavar="WORDS",
    help="Let only findings that stand so end with exit code 1: new, worse, returned, known, "
    "parted by commas, or all (else: audit new,worse,returned, check and report all).",
)
PROFILE = mirrored(
    "--profile",
    type=click.Choice(tuple(profile.value for profile in Profile)),
    help="Fill in what the configuration leaves open, for one of these uses.",
)
RULE = mirrored(
    "--rule",
    type=RuleAndLevel(),
    metavar="NAME=LEVEL",
    multiple=True,
    help="Let a rule find errors, warnings or notes, whatever its own level is, or turn it off: "
    "insecure-http=off (repeatable).",
)
SHOW = mirrored(
    "--show",
    type=click.Choice(tuple(show.value for show in Show)),
    default=Show.NEWS.value,
    show_default=True,
    help="What a report for people tells in full: the errors and warnings that are new, worse or "
    "returned; these and the notes; these and what was known; or all. The rest is counted.",
)
COLOUR = mirrored(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Colour; auto heeds the terminal, NO_COLOR and FORCE_COLOR.",
)
STDIN_NAME = mirrored(
    "--stdin-name",
    metavar="NAME",
    help="Take standard input for this file: a path from the corpus root, its ending tells its "
    "kind.",
)
FILES_FROM = mirrored(
    "--files-from",
    metavar="FILE",
    type=click.Path(),
    help="Read the names of documents from this file, too, - for standard input: one a line, or "
    "each ended by a NUL.",
)


def _unless_none(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    return None if value == "none" else value


BASE = mirrored(
    "--base",
    metavar="REF|auto|none",
    callback=_unless_none,
    help="Read only documents that changed since this commit of git, or that may name a file which "
    "is gone since, and count only findings that the change brings. auto: the base that GitHub or "
    "GitLab names, else origin/HEAD. none: as without this option. Nothing is remembered.",
)
WATCH = click.option(
    "--watch",
    is_flag=True,
    help="Report again, on what is new, whenever a document changes, until Ctrl-C. Links that were "
    "asked are asked again only when their time comes.",
)
INCLUDE = mirrored(
    "--include",
    type=Checked("pattern", config.pattern, commas_part=False),
    metavar="GLOB",
    multiple=True,
    help="Of a folder read only files that this pattern names, as in .gitignore (repeatable).",
)
EXCLUDE = mirrored(
    "--exclude",
    type=Checked("pattern", config.pattern, commas_part=False),
    metavar="GLOB",
    multiple=True,
    help="Of a folder leave out what this pattern names, as in .gitignore (repeatable).",
)
GITIGNORE = mirrored(
    "--gitignore/--no-gitignore",
    default=None,
    help="Leave out of a folder what git ignores (the default), or do not.",
)
SITE_ROOT = mirrored(
    "--site-root",
    type=FILE,
    metavar="DIR",
    help="Take addresses that begin with a slash from this folder, where all pages of a site lie.",
)

_ASKING: tuple[Callable[[Any], Any], ...] = (
    mirrored(
        "--offline/--online", default=None, help="Open no socket; or do, though configured not to."
    ),
    FAIL_ON,
    STANDING,
    PROFILE,
    RULE,
    mirrored(
        "--recheck",
        type=click.Choice(tuple(which.value for which in Recheck)),
        help="Ask the links whose time has come, those that fail, or all (else: audit due, check "
        "all). Links that are new are always asked.",
    ),
    mirrored(
        "--max-time",
        type=Seconds(),
        metavar="SECONDS",
        help="Stop asking after so long; what is left is told as not checked (else: no limit).",
    ),
    mirrored(
        "--gap",
        type=Seconds(),
        metavar="SECONDS",
        help="Least time between two requests to one host (else: 1).",
    ),
    mirrored(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Read so many documents at once, each in a process (else: one for each core).",
    ),
    mirrored(
        "--allow-address",
        type=Checked("cidr", config.address_range, commas_part=True),
        metavar="CIDR",
        multiple=True,
        help="Let the guard connect to this range too, on any port (repeatable).",
    ),
    mirrored(
        "--resolve",
        type=Checked("override", config.host_override, commas_part=False),
        metavar="HOST:PORT:ADDRESS",
        multiple=True,
        help="Use this address for that host and port, as in curl (repeatable).",
    ),
    mirrored(
        "--ca-file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Trust these certificates (PEM) instead of the system's.",
    ),
    mirrored(
        "--contact",
        type=Checked("contact", config.contact, commas_part=False),
        metavar="ADDRESS",
        help="Tell hosts this mail address or URL, so that they can reach whoever asks them.",
    ),
    mirrored(
        "--ignore-robots",
        type=Checked("host", config.host, commas_part=True),
        metavar="HOST",
        multiple=True,
        help="Do not heed the robots.txt of this host and those below it (repeatable).",
    ),
    mirrored(
        "--crawl",
        type=click.IntRange(min=0),
        metavar="DEPTH",
        help="Read the site of a page that is named: the pages of its sitemap, and those to which "
        "so many links lead, on the same host (else: the page alone).",
    ),
    mirrored(
        "--max-pages",
        type=click.IntRange(min=0),
        metavar="N",
        help="Ask for so many pages that a sitemap, a feed or a link names, no more (else: 500).",
    ),
    mirrored(
        "--now",
        type=Moment(),
        metavar="TIMESTAMP",
        help="The date of the audit, for runs that can be repeated (UTC).",
    ),
)


def auditing_options(command: Command) -> Command:
    """All options of `check` and `audit`, in the order of the help."""
    return _with(
        command,
        FORMAT,
        STATS,
        OUTPUT,
        ALSO,
        SHOW,
        ledger_option,
        STDIN_NAME,
        FILES_FROM,
        BASE,
        INCLUDE,
        EXCLUDE,
        GITIGNORE,
        SITE_ROOT,
        *_ASKING,
        COLOUR,
        debug_option,
    )


BASELINE = mirrored(
    "--baseline",
    is_flag=True,
    help="Take what is found as known: print its counts in a line, and end with exit code 0.",
)


def diff_options(command: Command) -> Command:
    """The options of `diff`, in the order of the help."""
    choice = mirrored(
        "--format",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help="How the comparison is written: for people, or for programs (docs/json.md).",
    )
    return _with(command, choice, OUTPUT, SHOW, ledger_option, COLOUR, debug_option)


def repairing_options(command: Command) -> Command:
    """The options of `fix`, in the order of the help."""
    asking = (option for option in _ASKING if option not in (FAIL_ON, STANDING))
    chosen = (INCLUDE, EXCLUDE, GITIGNORE)
    return _with(command, ledger_option, *chosen, SITE_ROOT, *asking, COLOUR, debug_option)


def report_options(command: Command) -> Command:
    """The options of `report`, in the order of the help."""
    told = (FORMAT, STATS, OUTPUT, ALSO, SHOW)
    return _with(command, *told, ledger_option, FAIL_ON, STANDING, COLOUR, debug_option)


def _with(command: Command, *options: Callable[[Any], Any]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
