"""One call of a command: its environment, what was asked for, what is configured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from linkassay import config
from linkassay.cli import output
from linkassay.cli.also import Output
from linkassay.cli.environment import Environment
from linkassay.cli.options import Options
from linkassay.errors import UsageError
from linkassay.model import NEWS, Profile, Recheck, Settings

if TYPE_CHECKING:
    from linkassay.sources import Base

DEFAULT_LEDGER = "audits/audit.db"

AUDIT_DEFAULTS = Settings(recheck=Recheck.DUE, standing=NEWS)
"""What `audit` does where nothing says otherwise: it asks what is due, and only news fails it."""


@dataclass(frozen=True, slots=True)
class Job:
    """`settings` are the configured ones with the options laid over them.

    `configured` is the folder of the configuration, `None` where there is none. `base` is what
    findings are compared with where a change is audited. `whole` tells that the whole configured
    corpus is.
    """

    environment: Environment
    options: Options
    settings: Settings
    configured: Path | None
    base: Base | None = None
    whole: bool = False

    @property
    def ledger(self) -> Path | None:
        """The named or configured ledger."""
        named = self.settings.ledger
        return None if named is None else self.environment.folder / named

    @property
    def outputs(self) -> tuple[Output, ...]:
        """The reports to be written: the one that was asked for, and those besides it."""
        named = "stats" if self.options.stats else self.options.format
        first = Output(named, self.options.output)
        return tuple(item.below(self.environment.folder) for item in (first, *self.options.also))

    def remembering(self) -> Job:
        """With the default ledger, beside the configuration, where none is named."""
        if self.settings.ledger is not None:
            return self
        folder = self.configured
        name = DEFAULT_LEDGER
        if folder is not None and folder != self.environment.folder:
            name = str(folder / DEFAULT_LEDGER)
        return replace(self, settings=replace(self.settings, ledger=name))

    def against_base(self) -> Job:
        """With the base that the options name, if they do; then nothing is remembered.

        Raises `UsageError` where there is no such base.
        """
        from linkassay import sources

        if self.options.base is None:
            return self
        folder, variables = self.environment.folder, self.environment.variables
        ref = sources.named_base(self.options.base, variables)
        root = sources.corpus_root(folder, self.configured)
        base = sources.base_of(folder, ref, root, variables)
        return replace(self, base=base, settings=replace(self.settings, ledger=None))

    def check_targets(self) -> None:
        """Raise `UsageError` now for a report file that could not be written after the audit."""
        targets = [one.file for one in self.outputs if one.file is not None]
        for number, target in enumerate(targets):
            output.check_target(target)
            if any(output.is_same_file(target, other) for other in targets[:number]):
                raise UsageError(
                    "two reports cannot be written into one file",
                    where=str(target),
                    advice="name another file with --output or --also",
                )


def job_of(environment: Environment, options: Options, defaults: Settings | None = None) -> Job:
    """The call of a command; raises `UsageError` where the configuration is not valid.

    `defaults` hold where neither the configuration nor an option says otherwise.
    """
    profile = None if options.profile is None else Profile(options.profile)
    settings, configured = config.load(environment.folder, defaults, profile)
    return Job(environment, options, options.over(settings), configured)


def ledger_path(environment: Environment, named: Path | None) -> Path:
    """The ledger to look at: the named one, else the configured one, else the default."""
    job = job_of(environment, Options(ledger=named)).remembering()
    return job.ledger or environment.folder / DEFAULT_LEDGER
