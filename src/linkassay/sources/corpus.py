"""The documents that a run was told of, opened one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from linkassay.model import LocalFile, Source, UnreadSource, Walked
from linkassay.sources.files import bounded, exists, read, rewrite, times
from linkassay.sources.locators import STDIN, absolute, locator, locator_of
from linkassay.sources.lookup import Lookup
from linkassay.sources.selection import Selection
from linkassay.sources.unread import refused
from linkassay.sources.walk import Walk


class Corpus:
    """What the arguments name, in their order; a file that is named twice comes once.

    Folders are walked in sorted order without hidden files and without links out of both the folder
    and the root; an argument is read wherever it leads. Relative arguments start at `start`; a
    locator is the path from `root` for a file inside it, else the absolute path. `stdin` is asked
    for at most so many bytes. What a walk meets is read if it is wanted (`Selection`), and is not
    `named`; with `only`, nothing else is read than files whose real paths it takes. Nothing is
    raised for a file that cannot be read: it comes as an `UnreadSource`.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        start: Path,
        root: Path | None,
        stdin: Callable[[int], bytes],
        max_bytes: int,
        stdin_name: str = STDIN,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        gitignore: bool = True,
        only: Callable[[str], bool] | None = None,
    ) -> None:
        self._arguments = arguments
        self._start = start
        self._root = root
        self._stdin = stdin
        self._max_bytes = max_bytes
        self._stdin_name = stdin_name
        self._only = only
        self._lookup = Lookup(root)
        self._selection = Selection(
            root or start, include=include, exclude=exclude, gitignore=gitignore
        )
        self._kept: Source | None = None
        self._seen: set[bytes] = set()
        self.without_documents: list[str] = []
        """`docs: the folder is empty`, for each folder in which no document was found."""

    def __iter__(self) -> Iterator[Source | UnreadSource | Walked]:
        for argument in self._arguments:
            if argument == STDIN:
                yield from self._standard_input()
                continue
            path = absolute(self._start, argument)
            if os.path.isdir(path):  # noqa: PTH112 - `Path.is_dir` raises below a closed folder
                yield from self._folder(path)
            elif self._is_meant(os.path.realpath(path)):
                yield self._read(path, argument)

    def names(self) -> list[str]:
        """The locators of the arguments, in their order: the same wherever in the root one is."""
        return [
            self._stdin_name if argument == STDIN else locator_of(argument, self._start, self._root)
            for argument in self._arguments
        ]

    def reopen(self, locator: str) -> Source | None:
        """One document of this run again; `None` where it was not opened, or is gone.

        Standard input comes as it was.
        """
        if locator == self._stdin_name:
            return self._kept
        path = Path(locator) if self._root is None else self._root / locator
        if _mark(os.path.realpath(path)) not in self._seen:
            return None
        again = self._read(path, locator)
        return again if isinstance(again, Source) else None

    def stamp(self) -> bytes:
        """Differs when a document that would be read came, went or was written to.

        From names, sizes and times: nothing is opened.
        """
        found = blake2b(digest_size=16)
        for argument in self._arguments:
            for path in self._paths(absolute(self._start, argument)):
                found.update(os.fsencode(path) + repr(times(path)).encode() + b"\0")
        return found.digest()

    def exists(self, locator: str) -> bool:
        """Whether there is a file of a locator that is asked for, or one that held its part."""
        root = self._root or Path()
        paths = [root / name for name in (locator, locator.rpartition("#")[0]) if name]
        return any(exists(path) and self._selection.wants(path) for path in paths)

    def locator_of(self, folder: str | None) -> str | None:
        """The locator of a folder that is named like an argument; `None` for none."""
        return None if folder is None else locator_of(folder, self._start, self._root)

    def find(self, locator: str) -> LocalFile:
        """Whether a file of a locator is there, spelled exactly so."""
        return self._lookup.find(locator)

    def open_beside(self, locator: str) -> Source | None:
        """A file that a document leads to, which need not be a document of this run.

        `None` where it cannot be read, or leads out of the root.
        """
        path = Path(locator) if self._root is None else self._root / locator
        real, top = os.path.realpath(path), os.path.realpath(self._root or "/")
        if os.path.commonpath((real, top)) != top:
            return None
        found = self._read(path)
        return found if isinstance(found, Source) else None

    def rewrite(self, source: Source, data: bytes) -> None:
        """Write a document of this run anew, whole or not at all; its permissions stay.

        A link is followed. Raises `ChangedError` where the file is no longer what was read, and
        `OSError` where it cannot be written.
        """
        path = Path(source.locator) if self._root is None else self._root / source.locator
        rewrite(path, source, data)

    def _standard_input(self) -> Iterator[Source | UnreadSource]:
        if self._kept is not None:
            return
        if self._root is not None and self._stdin_name != STDIN:
            self._is_new(os.path.realpath(self._root / self._stdin_name))
        try:
            data = self._stdin(self._max_bytes + 1)
        except OSError as problem:
            advice = "Pipe a document into it, or name a file."
            yield refused(problem, self._stdin_name, advice)
            return
        found = bounded(Source(self._stdin_name, data), self._max_bytes)
        self._kept = found if isinstance(found, Source) else None
        yield found

    def _paths(self, path: Path) -> Iterator[Path]:
        """The documents below a folder, or the file itself."""
        if os.path.isdir(path):  # noqa: PTH112 - `Path.is_dir` raises below a closed folder
            yield from (found for found, _ in self._walk(path).documents())
        else:
            yield path

    def _walk(self, folder: Path) -> Walk:
        bounds = [os.path.realpath(one) for one in (folder, self._root) if one is not None]
        return Walk(folder, bounds, self._selection)

    def _folder(self, folder: Path) -> Iterator[Source | UnreadSource | Walked]:
        top = locator(folder, self._root)
        walk = self._walk(folder)
        for path, real in walk.documents():
            if self._is_meant(real):
                yield replace(self._read(path), named=False)
        for problem, path in walk.closed:
            yield replace(refused(problem, locator(path, self._root)), named=False)
        if not walk.closed and self._only is None:
            yield Walked("" if top == "." else f"{top.rstrip('/')}/")
        if not walk.named:
            self.without_documents.append(f"{top}: {walk.why_nothing()}")

    def _read(self, path: Path, argument: str = "") -> Source | UnreadSource:
        return read(path, locator(path, self._root), self._max_bytes, argument)

    def _is_meant(self, real: str) -> bool:
        return (self._only is None or self._only(real)) and self._is_new(real)

    def _is_new(self, real: str) -> bool:
        mark = _mark(real)
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


def _mark(real: str) -> bytes:
    """What stands for a real path among those seen: 16 bytes, however long the path is."""
    return blake2b(os.fsencode(real), digest_size=16).digest()
