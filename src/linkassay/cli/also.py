"""`--also FORMAT:FILE`: further reports of the same run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from linkassay.cli.suggestion import near
from linkassay.report import FORMATS


@dataclass(frozen=True, slots=True)
class Output:
    """A report in one format, and the file that takes it; `None` for stdout."""

    format: str
    file: Path | None

    def below(self, folder: Path) -> Output:
        """The same for a caller in this folder."""
        return self if self.file is None else replace(self, file=folder / self.file)


STDOUT = "-"
"""Instead of the name of a file."""

if TYPE_CHECKING:
    _Type = click.ParamType[Output]
else:
    _Type = click.ParamType


class FormatAndFile(_Type):
    """The name of a format and a file (or `-`), parted by a colon."""

    name = "format:file"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Output:
        if isinstance(value, Output):
            return value
        name, colon, file = str(value).partition(":")
        if name not in FORMATS:
            known = f"choose one of: {', '.join(FORMATS)}"
            self.fail(f"'{name}' is not a format; {near(name, FORMATS, known)}", param, ctx)
        if not (colon and file):
            self.fail(f"'{value}' names no file; write {name}:FILE", param, ctx)
        return Output(name, None if file == STDOUT else Path(file))


def formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats that begin so, each with its colon."""
    return [CompletionItem(f"{name}:") for name in FORMATS if name.startswith(incomplete)]
