"""Ready questions for the ledger: the canned queries, by slug."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question a person asks, what the answer holds, and the query."""

    title: str
    about: str
    sql: str


BROKEN = Question(
    title="Which links are broken now?",
    about=(
        "Links that are failing or dead by all their checks. Dead ones stand first, then the "
        "longest broken."
    ),
    sql="""
select link, state, condition, status, since, strikes, last_checked, cited_in, reason
from broken_now order by state, since, link""",
)

NEW = Question(
    title="What is new since the last run?",
    about="Findings that the newest run made and the run before had not. The gravest stand first.",
    sql="""
select d.locator as document, f.line, f.level, f.rule, f.message, f.confidence,
  coalesce(l.url, f.url) as link, f.advice
from findings f join documents d on d.id = f.document_id left join links l on l.id = f.link_id
where f.standing = 'new' and f.run_id = (
  select r.id from runs r join run_ends e on e.run_id = r.id
  order by r.id desc limit 1)
order by instr('error warning note', f.level), document, f.line, f.rule""",
)

CONFLICTS = Question(
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

FIRST = Question(
    title="Who published first?",
    about="Documents whose own words credit another publisher, agency or original.",
    sql="""
select document, title, credit, outlet, person, day, line, text, links from provenance
where credit in ('origin', 'wire-credit', 'contributed', 'translation')
order by document, line""",
)

REDIRECTS = Question(
    title="Which redirects are to be mended?",
    about=(
        "Links that moved for good and answer at a new address, with what to write instead. "
        "Moves to a front page are left out: those lost what was cited."
    ),
    sql="""
select c.document, c.line, c.link, o.final_url as write_instead, h.status, c.anchor, o.observed
from citations_now c join link_state s on s.link_id = c.link_id
join checks k on k.id = s.check_id join observations o on o.id = k.observation_id
join hops h on h.observation_id = o.id and h.position = 1
where h.status in (301, 308) and o.status between 200 and 299 and o.final_url <> c.link
  and not exists (select 1 from hops t
    where t.observation_id = o.id and t.status between 300 and 399 and t.status not in (301, 308))
  and not exists (select 1 from open_findings f
    where f.link_id = c.link_id and f.rule = 'redirects-to-home')
order by c.document, c.line, c.link""",
)

CITES = Question(
    title="What does a document cite?",
    about=(
        "Every address in a document with how it fares. Type a part of the document's path, or "
        "nothing for all documents."
    ),
    sql="""
select document, line, anchor, link, state, condition, status, last_checked, region, form
from citations_now where instr(lower(document), lower(trim(:document))) > 0
order by document, line, link""",
)

QUESTIONS: dict[str, Question] = {
    "broken-now": BROKEN,
    "new-since-last-run": NEW,
    "date-conflicts": CONFLICTS,
    "who-published-first": FIRST,
    "redirects-to-mend": REDIRECTS,
    "what-a-document-cites": CITES,
}
