"""The version of a repository that a change starts from, as git has it.

Git is run without its pagers, hooks, external diffs and monitors, and never asks the network.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from linkassay.errors import UsageError
from linkassay.model import Source
from linkassay.sources.locators import locator

if TYPE_CHECKING:
    import subprocess

_SAFELY = ("-c", "core.fsmonitor=false", "-c", "core.quotepath=off", "--no-pager")
_SEALED = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
"""No transport of git may be used (git(1)); a partial clone would fetch what it lacks."""

_TOP = ("rev-parse", "--show-toplevel")
_DIFF = ("diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv",
         "--ignore-submodules=all")  # fmt: skip
_GREP = ("grep", "-z", "-I", "--name-only", "--fixed-strings", "--word-regexp", "--no-textconv")
_FILTERS = ("config", "--null", "--name-only", "--get-regexp",
            r"^filter\..*\.(clean|process|required)$")  # fmt: skip

GITHUB, GITLAB = "GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA"
"""Variables in which GitHub Actions and GitLab CI name the base of a pull or merge request."""


@dataclass(frozen=True, slots=True)
class Git:
    """Runs git with these variables of the environment, but for its own, and `overrides`."""

    variables: Mapping[str, str] = field(repr=False)
    overrides: Mapping[str, str] = field(default_factory=dict, repr=False)

    def said(self, folder: Path, *words: str) -> bytes | None:
        """What it says in a folder; `None` where it fails or is not there."""
        done = self._run(folder, words)
        return None if done is None or done.returncode else done.stdout

    def why(self, folder: Path, *words: str) -> str:
        """The first line of what it says on failing."""
        done = self._run(folder, words)
        if done is None:
            return "git is not installed"
        lines = done.stderr.decode("utf-8", "backslashreplace").splitlines()
        return next(iter(lines), "it gives no reason").removeprefix("fatal: ")

    def without_filters(self, folder: Path) -> Git:
        """The same, but it runs no program that the configuration names to convert files.

        Attributes choose them, so that what a commit says could start one (gitattributes(5)).
        """
        keys = (self.said(folder, *_FILTERS) or b"").split(b"\0")
        named = [os.fsdecode(key) for key in keys if key]
        overrides = {"GIT_CONFIG_COUNT": str(len(named))}
        for number, key in enumerate(named):
            overrides[f"GIT_CONFIG_KEY_{number}"] = key
            overrides[f"GIT_CONFIG_VALUE_{number}"] = ""
        return Git(self.variables, overrides)

    def _run(self, folder: Path, words: Sequence[str]) -> subprocess.CompletedProcess[bytes] | None:
        import subprocess

        plain = {key: it for key, it in self.variables.items() if not key.startswith("GIT_")}
        try:
            return subprocess.run(
                ["git", *_SAFELY, *words],
                cwd=folder,
                env={**plain, **_SEALED, **self.overrides, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Base:
    """What a working tree has changed since the commit that it and `ref` have in common.

    `changed` are the real paths of files that are new or other than they were, and of those that
    may name a file which is gone; each with the path that it had from `top`, the folder of the
    repository (`None`: it is new). `gone` are the paths of files that are not there any more, and
    of the folders in which they were. `root` is that of the corpus, from which locators are told.
    """

    ref: str
    commit: str
    top: Path
    root: Path | None
    changed: Mapping[str, str | None] = field(repr=False)
    gone: frozenset[str] = field(repr=False)
    git: Git = field(repr=False)

    @property
    def name(self) -> str:
        """`origin/main (1a2b3c4d5e6f)`."""
        return f"{self.ref} ({self.commit[:12]})"

    def is_changed(self, real: str) -> bool:
        """Whether the file of a real path has changed."""
        return real in self.changed

    def had(self, name: str) -> bool:
        """Whether a locator was that of a file, or its folder, which the change took away."""
        path = os.path.normpath(Path(name) if self.root is None else self.root / name)
        return os.path.relpath(path, self.top) in self.gone

    def source(self, name: str) -> Source | None:
        """What the document of a locator was, under the name that it had; `None` for a new one.

        Raises `UsageError` where git does not hold it.
        """
        path = Path(name) if self.root is None else self.root / name
        old = self.changed.get(os.path.realpath(path))
        if old is None:
            return None
        data = self.git.said(self.top, "cat-file", "blob", f"{self.commit}:{old}")
        if data is None:
            raise _lacking(f"what '{old}' was at the base is not here")
        return Source(locator(self.top / old, self.root), data)


def named_base(ref: str, variables: Mapping[str, str]) -> str:
    """The name of the base: `auto` is the one that the CI tells, else the remote's own branch."""
    if ref != "auto":
        return ref
    if branch := variables.get(GITHUB):
        return f"origin/{branch}"
    return variables.get(GITLAB) or "origin/HEAD"


def base_of(folder: Path, ref: str, root: Path | None, variables: Mapping[str, str]) -> Base:
    """What changed since `ref` and the working tree of `folder` parted.

    Raises `UsageError` where there is no git or no repository, for a name that git does not know,
    and where no common commit is to be had (a shallow clone).
    """
    git = Git(variables)
    top = git.said(folder, *_TOP)
    if top is None:
        raise _unopened(folder, git.why(folder, *_TOP))
    place = Path(os.fsdecode(top.removesuffix(b"\n")))
    git = git.without_filters(place)
    known = git.said(
        place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if known is None:
        raise UsageError(
            f"git knows no commit '{ref}'",
            where="--base",
            advice="fetch it first (in GitHub Actions: fetch-depth: 0), or name another",
        )
    commit = git.said(place, "merge-base", "HEAD", known.decode().strip())
    if commit is None:
        raise UsageError(
            f"'{ref}' and this commit have no commit in common here",
            where="--base",
            advice="fetch the whole history (in GitHub Actions: fetch-depth: 0)",
        )
    name = commit.decode().strip()
    changed, gone = _changed(git, place, name)
    folders = {str(above) for path in gone for above in PurePath(path).parents}
    return Base(
        ref,
        name,
        place,
        root,
        {**_naming(git, place, gone), **changed},
        frozenset(gone | folders),
        git,
    )


def _changed(git: Git, top: Path, commit: str) -> tuple[Mapping[str, str | None], set[str]]:
    """Real path -> the path before, of what is there and is not what it was; and what is gone."""
    found: dict[str, str | None] = {}
    gone: set[str] = set()
    said = git.said(top, *_DIFF, commit, "--")
    others = git.said(top, "ls-files", "--others", "--exclude-standard", "-z")
    if said is None or others is None:
        raise _lacking("git cannot tell what changed since the base")
    told = iter(said.split(b"\0"))
    for status in told:
        if not status:
            break
        old = os.fsdecode(next(told))
        new = os.fsdecode(next(told)) if status[:1] in b"RC" else old
        if status[:1] in b"DR":
            gone.add(old)
        if status[:1] != b"D":
            found[os.path.realpath(top / new)] = None if status[:1] in b"ACT" else old
    for other in filter(None, others.split(b"\0")):
        found[os.path.realpath(top / os.fsdecode(other))] = None
    return found, gone


def _naming(git: Git, top: Path, gone: Collection[str]) -> Mapping[str, str | None]:
    """Real path -> path, of files in which the name of one that is gone stands, as it is cited.

    A folder's index is cited by the name of the folder, too.
    """
    if not gone:
        return {}
    names: set[str] = set()
    for path in map(PurePath, gone):
        names |= {path.name, path.parent.name} if path.stem.lower() in _INDEXES else {path.stem}
    words = [f"-e{one}" for name in sorted(filter(None, names)) for one in {name, quote(name)}]
    said = git.said(top, *_GREP, *words) or b""
    paths = map(os.fsdecode, filter(None, said.split(b"\0")))
    return {os.path.realpath(top / path): path for path in paths}


_INDEXES = frozenset({"index", "_index", "readme"})


def _unopened(folder: Path, why: str) -> UsageError:
    if "not a git repository" in why:
        return UsageError(
            "a base is a commit of git, and this is no repository",
            where=str(folder),
            advice="leave --base out, or run it in a clone",
        )
    return UsageError(
        f"git does not open this repository: {why}",
        where=str(folder),
        advice="make `git status` work here first (see safe.directory for another owner)",
    )


def _lacking(what: str) -> UsageError:
    return UsageError(
        what, where="--base", advice="clone it whole: without --filter, with all of the history"
    )
