"""pycurl, imported without what libcurl would take from the environment."""

from __future__ import annotations

import os

_KEY_LOG = "SSLKEYLOGFILE"
"""libcurl writes the keys of its connections into the file of this name (libcurl-env(3)); it looks
when it is initialised, which is when pycurl is imported."""

_named = os.environ.pop(_KEY_LOG, None)
try:
    import pycurl
finally:
    if _named is not None:
        os.environ[_KEY_LOG] = _named

__all__ = ["pycurl"]
