"""Addresses and identifiers that stand in running text."""

from linkassay.extract.addresses.finding import find_addresses
from linkassay.extract.addresses.found import Found, glue_of

__all__ = ["Found", "find_addresses", "glue_of"]
