"""Documents that are as they were when they were judged: what was found is found again."""

from __future__ import annotations

import sqlite3
from datetime import date

from linkassay.ledger.codec import cells_of
from linkassay.ledger.identity import IDENTITY
from linkassay.ledger.tables import TABLES
from linkassay.model import Judgement, Lasting, SkipReason, Standing

_CELLS = cells_of(Judgement, TABLES["judgements"].names[2:])
_STORE = TABLES["judgements"].insert.replace("insert", "insert or replace", 1)

AT_ONCE = 500
"""What was found in so many documents is noted at a time."""

_MAKE = (
    "create temp table if not exists kept (position INTEGER PRIMARY KEY, document_id INTEGER,"
    " from_run INTEGER)",
    "create temp table if not exists touched (link_id INTEGER PRIMARY KEY)",
    "create temp table if not exists touched_versions (version_id INTEGER PRIMARY KEY)",
    *(f"delete from temp.{name}" for name in ("kept", "touched", "touched_versions")),
)

_ALIKE = tuple(
    reason.value
    for reason in (
        SkipReason.MALFORMED,
        SkipReason.CODE,
        SkipReason.SCHEME,
        SkipReason.PLACE,
        SkipReason.OFFLINE,
    )
)
"""For these the same address is not asked in any run with the same settings."""

_TOUCHED = f"""
insert or ignore into temp.touched
select link_id from looks where run_id = :run
union select link_id from not_checked where run_id = :run and link_id is not null
  and reason not in {_ALIKE!r}
union select k.link_id from checks k join seals e on e.run_id = k.run_id where e.id > (
  select min(o.id) from run_documents r join judgements j on j.document_id = r.document_id
  join seals o on o.run_id = j.run_id where r.run_id = :run and j.judge = :judge)
"""
"""Links that were asked, or could not be, since any of the run's documents was judged."""

_TOUCHED_VERSIONS = """
insert or ignore into temp.touched_versions
select c.version_id from temp.touched t cross join citations c on c.link_id = t.link_id
union select c.version_id from resolved x cross join citations c on c.link_id = x.link_id
  and c.candidates = x.candidates
where x.run_id in (select :run union select j.run_id from run_documents r
  join judgements j on j.document_id = r.document_id where r.run_id = :run)
"""
"""What cites them; and what writes a wrapped address that was or is read otherwise."""

_STANDS = (Standing.NEW, Standing.KNOWN, Standing.WORSE, Standing.RETURNED)
_OPEN_THEN = f"n.standing in {tuple(word.value for word in _STANDS)!r}"

_KEPT = f"""
insert into temp.kept
select r.position, r.document_id, j.run_id
from run_documents r join documents d on d.id = r.document_id
join judgements j on j.document_id = r.document_id and j.judge = :judge
join seals e on e.run_id = j.run_id
join document_state s on s.document_id = r.document_id and s.run_id = j.run_id
  and s.version_id = r.version_id and s.present
join run_documents b on b.run_id = j.run_id and b.document_id = r.document_id
where r.run_id = :run
  and (j.day = :day or j.lasting = '{Lasting.UNCHANGED}' and j.day < :day)
  and coalesce(r.fetched, r.renamed_from, b.fetched, b.renamed_from) is null
  and s.identity = {IDENTITY}
  and r.version_id not in (select version_id from temp.touched_versions)
  and r.position not in (select position from temp.copies)
  and j.findings = (select count(*) from open_findings o join run_findings n
    on n.finding_id = o.finding_id and n.run_id = j.run_id and {_OPEN_THEN}
    where o.document_id = r.document_id)
  and j.findings = (select count(*) from open_findings o where o.document_id = r.document_id)
"""

_PUBLISHED = """
insert into published (run_id, document_id, earliest, latest, days, open)
select :run, p.document_id, p.earliest, p.latest, p.days, p.open
from temp.kept k join published p on p.run_id = k.from_run and p.document_id = k.document_id
where k.position > :after and k.position <= :until
"""

_FINDINGS = f"""
insert into run_findings (run_id, position, finding_id, standing, leaf)
select :run, at, id, '{Standing.KNOWN}', leaf('finding', :name, at, hash, '{Standing.KNOWN}')
from (select f.id, f.hash, :base + row_number() over (order by k.position, n.position) as at
  from temp.kept k join open_findings o on o.document_id = k.document_id
  join findings f on f.id = o.finding_id
  join run_findings n on n.finding_id = f.id and n.run_id = k.from_run and {_OPEN_THEN}
  where k.position > :after and k.position <= :until)
"""

_JUDGED = """
update judgements set run_id = :run, day = :day where document_id in
  (select document_id from temp.kept where position > :after and position <= :until)
"""

_NEXT = """
select max(position) from (select position from temp.kept
  where position > ? and position < ? order by position limit ?)
"""

_POSITION = "select position from run_documents where run_id = ? and document_id = ?"
_END = 1 << 62


class Judgements:
    """What one run need not judge, and what later ones need not."""

    def __init__(self, connection: sqlite3.Connection, run: int, name: str) -> None:
        self._connection = connection
        self._run = run
        self._name = name
        self._day = ""
        self._after = -1
        for make in _MAKE:
            connection.execute(make)

    def keep(self, day: date, judge: bytes) -> int:
        """Find the documents that need not be judged; who shares their text must be known."""
        words = {"run": self._run, "day": day.isoformat(), "judge": judge}
        self._day, self._after = day.isoformat(), -1
        for make in _MAKE:
            self._connection.execute(make)
        self._connection.execute(_TOUCHED, words)
        self._connection.execute(_TOUCHED_VERSIONS, words)
        return self._connection.execute(_KEPT, words).rowcount

    def note(self, document: int, judgement: Judgement | None) -> None:
        """Note how a document was judged; without a judgement it is judged in the next run."""
        if judgement is None or judgement.lasting is Lasting.RUN:
            self._connection.execute("delete from judgements where document_id = ?", (document,))
        else:
            self._connection.execute(_STORE, (document, self._run, *_CELLS(judgement)))

    def before(self, document: int, base: int) -> int:
        """Note again what was found in the kept documents that were read before this one.

        `base` is the number of the last finding; gives that of the last one now.
        """
        row = self._connection.execute(_POSITION, (self._run, document)).fetchone()
        return self._until(int(row[0]), base)

    def rest(self, base: int) -> int:
        """The same for all that are left."""
        return self._until(_END, base)

    def _until(self, end: int, base: int) -> int:
        while True:
            (until,) = self._connection.execute(_NEXT, (self._after, end, AT_ONCE)).fetchone()
            if until is None:
                return base
            window = {"run": self._run, "after": self._after, "until": until}
            self._connection.execute(_PUBLISHED, window)
            told = window | {"name": self._name, "base": base}
            base += self._connection.execute(_FINDINGS, told).rowcount
            self._connection.execute(_JUDGED, window | {"day": self._day})
            self._after = until
