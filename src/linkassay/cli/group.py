"""Commands whose failures end in a sentence and an exit code: the one place where they do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NoReturn

import click

from linkassay.cli import output
from linkassay.cli.options import DEBUG
from linkassay.cli.suggestion import near
from linkassay.errors import Exit, LinkassayError, UsageError

UNSAYABLE = frozenset({errno.EBADF, errno.ENOSPC, errno.EPIPE})
"""What a stdout says that is closed, full or no longer read."""


class Misuse(click.ClickException):
    """What click says of a wrong call, in the manner of our own errors."""

    exit_code = Exit.USAGE

    def __init__(self, error: click.UsageError, command: str) -> None:
        super().__init__(error.format_message())
        self._advice = f"`{command} --help` shows what it takes"

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - always to stderr
        what = self.message[:1].lower() + self.message[1:].rstrip(".")
        output.complain(LinkassayError(what, advice=self._advice))


@contextmanager
def _misuse(command: str) -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Misuse(error, error.ctx.command_path if error.ctx else command) from error


class CommandGroup(click.Group):
    """Commands whose failures end in a sentence and the code that `errors` gives them."""

    def make_context(self, info_name: str | None, *rest: Any, **more: Any) -> click.Context:
        with _misuse(info_name or "linkassay"):
            return super().make_context(info_name, *rest, **more)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name.startswith("-") or self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        otherwise = f"`{ctx.command_path} --help` shows all commands"
        raise UsageError(
            f"there is no command '{name}'", advice=near(name, self.commands, otherwise)
        )

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _misuse(ctx.command_path):
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except LinkassayError as error:
            output.complain(error)
            ctx.exit(error.exit)
        except KeyboardInterrupt:
            output.note("stopped before the report was complete")
            ctx.exit(Exit.UNTRUSTWORTHY)
        except Exception as error:
            if isinstance(error, OSError) and error.errno in UNSAYABLE:
                raise  # a `--help` that stdout does not take: click and `main` end it
            _own_fault(ctx, error)


def _own_fault(ctx: click.Context, error: Exception) -> NoReturn:
    if ctx.meta.get(DEBUG):
        import traceback

        output.note_block("".join(traceback.format_exception(error)))
    kind = type(error).__name__
    message = f"linkassay itself failed ({kind}: {error})"
    advice = "" if ctx.meta.get(DEBUG) else "run again with --debug for the traceback"
    output.complain(LinkassayError(message, advice=advice))
    ctx.exit(Exit.UNTRUSTWORTHY)
