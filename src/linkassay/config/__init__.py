"""Configuration: `linkassay.toml` or `[tool.linkassay]`, looked for upward.

Takes: the folder to start from, and the file it finds there. Gives: `Settings` and its folder.
Never: reads the environment or a flag (the command line lays those over), or guesses a key.
"""

from linkassay.config.checks import (
    address_range,
    contact,
    host,
    host_override,
    pattern,
    rule_level,
    seconds,
)
from linkassay.config.file import OWN_FILE, SHARED_FILE, load, written
from linkassay.config.keys import KEYS, TABLES, Key

__all__ = [
    "KEYS",
    "OWN_FILE",
    "SHARED_FILE",
    "TABLES",
    "Key",
    "address_range",
    "contact",
    "host",
    "host_override",
    "load",
    "pattern",
    "rule_level",
    "seconds",
    "written",
]
