"""Options on what is read."""

from __future__ import annotations

import click

from linkassay import config
from linkassay.cli.options.mirrored import FILE, mirrored
from linkassay.cli.options.types import Checked

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
