"""The files for another repository, made from the templates beside this module."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from textwrap import indent

from linkassay.cli.adoption.package import Package
from linkassay.cli.adoption.surroundings import Surroundings

_PLACE = re.compile(r"^( *)@([A-Z]+)@\n", re.MULTILINE)
"""A line of a template that is replaced by lines of the same depth, or left out."""

_WORD = re.compile(r"@([A-Z]+)@")
"""A place within a line."""


def github_workflow(install: str, package: str = "") -> str:
    """The workflow; `package` is a line of the environment, `install` a block of shell."""
    return _filled("github.yml", {"PACKAGE": package, "INSTALL": install})


def github(package: Package) -> str:
    """The workflow that installs this package."""
    return github_workflow(_install(package), _variable(package))


def gitlab(package: Package) -> str:
    """The jobs for GitLab, to be included."""
    return _filled("gitlab.yml", {"PACKAGE": _variable(package), "INSTALL": _install(package)})


def gitlab_include() -> str:
    """A `.gitlab-ci.yml` that holds nothing else."""
    return _read("gitlab-include.yml")


def pre_commit(package: Package) -> str:
    """A `.pre-commit-config.yaml` that holds nothing else."""
    if package.address is not None and package.commit is not None:
        values = {"REPOSITORY": package.address, "REVISION": package.commit}
        return _exchanged("pre-commit-git.yaml", {k: json.dumps(v) for k, v in values.items()})
    return _exchanged("pre-commit-local.yaml", {"SPEC": json.dumps(package.spec)})


def configuration(seen: Surroundings) -> str:
    """A `linkassay.toml`, commented."""
    root = f"site-root = {json.dumps(seen.site_root)}" if seen.site_root else '# site-root = "docs"'
    corpus = f"corpus = {json.dumps(list(seen.corpus))}"
    return _exchanged("linkassay.toml", {"CORPUS": corpus, "ROOT": root})


def _variable(package: Package) -> str:
    return f"PACKAGE: {json.dumps(package.spec)} # what is installed, pinned"


def _install(package: Package) -> str:
    return _read("install-package.sh" if package.address is None else "install-git.sh")


def _filled(name: str, blocks: Mapping[str, str]) -> str:
    def block(found: re.Match[str]) -> str:
        lines = blocks[found[2]].rstrip("\n")
        return indent(lines, found[1]) + "\n" if lines else ""

    return _PLACE.sub(block, _read(name))


def _exchanged(name: str, values: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: values[found[1]], _read(name))


def _read(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
