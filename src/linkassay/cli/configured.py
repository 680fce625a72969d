"""`linkassay config`: the settings as they count here, each with its source, and their schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import click
from click.core import ParameterSource

from linkassay import config
from linkassay.cli import output
from linkassay.cli.environment import Environment
from linkassay.cli.job import AUDIT_DEFAULTS, Job, job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit
from linkassay.model import HostSettings, Suppression


def show(ctx: click.Context, environment: Environment, options: Options) -> Exit:
    """Print every setting of an audit as TOML, its source behind it; no value of a header."""
    job = job_of(environment, options, AUDIT_DEFAULTS).remembering()
    for line in _lines(job, _origin(ctx, job)):
        output.say(f"{line}\n")
    return Exit.CLEAN


def print_schema() -> None:
    """Print the JSON Schema of `linkassay.toml`."""
    from linkassay.config.schema import schema

    output.say(json.dumps(schema(), indent=2) + "\n")


def _origin(ctx: click.Context, job: Job) -> Callable[[str], str]:
    """Where the value of a key comes from: a flag, a variable, the file, or nowhere."""
    found = config.written(job.environment.folder)
    file, keys = found or (None, ())
    params = {param.name: param for param in ctx.command.params}

    def origin(key: str) -> str:
        name = key.replace("-", "_")
        source = ctx.get_parameter_source(name)
        param = params.get(name)
        if param is not None and source is ParameterSource.COMMANDLINE:
            return param.opts[0]
        if param is not None and source is ParameterSource.ENVIRONMENT:
            return str(param.envvar)
        return str(file) if key in keys else "default"

    return origin


def _lines(job: Job, origin: Callable[[str], str]) -> Iterator[str]:
    rows = [_row(key, getattr(job.settings, key.replace("-", "_"))) for key in config.KEYS]
    wide = max(len(row) for row in rows if len(row) <= _WIDEST)
    for key, row in zip(config.KEYS, rows, strict=True):
        yield f"{row.ljust(wide)}  # {origin(key)}"
    for entry in job.settings.hosts:
        yield from ("", f"[[host]]  # {origin('host')}", *_host(entry))
    for item in job.settings.suppressions:
        yield from ("", f"[[suppress]]  # {origin('suppress')}", *_suppression(item))
    for page in job.settings.controls or ():
        yield from ("", f"[[control]]  # {origin('control')}", f"url = {_toml(page.url)}")


_WIDEST = 48
"""Columns of a row from which on its source follows it at once."""


def _row(key: str, value: object) -> str:
    return f"# {key} is not set" if value is None else f"{key} = {_toml(value)}"


def _host(entry: HostSettings) -> Iterator[str]:
    """One table; of headers the names alone, since a value may be a secret."""
    told: Mapping[str, object] = {
        "host": entry.host,
        "headers": {name: "…" for name, _ in entry.headers} or None,
        "credentials": entry.credentials,
        "gap": entry.gap,
        "accept": entry.accept or None,
        "reason": entry.reason or None,
        "expires": entry.expires,
    }
    return (_row(key, value) for key, value in told.items() if value is not None)


def _suppression(item: Suppression) -> Iterator[str]:
    names = ("rule", "document", "url", "text", "reason", "expires")
    told = ((name, getattr(item, name)) for name in names)
    return (_row(name, value) for name, value in told if value)


def _toml(value: Any) -> str:
    """A value as TOML 1.0 writes it; strings as JSON does, which TOML reads alike."""
    if isinstance(value, StrEnum | str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f"{value:g}"
