"""What of a frontier is fetched next: a bounded number of pages of each host, traps left out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from linkassay.ledger.host_notes import note_of
from linkassay.model import HostNote, Lane, Probe, Purpose, Validators, WantedAs
from linkassay.plan.frontier import AT_ONCE, IN_WAVE, MOST_BARREN, SAME_FORM_AT_ONCE, STANDS

WAITING = "from frontier where run_id = ? and outcome is null"

_NEXT = f"""
select address, wanted_as, form, etag, last_modified {WAITING} and host = ? and rank < {STANDS}
order by rank, id limit {8 * AT_ONCE}
"""

_CHILD = """
exists (select 1 from frontier c where c.run_id = p.run_id and c.found_on = p.address
  and c.form is not p.form and {})
"""
_FRUITFUL = f"(p.fruitful or {_CHILD.format('c.fruitful')})"
_BARREN = f"""
select count(*) from frontier p where p.run_id = :run and p.form = :form and p.asked
  and not {_FRUITFUL} and not {_CHILD.format("c.outcome is null")}
  and p.settled > coalesce((select max(p.settled) from frontier p
    where p.run_id = :run and p.form = :form and {_FRUITFUL}), 0)
"""
"""A page brings something new by its prose, or by that of a page of another form that it leads to.
Where such a one still waits it is too early to tell."""

_LISTINGS = (WantedAs.LISTING, WantedAs.GUESS)


class Waves:
    """Chooses the next wave of one run; `close_form` leaves alone what waits of a form."""

    def __init__(
        self, connection: sqlite3.Connection, run: int, close_form: Callable[[str], None]
    ) -> None:
        self._connection = connection
        self._run = run
        self._close_form = close_form
        self._has_closed = False

    def lanes(self, most: int) -> Sequence[Lane]:
        """What is to be fetched next, at most so many pages, host by host; listings come first."""
        hosts = self._connection.execute(
            f"select distinct host {WAITING} and rank < {STANDS} order by 1", (self._run,)
        ).fetchall()
        lanes: list[Lane] = []
        in_wave = 0
        for (host,) in hosts:
            if in_wave >= IN_WAVE:
                break
            probes = list(self._next(host, most))
            while not probes and self._has_closed:
                probes = list(self._next(host, most))
            most -= sum(probe.purpose is Purpose.ARTICLE for probe in probes)
            in_wave += len(probes)
            if probes:
                lanes.append(Lane(host, iter([probes]), self._note(host)))
        return lanes

    def _next(self, host: str, most: int) -> Iterator[Probe]:
        forms: Counter[str] = Counter()
        self._has_closed = False
        listings = False
        number = 0
        for address, word, form, etag, modified in self._connection.execute(
            _NEXT, (self._run, host)
        ).fetchall():
            is_listing = WantedAs(word) in _LISTINGS
            listings = listings or is_listing
            if number >= AT_ONCE or (not is_listing and (listings or most <= 0)):
                return
            if form is not None and not is_listing and not self._has_room(form, forms):
                continue
            number += 1
            most -= not is_listing
            found = Validators(etag, modified)
            yield Probe(
                address,
                Purpose.LISTING if is_listing else Purpose.ARTICLE,
                validators=None if found == Validators() else found,
            )

    def _has_room(self, form: str, forms: Counter[str]) -> bool:
        """Whether one more page of a form is fetched now; a form that is a trap is closed."""
        forms[form] += 1
        if forms[form] == 1:
            values = {"run": self._run, "form": form}
            (barren,) = self._connection.execute(_BARREN, values).fetchone()
            if barren >= MOST_BARREN:
                forms[form] = SAME_FORM_AT_ONCE + 1
                self._has_closed = True
                self._close_form(form)
        return forms[form] <= SAME_FORM_AT_ONCE

    def _note(self, host: str) -> HostNote | None:
        row = self._connection.execute("select id from hosts where host = ?", (host,)).fetchone()
        return None if row is None else note_of(self._connection, row[0])
