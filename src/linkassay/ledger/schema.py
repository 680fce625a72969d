"""The tables, as named migrations. A migration that was released is never edited again."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x4C4B4153
"""`LKAS` in the file's header: `file` and we ourselves know a ledger by it."""

MIGRATIONS = Migrations("linkassay")

FIRST_LOG = (
    "runs",
    "run_ends",
    "documents",
    "document_versions",
    "run_documents",
    "hosts",
    "links",
    "captures",
    "citations",
    "attributions",
    "clues",
    "observations",
    "hops",
    "checks",
    "conflicts",
    "conflict_clues",
    "findings",
    "not_checked",
    "unread",
)

_WHOLE = "content_hash TEXT NOT NULL UNIQUE"

_READ = f"""
create table runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, name TEXT NOT NULL UNIQUE,
    offline INTEGER NOT NULL, rules TEXT NOT NULL, allowed_addresses TEXT NOT NULL,
    settings_digest TEXT NOT NULL, {_WHOLE}) strict;
create table run_ends (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL UNIQUE REFERENCES runs (id),
    finished TEXT NOT NULL, outcome TEXT NOT NULL, documents INTEGER NOT NULL,
    links INTEGER NOT NULL, open_findings INTEGER NOT NULL, new_findings INTEGER NOT NULL,
    fixed_findings INTEGER NOT NULL, tool TEXT NOT NULL, {_WHOLE}) strict;
create table documents (id INTEGER PRIMARY KEY, locator TEXT NOT NULL UNIQUE, {_WHOLE}) strict;
create table document_versions (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id),
    label TEXT NOT NULL, title TEXT, media_type TEXT NOT NULL, language TEXT,
    sha256 TEXT NOT NULL, reading_sha256 TEXT NOT NULL, {_WHOLE}) strict;
create index document_versions_document on document_versions (document_id);
create table run_documents (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version_id INTEGER NOT NULL REFERENCES document_versions (id), {_WHOLE}) strict;
create index run_documents_run on run_documents (run_id);
create index run_documents_document on run_documents (document_id);
create table hosts (id INTEGER PRIMARY KEY, host TEXT NOT NULL UNIQUE, {_WHOLE}) strict;
create table links (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,
    host_id INTEGER REFERENCES hosts (id), {_WHOLE}) strict;
create index links_host on links (host_id);
create table captures (
    id INTEGER PRIMARY KEY, link_id INTEGER NOT NULL REFERENCES links (id),
    archive TEXT NOT NULL, day TEXT, url TEXT NOT NULL, {_WHOLE}) strict;
create index captures_link on captures (link_id);
create table citations (
    id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES document_versions (id),
    line INTEGER, "column" INTEGER, link_id INTEGER REFERENCES links (id), anchor TEXT,
    form TEXT NOT NULL, region TEXT NOT NULL, context TEXT NOT NULL, written TEXT NOT NULL,
    error TEXT, candidates TEXT NOT NULL, start_offset INTEGER, end_offset INTEGER,
    {_WHOLE}) strict;
create index citations_version on citations (version_id);
create index citations_link on citations (link_id);
create table attributions (
    id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES document_versions (id),
    line INTEGER, credit TEXT NOT NULL, text TEXT NOT NULL, outlet TEXT, person TEXT,
    day TEXT, licence TEXT, links TEXT NOT NULL, similarity REAL, "column" INTEGER,
    {_WHOLE}) strict;
create index attributions_version on attributions (version_id);
create table clues (
    id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES document_versions (id),
    line INTEGER, text TEXT NOT NULL, clock TEXT NOT NULL, earliest TEXT, latest TEXT,
    link_id INTEGER REFERENCES links (id), family TEXT NOT NULL, source TEXT NOT NULL,
    rule TEXT NOT NULL, weight REAL NOT NULL, weight_latest REAL, subject TEXT NOT NULL,
    intervals TEXT NOT NULL, "column" INTEGER, {_WHOLE}) strict;
create index clues_version on clues (version_id);
create index clues_link on clues (link_id);
"""

_ASKED = f"""
create table observations (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    link_id INTEGER NOT NULL REFERENCES links (id), observed TEXT NOT NULL, status INTEGER,
    trouble TEXT, detail TEXT NOT NULL, final_url TEXT NOT NULL, title TEXT, published TEXT,
    published_source TEXT, modified TEXT, canonical TEXT, seconds REAL NOT NULL,
    raw_bytes INTEGER NOT NULL, framing TEXT NOT NULL, headers TEXT NOT NULL,
    vantage TEXT NOT NULL, body_sha256 TEXT, {_WHOLE}) strict;
create index observations_run on observations (run_id);
create index observations_link on observations (link_id);
create table hops (
    id INTEGER PRIMARY KEY, observation_id INTEGER NOT NULL REFERENCES observations (id),
    position INTEGER NOT NULL, url TEXT NOT NULL, status INTEGER, location TEXT, peer TEXT,
    seconds REAL, {_WHOLE}) strict;
create index hops_observation on hops (observation_id);
create table checks (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    link_id INTEGER NOT NULL REFERENCES links (id),
    observation_id INTEGER REFERENCES observations (id), checked TEXT NOT NULL,
    condition TEXT NOT NULL, confidence TEXT NOT NULL, strike TEXT NOT NULL, reason TEXT NOT NULL,
    state TEXT NOT NULL, strikes INTEGER NOT NULL, since TEXT, {_WHOLE}) strict;
create index checks_run on checks (run_id);
create index checks_link on checks (link_id, checked);
create index checks_observation on checks (observation_id);
"""

_JUDGED = f"""
create table conflicts (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    version_id INTEGER NOT NULL REFERENCES document_versions (id),
    link_id INTEGER REFERENCES links (id), claimed TEXT, latest_allowed TEXT NOT NULL,
    gap_days INTEGER NOT NULL, explanation TEXT, decided INTEGER NOT NULL, tried TEXT NOT NULL,
    url TEXT NOT NULL, claimed_clue_id INTEGER NOT NULL REFERENCES clues (id), {_WHOLE}) strict;
create index conflicts_run on conflicts (run_id);
create index conflicts_version on conflicts (version_id);
create index conflicts_link on conflicts (link_id);
create index conflicts_claimed on conflicts (claimed_clue_id);
create table conflict_clues (
    id INTEGER PRIMARY KEY, conflict_id INTEGER NOT NULL REFERENCES conflicts (id),
    clue_id INTEGER NOT NULL REFERENCES clues (id), {_WHOLE}) strict;
create index conflict_clues_conflict on conflict_clues (conflict_id);
create index conflict_clues_clue on conflict_clues (clue_id);
create table findings (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    document_id INTEGER NOT NULL REFERENCES documents (id), line INTEGER, level TEXT NOT NULL,
    rule TEXT NOT NULL, message TEXT NOT NULL, standing TEXT NOT NULL, confidence TEXT NOT NULL,
    link_id INTEGER REFERENCES links (id), advice TEXT NOT NULL, explanation TEXT,
    gap_days INTEGER, evidence TEXT NOT NULL, url TEXT, has_span INTEGER NOT NULL,
    "column" INTEGER, start_offset INTEGER, end_offset INTEGER, position INTEGER NOT NULL,
    finding_key TEXT NOT NULL, {_WHOLE}) strict;
create index findings_run on findings (run_id);
create index findings_document on findings (document_id);
create index findings_link on findings (link_id);
create index findings_key on findings (finding_key);
create table not_checked (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    link_id INTEGER NOT NULL REFERENCES links (id), reason TEXT NOT NULL, {_WHOLE}) strict;
create index not_checked_run on not_checked (run_id);
create index not_checked_link on not_checked (link_id);
create table unread (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs (id),
    locator TEXT NOT NULL, problem TEXT NOT NULL, advice TEXT NOT NULL, {_WHOLE}) strict;
create index unread_run on unread (run_id);
"""

_CURRENT = f"""
create table link_state (
    id INTEGER PRIMARY KEY, link_id INTEGER NOT NULL UNIQUE REFERENCES links (id),
    state TEXT NOT NULL, condition TEXT, status INTEGER, since TEXT, strikes INTEGER NOT NULL,
    reason TEXT, confidence TEXT, last_checked TEXT, last_alive TEXT,
    host_id INTEGER REFERENCES hosts (id), check_id INTEGER REFERENCES checks (id),
    {_WHOLE}) strict;
create index link_state_state on link_state (state);
create index link_state_host on link_state (host_id);
create index link_state_check on link_state (check_id);
create table open_findings (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id), line INTEGER,
    level TEXT NOT NULL, rule TEXT NOT NULL, message TEXT NOT NULL, confidence TEXT NOT NULL,
    link_id INTEGER REFERENCES links (id), first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
    finding_id INTEGER NOT NULL REFERENCES findings (id), finding_key TEXT NOT NULL UNIQUE,
    {_WHOLE}) strict;
create index open_findings_document on open_findings (document_id);
create index open_findings_link on open_findings (link_id);
create index open_findings_finding on open_findings (finding_id);
"""


@MIGRATIONS()
def first_tables(db: Database) -> None:
    """The tables of design 7; every foreign key indexed, every row with its content hash."""
    for part in (_READ, _ASKED, _JUDGED, _CURRENT):
        for statement in part.split(";\n"):
            if statement.strip():
                db.execute(statement)


@MIGRATIONS()
def append_only_log(db: Database) -> None:
    """The log refuses every change; only the two current-state tables may be rewritten."""
    for table in FIRST_LOG:
        for verb in ("update", "delete"):
            db.execute(
                f"create trigger {table}_no_{verb} before {verb} on {table} begin"
                f" select raise(abort, 'the ledger only grows: no {verb} in {table}'); end"
            )
