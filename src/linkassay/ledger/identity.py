"""By what a document is known, as SQL."""

from __future__ import annotations

IDENTITY = """
coalesce((select identity from document_state where document_id = r.renamed_from),
  (select s.identity from document_state s where s.document_id = d.id and not exists
    (select 1 from document_state x where x.identity = s.identity and x.document_id <> d.id
      and x.present)),
  case when exists (select 1 from document_state x where x.identity = d.locator)
    then d.locator || ' #' || (select count(*) + 1 from document_state x
      where x.identity = d.locator or instr(x.identity, d.locator || ' #') = 1)
    else d.locator end)
"""
"""By what the findings of a document `d` are known, which a run `r` read: the locator under which
it was met first, unless another document goes by that already: a new text under the name that a
renamed one had is another document."""
