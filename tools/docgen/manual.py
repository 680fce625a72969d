"""The help of every command, as the terminal shows it, at one width."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.markdown import GENERATED, fenced

WIDTH = 88
"""Columns: the pages look alike whatever terminal they are made in."""


def command_page() -> str:
    """The command line, from the commands' own help."""
    parts = [GENERATED, "# The command line\n"]
    for name, text in helps():
        parts += [f"## `{name}`\n", fenced(text, "text")]
    return "\n".join(parts)


def helps() -> Iterator[tuple[str, str]]:
    """(command as typed, help text) of the program, then of each command in its own order."""
    from linkassay.cli.commands import linkassay as program

    # Nothing is run: the parsing is resilient. Commands inherit the width from the program.
    above = program.make_context(
        "linkassay", [], resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield "linkassay", program.get_help(above)
    for name in program.list_commands(above):
        command = program.get_command(above, name)
        if command is not None and not command.hidden:
            below = command.make_context(name, [], parent=above, resilient_parsing=True)
            yield f"linkassay {name}", command.get_help(below)
