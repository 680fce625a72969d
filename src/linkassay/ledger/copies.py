"""Which documents of a run share their text, by the sketches of what was read.

Only pairs that share a rare shingle are compared, so the work grows with the number of documents
and not with that of pairs. What is needed in between lies in temporary tables, which SQLite keeps
on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from linkassay.ledger.sketches import unpacked
from linkassay.ledger.temporary import fill
from linkassay.model import HALF, Share, Sharing, Sketch

MOST_DOCUMENTS = 8
"""A shingle that stands in more documents of a run than this is boilerplate, or a release that many
printed: it says nothing of who copied whom."""

LEAST_SHARED = 8
"""Sampled shingles that two documents must share to be compared: fewer prove no half of a text."""

MOST_COPIES = 3
"""So many other documents are told of for one, those that it shares most with."""

_MADE = (
    "create temp table if not exists sketched (position INTEGER PRIMARY KEY, version INTEGER)",
    "create temp table if not exists shingles (hash INTEGER, position INTEGER)",
    "create temp table if not exists common_shingles (hash INTEGER PRIMARY KEY)",
    "create temp table if not exists copies (position INTEGER, other INTEGER, shared INTEGER,"
    " own INTEGER, own_exact INTEGER, others INTEGER, others_exact INTEGER,"
    " PRIMARY KEY (position, other)) WITHOUT ROWID",
    "drop index if exists temp.shingles_hash",
    *(f"delete from temp.{name}" for name in ("sketched", "shingles", "common_shingles", "copies")),
)

_SKETCHED = """
insert into temp.sketched select r.position, r.version_id from run_documents r
join sketches s on s.version_id = r.version_id where r.run_id = ?
"""

_SKETCHES = """
select r.position, s.level, s.hashes from temp.sketched r
join sketches s on s.version_id = r.version
"""

_INDEX = "create index temp.shingles_hash on shingles (hash, position)"

_COMMON = f"""
insert into temp.common_shingles select hash from temp.shingles group by hash
having count(*) > {MOST_DOCUMENTS}
"""

_PAIRS = f"""
select a.position, b.position from temp.shingles a
join temp.shingles b on b.hash = a.hash and b.position > a.position
where not exists (select 1 from temp.common_shingles c where c.hash = a.hash)
group by 1, 2 having count(*) >= {LEAST_SHARED}
"""

_COPY = "insert into temp.copies values (?, ?, ?, ?, ?, ?, ?)"

_OF_DOCUMENT = f"""
select c.other, c.shared, c.own, c.own_exact, c.others, c.others_exact, r.version, d.locator
from temp.copies c join temp.sketched r on r.position = c.other
join document_versions v on v.id = r.version join documents d on d.id = v.document_id
where c.position = ? order by c.shared * 1.0 / c.own desc, c.other limit {MOST_COPIES}
"""


class Copies:
    """The copies among the documents of one run."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self._connection = connection
        self._run = run
        self._found = False

    def find(self) -> None:
        """Compare all documents of the run, once: it has read them all."""
        if self._found:
            return
        self._found = True
        run = self._connection.execute
        for statement in _MADE:
            run(statement)
        run(_SKETCHED, (self._run,))
        fill(self._connection, "insert into temp.shingles values (?, ?)", self._shingles())
        run(_INDEX)
        run(_COMMON)
        fill(self._connection, _COPY, self._compared())
        run("delete from temp.shingles")

    def of(self, position: int) -> Iterator[Sharing]:
        """What shares its text with the document that was read as number `position`."""
        rows = self._connection.execute(_OF_DOCUMENT, (position,)).fetchall()
        for other, shared, own, own_exact, others, others_exact, version, locator in rows:
            yield Sharing(
                other,
                version,
                locator,
                own=Share(shared, own, bool(own_exact)),
                others=Share(shared, others, bool(others_exact)),
            )

    def _shingles(self) -> Iterator[tuple[int, int]]:
        for position, level, hashes in self._connection.execute(_SKETCHES):
            yield from ((one, position) for one in unpacked(level, hashes).hashes)

    def _compared(self) -> Iterator[tuple[int, ...]]:
        """Both sides of each pair of which one document stands in the other."""
        for first, second in self._connection.execute(_PAIRS):
            one, other = self._sketch(first), self._sketch(second)
            common = self._common(one) | self._common(other)
            ours, theirs = one.share_in(other, common), other.share_in(one, common)
            if max(ours.at_least, theirs.at_least) > HALF:
                both = (ours.of, int(ours.exact)), (theirs.of, int(theirs.exact))
                yield (first, second, ours.shared, *both[0], *both[1])
                yield (second, first, ours.shared, *both[1], *both[0])

    def _sketch(self, position: int) -> Sketch:
        query = f"{_SKETCHES} where r.position = ?"
        _, level, hashes = self._connection.execute(query, (position,)).fetchone()
        return unpacked(level, hashes)

    def _common(self, sketch: Sketch) -> frozenset[int]:
        marks = ", ".join("?" * len(sketch.hashes))
        query = f"select hash from temp.common_shingles where hash in ({marks})"
        return frozenset(one for (one,) in self._connection.execute(query, sketch.hashes))
