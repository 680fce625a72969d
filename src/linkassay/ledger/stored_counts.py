"""What a run amounts to, counted by SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkassay.ledger.meant import MEANT, choice
from linkassay.ledger.run_rows import RunRows
from linkassay.model import (
    Confidence,
    Counts,
    Level,
    NotReached,
    PageOutcome,
    SkipReason,
    Standing,
    Tally,
)

CITED = f"""
l.id in (select {MEANT} from run_documents d join citations c on c.version_id = d.version_id
  {choice("d.run_id")} where d.run_id = :{{}})
"""
"""Whether the documents of a run cite the link `l`."""

CITED_NOW = CITED.format("run")
"""The same of the run `:run`."""

_NOT_CHECKED = f"""
select reason from (select reason from not_checked where run_id = ?1
  union all select '{SkipReason.NOT_DUE}' from not_due n where n.run_id = ?1 and not exists
    (select 1 from checks c where c.run_id = n.run_id and c.link_id = n.link_id))
"""

NOT_REACHED = f"""
select address, coalesce(reason, '{NotReached.INTERRUPTED}') as reason, detail from frontier
where run_id = ? and (outcome is null or outcome = '{PageOutcome.NOT_REACHED}') order by id
"""

_FOUND = "from run_findings n join findings f on f.id = n.finding_id where n.run_id = ?"


def _standings(wanted: Callable[[Standing], bool]) -> str:
    """The words of these standings, as SQL lists them."""
    return ", ".join(f"'{word.value}'" for word in Standing if wanted(word))


_NEWS = f"n.standing in ({_standings(lambda word: word.is_news)})"
_NOW = f"n.standing in ({_standings(lambda word: word.is_open and word is not Standing.CARRIED)})"
_TOLD_WITH = f"{_NOW} and f.told_with is not null"


def counts(rows: RunRows) -> Counts:
    """The numbers of a report on the run."""
    local = (
        "select count(*) from run_documents r join citations c on c.version_id = r.version_id"
        " where r.run_id = ? and c.target is not null"
    )
    citations = (
        "select count(*) from run_documents r join citations c on c.version_id = r.version_id"
        " where r.run_id = ?"
    )
    return Counts(
        documents=rows.number("select count(*) from run_documents where run_id = ?"),
        citations=rows.number(citations),
        links=rows.number(f"select count(*) from links l where {CITED_NOW.replace(':run', '?1')}"),
        local=rows.number(local),
        levels=rows.tally(Level, f"select f.level {_FOUND} and {_NOW}"),
        news=rows.tally(Level, f"select f.level {_FOUND} and {_NEWS}"),
        confidences=rows.tally(Confidence, f"select f.confidence {_FOUND} and {_NOW}"),
        standings=rows.tally(Standing, f"select n.standing {_FOUND}"),
        told_with=Tally(
            rows.tally(Level, f"select f.level {_FOUND} and {_TOLD_WITH}"),
            rows.tally(Confidence, f"select f.confidence {_FOUND} and {_TOLD_WITH}"),
            rows.tally(Standing, f"select n.standing {_FOUND} and f.told_with is not null"),
            rows.tally(Level, f"select f.level {_FOUND} and {_TOLD_WITH} and {_NEWS}"),
        ),
        by_standing=_by_standing(rows),
        not_checked=rows.tally(SkipReason, _NOT_CHECKED),
        not_reached=_not_reached(rows),
        unread=rows.number("select count(*) from unread where run_id = ?"),
        unread_of_network=rows.number(
            "select count(*) from unread where run_id = ? and network_down"
        ),
        unread_walked=rows.number(
            "select count(*) from unread where run_id = ? and not named and not network_down"
        ),
    )


def _by_standing(rows: RunRows) -> Mapping[Standing, Mapping[Level, int]]:
    """Open findings that were found now, by standing and level."""
    query = f"select n.standing, f.level, count(*) {_FOUND} and {_NOW} group by 1, 2"
    found = {(standing, level): number for standing, level, number in rows.all(query)}
    return {
        standing: levels
        for standing in Standing
        if (levels := {one: found[standing, one] for one in Level if (standing, one) in found})
    }


def _not_reached(rows: RunRows) -> Mapping[NotReached, int]:
    found = dict(rows.tally(NotReached, f"select reason from ({NOT_REACHED})"))
    left_out = rows.number("select coalesce(sum(left_out), 0) from frontier where run_id = ?")
    return found | {NotReached.CUT: left_out} if left_out else found
