"""Options on which findings there are, and which of them fail the command."""

from __future__ import annotations

from linkassay.cli.options.mirrored import mirrored
from linkassay.cli.options.types import RuleAndLevel, Standings, Word
from linkassay.model import FailOn, Profile

FAIL_ON = mirrored(
    "--fail-on",
    type=Word(tuple(level.value for level in FailOn)),
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
    type=Word(tuple(profile.value for profile in Profile)),
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
