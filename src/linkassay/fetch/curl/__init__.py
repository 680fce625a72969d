"""The other adapter of `exchanges`: requests by libcurl, for many links.

Takes an `Ask`, gives its `Exchange`, equal to what httpx's adapter gives but for its timings. Never
resolves a name, follows a redirect, or decides what libcurl reads otherwise than browsers do: such
an exchange is `unclear`, and the other adapter asks again.

Nothing here is imported before it is used: pycurl is an extra.
"""
