"""One run's file as rows: taken whole, proven, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from linkassay.ledger.answers import answer_hash
from linkassay.ledger.codec import Cell
from linkassay.ledger.exchange.files import is_end
from linkassay.ledger.exchange.lines import RESTORE, RUN_FORMAT, BrokenFileError, Line, head_of
from linkassay.ledger.exchange.readable import check_readable
from linkassay.ledger.exchange.resolving import Resolver
from linkassay.ledger.exchange.shapes import OF_RUN, PARTS, SHAPES
from linkassay.ledger.hashing import finding_hash
from linkassay.ledger.keys import Keys
from linkassay.ledger.proof import give_leaves, proof_from_rows, rows_with_wrong_leaves
from linkassay.ledger.reading_hash import stored_reading_hash
from linkassay.ledger.results import FINDING_CELLS
from linkassay.ledger.tables import DRAFTS, TABLES

_KEPT = " on conflict do nothing"


class RunImport:
    """Takes the lines of one file, in the transaction that is open.

    `run` is the key of an unsealed run of that name that is there already: what it saw stays, and
    must be what the file tells.
    """

    def __init__(self, connection: sqlite3.Connection, keys: Keys, run: int = 0) -> None:
        self._connection = connection
        self._keys = keys
        self._resolver = Resolver(connection, keys)
        self._run = run
        self._was_there = bool(run)
        self._version: tuple[int, Line, bool] | None = None
        self._seal: dict[str, Cell] = {}
        self._versions: list[int] = []
        self._findings: list[int] = []
        self._ways: Mapping[str, Callable[[Line, dict[str, Cell]], None]] = {
            "runs": self._take_run,
            "seals": self._take_seal,
            "links": self._take_named,
            "documents": self._take_named,
            "document_versions": self._take_version,
            "captures": self._take_kept,
            "answers": self._take_answer,
            "findings": self._take_finding,
            "conflicts": self._take_conflict,
            **dict.fromkeys(PARTS, self._take_part),
        }

    def take(self, lines: Iterable[Line]) -> int:
        """Take all lines; gives the key of the run. Raises `BrokenFileError`.

        What was taken must be rolled back where it raises.
        """
        last: Line | None = None
        try:
            for last in lines:
                self._take(last)
        except (sqlite3.IntegrityError, ValueError, OverflowError) as error:
            where = last or Line("the file", 0, {})
            raise where.wrong(f"a row cannot be taken: {error}") from error
        if last is None or not is_end(last):
            raise BrokenFileError(
                "the file ends too early", where="" if last is None else last.where, advice=RESTORE
            )
        self._prove(last)
        return self._run

    def _take(self, line: Line) -> None:
        if line.number == 1:
            self._head = head_of(line, RUN_FORMAT)
            return
        table = line.table
        if table not in PARTS:
            self._end_version()
        if table == "end":
            if not is_end(line):
                raise line.wrong("lines before this one are missing")
            return
        if table not in SHAPES:
            raise line.wrong(f"there is no table {table!r}")
        if not self._run and table != "runs":
            raise line.wrong("the run itself must stand before its rows")
        cells = self._resolver.cells(line, SHAPES[table])
        self._ways.get(table, self._take_row)(line, cells)

    def _take_run(self, line: Line, cells: dict[str, Cell]) -> None:
        if cells["name"] != self._head.get("run"):
            raise line.wrong("the run has another name than the file says")
        if not self._was_there:
            self._run = self._insert("runs", cells)
            return
        names = ", ".join(cells)
        there = self._connection.execute(f"select {names} from runs where id = ?", (self._run,))
        if there.fetchone() != tuple(cells.values()):
            raise line.wrong("the ledger holds another run of that name, which is not finished")
        for table in DRAFTS:
            self._connection.execute(f"delete from {table} where run_id = ?", (self._run,))

    def _take_seal(self, line: Line, cells: dict[str, Cell]) -> None:
        for name in ("root", "previous"):
            value = cells[name]
            if self._head.get(name) != (value.hex() if isinstance(value, bytes) else None):
                raise line.wrong(f"the seal has another {name} than the file says")
        self._seal = cells

    def _take_named(self, line: Line, cells: dict[str, Cell]) -> None:
        """A link or a document, which may be there already."""
        if line.table == "links":
            self._keys.link(str(cells["url"]))
        else:
            self._keys.document(str(cells["locator"]))

    def _take_version(self, line: Line, cells: dict[str, Cell]) -> None:
        key = ("document_id", "sha256", "reading")
        found = self._connection.execute(
            "select id from document_versions where (document_id, sha256, reading) = (?, ?, ?)",
            [cells[name] for name in key],
        ).fetchone()
        version = found[0] if found else self._insert("document_versions", cells)
        self._version = (version, line, bool(found))

    def _take_part(self, line: Line, cells: dict[str, Cell]) -> None:
        if self._version is None:
            raise line.wrong("this row stands behind no version of a document")
        version, _, was_there = self._version
        if not was_there:
            self._insert(line.table, cells | {"version_id": version})

    def _end_version(self) -> None:
        """All parts of a version are there; its captures come later, so it is proven at the end."""
        if self._version is not None and not self._version[2]:
            self._versions.append(self._version[0])
        self._version = None

    def _take_kept(self, line: Line, cells: dict[str, Cell]) -> None:
        self._insert(line.table, cells, _KEPT)

    def _take_answer(self, line: Line, cells: dict[str, Cell]) -> None:
        told = [cells[name] for name in TABLES["answers"].names if name != "hash"]
        digest = answer_hash(told)
        self._check_hash(line, digest, cells)
        self._insert("answers", cells | {"hash": digest}, _KEPT)

    def _take_finding(self, line: Line, cells: dict[str, Cell]) -> None:
        told = [cells[name] for name in (*FINDING_CELLS, "box")]
        digest = finding_hash(str(line.row["document"]), told)
        self._check_hash(line, digest, cells)
        there = "select 1 from findings where hash = ?"
        if self._connection.execute(there, (digest,)).fetchone() is None:
            self._findings.append(self._insert("findings", cells | {"hash": digest}))

    def _check_hash(self, line: Line, digest: bytes, cells: dict[str, Cell]) -> None:
        if not digest.hex().startswith(str(cells["hash"])):
            raise line.wrong(f"a row of {line.table!r} was changed: it does not have its hash")

    def _take_conflict(self, line: Line, cells: dict[str, Cell]) -> None:
        conflict = self._insert("conflicts", cells | {"run_id": self._run})
        version = cells["version_id"]
        for clue in self._resolver.clues(line, version if isinstance(version, int) else 0):
            row: dict[str, Cell] = {"conflict_id": conflict, "clue_id": clue, "run_id": self._run}
            self._insert("conflict_clues", row)

    def _take_row(self, line: Line, cells: dict[str, Cell]) -> None:
        if line.table not in (*OF_RUN, "checks"):
            raise line.wrong(f"a row of {line.table!r} does not stand here")
        is_look = line.table == "looks"
        leaf: dict[str, Cell] = {"leaf": b""}
        self._insert(line.table, leaf | cells | {"run_id": self._run}, _KEPT if is_look else "")

    def _insert(self, table: str, cells: Mapping[str, Cell], more: str = "") -> int:
        row = [cells[name] for name in TABLES[table].names]
        return self._connection.execute(f"{TABLES[table].insert}{more}", row).lastrowid or 0

    def _prove(self, last: Line) -> None:
        """Raise `BrokenFileError` unless all that was taken is what was sealed, and can be read."""
        connection, name = self._connection, str(self._head.get("run"))
        for version in self._versions:
            self._prove_version(last, version)
        give_leaves(connection, self._run, name)
        for table, row in rows_with_wrong_leaves(connection, self._run, name):
            what = f"a row of {table!r}, {row!r}, says another number of looks than there are"
            raise BrokenFileError(what, where=last.where, advice=RESTORE)
        check_readable(connection, self._run, self._versions, self._findings, last)
        if self._head.get("root") is None:
            if self._seal:
                raise last.wrong("the file holds a seal and says that there is none")
            return
        if not self._seal:
            raise last.wrong("the file says that the run is sealed, and has no seal")
        self._insert("seals", self._seal | {"run_id": self._run})
        proof = proof_from_rows(connection, self._run, name)
        if (proof.root, proof.rows) != (self._seal["root"], self._seal["rows"]):
            raise BrokenFileError(_UNPROVEN, where=last.where, advice=RESTORE)

    def _prove_version(self, last: Line, version: int) -> None:
        document, reading = self._connection.execute(
            "select d.locator, v.reading from document_versions v"
            " join documents d on d.id = v.document_id where v.id = ?",
            (version,),
        ).fetchone()
        if stored_reading_hash(self._connection, version) != reading:
            what = f"what was read in {document!r} was changed: it does not have its hash"
            raise BrokenFileError(what, where=last.where, advice=RESTORE)


_UNPROVEN = "the rows of this run are not those that were sealed: their root is another"
