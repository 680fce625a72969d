"""An audit that is killed at one SQL statement, and taken up by another process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from builders import told
from fakes import FakeFetcher
from ledger.book import Book
from linkassay import pipeline
from linkassay.ledger import open_ledger
from linkassay.model import HostNote, Lane, Observation
from linkassay.pipeline import Audit

FIRST, NEXT = "2026-01-04", "2026-01-18"
BATCH = 6
HOSTS = 5
DOCUMENTS = 12

STAGES = {
    "reading": "insert into (document|citation|clue|attribution|run_doc|link|host|departed)",
    "planning": "to_ask|not_checked",
    "asking": "insert into (looks|answers)",
    "choosing": "insert.* into (resolved|temp.passed)|from temp.wrapped",
    "settling": "insert into (checks|changes)",
    "judging": "insert into (findings|run_findings|conflicts|published)",
    "sealing": "leaves|insert into seals",
    "applying": "(into|update) (link_state|host_state|document_state|open_findings|lineage)",
    "committing": "^(commit|begin)",
}
"""Statements by which each stage is known."""


class SmallBatches(FakeFetcher):
    """Hands its answers over a few at a time, all of them also where one batch is not taken."""

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        def in_parts(batch: Sequence[Observation]) -> None:
            try:
                record(batch[:BATCH])
            finally:
                if len(batch) > BATCH:
                    in_parts(batch[BATCH:])

        super().ask(lanes, in_parts, remember)


def corpus() -> dict[str, str]:
    """Documents with links of every fate, dates that disagree, credits, malformed addresses.

    Wrapped addresses too: one is whole only when joined, one only when not, one is dead in any way.
    """
    whole = {f"docs/{number}.md": _document(number) for number in range(DOCUMENTS)}
    return whole | {"docs/wrapped.txt": _wrapped()}


def _wrapped() -> str:
    found = "\n\n".join(f"See {head}\n{tail} there." for head, tail in WRAPPED)
    return f"A headline\n\n{found}\n\nThis article was first published by Reuters.\n"


WRAPPED = (
    ("https://host0.example/joined-", "whole"),
    ("https://host1.example/short-", "whole"),
    ("https://host2.example/lost-", "whole"),
)
ANSWERING = ("https://host0.example/joined-whole", "https://host1.example/short-")


def _document(number: int) -> str:
    links = "\n\n".join(
        f"It says so [here](https://host{(number + at) % HOSTS}.example/{number}/{at}) and there."
        for at in range(4)
    )
    return (
        f"---\ndate: 2019-05-01\n---\n# Report {number}\n\n"
        f"Under President Barack Obama it was so.\n\n{links}\n\n"
        f"The [date](https://daily.example/2025/10/29/n-{number}) is late, "
        f"[m](https://:80/{number}) [f](ftp://example.org/{number})\n\n"
        "This article was first published by Reuters.\n"
    )


def web(day: str) -> dict[str, str]:
    answers = ("200", "404", "403", "301 https://host0.example/0/0", "dns-name", "500")
    shift = 0 if day == FIRST else 1
    fates = {
        f"https://host{host}.example/{number}/{at}": answers[(number + at + shift) % len(answers)]
        for host in range(HOSTS)
        for number in range(DOCUMENTS)
        for at in range(4)
    }
    fates |= dict.fromkeys(("https://host0.example/0/0", *ANSWERING), "200")
    fates |= {f"{head}{tail}": "404" for head, tail in WRAPPED if head + tail not in fates}
    return fates | {f"https://daily.example/2025/10/29/n-{n}": "200" for n in range(DOCUMENTS)}


def work(path: Path, day: str) -> tuple[Audit, SmallBatches]:
    book = Book(path)
    documents = corpus()
    if day == NEXT:
        documents["docs/renamed.md"] = documents.pop("docs/3.md")
        del documents["docs/4.md"]
    fetcher = SmallBatches(web(day), when=datetime.fromisoformat(day).replace(tzinfo=UTC))
    return book.work(day, documents, walked=["docs/"], fetcher=fetcher), fetcher


def audit(path: Path, day: str, on_statement: Callable[[str], None] | None = None) -> None:
    """One audit, in this process."""
    with open_ledger(path) as ledger:
        ledger._connection.set_trace_callback(on_statement)
        told(pipeline.audit(work(path, day)[0], ledger))


def statements(path: Path, day: str) -> list[str]:
    """The statements of an audit from its beginning to its end."""
    seen: list[str] = []
    audit(path, day, seen.append)
    return seen


def killed(path: Path, day: str, number: int) -> bool:
    """Audit in a process that kills itself at a statement; whether it came to that."""

    def run() -> None:
        left = number

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        audit(path, day, count)

    return _in_process(run) == -signal.SIGKILL


def resumed(path: Path, day: str) -> tuple[bool, int]:
    """Audit again in another process, unless the run was sealed.

    Gives whether it was, and how many looks were made again although they were stored.
    """
    with closing(sqlite3.connect(path)) as connection:
        name = f"run-{day}"
        sealed = connection.execute(
            "select 1 from seals join runs r on r.id = run_id where r.name = ?", (name,)
        ).fetchone()
    if sealed is not None:
        return True, 0
    known = _looks(path, name)
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        given, fetcher = work(path, day)
        with open_ledger(path) as ledger:
            told(pipeline.audit(given, ledger))
        sender.send([*fetcher.asked, *fetcher.asked_again])

    assert _in_process(run) == 0
    return False, known + len(receiver.recv()) - _looks(path, name)


def _looks(path: Path, run: str) -> int:
    """How many looks of a run are stored."""
    query = "select count(*) from looks k join runs r on r.id = k.run_id where r.name = ?"
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(query, (run,)).fetchone()[0])


def _in_process(target: Callable[[], None]) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=target)
    process.start()
    process.join()
    return process.exitcode
