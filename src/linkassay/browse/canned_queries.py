"""The canned queries: what people ask a ledger again and again, by slug.

Each reads the current state (`link_state`, `document_state`, `open_findings`) or the rows of one
run, so that it costs what it shows and not what the log holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A query with the question that it answers and a sentence on the answer."""

    title: str
    about: str
    sql: str


BROKEN = CannedQuery(
    title="Which links are broken now?",
    about=(
        "Links that documents still cite and that are failing, flapping or dead by all their "
        "checks. Dead ones stand first, then the longest broken."
    ),
    sql="""
select link, state, condition, status, since, strikes, last_checked, documents, cited_in, reason,
  link_id
from broken_now order by state, since, link""",
)

NEW = CannedQuery(
    title="What is new since the last run?",
    about=(
        "Findings that the newest run made first, found again after they had been closed, or found "
        "to be worse: a link that was failing is now dead. The gravest stand first."
    ),
    sql="""
select d.locator as document, f.line, f.level, n.standing, f.rule, f.message, f.confidence,
  coalesce(l.url, f.url) as link, f.advice, f.link_id
from run_findings n join findings f on f.id = n.finding_id
join documents d on d.id = f.document_id left join links l on l.id = f.link_id
where n.run_id = (select run_id from seals order by id desc limit 1)
  and n.standing in ('new', 'worse', 'returned')
order by instr('error warning note', f.level), d.locator, f.line, f.rule""",
)

CONFLICTS = CannedQuery(
    title="Which dates disagree, and what says so?",
    about=(
        "Links whose address claims a day later than their document can be, one row for each clue "
        "that speaks against it. A clue allows the days from earliest to latest."
    ),
    sql="""
select x.document, x.link, x.claimed, x.latest_allowed, x.gap_days, x.explanation,
  c.text as clue, c.line, c.earliest, c.latest
from date_conflicts x left join conflict_clues xc on xc.conflict_id = x.conflict_id
left join clues c on c.id = xc.clue_id
order by x.gap_days desc, x.document, x.link, c.line, c.text""",
)

FIRST = CannedQuery(
    title="Who published first?",
    about="Documents whose own words credit another publisher, agency or original.",
    sql="""
select document, title, credit, outlet, person, day, line, text, links from provenance
where credit in ('origin', 'wire-credit', 'contributed', 'translation')
order by document, line""",
)

REDIRECTS = CannedQuery(
    title="Which moved addresses are to be replaced?",
    about=(
        "Links that moved for good and answer at a new address, with what to write instead. Left "
        "out are moves to a front page and links that share their new address with another link: "
        "there, what was cited is most likely lost."
    ),
    sql="""
with moved as materialized (
  select s.link_id, s.last_checked, a.final_url, a.status
  from link_state s join checks v on v.run_id = s.run_id and v.link_id = s.link_id
  join looks k on k.run_id = v.run_id and k.link_id = v.link_id and k.n = v.look
  join answers a on a.id = k.answer_id
  where s.condition = 'ok-redirected' and a.final_url is not null)
select c.document, c.line, c.link, moved.final_url as write_instead, moved.status, c.anchor,
  moved.last_checked, c.link_id
from moved join citations_now c on c.link_id = moved.link_id
where moved.final_url in (select final_url from moved group by final_url having count(*) = 1)
order by c.document, c.line, c.link""",
)

CITES = CannedQuery(
    title="What does a document cite?",
    about=(
        "Every address in a document with how it fares. Type a part of the document's path, or "
        "nothing for all documents."
    ),
    sql="""
select document, line, anchor, link, state, condition, status, last_checked, region, form, link_id
from citations_now where instr(lower(document), lower(trim(:document))) > 0
order by document, line, link""",
)

CANNED_QUERIES: Mapping[str, CannedQuery] = {
    "broken-now": BROKEN,
    "new-since-last-run": NEW,
    "date-conflicts": CONFLICTS,
    "who-published-first": FIRST,
    "redirects-to-mend": REDIRECTS,
    "what-a-document-cites": CITES,
}
