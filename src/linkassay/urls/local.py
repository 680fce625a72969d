"""Relative addresses: which ones there are, and the file that one names beside its document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from linkassay.tables.local import endings, indexes, is_placeholder

_WEB = re.compile(r"(?:https?|ftp):|//", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f]")
_PAGES = (".html", ".htm")
_DEEPEST = 64
"""So many steps of a path are looked into; no corpus has as many."""


def is_web(address: str) -> bool:
    """Whether an address names a host of the web, with or without a scheme (`//host/x`)."""
    return _WEB.match(address) is not None


def is_relative(address: str) -> bool:
    """Whether an address needs a base (RFC 3986, section 4.2); a lone `#` is a button's."""
    return address not in ("", "#") and _SCHEME.match(address) is None and not is_web(address)


def with_scheme(address: str) -> str:
    """An address of the web as it is asked: `//host/x` is read as https."""
    return f"https:{address}" if address.startswith("//") else address


def local_target(locator: str, address: str) -> tuple[str | None, str | None, bool]:
    """The file that a relative address names in a document, the place in it, and whether from root.

    Files are told by locators (paths with `/`). A locator that begins with `../` lies outside of
    the corpus root. `None` for the file where it cannot be told: of a document without a place, of
    an address that a template fills in, of a name that no file can have. A query names no file.
    """
    if is_placeholder(address):
        return None, None, False
    rest, hashed, place = address.partition("#")
    written = rest.partition("?")[0]
    path = _decoded(written)
    if path is None or written.count("/") > _DEEPEST:
        return None, None, False
    fragment = unquote(place) if hashed else None
    if not path:
        return locator, fragment, False
    if path.startswith("/"):
        inside = posixpath.normpath(path).lstrip("/")
        return (inside + _slash(path) if inside else "."), fragment, True
    if _has_no_place(locator):
        return None, fragment, False
    folder = posixpath.dirname(locator)
    return posixpath.normpath(posixpath.join(folder, path)) + _slash(path), fragment, False


def leaves_root(path: str) -> bool:
    """Whether a locator lies outside of the corpus root."""
    return path.rstrip("/") == ".." or path.startswith("../")


def meanings(path: str, document: str) -> Iterator[str]:
    """The paths that `path` may stand for: itself, and as counted from the page of its document.

    A page `a.md` may become `a/`, and count its relative addresses from there.
    """
    yield path
    folder, name = posixpath.split(document)
    stem = posixpath.splitext(name)[0]
    if stem.lower() not in indexes():
        below = _from_folder(path.rstrip("/"), folder)
        yield posixpath.normpath(posixpath.join(folder, stem, below)) + _slash(path)


def _from_folder(path: str, folder: str) -> str:
    """A path as written from a folder; both are normal. `posixpath.relpath` asks the disk."""
    to, here = path.split("/"), folder.split("/") if folder else []
    common = 0
    while common < min(len(to), len(here)) and to[common] == here[common]:
        common += 1
    return "/".join([*[".."] * (len(here) - common), *to[common:]])


def has_page_name(path: str) -> bool:
    """Whether a path reads like that of a made page: without an ending, or with that of HTML."""
    return is_bare(path) or _ending(path) in _PAGES


def is_page(path: str) -> bool:
    """Whether a path is that of a page as it is, to which no generator adds."""
    return _ending(path) in (*_PAGES, ".xhtml")


def is_bare(path: str) -> bool:
    """Whether a path has no ending, or is that of a folder."""
    return path.endswith("/") or not _ending(path)


def is_page_source(path: str) -> bool:
    """Whether a generator makes a page of what is called so, and looks for it by its own path."""
    return _ending(path) in endings() and not has_page_name(path)


def page_files(path: str) -> Iterator[str]:
    """The names under which a page generator may have what `path` names, the likeliest first.

    Folders have an index, names lack their ending, pages have the ending of what they are made of.
    """
    plain = path.rstrip("/")
    yield plain
    if not has_page_name(path):
        return
    stem, ending = posixpath.splitext(plain)
    if ending.lower() in _PAGES:
        yield from (stem + other for other in endings())
    else:
        yield from (plain + other for other in endings())
        yield from (posixpath.join(plain, name) for name in index_files())


def index_files() -> Iterator[str]:
    """The names of the file that is the page of its folder, the likeliest first."""
    for ending in endings():
        for name in indexes():
            yield name + ending
            if name == "readme":
                yield "README" + ending


def _ending(path: str) -> str:
    return posixpath.splitext(path.rstrip("/"))[1].lower()


def _slash(path: str) -> str:
    return "/" if path.endswith("/") else ""


def _decoded(path: str) -> str | None:
    """The percent-decoded path; `None` where it is no UTF-8 or no file can be called so."""
    try:
        plain = unquote_to_bytes(path).decode() if "%" in path else path
    except UnicodeDecodeError:
        return None
    return None if _UNNAMEABLE.search(plain) else plain


def _has_no_place(locator: str) -> bool:
    """Standing input without a name, and an article on the web, have no files beside them."""
    return locator == "-" or is_web(locator)
