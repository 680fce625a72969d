"""Addresses and identifiers that stand in running text."""

from linkassay.extract.addresses.finding import find_addresses
from linkassay.extract.addresses.found import Found, glue_of
from linkassay.extract.addresses.hints import hint_of

__all__ = ["Found", "find_addresses", "glue_of", "hint_of"]
