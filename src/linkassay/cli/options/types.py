"""The types of options: how a word of the command line becomes a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from linkassay import config
from linkassay.cli.suggestion import near
from linkassay.model import FailStanding, RuleLevel

# `ParamType` is generic from click 8.4 on; before that it takes no parameter when the program runs.
if TYPE_CHECKING:
    _Text = click.ParamType[str]
    _Time = click.ParamType[datetime]
    _Number = click.ParamType[float]
    _Words = click.ParamType[tuple[FailStanding, ...]]
    _Rule = click.ParamType[tuple[str, RuleLevel]]
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice
    _Text = _Time = _Number = _Words = _Rule = click.ParamType


class Word(_Choice):
    """One of some words; a mistyped one is told with the one that was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            meant = near(str(value), self.choices, "")
            said = f"{error.message.rstrip('.')}; {meant}" if meant else error.message
            raise click.BadParameter(said, ctx, param) from None


class Checked(_Text):
    """A word that a function of `config` accepts.

    In the environment several may stand, parted by blanks, and by commas where a word has none.
    """

    def __init__(self, name: str, check: Callable[[str], str], *, commas_part: bool) -> None:
        self.name = name
        self._check = check
        self._commas_part = commas_part

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return self._check(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        return (rv.replace(",", " ") if self._commas_part else rv).split()


class RuleAndLevel(_Rule):
    """A rule and the level of all that it finds, or `off`: `insecure-http=off`."""

    name = "rule"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, RuleLevel]:
        try:
            return config.rule_level(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Moment(_Time):
    """An ISO 8601 date or time; UTC where it names no zone."""

    name = "timestamp"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a valid date or time; write 2026-11-24T08:00Z", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Seconds(_Number):
    """A finite time in seconds, 0 or more."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            return config.seconds(float(value))
        except ValueError:
            self.fail(f"'{value}' is not a valid number of seconds, 0 or more", param, ctx)


class Standings(_Words):
    """How findings stand: words parted by commas."""

    name = "words"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[FailStanding, ...]:
        words = [word.strip() for word in str(value).split(",")]
        known = [word.value for word in FailStanding]
        for word in words:
            if word not in known:
                hint = near(word, known, f"choose among {', '.join(known)}")
                self.fail(f"'{word}' is no standing; {hint}", param, ctx)
        return tuple(FailStanding(word) for word in words)
