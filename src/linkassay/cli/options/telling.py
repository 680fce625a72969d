"""Options on how a report is written, and what of it."""

from __future__ import annotations

from linkassay.cli.also import FormatAndFile, formats
from linkassay.cli.options.mirrored import FILE, mirrored
from linkassay.cli.options.types import Word
from linkassay.report import FORMATS, Show

FORMAT = mirrored(
    "--format",
    type=Word(tuple(FORMATS)),
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
SHOW = mirrored(
    "--show",
    type=Word(tuple(show.value for show in Show)),
    default=Show.NEWS.value,
    show_default=True,
    help="What a report for people tells in full: the errors and warnings that are new, worse or "
    "returned; these and the notes; these and what was known; or all. The rest is counted.",
)
COLOUR = mirrored(
    "--color",
    type=Word(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Colour; auto heeds the terminal, NO_COLOR and FORCE_COLOR.",
)
BASELINE = mirrored(
    "--baseline",
    is_flag=True,
    help="Take what is found as known: print its counts in a line, and end with exit code 0.",
)
COMPARED = mirrored(
    "--format",
    type=Word(("text", "json")),
    default="text",
    show_default=True,
    help="How the comparison is written: for people, or for programs (docs/json.md).",
)
"""The formats of `diff`."""
