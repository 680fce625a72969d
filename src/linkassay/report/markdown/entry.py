"""A problem in Markdown: in full with its evidence folded, or in a line."""

from __future__ import annotations

from collections.abc import Iterator

from linkassay.model import Level
from linkassay.report.markdown.inline import code, words
from linkassay.report.pages.entries import Entry
from linkassay.report.words import count

_SIGNS = {Level.ERROR: "**error**", Level.WARNING: "**warning**", Level.NOTE: "note"}

_BREAK = "\\\n"
"""A line ends here, and the paragraph goes on (CommonMark 6.7)."""


def sign(entry: Entry) -> str:
    """Its level."""
    return _SIGNS[entry.first.level]


def bullet(entry: Entry) -> str:
    """An item of a list with all that the problem rests on; it unfolds."""
    rows = [f"{sign(entry)}: {words(entry.first.message)}", _places(entry)]
    rows += [code(one.text) for one in entry.addresses]
    if entry.first.advice:
        rows.append(f"**What to do:** {words(entry.first.advice)}")
    rows.append(f"<sub>{_facts(entry)}</sub>")
    text = f"- {_BREAK.join(rows)}"
    evidence = list(_evidence(entry))
    if evidence:
        text += f"\n\n<details><summary>{_title(entry)}</summary>\n\n"
        text += "\n".join(f"- {row}" for row in evidence) + "\n\n</details>"
    return text.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def brief(entry: Entry) -> str:
    """One line: where, what, and on which address."""
    urls = [url.text for url in entry.addresses if url.text not in entry.first.message]
    parts = [_places(entry), words(entry.first.message), *map(code, urls[:1])]
    return " ".join(parts)


def _places(entry: Entry) -> str:
    told = ", ".join(map(code, entry.places))
    return f"{told} and {entry.more:,} more" if entry.more else told


def _facts(entry: Entry) -> str:
    rule, *facts = entry.facts
    return ", ".join((code(rule), *map(words, facts)))


def _title(entry: Entry) -> str:
    things = len(entry.hops) + len(entry.proofs) + entry.more_proofs
    return f"Evidence: {count(things, 'thing')}" if things else "In the document"


def _evidence(entry: Entry) -> Iterator[str]:
    quote = entry.quote
    if quote is not None:
        yield f"in the document: {words(f'{quote.before}{quote.cited}{quote.after}')}"
    for hop in entry.hops:
        yield f"{code(hop.url)} {words(hop.answer)}" if hop.url else words(hop.answer)
    for one in entry.proofs:
        yield f"{one.where}: {words(one.text)}" if one.where else words(one.text)
    if entry.more_proofs:
        yield f"and {entry.more_proofs:,} more"
