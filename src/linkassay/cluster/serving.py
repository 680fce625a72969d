"""The far side: one bundle asked, whatever happens, and told as a shard. It keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from linkassay.cluster.engine import MakeEngine
from linkassay.cluster.parcels import (
    Bundle,
    Part,
    Shard,
    bundle_from,
    failed,
    packed,
)
from linkassay.errors import LinkassayError
from linkassay.model import HostNote, Lane, Observation, Onward
from linkassay.urls.platform import lane_of


def serve(data: bytes, make: MakeEngine) -> bytes:
    """The shard of a bundle. An error of ours is told in it: what is raised would be logged
    where the bundle, and its secrets, could be seen."""
    run, number = "", 0
    try:
        bundle = bundle_from(data)
        run, number = bundle.run, bundle.number
        return packed(_asked(bundle, make))
    except LinkassayError as error:
        return packed(failed(run, number, error))
    except Exception as error:
        kind = type(error).__name__
        return packed(failed(run, number, LinkassayError(f"a bundle could not be asked: {kind}")))


@dataclass
class _Tray:
    """What comes of a bundle."""

    seen: list[Observation] = field(default_factory=list)
    given_back: list[Onward] = field(default_factory=list)
    notes: dict[str, HostNote] = field(default_factory=dict)

    def note(self, note: HostNote) -> None:
        self.notes[note.host] = note

    def clear(self) -> None:
        """Let go of all of it."""
        self.seen.clear()
        self.given_back.clear()
        self.notes.clear()


def _asked(bundle: Bundle, make: MakeEngine) -> Shard:
    tray, engine, load = _Tray(), make(bundle), bundle.load
    home = frozenset(load.lanes)
    engine.ask_part(
        _lanes(load.parts),
        load.begun,
        load.rests,
        tray.seen.extend,
        tray.note,
        foreign=lambda host: lane_of(host) not in home,
        give_back=tray.given_back.append,
    )
    shard = Shard(
        bundle.run,
        bundle.number,
        tuple(tray.seen),
        tuple(tray.given_back),
        tuple(tray.notes.values()),
        tuple(one for one in engine.rests() if lane_of(one.name) in home),
    )
    # The engine knows the tray, and its parts know each other: else it would stay for a while.
    tray.clear()
    return shard


def _lanes(parts: tuple[Part, ...]) -> Iterator[Lane]:
    for part in parts:
        yield Lane(part.host, iter([part.probes]), part.note, len(part.probes))
