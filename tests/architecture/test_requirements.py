"""The requirement files fit pyproject.toml and each other, and name no place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = ("run", "dev", "lowest", "peers", "release")


def lines(name: str) -> list[str]:
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    return text.replace("\\\n", " ").splitlines()


def pinned(name: str) -> dict[str, str]:
    """Project -> version. (Every requirement here is one exact version.)"""
    found = (re.match(r"([A-Za-z0-9._-]+)==(\S+)", line) for line in lines(name))
    return {canonicalize_name(match[1]): match[2] for match in found if match}


@pytest.mark.parametrize("name", FILES)
def test_everything_is_pinned_and_hashed(name):
    wanted = [line for line in lines(name) if line.strip() and not line.lstrip().startswith("#")]
    assert wanted
    for line in wanted:
        assert re.match(r"[A-Za-z0-9._-]+==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+$", line), (
            line
        )


@pytest.mark.parametrize("name", FILES)
def test_no_place_is_named(name):
    text = "\n".join(lines(name))
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links|(^|\s)/\w", text)


def wanted(*groups: str, extras: tuple[str, ...] = ("browse",)) -> list[Requirement]:
    asked = [*PROJECT["project"]["dependencies"]]
    for extra in extras:
        asked += PROJECT["project"]["optional-dependencies"][extra]
    for group in groups:
        asked += PROJECT["dependency-groups"][group]
    return [Requirement(text) for text in asked]


@pytest.mark.parametrize(
    ("name", "groups", "extras"),
    [
        ("run", ("build",), ("browse",)),
        ("dev", ("build", "dev"), ("browse", "cluster", "fast", "htmldate")),
        ("lowest", ("build", "dev"), ("browse",)),
    ],
)
def test_what_is_declared_is_pinned_within_its_bounds(name, groups, extras):
    versions = pinned(name)
    for requirement in wanted(*groups, extras=extras):
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_the_lowest_versions_are_the_floors_themselves():
    versions = pinned("lowest")
    for requirement in wanted("build", "dev"):
        (floor,) = [one.version for one in requirement.specifier if one.operator == ">="]
        version = versions[canonicalize_name(requirement.name)]
        assert Version(version).release[: len(Version(floor).release)] == Version(floor).release, (
            requirement
        )


def test_what_has_a_next_major_version_in_the_making_has_an_upper_bound():
    bounded = {
        requirement.name
        for requirement in wanted()
        if any(one.operator == "<" for one in requirement.specifier)
    }
    assert {"httpx", "httpcore", "datasette"} <= bounded


def test_the_tests_use_the_versions_that_the_product_uses():
    run, dev = pinned("run"), pinned("dev")
    assert run.items() <= dev.items()


def test_every_extra_is_tested_and_htmldate_is_no_part_of_the_plain_install():
    extras = tuple(PROJECT["project"]["optional-dependencies"])
    assert {canonicalize_name(one.name) for one in wanted(extras=extras)} <= pinned("dev").keys()
    assert not {"htmldate", "lxml", "dateparser"} & pinned("run").keys()


def test_build_requirements_of_the_build_system_are_in_the_build_group():
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]
