"""All that can be wrong with the call of an audit, said before a ledger is begun."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkassay.cli.credentials import check_credentials
from linkassay.cli.environment import SECRET_KEY, Environment
from linkassay.cli.job import Job
from linkassay.errors import UsageError
from linkassay.model import Settings

SHORTEST_KEY = 16
"""Characters of a secret key: a shorter one could be found by trying."""


def checked(job: Job, arguments: Sequence[str]) -> bytes | None:
    """All that can be wrong with the call is said before a ledger is begun; gives the key."""
    _check_arguments(job, arguments)
    job.check_targets()
    key = _secret_key(job.environment)
    if not job.settings.offline:
        check_credentials(job.settings, job.environment.variables)
    return key


def check_corpus(folder: Path, settings: Settings) -> None:
    """Raise `UsageError` where nothing of the corpus is there."""
    from linkassay import sources

    places = settings.corpus
    if not any(sources.is_url(one) or sources.exists(folder / one) for one in places):
        raise UsageError(
            "there is nothing to audit: the corpus does not exist",
            where=", ".join(places) or None,
            advice="name a PATH, or name your folders as 'corpus' in linkassay.toml",
        )


def _check_arguments(job: Job, arguments: Sequence[str]) -> None:
    """Raise `UsageError` for an article while offline, an empty argument, an address
    of another kind than http, a name for nothing.

    An empty argument is an unset variable of a script, mostly: it would mean the whole folder.
    """
    from linkassay import sources, urls

    if "" in arguments:
        raise UsageError("an empty argument names no document", advice="name a file or a folder")
    foreign = next((item for item in arguments if sources.is_foreign(item)), None)
    if foreign is not None:
        raise UsageError(
            f"an address that begins with {foreign.partition('://')[0]}:// is not read",
            where=urls.secrets.shown(foreign),
            advice="name a file, or an address that begins with https:// or http://",
        )
    article = next((item for item in arguments if sources.is_url(item)), None)
    if article is not None and job.settings.offline:
        raise UsageError(
            "an article on the web cannot be read offline",
            where=urls.secrets.shown(article),
            advice="leave --offline out, or save the article and check the file",
        )
    unlike = next((one for one in arguments if one == sources.STDIN or sources.is_url(one)), None)
    if job.base is not None and unlike is not None:
        raise UsageError(
            "only files have been otherwise before",
            where=unlike,
            advice="leave --base out, or name files and folders",
        )
    if job.options.stdin_name is not None:
        sources.document_name(job.options.stdin_name)
        if sources.STDIN not in arguments:
            raise UsageError(
                "standard input has a name, but is not to be read",
                where="--stdin-name",
                advice="name - as a document too",
            )


def _secret_key(environment: Environment) -> bytes | None:
    """The key from the environment; an empty one (a secret that CI withholds) is none."""
    if not environment.secret:
        return None
    if len(environment.secret) < SHORTEST_KEY:
        raise UsageError(
            f"the secret key is too short: it needs at least {SHORTEST_KEY} characters",
            where=SECRET_KEY,
            advice="make one with `openssl rand -hex 32` and keep it",
        )
    return environment.secret.encode("utf-8", "surrogateescape")
