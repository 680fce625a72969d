"""Which condition is told of a link: its state's, where today's answer is not the last word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from linkassay.conditions.kinds import nothing_learnt
from linkassay.model import Condition, ConditionName, LinkCheck, State, Strike, telling, well
from linkassay.urls import host_of

OF_HOST = frozenset(
    {ConditionName.DNS_NXDOMAIN, ConditionName.DNS_NO_ADDRESS, ConditionName.CONNECT_FAILED}
)
"""These speak of a whole host."""

PASSING = frozenset(
    {
        ConditionName.CONNECT_FAILED,
        ConditionName.TIMEOUT,
        ConditionName.SERVER_ERROR,
        ConditionName.PROTOCOL_ERROR,
    }
)
"""What may pass by itself; seen on every link of a host, it is the host's."""

OUTAGE_LINKS = 2
"""So many links of a host that all failed are an outage of the host (our own choice)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a link. `today` is this run's condition where it is another one."""

    name: ConditionName
    today: Condition | None = None


def told_of(check: LinkCheck) -> Told | None:
    """What is told of a link by its state, or `None` where nothing was learnt of it.

    A finding about a failing link follows its state: an answer that neither fails nor certainly is
    the page (a wall, a limit, another page) does not take back what the days before have shown.
    """
    if check.condition is None or check.condition.name in nothing_learnt():
        return None
    state, cause = check.state, check.state.cause
    unsettled = state.state in (State.FAILING, State.FLAPPING, State.DEAD) and state.strikes > 0
    if cause is None or not unsettled or check.condition.name is cause:
        return Told(check.condition.name)
    if check.condition.strike is not Strike.NONE and state.state is not State.DEAD:
        return Told(check.condition.name)
    return Told(cause, check.condition)


def outages(checks: Mapping[str, LinkCheck]) -> frozenset[str]:
    """The hosts of which nothing is to be had: each link that was asked there failed.

    One link that cannot be reached is enough; where what failed may be the link's own (an error, a
    time-out) it takes `OUTAGE_LINKS`.
    """
    told: dict[str, list[ConditionName]] = {}
    for check in telling(checks).values():
        if check.observation is not None and check.condition is not None:
            told.setdefault(host_of(check.link.url), []).append(check.condition.name)
    out = {host for host, names in told.items() if _is_out(names)}
    return frozenset(out.difference(map(host_of, well(checks))) if out else ())


def _is_out(names: Collection[ConditionName]) -> bool:
    if not all(name in OF_HOST | PASSING for name in names):
        return False
    return any(name in OF_HOST for name in names) or len(names) >= OUTAGE_LINKS
