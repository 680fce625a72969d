"""Options on what is asked of the web, and how."""

from __future__ import annotations

from pathlib import Path

import click

from linkassay import config
from linkassay.cli.options.mirrored import mirrored
from linkassay.cli.options.types import Checked, Moment, Seconds, Word
from linkassay.model import HttpClient, Recheck

OFFLINE = mirrored(
    "--offline/--online", default=None, help="Open no socket; or do, though configured not to."
)
CLUSTER = mirrored(
    "--cluster",
    metavar="ADDRESS",
    help="Ask on the workers of this Dask scheduler, or on two processes of this machine: local "
    "(local:4 for four).",
)
ASKING = (
    mirrored(
        "--recheck",
        type=Word(tuple(which.value for which in Recheck)),
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
        help="Read or judge so many documents at once, in processes (else: one for each core).",
    ),
    mirrored(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Ask from so many processes, each with hosts of its own (else: 1).",
    ),
    mirrored(
        "--http-client",
        type=Word(tuple(which.value for which in HttpClient)),
        help="Ask by httpx, by libcurl (extra fast), or by what fits (auto: the default).",
    ),
    mirrored(
        "--keep-alive/--no-keep-alive",
        default=None,
        help="Let connections serve more than one request: for own servers and benchmarks; "
        "libcurl only.",
    ),
    mirrored(
        "--facts/--no-facts",
        default=None,
        help="Look into pages (the default), or only at how they answer.",
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
"""All others, in the order of the help."""
