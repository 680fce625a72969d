"""Credentials for hosts: the configuration names variables, the environment has their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linkassay.errors import UsageError
from linkassay.model import HostSettings, Settings


def check_credentials(settings: Settings, variables: Mapping[str, str]) -> None:
    """Raise `UsageError` where a variable that is named is not set, or cannot be a user's name."""
    for entry, (user, password) in _named(settings):
        for name in (user, password):
            if not variables.get(name):
                raise UsageError(
                    f"the environment variable {name} is not set",
                    where=f"credentials of {entry.host}",
                    advice=f"set it, or take 'credentials' out of the table of {entry.host}",
                )
        if ":" in variables[user]:
            raise UsageError(
                f"the value of {user} has a colon in it, which no user's name may have (RFC 7617)",
                where=f"credentials of {entry.host}",
                advice="give the user alone; the password has a variable of its own",
            )


def credentials(settings: Settings, variables: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """User and password by the host that they are for, as far as the variables are set."""
    return {
        entry.host: (variables[user], variables[password])
        for entry, (user, password) in _named(settings)
        if variables.get(user) and variables.get(password)
    }


def _named(settings: Settings) -> Iterator[tuple[HostSettings, tuple[str, str]]]:
    for entry in settings.hosts:
        if entry.credentials is not None:
            yield entry, entry.credentials
