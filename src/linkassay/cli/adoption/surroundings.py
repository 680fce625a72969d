"""What a repository shows of the documents that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_READMES = ("README.md", "README.html", "README.txt", "README")
_FOLDERS = ("docs", "doc", "content", "articles", "posts", "_posts", "pages", "texts", "seeds")
_SITES = ("public", "_site", "site", "build/html", "dist", ".")
"""Where Hugo, Jekyll, MkDocs, Sphinx and bundlers put the built site, by their documentation; a
site that nothing builds is the repository itself."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`corpus` in the order of reading; `site_root` where a site lies in the repository."""

    corpus: tuple[str, ...]
    site_root: str | None


def look(folder: Path) -> Surroundings:
    """What there is; the whole folder where nothing has a known name."""
    readme = [name for name in _READMES if (folder / name).is_file()][:1]
    folders = [name for name in _FOLDERS if (folder / name).is_dir()]
    sites = [name for name in _SITES if (folder / name / "index.html").is_file()]
    return Surroundings((*readme, *folders) or (".",), next(iter(sites), None))
