"""All hostile servers by name, and the ones that each new route must meet as well."""

from __future__ import annotations

from hostile_servers.bodies import BODIES
from hostile_servers.heads import HEADS
from hostile_servers.model import Hostile
from hostile_servers.pages import PAGES
from hostile_servers.redirects import REDIRECTS
from hostile_servers.strangers import STRANGERS

HOSTILE: dict[str, Hostile] = HEADS | BODIES | PAGES | REDIRECTS | STRANGERS

NASTIEST = [
    "endless-100", "endless-103", "endless-line", "endless-fold", "many-headers", "nul-in-head",
    "endless-extension", "chunks-of-one", "endless-trailer", "huge-chunk", "bomb", "bomb-in-bomb",
    "empty-members", "cut-gzip", "endless-body", "ten-gigabytes", "never-closed", "slow-head",
    "slow-body", "mute", "reset", "zeros", "noise", "to-itself-forever", "to-itself-with-cookies",
    "to-inside", "to-bytes", "to-a-long-address", "charset-of-bytes", "byte-order-marks",
]  # fmt: skip

COSTLY = [
    "endless-100", "endless-102", "endless-103", "slow-100", "endless-head", "endless-line",
    "endless-status", "endless-blank-lines", "endless-fold", "many-headers", "other-cookies",
    "endless-chunk-size", "endless-extension", "extensions", "endless-trailer", "chunks-of-one",
    "endless-body", "endless-text", "ten-gigabytes", "radio", "slow-body", "slow-chunks", "bomb",
    "chunked-bomb", "bomb-in-bomb", "bomb-as-deflate", "bomb-of-error", "empty-members",
    "many-members", "endless-file-name", "zeros", "noise", "mute", "slow-head", "slow-lines",
    "slow-status", "slow-blank-lines", "to-itself-forever", "to-itself-with-more-cookies",
    "to-a-long-address",
]  # fmt: skip
"""What might burn a core or fill memory: floods, drips and bombs."""

assert len(HOSTILE) == sum(map(len, (HEADS, BODIES, PAGES, REDIRECTS, STRANGERS)))
