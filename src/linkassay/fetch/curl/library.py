"""pycurl, initialised without what libcurl would take from the environment."""

from __future__ import annotations

import os

import pycurl

os.unsetenv("SSLKEYLOGFILE")
# libcurl writes the keys of its connections into the file of that name (libcurl-env(3)). It looks
# once, when it is initialised; left alone, pycurl lets it do so with the first handle.
pycurl.global_init(pycurl.GLOBAL_DEFAULT)

__all__ = ["pycurl"]
