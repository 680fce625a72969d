"""What an answer says that it is: its media type."""

from __future__ import annotations

from linkassay.model import Observation

DATA = ("json", "xml", "text/plain")
"""Endings of media types in which a program may say with success that there is nothing."""


def media_type(observation: Observation) -> str | None:
    """The media type of an answer in lower case, without parameters."""
    value = observation.header("content-type")
    return value.partition(";")[0].strip().lower() or None if value else None
