"""`linkassay init`: which files a repository lacks, and what is done about each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from linkassay.cli import output
from linkassay.cli.adoption import package, templates
from linkassay.cli.adoption.surroundings import look
from linkassay.cli.environment import Environment
from linkassay.errors import Exit, UsageError
from linkassay.report.escape import escape


class Ci(StrEnum):
    """Whose continuous integration is to run the audit."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that should stand in the repository, by its path from there."""

    path: str
    text: str
    shared: bool = False
    """Other programs have their say in it too: the text is to be added to what is there."""


class Standing(StrEnum):
    """How a wanted file stands beside what is there."""

    MISSING = "missing"
    SAME = "same"
    OTHER = "other"


def init(environment: Environment, *, ci: Ci, install: str | None, write: bool) -> Exit:
    """Show what the repository needs, or write it. What is there is never changed."""
    folder = environment.folder
    _check_root(folder)
    chosen = _chosen(folder, install, write=write)
    stood = [(one, _standing(folder, one)) for one in _wanted(folder, ci, chosen)]
    if write:
        _write(folder, [one for one, standing in stood if standing is Standing.MISSING])
    for one, standing in stood:
        output.say("".join(_told(folder, one, standing, written=write)))
    if not write and any(standing is Standing.MISSING for _, standing in stood):
        output.note("nothing is written yet: --write does it")
    return Exit.CLEAN


def _check_root(folder: Path) -> None:
    """Raise `UsageError` below the root of a repository: a workflow counts there only."""
    if (folder / ".git").exists():
        return
    root = next((one for one in folder.parents if (one / ".git").exists()), None)
    if root is not None:
        raise UsageError(
            "this is not the root of the repository",
            where=str(folder),
            advice=f"stand in {root}, where the workflow has to be",
        )


def _chosen(folder: Path, install: str | None, *, write: bool) -> package.Package:
    """What is installed there. What is not known yet has a stand-in, which is only shown."""
    if install is not None:
        return package.named(install, folder)
    try:
        return package.running()
    except UsageError as error:
        if write:
            raise
        output.note(
            f"note: {error}; here {package.STAND_IN.spec} stands for it, --install names it"
        )
        return package.STAND_IN


def _wanted(folder: Path, ci: Ci, chosen: package.Package) -> Iterator[Wanted]:
    yield Wanted("linkassay.toml", templates.configuration(look(folder)))
    if ci is Ci.GITHUB:
        yield Wanted(".github/workflows/linkassay.yml", templates.github(chosen))
    if ci is Ci.GITLAB:
        yield Wanted(".gitlab/linkassay.yml", templates.gitlab(chosen))
        yield Wanted(".gitlab-ci.yml", templates.gitlab_include(), shared=True)
    yield Wanted(".pre-commit-config.yaml", templates.pre_commit(chosen), shared=True)


def _standing(folder: Path, wanted: Wanted) -> Standing:
    """A symbolic link that leads nowhere is there, too."""
    path = folder / wanted.path
    if not path.exists() and not path.is_symlink():
        return Standing.MISSING
    there = _lines(path)
    if there == wanted.text.splitlines():
        return Standing.SAME
    if wanted.shared and _holds(there, wanted.text.splitlines()[1:]):
        return Standing.SAME
    return Standing.OTHER


def _holds(lines: list[str], block: list[str]) -> bool:
    """Whether all lines of a block stand in a row somewhere, at whatever depth."""
    bare = [line.strip() for line in lines]
    sought = [line.strip() for line in block]
    return any(bare[at : at + len(sought)] == sought for at in range(len(bare)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"this file cannot be read: {error}", where=str(path)) from error


def _write(folder: Path, missing: list[Wanted]) -> None:
    """Write all of them; one that came into being meanwhile is not touched."""
    for one in missing:
        path = folder / one.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(one.text)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"this file cannot be written: {reason}", where=str(path)) from error


def _told(folder: Path, one: Wanted, standing: Standing, *, written: bool) -> Iterator[str]:
    """What is said of one file: one that differs with what differs, a new one with its text."""
    if standing is Standing.SAME:
        yield f"{one.path}: is there already\n"
    elif standing is Standing.MISSING:
        yield f"{one.path}: {'written' if written else 'would be written'}\n"
        if not written:
            yield _quoted(one.text.splitlines(), "  ")
    elif one.shared:
        yield f"{one.path}: is there and stays; add this by hand:\n"
        yield _quoted(one.text.splitlines()[1:], "  ")
    else:
        yield f"{one.path}: is there and stays; to be like a new one it lacks this change:\n"
        there = _lines(folder / one.path)
        difference = difflib.unified_diff(there, one.text.splitlines(), "there", "new", lineterm="")
        yield _quoted(list(difference), "  ")


def _quoted(lines: list[str], before: str) -> str:
    return "".join(f"{before}{escape(line)}".rstrip() + "\n" for line in lines)
