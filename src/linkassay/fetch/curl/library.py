"""pycurl, imported without what libcurl would take from the environment."""

from __future__ import annotations

import os

_KEY_LOG = "SSLKEYLOGFILE"
"""libcurl writes the keys of its connections into the file of this name (libcurl-env(3)). It looks
once, when it is initialised; pycurl lets it do so with the first handle."""

_named = os.environ.pop(_KEY_LOG, None)
try:
    import pycurl

    pycurl.global_init(pycurl.GLOBAL_DEFAULT)
finally:
    if _named is not None:
        os.environ[_KEY_LOG] = _named

__all__ = ["pycurl"]
