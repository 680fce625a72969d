"""What crosses between machines: a bundle on its way out, a shard on its way back, as bytes.

A line of text says what it is and which linkassay wrote it; whoever has another version reads no
further. The rest is our nouns as `model.codec` writes them: nothing that comes from another machine
can name a class or a function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from linkassay import __version__
from linkassay.errors import LinkassayError, UsageError
from linkassay.model import HostNote, Observation, Onward, Probe, Rest, Settings, codec

BUNDLE, SHARD = "linkassay-bundle", "linkassay-shard"


@dataclass(frozen=True, slots=True)
class Part:
    """What a bundle has of one host: its probes, and what is remembered of it."""

    host: str
    probes: tuple[Probe, ...]
    note: HostNote | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What one bundle is to ask. `lanes` are all that it may ask in: no other bundle has them.

    `begun` goes on with what was given back by other bundles; `rests` are what they say of hosts.
    """

    lanes: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    begun: tuple[Onward, ...] = ()
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that a machine must know to ask a load: nothing else is shared between machines.

    `settings` are those of asking, and their `max_time` is that of the bundle; headers and
    `credentials` go only with the hosts of the load. `moment` is the date of the audit where one
    was named, else the machine's own clock dates what it sees.
    """

    run: str
    number: int
    load: Load
    settings: Settings
    user_agent: str
    moment: datetime | None = None
    secret_key: bytes | None = field(default=None, repr=False)
    credentials: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ours on another machine, as `LinkassayError` has it."""

    what: str
    where: str | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """What came of a bundle: each of its probes was seen, or is given back to be gone on with.

    `rests` says how hosts are to be treated from now on. After a `failure` there is nothing else.
    """

    run: str
    number: int
    seen: tuple[Observation, ...] = ()
    given_back: tuple[Onward, ...] = ()
    notes: tuple[HostNote, ...] = ()
    rests: tuple[Rest, ...] = ()
    failure: Failure | None = None


class OtherVersionError(UsageError):
    """Another linkassay wrote this."""

    def __init__(self, theirs: str) -> None:
        super().__init__(
            f"this is linkassay {__version__}, and on the other machine it is {theirs}",
            advice="install the same version on all machines of the cluster",
        )


Noun = TypeVar("Noun", Bundle, Shard)


def packed(noun: Bundle | Shard) -> bytes:
    """The bytes of a bundle or a shard."""
    kind = BUNDLE if isinstance(noun, Bundle) else SHARD
    return f"{kind} {__version__}\n".encode() + codec.dump(noun)


def bundle_from(data: bytes) -> Bundle:
    """The bundle of these bytes; raises `OtherVersionError`, and `ValueError` for anything else."""
    return _unpacked(data, BUNDLE, Bundle)


def shard_from(data: bytes) -> Shard:
    """The shard of these bytes; raises what `bundle_from` raises."""
    return _unpacked(data, SHARD, Shard)


def failed(run: str, number: int, error: LinkassayError) -> Shard:
    """The shard that tells of an error of ours."""
    return Shard(run, number, failure=Failure(error.what, error.where, error.advice))


def _unpacked(data: bytes, kind: str, noun: type[Noun]) -> Noun:
    head, _, body = data.partition(b"\n")
    named, _, version = head.decode("ascii", "replace").partition(" ")
    if named != kind:
        raise ValueError(f"this is no {kind}")
    if version != __version__:
        raise OtherVersionError(version)
    found: Noun = codec.load(body, noun)
    return found
