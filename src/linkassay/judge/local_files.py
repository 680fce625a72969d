"""What is known of the files that the relative addresses of a document name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from linkassay.model import Document, LocalFile, LocalTarget, Presence, Reading
from linkassay.tables.local import Generator, generators, is_everywhere, is_stand_in
from linkassay.tables.metadata import Fact, field_named
from linkassay.urls.local import (
    has_page_name,
    index_files,
    is_bare,
    is_page,
    is_page_source,
    is_web,
    leaves_root,
    meanings,
    page_files,
)

Look = Callable[[str], LocalFile]
"""Whether a file of a locator is there, spelled exactly so."""

Places = Callable[[str], Collection[str] | None]
"""The names of the places in the file of a locator; `None` where they cannot be told."""

MOST_FILES = 20_000
"""So many files of one document are looked for; the others stay unknown."""

_UNKNOWN = LocalFile()
_PRESENT = LocalFile(Presence.PRESENT)
_HTML = "text/html"
_FEW = 2
"""A page with so few files, none of which is there, may have been written so."""

_MADE_UP = Generator("unknown", (), by_source=False, source="front matter")
"""What makes a page of a document with front matter, where nothing else tells."""


class LocalFiles:
    """Looks for files. `site_root` is the locator of the folder that is the root of a site."""

    def __init__(self, look: Look, places: Places, site_root: str | None = None) -> None:
        self._look = look
        self._places = places
        self._site_root = site_root
        self._makers: dict[str, Generator | None] = {}

    def of(self, reading: Reading) -> Mapping[LocalTarget, LocalFile]:
        """Each file that a reading names, and what is known of it.

        Nothing is of a saved web page: its addresses lead into a site that was not saved with it.
        """
        document, targets = reading.document, reading.targets()
        if not targets or is_web(document.locator):
            return {}
        maker = self._maker(document)
        named = {target: self._named(target, document, maker) for target in targets[:MOST_FILES]}
        files = {target: file for target, (_, file) in named.items()}
        if self._is_saved(document, files):
            return dict.fromkeys(targets, _UNKNOWN)
        for target in _with_place(reading):
            path, file = named.get(target, ("", _UNKNOWN))
            if file.presence is Presence.PRESENT:
                own = path == document.locator
                found = document.anchors if own else self._places(self._page_of(path))
                files[target] = replace(file, anchors=None if found is None else frozenset(found))
        return files

    # -- whether they are there --

    def _named(
        self, target: LocalTarget, document: Document, maker: Generator | None
    ) -> tuple[str, LocalFile]:
        """The locator under which a file is there, if it is; and what is known of it."""
        path = target.path
        if path == document.locator and not target.from_root:
            return path, _PRESENT
        if target.from_root and self._site_root is not None:
            path = posixpath.normpath(posixpath.join(self._site_root, path))
        if leaves_root(path):
            return path, _UNKNOWN
        asked = self._look(path.rstrip("/"))
        if asked.presence is Presence.PRESENT:
            return path, asked
        for meant in meanings(path, document.locator):
            if self._is_there(posixpath.dirname(meant.rstrip("/")) or "."):
                for other in filter(self._is_there, page_files(meant)):
                    return other, _PRESENT
        if _stands_in(target, document) or self._may_be_made(target, document, maker):
            return path, _UNKNOWN
        return path, replace(asked, sought=path) if target.from_root else asked

    def _may_be_made(
        self, target: LocalTarget, document: Document, maker: Generator | None
    ) -> bool:
        """Whether a file that is not there may be there when the site is made, or lie elsewhere."""
        if target.from_root:
            return self._site_root is None
        if maker is None:
            on_site = document.media_type == _HTML and self._site_root is None
            return on_site and is_bare(target.path)
        if maker.by_source:
            return has_page_name(target.path)
        return not is_page_source(target.path)

    def _is_saved(self, document: Document, files: Mapping[LocalTarget, LocalFile]) -> bool:
        """Whether a page was saved from the web without what lies around it."""
        if document.media_type != _HTML or self._site_root is not None:
            return False
        own = LocalTarget(document.locator)
        others = [file for target, file in files.items() if target != own]
        if any(file.presence is Presence.PRESENT or file.near for file in others):
            return False
        return len(others) > _FEW or _is_of_a_site(document)

    def _maker(self, document: Document) -> Generator | None:
        """The generator that makes a page of a document."""
        if document.media_type == _HTML:
            return None
        found = self._maker_in(posixpath.dirname(document.locator))
        return found or (_MADE_UP if document.metadata else None)

    def _maker_in(self, folder: str) -> Generator | None:
        if folder not in self._makers:
            found = next(
                (
                    maker
                    for maker in generators()
                    if any(self._is_there(posixpath.join(folder, name)) for name in maker.files)
                ),
                None,
            )
            above = posixpath.dirname(folder)
            if found is None and above != folder:
                found = self._maker_in(above)
            self._makers[folder] = found
        return self._makers[folder]

    def _is_there(self, path: str) -> bool:
        return not leaves_root(path) and self._look(path).presence is Presence.PRESENT

    def _page_of(self, path: str) -> str:
        """The file that a reader is shown for a path: of a folder, its index."""
        plain = path.rstrip("/")
        inside = (posixpath.join(plain, name) for name in index_files())
        return next(filter(self._is_there, inside), plain) if is_bare(path) else plain


def _stands_in(target: LocalTarget, document: Document) -> bool:
    """Whether an address is one word beside its document that stands for any address."""
    folder, word = posixpath.split(target.path)
    beside = folder == posixpath.dirname(document.locator) and not target.from_root
    return beside and is_stand_in(word)


def _is_of_a_site(document: Document) -> bool:
    """Whether a page states the address on the web at which it is found."""
    stated = ((field_named(item.name), item.value) for item in document.metadata)
    return any(
        field is not None and field.fact is Fact.CANONICAL and is_web(value)
        for field, value in stated
    )


def _with_place(reading: Reading) -> list[LocalTarget]:
    """The files of which a place is named that not every page has."""
    found = {
        citation.local: None
        for citation in reading.citations
        if citation.local
        and citation.fragment
        and not is_everywhere(citation.fragment, made=is_page(citation.local.path))
    }
    return [target for target in found if target is not None]
