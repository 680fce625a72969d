"""Addresses whose page has certainly moved for good, or is to be had over https."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from linkassay.conditions import same_but_for_form, secure_address
from linkassay.model import Citation, ConditionName, LinkCheck, Reading, Repair, RepairKind, telling
from linkassay.urls import MalformedAddress, parse
from linkassay.urls.secrets import has_secret


def moved(
    reading: Reading,
    checks: Mapping[str, LinkCheck],
    leading_to: Callable[[str], Sequence[str]],
) -> Iterator[Repair]:
    """A repair for each place that writes an address whose page has moved for good.

    Only where the page is certainly the cited one, and where no other page of the run was sent to
    the same place: many addresses that lead to one are a lost page (docs/design.md, States).
    """
    targets = {
        url: new
        for url, check in telling(checks).items()
        if (new := _target(check)) is not None and _leads_alone(url, new, leading_to(new))
    }
    for citation in reading.citations:
        new = targets.get(citation.url)
        if new is not None and is_plainly_written(citation):
            yield repair(citation, _with_place(citation, new), RepairKind.MOVED,
                         "the page has moved for good")  # fmt: skip


def secured(reading: Reading, checks: Mapping[str, LinkCheck]) -> Iterator[Repair]:
    """A repair for each place that writes `http:` where the same page answers over `https:`.

    All behind the scheme stays as it is written.
    """
    targets = {url: new for url, check in telling(checks).items() if (new := secure_address(check))}
    for citation in reading.citations:
        new = targets.get(citation.url)
        if new is None or not is_plainly_written(citation):
            continue
        scheme, mark, rest = citation.written.partition(":")
        becomes = f"https{mark}{rest}"
        if scheme.lower() == "http" and _leads_to(becomes, new):
            yield repair(citation, becomes, RepairKind.SECURE, "the same page answers over https")


def repair(citation: Citation, becomes: str, kind: RepairKind, because: str) -> Repair:
    """A repair of the address of a citation: in its definition, where it is a reference link."""
    span = citation.definition or citation.span
    return Repair(kind, span, citation.written, becomes, because)


def is_plainly_written(citation: Citation) -> bool:
    """Whether the document itself writes the whole address, and nothing was cut out of it."""
    link = citation.link
    if link is None or link.capture is not None or link.secret or citation.deceits:
        return False
    whole = citation.written.lower().startswith(("http://", "https://"))
    return whole and not citation.code and not has_secret(citation.written)


def _target(check: LinkCheck) -> str | None:
    """Where the page of a link is now, if that is certain."""
    seen, condition = check.observation, check.condition
    if seen is None or condition is None or condition.name is not ConditionName.OK_REDIRECTED:
        return None
    return None if has_secret(seen.final_url) else seen.final_url


def _leads_alone(url: str, new: str, others: Sequence[str]) -> bool:
    """Whether all that leads there is the same page by its address (another scheme, a slash)."""
    return all(other in (url, new) or same_but_for_form(other, url) for other in others)


def _leads_to(written: str, url: str) -> bool:
    """Whether an address, as it is to be written, is that of a link."""
    try:
        return parse(written).link.url == url
    except MalformedAddress:
        return False


def _with_place(citation: Citation, new: str) -> str:
    """The new address with the place in the page that was cited."""
    place = (citation.parsed or citation.written).partition("#")[2]
    return new if "#" in new or not place else f"{new}#{place}"
