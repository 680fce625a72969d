"""Finds the rules: every module of this package whose name has no leading underscore."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from linkassay.model import RuleEntry, RuleNotes

HEADINGS = {
    "says": "What it says",
    "matters": "Why it matters",
    "do": "What to do",
    "wrong": "When it is wrong",
}


@cache
def catalogue() -> Mapping[str, RuleEntry]:
    """All rules by slug, in alphabetical order.

    Raises `ValueError` where a module declares no rule, its slug is not its file's name, or its
    story lacks a heading.
    """
    package = __name__.rpartition(".")[0]
    here = import_module(package).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(here))
    rules = (name for name in names if not name.startswith("_"))
    entries = [_entry(import_module(f"{package}.{name}")) for name in rules]
    return {entry.rule.slug: entry for entry in entries}


def _entry(module: ModuleType) -> RuleEntry:
    name = module.__name__.rpartition(".")[2]
    if not hasattr(module, "RULE"):
        raise ValueError(
            f"{name}.py declares no RULE; what rules share is named with an underscore"
        )
    if module.RULE.slug != name.replace("_", "-"):
        raise ValueError(f"the rule in {name}.py calls itself {module.RULE.slug}")
    return RuleEntry(module.RULE, _notes(name, _story(module)), module.check)


def _story(module: ModuleType) -> str:
    """A module's docstring; where Python was told to leave it out (-OO), from its source."""
    if module.__doc__ is None:
        import ast
        import inspect

        return ast.get_docstring(ast.parse(inspect.getsource(module))) or ""
    return module.__doc__


def _notes(name: str, story: str) -> RuleNotes:
    """Cut a docstring at its fixed headings, each alone on a line."""
    parts = {}
    for field, heading in HEADINGS.items():
        found = re.search(rf"^{heading}\n(.*?)(?=\n\n[A-Z][a-z ]+\n|\Z)", story, re.S | re.M)
        if found is None:
            raise ValueError(f"the story of {name}.py lacks the heading “{heading}”")
        parts[field] = re.sub(r"\s+", " ", found[1]).strip()
    return RuleNotes(**parts)
