"""The pages by which machines find out whether their way to the web is clear; public facts.

Android asks the first, Firefox the second, Windows the third (their documentation of captive
portals). On this web they answer as they do on the other one.
"""

from __future__ import annotations

from web.model import Answer, Host, Reply, Request

_ANSWERS = {
    "connectivitycheck.gstatic.com": Answer("", 204, reason="No Content"),
    "detectportal.firefox.com": Answer("success\n", kind="text/plain"),
    "www.msftconnecttest.com": Answer("Microsoft Connect Test", kind="text/plain"),
}


def hosts() -> list[Host]:
    return [Host(name, _serve) for name in _ANSWERS]


def _serve(request: Request, day: int) -> Reply:
    return _ANSWERS[request.host] if request.path != "/robots.txt" else Answer("", 404)
