"""What one row of a replay amounts to: an alarm, fine, seen, advice. All words of the score."""

from __future__ import annotations

from score.web_days import Row

LIVE, DEAD, SOFT, WALLED = "live", "dead", "soft-dead", "undecidable"
FAILING, TLS, OWN = "failing-now", "tls-fault", "own-trouble"
NO_ALARM = frozenset({"redirects-permanently", "canonical-elsewhere", "insecure-http"})
"""Rules that say nothing against a link's life."""
FINE = frozenset({"ok", "ok-redirected", "ok-via-temporary", "client-redirect"})
LOST = frozenset(
    {"soft-404", "parked", "default-page", "suspended", "redirect-home", "redirect-elsewhere",
     "gone", "no-content"}
)  # fmt: skip
"""Conditions that say that something else stands in the place of the page."""
BLIND = frozenset(
    {"unknown", "auth-required", "bot-blocked", "consent-wall", "geo-blocked", "rate-limited",
     "forbidden", "robots-disallowed", "client-dependent", "address-refused",
     "unexpected-status", None}
)  # fmt: skip
"""Conditions that say that the page was not seen."""
LOUD = ("warning", "error")
PLACE = "place-missing"
"""Kinds of links whose page lives and whose place in it does not."""
FAKED = "-then-"
"""In the kinds of links that die, and that something else then answers for."""
PLACE_RULES = ("fragment", "anchor", "place")


def alarm(row: Row) -> str | None:
    """The rule that calls this link broken at warning or error, if one does."""
    return next(
        (
            str(found["rule"])
            for found in row["findings"]
            if found["level"] in LOUD
            and found["rule"] not in NO_ALARM
            and not _of_place(found, row)
        ),
        None,
    )


def at_error(row: Row) -> bool:
    """Whether an error is told of it."""
    return any(found["level"] == "error" and not _of_place(found, row) for found in row["findings"])


def fine(row: Row) -> bool:
    """Whether the report calls it alive without more."""
    return row["state"] == "alive" and row["condition"] in FINE


def unseen(row: Row) -> bool:
    """Whether the report leaves open how it stands."""
    return row["state"] in ("unverifiable", "unknown", None)


def called_lost(row: Row) -> bool:
    """Whether something else is said to stand there."""
    if row["condition"] == "client-redirect":
        return any("home" in str(f["rule"]) or "soft" in str(f["rule"]) for f in row["findings"])
    return row["condition"] in LOST


def seen_dead(row: Row) -> bool:
    """Whether a dead link (or a missing place) is told, at whatever level."""
    if row["kind"].startswith(PLACE):
        return any(_of_place(found, row) for found in row["findings"])
    return row["condition"] not in FINE | BLIND and bool(row["findings"])


def surely_lost(row: Row) -> bool:
    """Whether that is said on two signs or more."""
    return called_lost(row) and row["confidence"] in ("certain", "probable")


def advises(row: Row) -> bool:
    """Whether a new address is advised."""
    return any(found["rule"] == "redirects-permanently" for found in row["findings"])


def wrong_advice(row: Row) -> bool:
    """Whether a new address is advised that is not the page's."""
    told = [found for found in row["findings"] if found["rule"] == "redirects-permanently"]
    return any(not row["moved_to"] or not _names(found, row["moved_to"]) for found in told)


def _names(found: Row, address: str) -> bool:
    return any(address in str(text) for text in (*found["evidence"], found["message"]))


def _of_place(found: Row, row: Row) -> bool:
    return row["kind"].startswith(PLACE) and any(name in found["rule"] for name in PLACE_RULES)
