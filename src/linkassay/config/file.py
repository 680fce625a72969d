"""The file that configures us: where it is, and what it says."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from linkassay.config.keys import KEYS, TABLES
from linkassay.config.tables import controls, hosts, suppressions
from linkassay.config.values import values
from linkassay.errors import UsageError
from linkassay.model import Profile, Settings

OWN_FILE: Final = "linkassay.toml"
SHARED_FILE: Final = "pyproject.toml"


def load(
    start: Path, defaults: Settings | None = None, profile: Profile | None = None
) -> tuple[Settings, Path | None]:
    """The settings of the nearest configuration at or above `start`, and its folder.

    Where there is none: the `defaults`, and `None`. A `profile` that the caller names goes before
    the one that the file names; either fills in what the file leaves open. Paths in the file are
    meant from its folder; in the settings they are relative to `start`. Raises `UsageError` for a
    file that cannot be read, an unknown key, or a value that is not valid, with the file and the
    key as its place.
    """
    found = _nearest(start)
    if found is None:
        return _with_profile(defaults or Settings(), profile), None
    file, table = found
    return _settings(table, file, start, defaults or Settings(), profile), file.parent


def written(start: Path) -> tuple[Path, Collection[str]] | None:
    """The file that configures `start` and the keys that stand in it; `None` where there is none.

    Raises `UsageError` for a file that cannot be read.
    """
    found = _nearest(start)
    return None if found is None else (found[0], found[1].keys())


def _nearest(start: Path) -> tuple[Path, dict[str, Any]] | None:
    found = (_written(folder) for folder in (start, *start.parents))
    return next((item for item in found if item is not None), None)


def _written(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The file of `folder` that configures us and what it says, or `None`."""
    own = folder / OWN_FILE
    if _is_file(own):
        return own, _parsed(own)
    shared = folder / SHARED_FILE
    if _is_file(shared):
        tool = _parsed(shared).get("tool", {})
        table = tool.get("linkassay") if isinstance(tool, dict) else None
        if table is not None:
            if not isinstance(table, dict):
                raise UsageError("'tool.linkassay' must be a table", where=str(shared))
            return shared, table
    return None


def _is_file(path: Path) -> bool:
    """A folder above that is closed to us configures nothing."""
    try:
        return path.is_file()
    except OSError:
        return False


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "the configuration cannot be read",
            where=str(file),
            advice=error.strerror or "",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"this is not TOML: {error}",
            where=str(file),
            advice="correct that line; `linkassay config schema` tells what may stand there",
        ) from error


def _with_profile(defaults: Settings, profile: Profile | None) -> Settings:
    if profile is None:
        return defaults
    from linkassay.tables.profiles import profiles

    row = profiles()[profile]
    return replace(defaults, **row.settled(), profile=profile, rules=row.rules)


def _settings(
    table: Mapping[str, Any],
    file: Path,
    start: Path,
    defaults: Settings,
    profile: Profile | None,
) -> Settings:
    named = values({key: value for key, value in table.items() if key not in TABLES}, KEYS, file)
    chosen = profile or named.pop("profile", None)
    base = _with_profile(defaults, chosen)
    rules = {**base.rules, **named.pop("rules", {})}
    settings = replace(
        base,
        **{**named, "profile": chosen, "rules": dict(sorted(rules.items()))},
        hosts=hosts(table.get("host", []), file),
        suppressions=suppressions(table.get("suppress", []), file),
        controls=controls(table["control"], file) if "control" in table else None,
    )
    return replace(
        settings,
        corpus=tuple(_seen_from(start, file.parent, item) for item in settings.corpus),
        site_root=_path(start, file.parent, settings.site_root),
        ledger=_path(start, file.parent, settings.ledger),
        ca_file=_path(start, file.parent, settings.ca_file),
    )


def _path(start: Path, folder: Path, written: str | None) -> str | None:
    return None if written is None else _seen_from(start, folder, written)


def _seen_from(start: Path, folder: Path, written: str) -> str:
    """A path written in `folder`'s file, as it reads from `start`; absolute ones and URLs stay."""
    if start == folder or Path(written).is_absolute() or "://" in written:
        return written
    return os.path.relpath(folder / written, start)
