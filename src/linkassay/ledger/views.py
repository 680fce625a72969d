"""The ledger's views: questions people ask again and again, as named SQL.

A link is *broken* when its state is `failing` or `dead` (design 3). "Now" is always the last run
that knows about the thing, in the order of the runs' own times.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view's query, a title and a sentence for a reader, and what its columns hold."""

    sql: str
    title: str
    about: str


VERSIONS_NOW = View(
    title="Documents as last read",
    about="The version of each document that its last audit read, and when that was.",
    sql="""
select document, title, audited, document_id, version_id, run_id from (
  select d.locator as document, v.title, r.started as audited, d.id as document_id,
    v.id as version_id, r.id as run_id,
    row_number() over (partition by d.id order by r.id desc) as place
  from run_documents rd join runs r on r.id = rd.run_id
  join documents d on d.id = rd.document_id join document_versions v on v.id = rd.version_id)
where place = 1""",
)

CITATIONS_NOW = View(
    title="What the documents cite",
    about="Every address that a document cites in its last reading, with the link's present state.",
    sql="""
select n.document, c.line, c.anchor, coalesce(l.url, c.written) as link,
  coalesce(s.state, case when c.error is null then 'unknown' else 'malformed' end) as state,
  s.condition, s.status, s.last_checked, c.region, c.form, c.context, c.link_id, n.document_id
from documents_now n join citations c on c.version_id = n.version_id
left join links l on l.id = c.link_id left join link_state s on s.link_id = c.link_id""",
)

BROKEN_NOW = View(
    title="Broken now",
    about="Links that are failing or dead by all their checks, with the documents that cite them.",
    sql="""
select l.url as link, s.state, s.condition, s.status, s.since, s.strikes, s.last_checked,
  count(distinct c.document_id) as documents,
  replace(group_concat(distinct c.document), ',', ', ') as cited_in,
  s.reason, h.host, s.link_id
from link_state s join links l on l.id = s.link_id left join hosts h on h.id = l.host_id
left join citations_now c on c.link_id = s.link_id
where s.state in ('failing', 'dead') group by s.link_id""",
)

LINK_HISTORY = View(
    title="Each link over time",
    about="Every check of every link: what came back, how it was read, and the state after it.",
    sql="""
select l.url as link, k.checked, o.status, o.trouble, k.condition, k.state, k.strikes, k.reason,
  o.final_url, r.started as run, k.link_id, k.run_id,
  lag(k.state) over history as state_before,
  row_number() over (partition by k.link_id order by k.checked desc, k.id desc) as back
from checks k join links l on l.id = k.link_id join runs r on r.id = k.run_id
join run_ends e on e.run_id = k.run_id and e.outcome = 'complete'
left join observations o on o.id = k.observation_id
window history as (partition by k.link_id order by k.checked, k.id)""",
)

NEWLY_BROKEN = View(
    title="Newly broken",
    about="Links that are broken by their last check and were not by the check before it.",
    sql="""
select link, state, condition, status, state_before, checked, reason, link_id from link_history
where back = 1 and state in ('failing', 'dead')
  and coalesce(state_before, 'unknown') not in ('failing', 'dead')""",
)

RECOVERED = View(
    title="Recovered",
    about="Links that were broken and answered again at their last check.",
    sql="""
select link, state, state_before, condition, status, checked, link_id from link_history
where back = 1 and state = 'alive' and state_before in ('failing', 'dead')""",
)

DATE_CONFLICTS = View(
    title="Date conflicts",
    about="Links whose dated address does not fit the time when the citing document was written.",
    sql="""
select n.document, coalesce(l.url, x.url) as link, x.claimed, x.latest_allowed, x.gap_days,
  coalesce(x.explanation, 'none found') as explanation,
  case when x.decided then 'yes' else 'no' end as decided,
  (select count(*) from conflict_clues cc where cc.conflict_id = x.id) as clues,
  n.audited, x.id as conflict_id, n.document_id
from documents_now n join conflicts x on x.version_id = n.version_id and x.run_id = n.run_id
left join links l on l.id = x.link_id""",
)

PROVENANCE = View(
    title="Provenance",
    about="Who is credited for each document: first publishers, writers, agencies, licences.",
    sql="""
select n.document, n.title, a.credit, a.outlet, a.person, a.day, a.line, a.text, a.licence,
  a.links, n.document_id
from documents_now n join attributions a on a.version_id = n.version_id
where a.credit <> 'related'""",
)

DOMAIN_HEALTH = View(
    title="Health of each host",
    about="How many links each host holds, and how they fare.",
    sql="""
select h.host, count(*) as links, sum(s.state = 'alive') as alive,
  sum(s.state = 'failing') as failing, sum(s.state = 'dead') as dead,
  sum(s.state = 'unverifiable') as unverifiable, sum(s.state = 'unknown') as unknown,
  max(s.last_checked) as last_checked, h.id as host_id
from link_state s join hosts h on h.id = s.host_id group by h.id""",
)

RUN_HISTORY = View(
    title="Audits so far",
    about="Every run: when it was, how it ended, and how much it found.",
    sql="""
select r.started, coalesce(e.outcome, 'unfinished') as outcome, e.documents, e.links,
  e.open_findings, e.new_findings, e.fixed_findings, e.finished,
  case when r.offline then 'yes' else 'no' end as offline, e.tool, r.id as run_id
from runs r left join run_ends e on e.run_id = r.id""",
)

VIEWS: dict[str, View] = {
    "documents_now": VERSIONS_NOW,
    "citations_now": CITATIONS_NOW,
    "broken_now": BROKEN_NOW,
    "link_history": LINK_HISTORY,
    "newly_broken": NEWLY_BROKEN,
    "recovered": RECOVERED,
    "date_conflicts": DATE_CONFLICTS,
    "provenance": PROVENANCE,
    "domain_health": DOMAIN_HEALTH,
    "run_history": RUN_HISTORY,
}
"""In the order in which they are made: a view stands after those it reads."""
