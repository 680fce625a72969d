"""The page about the ledger as files: what each line says, from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.markdown import GENERATED, table
from linkassay.ledger.exchange.lines import VERSION
from linkassay.ledger.exchange.shapes import HASH_DIGITS, SHAPES, Shape, key_of_line

_INTRODUCTION = f"""
The ledger is one SQLite file, and a machine that is thrown away after each audit takes it along.
`linkassay ledger export` writes it as text that git can keep, and `linkassay ledger import` builds
it again: every row but its number, so that the next audit goes on as if nothing had happened.
`linkassay ledger merge OTHER...` takes the sealed runs of other ledgers straight into this one, in
any order: what is there already is left alone, and of two different runs of one name neither is
taken over the other.

```
audits/state.ndjson             how documents, links and findings stand: for people, in a diff
audits/runs/NAME.ndjson.gz      one finished run: written once, never again
audits/runs/NAME.part.ndjson.gz one unfinished run: replaced each time, gone once it is finished
audits/hosts.ndjson             what is remembered of servers, so that they are asked politely
```

In `state.ndjson` one changed link is one changed line: it holds no number of a row and no time that
moves by itself. `import` does not read it, since it follows from the runs.

A run's file begins with a line that names the format (version {VERSION}), the run, the root of the
hash tree over its rows (RFC 9162, 2.1.1) and the root of the run before. Each line is one JSON
object: `table` says what it is a row of, what is null is left out, and what refers to another row
names it by its address, its locator or the first {HASH_DIGITS} digits of its hash; `sum` is the
beginning of the SHA-256 of the line without it. The last line counts those before it. What an
earlier file of the same line of runs has told is not told again, so files are imported in their
order, in which `import` brings them by itself.

`import` believes nothing: it makes every hash and the root anew, names the line of a file that was
changed, and takes a run whole or not at all. A run that is there already is skipped; another one of
the same name is an error. `linkassay ledger verify` asks the same of a ledger.
"""


def ledger_page() -> str:
    """The page, with a table for each kind of line."""
    parts = [GENERATED, "# The ledger as files", _INTRODUCTION, "## Lines of a run's file\n"]
    for shape in SHAPES.values():
        parts += [f"### `{shape.name}`\n", f"{shape.table.about}{_where(shape)}\n"]
        parts.append(table(("key", "what it holds"), tuple(_rows(shape))))
    return "\n".join(parts)


def _where(shape: Shape) -> str:
    return " Stands behind the version that it belongs to." if shape.part_of else ""


def _rows(shape: Shape) -> Iterator[tuple[str, str]]:
    meanings = {key_of_line(column): column.meaning for column in shape.columns}
    for key in shape.told:
        yield f"`{key}`", meanings.get(key, _MORE.get(key, ""))


_MORE = {
    "clues": "The clues against the link's date, by their places among those of the version.",
    "document": "The document.",
}
