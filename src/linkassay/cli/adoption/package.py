"""What another machine has to install to get the program that runs here, pinned."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from linkassay import __version__
from linkassay.errors import UsageError

_COMMIT = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_GIT = re.compile(
    rf"git\+(?P<address>(?:https|ssh)://(?:git@)?[\w.~:/%+-]+)@(?P<commit>{_COMMIT})", re.ASCII
)
"""No user but `git`: a token in an address would be committed."""

_VERSION = re.compile(r"linkassay(?:\[[a-z,]+\])?==[0-9][0-9A-Za-z.!+]*")
_FILE = re.compile(r"https://[\w.~:/@%+-]+\.(?:whl|tar\.gz)#sha256=[0-9a-f]{64}", re.ASCII)
_WHEEL = re.compile(r"(?:\./)?[\w.+-]+(?:/[\w.+-]+)*\.whl", re.ASCII)

ADVICE = (
    "name one with --install: git+https://HOST/PATH@COMMIT, linkassay==VERSION, "
    "https://HOST/FILE.whl#sha256=HASH, or a wheel in this repository"
)


@dataclass(frozen=True, slots=True)
class Package:
    """`spec` is what pip is given; `address` and `commit` are those of a git repository."""

    spec: str
    address: str | None = None
    commit: str | None = None


STAND_IN = Package("git+https://HOST/PATH@COMMIT", "https://HOST/PATH", "COMMIT")
"""Stands where nothing pinned is known yet; never written into a file."""


def named(spec: str, folder: Path) -> Package:
    """What the caller named. Raises `UsageError` where it is not pinned, or not in `folder`.

    It stands in a file that a shell and a YAML parser read: no other letters than these are taken.
    """
    if found := _GIT.fullmatch(spec):
        return Package(spec, found["address"], found["commit"])
    if _VERSION.fullmatch(spec) or _FILE.fullmatch(spec):
        return Package(spec)
    if _WHEEL.fullmatch(spec) and ".." not in spec.split("/"):
        if not (folder / spec).is_file():
            raise UsageError("there is no such wheel in this repository", where=spec, advice=ADVICE)
        return Package(f"./{spec.removeprefix('./')}")
    raise UsageError("this is no pinned package", where=spec, advice=ADVICE)


def running() -> Package:
    """The package of the running program, as its installer noted it (PEP 610).

    Raises `UsageError` where it came from a folder of this machine, or nobody knows from where.
    """
    try:
        noted = distribution("linkassay").read_text("direct_url.json")
    except PackageNotFoundError:
        raise UsageError(
            "what is to be installed elsewhere is not known: this program is not installed here",
            advice=ADVICE,
        ) from None
    return Package(f"linkassay=={__version__}") if noted is None else _from(json.loads(noted))


def _from(noted: Mapping[str, Any]) -> Package:
    """The package of a `direct_url.json`."""
    url = str(noted["url"])
    if "vcs_info" in noted:
        spec = f"{noted['vcs_info']['vcs']}+{url}@{noted['vcs_info']['commit_id']}"
    else:
        digest = noted.get("archive_info", {}).get("hashes", {}).get("sha256", "")
        spec = f"{url}#sha256={digest}"
    found = _GIT.fullmatch(spec)
    if found is None and not _FILE.fullmatch(spec):
        raise UsageError(
            "what is to be installed elsewhere is not known: this program was installed from a "
            "place that only this machine has, or that is not pinned",
            where=url,
            advice=ADVICE,
        )
    return Package(spec, found["address"], found["commit"]) if found else Package(spec)
