"""A stand-in of the host's REST interface for issues, on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"


class Issues:
    """The issues of one repository, newest last, and every call that changed one."""

    def __init__(self) -> None:
        self.all: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.address = ""

    def answer(self, method: str, path: str, asked: dict[str, list[str]], body: Any) -> Any:
        """What the host answers; raises `LookupError` for what it does not have."""
        if method == "GET":
            assert asked["state"] == ["all"]
            return [one for one in reversed(self.all) if asked["labels"][0] in one["labels"]]
        self.calls.append((method, path))
        if (method, path) == ("POST", "issues"):
            self.all.append(
                {**body, "number": len(self.all) + 1, "state": "open", "user": {"login": BOT}}
            )
            return self.all[-1]
        number, _, below = path.removeprefix("issues/").partition("/")
        issue = self.all[int(number) - 1]
        if (method, below) == ("POST", "comments"):
            self.comments.append(body["body"])
        elif (method, below) == ("PATCH", ""):
            issue.update(body)
        else:
            raise LookupError(path)
        assert len(issue["body"]) <= 65_536
        return issue


@contextmanager
def rest(repository: str) -> Iterator[Issues]:
    """The interface, listening."""
    issues = Issues()

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            where = urlsplit(self.path)
            path = where.path.removeprefix(f"/repos/{repository}/")
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).strip()
            allowed = self.headers["Authorization"] == "Bearer a-token"
            told = issues.answer(
                self.command, path, parse_qs(where.query), json.loads(sent) if sent else None
            )
            self.send_response(200 if allowed else 401)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        do_GET = do_POST = do_PATCH = _handle

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issues.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))  # seconds until it hears of its end
    thread.start()
    try:
        yield issues
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
