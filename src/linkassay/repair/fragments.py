"""Places in documents of the corpus whose names are spelled otherwise there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linkassay.model import LocalFile, LocalTarget, Presence, Reading, Repair, RepairKind
from linkassay.repair.addresses import repair
from linkassay.urls.anchor_names import nearest


def fragments(reading: Reading, files: Mapping[LocalTarget, LocalFile]) -> Iterator[Repair]:
    """A repair for each relative address that names a place which is there by another spelling.

    A heading that was renamed has a new name; where it is still much like the old one, and no other
    name is, that is the one.
    """
    for citation in reading.citations:
        local, name = citation.local, citation.fragment
        if local is None or not name or citation.code:
            continue
        file = files.get(local, LocalFile())
        if file.presence is not Presence.PRESENT or file.anchors is None or name in file.anchors:
            continue
        near = nearest(name, file.anchors)
        path, mark, written = citation.written.partition("#")
        if near is not None and mark and written == name:
            yield repair(citation, f"{path}#{near}", RepairKind.FRAGMENT,
                         f"the place is called “{near}” there")  # fmt: skip
