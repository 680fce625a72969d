"""`linkassay fix`: documents with what can be mended, as a patch or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay.cli import auditing, output
from linkassay.cli.environment import Environment
from linkassay.cli.job import job_of
from linkassay.cli.options import Options
from linkassay.errors import Exit, LinkassayError, UsageError
from linkassay.model import Document, Repair, Source

if TYPE_CHECKING:
    from linkassay.sources import Corpus


@dataclass
class Fixer:
    """Takes what can be mended document by document, and writes the patch or the file.

    `to_terminal` says whether somebody looks at the patch; else it comes as it is.
    """

    write: bool
    to_terminal: bool
    folder: Path
    documents: int = 0
    repairs: int = 0
    left: int = 0
    failed: list[LinkassayError] = field(default_factory=list)

    def of(self, corpus: Corpus) -> Callable[[Document, Sequence[Repair]], None]:
        """What takes the repairs of the documents of a corpus."""
        return partial(self._take, corpus)

    def _take(self, corpus: Corpus, document: Document, repairs: Sequence[Repair]) -> None:
        """Mend one document; what cannot be is noted."""
        from linkassay import repair

        source = corpus.reopen(document.locator)
        if source is None or sha256(source.data).hexdigest() != document.sha256:
            self.left += len(repairs)
            output.note(f"note: {document.locator} has changed, and was not mended")
            return
        applied = repair.apply(source, repairs)
        for item in applied.left:
            self.left += 1
            output.note(f"note: {place(source, item)}: not mended, since more would change with it")
        if applied.done:
            self._put(corpus, source, applied.data, applied.done)

    def _put(self, corpus: Corpus, source: Source, data: bytes, done: Sequence[Repair]) -> None:
        from linkassay.report.patch import patch

        if self.write:
            try:
                _rewrite(corpus, source, data)
            except LinkassayError as error:
                self.failed.append(error)
                return
            for item in done:
                output.note(f"{place(source, item)}: {item.because}")
        else:
            name = _relative(source.locator, self.folder)
            output.say_patch(patch(name, source.data, data), escaped=self.to_terminal)
        self.documents += 1
        self.repairs += len(done)


def _rewrite(corpus: Corpus, source: Source, data: bytes) -> None:
    try:
        corpus.rewrite(source, data)
    except OSError as error:
        problem = f"the file cannot be written: {error.strerror or error}"
        raise LinkassayError(problem, where=source.locator) from error


def _relative(locator: str, folder: Path) -> str:
    """A locator as a patch names it: one that is no path from a root is named from `folder`."""
    return os.path.relpath(locator, folder) if os.path.isabs(locator) else locator  # noqa: PTH117


def place(source: Source, item: Repair) -> str:
    """`docs/a.md:3:10`."""
    return f"{source.locator}:{item.span.line}:{item.span.column}"


def fix(environment: Environment, paths: Sequence[str], options: Options, *, write: bool) -> Exit:
    """Audit the documents and mend them; the patch goes to stdout, words on it to stderr."""
    from linkassay import sources

    other = next((one for one in paths if one == sources.STDIN or sources.is_url(one)), None)
    if other is not None:
        raise UsageError(
            "only files can be mended", where=other, advice="save it, and name the file"
        )
    job = job_of(environment, options)
    fixer = Fixer(write, environment.colour, environment.folder)
    code = auditing.repair(job, paths, fixer.of)
    for error in fixer.failed:
        output.complain(error)
    output.note(_summary(fixer))
    if fixer.failed:
        return Exit.UNTRUSTWORTHY
    return code or (Exit.FINDINGS if fixer.repairs and not write else Exit.CLEAN)


def _summary(fixer: Fixer) -> str:
    if not fixer.repairs:
        return "nothing to mend" if not fixer.left else "nothing was mended"
    one = fixer.repairs == 1
    many = f"{fixer.repairs:,} repair{'' if one else 's'}"
    where = f"in {fixer.documents:,} document{'' if fixer.documents == 1 else 's'}"
    if fixer.write:
        return f"{many} written {where}"
    return f"{many} {where}; --write writes {'it' if one else 'them'}"
