"""Of all settings and secrets, those that a bundle needs: of other hosts it hears nothing."""

from __future__ import annotations

from collections.abc import Mapping

from linkassay.cluster.parcels import Load
from linkassay.model import Settings
from linkassay.urls import host_of


def hosts_of(load: Load) -> frozenset[str]:
    """The hosts that a load begins with, goes on at, or comes from: of those the secrets must be
    known where they may come back, so that they are cut out."""
    begun = [url for one in load.begun for url in (one.url, one.probe.url)]
    return frozenset([part.host for part in load.parts] + [host_of(url) for url in begun])


def bundle_settings(settings: Settings, hosts: frozenset[str], seconds: float) -> Settings:
    """The settings of asking, with what is told of these hosts; it begins to ask so long."""
    return Settings(
        gap=settings.gap,
        http_client=settings.http_client,
        keep_alive=settings.keep_alive,
        facts=settings.facts,
        allow_address=settings.allow_address,
        resolve=settings.resolve,
        ca_file=settings.ca_file,
        contact=settings.contact,
        max_time=seconds,
        ignore_robots=settings.ignore_robots,
        hosts=tuple(one for one in settings.hosts if any(map(one.covers, hosts))),
        hosts_at_once=settings.hosts_at_once,
        most_wait=settings.most_wait,
        deadline=settings.deadline,
        hop_deadline=settings.hop_deadline,
        max_redirects=settings.max_redirects,
        max_wire_bytes=settings.max_wire_bytes,
        max_body_bytes=settings.max_body_bytes,
        max_page_bytes=settings.max_page_bytes,
        max_header_bytes=settings.max_header_bytes,
        max_header_lines=settings.max_header_lines,
    )


def credentials_for(
    credentials: Mapping[str, tuple[str, str]], settings: Settings
) -> dict[str, tuple[str, str]]:
    """The credentials of the hosts that these settings name."""
    named = {one.host for one in settings.hosts}
    return {host: login for host, login in credentials.items() if host in named}
