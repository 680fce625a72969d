"""The ledger's views: questions people ask again and again, as named SQL.

A link is *broken* when its state is `failing`, `flapping` or `dead`. "Now" is what the current
tables say, so a view costs what it shows and not what the log holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linkassay.ledger.meant import MEANT, choice


@dataclass(frozen=True, slots=True)
class View:
    """A view's query, a title and a sentence for a reader.

    `columns` says what a column holds where no table's column of that name says it.
    """

    sql: str
    title: str
    about: str
    columns: Mapping[str, str] = field(default_factory=dict)


_BROKEN = "('failing', 'flapping', 'dead')"
_DOCUMENT = {"document": "Locator of the document."}
_LINK = {"link": "The link's address."}

DOCUMENTS_NOW = View(
    title="Documents in the corpus",
    about="Each document that was in the corpus when it was last looked for, as it was read then.",
    sql="""
select d.locator as document, v.title, s.audited, v.media_type,
  s.document_id, s.version_id, s.run_id
from document_state s join documents d on d.id = s.document_id
join document_versions v on v.id = s.version_id where s.present""",
    columns=_DOCUMENT,
)

CITATIONS_NOW = View(
    title="What the documents cite",
    about="Every address that a document cites in its last reading, with the link's present state.",
    sql=f"""
select n.document, c.line, c.anchor, coalesce(l.url, c.written) as link,
  coalesce(s.state, case when c.error is not null then 'malformed'
    when c.target is not null then 'local' else 'unknown' end) as state,
  s.condition, s.status, s.last_checked, c.region, c.form, c.context,
  {MEANT} as link_id, n.document_id
from documents_now n join citations c on c.version_id = n.version_id {choice("n.run_id")}
left join links l on l.id = {MEANT} left join link_state s on s.link_id = {MEANT}""",
    columns=_LINK,
)

LINKS_NOW = View(
    title="How the links stand",
    about="Each link that was ever looked at, with what all its checks together say.",
    sql="""
select l.url as link, s.state, s.condition, s.confidence, s.status, s.reason, s.since, s.strikes,
  s.last_checked, s.last_alive, s.due, h.host, s.link_id, s.host_id
from link_state s left join links l on l.id = s.link_id left join hosts h on h.id = s.host_id""",
    columns=_LINK,
)

_CITED_NOW = """
select n.document_id from citations c join document_state n on n.version_id = c.version_id
where c.link_id = s.link_id and n.present and not exists (select 1 from resolved r
  where r.run_id = n.run_id and r.link_id = c.link_id and r.candidates = c.candidates)
union all
select n.document_id from resolved r join citations c on c.link_id = r.link_id
  and c.candidates = r.candidates
join document_state n on n.version_id = c.version_id and n.run_id = r.run_id
where r.chosen_id = s.link_id and n.present"""
"""The documents that cite the link of the state `s`, also by a wrapped address."""

BROKEN_NOW = View(
    title="Broken now",
    about="Links that are still cited and are failing, flapping or dead by all their checks.",
    sql=f"""
select l.url as link, s.state, s.cause, s.condition, s.status, s.since, s.strikes, s.last_checked,
  (select count(*) from documents d where d.id in ({_CITED_NOW})) as documents,
  (select min(d.locator) from documents d where d.id in ({_CITED_NOW})) as cited_in,
  s.reason, h.host, s.link_id
from link_state s join links l on l.id = s.link_id left join hosts h on h.id = l.host_id
where s.state in {_BROKEN} and exists ({_CITED_NOW})""",
    columns=_LINK
    | {
        "documents": "How many documents cite it.",
        "cited_in": "One of the documents that cite it.",
    },
)

OBSERVATIONS = View(
    title="Every look at every link",
    about="What came back each time a link was looked at, and how that look alone is read.",
    sql="""
select l.url as link, k.looked, a.status, a.error, k.condition, k.confidence, k.reason,
  a.final_url, a.title, k.seconds, k.bytes, k.purpose, k.n,
  a.detail, a.framing, a.headers, a.hops, k.peers, r.started as run, k.link_id, k.run_id,
  k.answer_id
from looks k join links l on l.id = k.link_id join answers a on a.id = k.answer_id
join runs r on r.id = k.run_id""",
    columns=_LINK | {"run": "When the run began."},
)

LINK_HISTORY = View(
    title="Each link over time",
    about="Every verdict on every link, and the state of the link after it.",
    sql="""
select l.url as link, k.checked, k.condition, k.confidence, k.state, k.strikes, k.since,
  r.started as run, k.link_id, k.run_id
from checks k join links l on l.id = k.link_id join runs r on r.id = k.run_id
join seals e on e.run_id = k.run_id""",
    columns=_LINK | {"run": "When the run began."},
)

_CHANGED = """
select l.url as link, c.changed, c.was, c.state, s.state as state_now, s.condition, s.status,
  s.reason, c.link_id, c.run_id
from changes c join links l on l.id = c.link_id join link_state s on s.link_id = c.link_id
where c.run_id = (select e.run_id from seals e join runs r on r.id = e.run_id
  order by r.started desc, e.id desc limit 1) and """

NEWLY_BROKEN = View(
    title="Newly broken",
    about="Links that the last run found broken and that were not broken before.",
    sql=f"{_CHANGED} c.state in {_BROKEN} and c.was not in {_BROKEN}",
    columns=_LINK | {"state_now": "How it stands now."},
)

RECOVERED = View(
    title="Recovered",
    about="Links that were broken and that the last run found alive.",
    sql=f"{_CHANGED} c.state = 'alive' and c.was in {_BROKEN}",
    columns=_LINK | {"state_now": "How it stands now."},
)

DATE_CONFLICTS = View(
    title="Date conflicts",
    about="Links whose dated address does not fit the time when the citing document was written.",
    sql="""
select n.document, l.url as link, x.claimed, x.latest_allowed, x.gap_days,
  coalesce(x.explanation, 'none found') as explanation,
  case when x.decided then 'yes' else 'no' end as decided,
  (select count(*) from conflict_clues cc where cc.conflict_id = x.id) as clues,
  n.audited, x.id as conflict_id, n.document_id, x.link_id
from documents_now n join conflicts x on x.version_id = n.version_id and x.run_id = n.run_id
join links l on l.id = x.link_id""",
    columns=_LINK | {"clues": "How many clues speak against it."},
)

PROVENANCE = View(
    title="Provenance",
    about="Who is credited for each document: first publishers, writers, agencies, licences.",
    sql="""
select n.document, n.title, a.credit, a.outlet, a.person, a.day, a.source, a.line, a.text,
  a.licence, a.links, n.document_id
from documents_now n join attributions a on a.version_id = n.version_id
where a.credit <> 'related'""",
)

DOMAIN_HEALTH = View(
    title="Health of each host",
    about="How many links of each host were looked at, and how they fare.",
    sql="""
select h.host, s.links, s.alive, s.failing, s.flapping, s.dead, s.unverifiable, s.unknown,
  s.last_checked, s.host_id
from host_state s join hosts h on h.id = s.host_id""",
)

RUN_HISTORY = View(
    title="Audits so far",
    about="Every run: when it was, how it ended, and how much it found.",
    sql="""
select r.started, coalesce(e.outcome, 'unfinished') as outcome, e.documents, e.links,
  e.open_findings, e.new_findings, e.fixed_findings, e.finished,
  case when r.offline then 'yes' else 'no' end as offline, r.tool, r.name as run, r.id as run_id
from runs r left join seals e on e.run_id = r.id""",
    columns={"run": "Name of the run."},
)

VIEWS: Mapping[str, View] = {
    "documents_now": DOCUMENTS_NOW,
    "citations_now": CITATIONS_NOW,
    "links_now": LINKS_NOW,
    "broken_now": BROKEN_NOW,
    "observations": OBSERVATIONS,
    "link_history": LINK_HISTORY,
    "newly_broken": NEWLY_BROKEN,
    "recovered": RECOVERED,
    "date_conflicts": DATE_CONFLICTS,
    "provenance": PROVENANCE,
    "domain_health": DOMAIN_HEALTH,
    "run_history": RUN_HISTORY,
}
"""In the order in which they are made: a view stands after those it reads."""
