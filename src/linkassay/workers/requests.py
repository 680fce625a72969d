"""What parent and worker tell each other, as bytes.

A request is a frame with a line of JSON and the bytes of the document; an answer is one with a byte
that says whether the worker goes on, one that says what follows, and that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from linkassay.model import Source
from linkassay.model.limits import Limits
from linkassay.workers.frames import HEAD

MORE, LAST = b"+", b"."


class Task(StrEnum):
    """What is to be done with a document; each is a function of `tasks`."""

    READ = "read"
    SKIM = "skim"
    SECRETS = "secrets"
    LEADS = "leads"


class Answer(StrEnum):
    """What an answer's bytes are."""

    DONE = "d"
    """What the task gives, as its own codec writes it."""
    UNREADABLE = "u"
    """What was found and what to do, as JSON: the document is none that is read."""
    MEMORY = "m"
    """Nothing: there was no more memory."""
    FAILURE = "f"
    """Where the reader broke down, in words."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to do with one document; `key` is the key for secrets."""

    task: Task
    source: Source
    limits: Limits
    key: bytes | None = None

    def head(self) -> bytes:
        """All of its frame but the bytes of the document, which are not copied."""
        source, limits = self.source, self.limits
        told = [
            self.task, source.locator, source.media_type, source.charset,
            self.key and self.key.hex(), limits.cpu, limits.memory, limits.answer,
        ]  # fmt: skip
        line = json.dumps(told).encode("ascii") + b"\n"
        return HEAD.pack(len(line) + len(source.data)) + line


def request_from(body: bytearray) -> Request:
    """The request of a frame's body, in which no document is left: it may be large."""
    end = body.index(b"\n")
    task, locator, media_type, charset, key, cpu, memory, answer = json.loads(body[:end])
    del body[: end + 1]
    data = bytes(body)
    body.clear()
    return Request(
        Task(task),
        Source(locator, data, media_type, charset),
        Limits(cpu, 0.0, memory, answer),
        None if key is None else bytes.fromhex(key),
    )
