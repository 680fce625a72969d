"""The one door for files.

Takes: arguments of the command line (files, folders, `-`) and a root. Gives: each document as a
`Source`, each failure as an `UnreadSource`, each folder walked to its end as a `Walked`.
Never: understands what a file says, fetches a URL, or follows a symbolic link out of the corpus.
"""

from linkassay.sources.base import Base, base_of, named_base
from linkassay.sources.corpus import Corpus
from linkassay.sources.files import ChangedError, differs, exists, is_file, replaced
from linkassay.sources.locators import (
    STDIN,
    corpus_root,
    document_name,
    is_foreign,
    is_url,
    locator_of,
)

__all__ = [
    "STDIN",
    "Base",
    "ChangedError",
    "Corpus",
    "base_of",
    "corpus_root",
    "differs",
    "document_name",
    "exists",
    "is_file",
    "is_foreign",
    "is_url",
    "locator_of",
    "named_base",
    "replaced",
]
