"""What is tried: each way into a guarded address, by every route on which something is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address
from itertools import cycle

from guard import ranges, spellings

STATUSES = (301, 302, 303, 307, 308)
LOCATIONS = (
    "http://{}/", "//{}/", "HTTP://{}/", " \tht\ttps://{}/x ", "http:\\\\{}\\", "http://93.184.0.1@{}/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """`url` is asked; `answer` is what the outside says to it (none: it is asked directly).

    `addresses` are those of the host's name, where it has one of its own.
    """

    url: str
    answer: bytes = b""
    name: str = ""
    addresses: tuple[str, ...] = ()


def literals() -> list[str]:
    """Every special address as it stands in the host of an address."""
    v6 = [f"[{address}]" for address in ranges.addresses(ranges.V6)]
    return [*ranges.addresses(ranges.V4), *v6]


def spelled() -> Iterator[str]:
    """Every special IPv4 address in every spelling, and in whatever carries one."""
    for text in ranges.addresses(ranges.V4):
        for spell in (*spellings.V4.values(), *spellings.CARRIERS.values()):
            yield spell(IPv4Address(text))
    yield from spellings.ZONES


def direct() -> Iterator[Trial]:
    """Asked as they are written, by both schemes in turn."""
    for host, scheme in zip([*literals(), *spelled()], cycle(("http", "https")), strict=False):
        yield Trial(f"{scheme}://{host}/")
    for host in ("127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254"):
        yield from (Trial(form.format(host)) for form in spellings.CONFUSIONS)


def ports() -> Iterator[Trial]:
    """Other ports than the web's, of the outside and of this machine."""
    for port in spellings.PORTS:
        for host in ("93.184.0.1", "127.0.0.1"):
            yield Trial(f"http://{host}:{port}/")


def named() -> Iterator[Trial]:
    """Names that lead inside: alone, and among public addresses, first and last."""
    for number, host in enumerate(literals()):
        bare = host.strip("[]")
        for kind, addresses in {
            "alone": (bare,),
            "first": (bare, "93.184.0.1"),
            "last": ("93.184.0.1", "2a0d:5600::1", bare),
        }.items():
            name = f"{kind}-{number}.trial.test"
            yield Trial(f"http://{name}/", name=name, addresses=addresses)


def redirected() -> Iterator[Trial]:
    """Every special address by every status and form; every spelling by one of them in turn."""
    forms = [(status, form) for status in STATUSES for form in LOCATIONS]
    pairs = [(form.format(host), status) for host in literals() for status, form in forms]
    turns = zip(spelled(), cycle(forms), strict=False)
    pairs += [(form.format(host), status) for host, (status, form) in turns]
    return _outside("redirect", (_location(target, status) for target, status in pairs))


def led(how: str, targets: Iterable[str]) -> Iterator[Trial]:
    """One page outside for each target; `how` it leads there is a name in `RAW`."""
    return _outside(how, map(RAW[how], targets))


def _outside(route: str, answers: Iterable[bytes]) -> Iterator[Trial]:
    """One host outside for each answer, so that none is spared because of another."""
    for number, answer in enumerate(answers):
        name = f"{route}-{number}.trial.test"
        address = f"93.184.{number // 250 + 1}.{number % 250 + 1}"
        yield Trial(f"http://{name}/page", answer, name, (address,))


def _page(lines: str, body: str = "") -> bytes:
    data = f"<title>A page</title>{body}<p>Words".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{lines}"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(data) + data


def _location(target: str, status: int = 302) -> bytes:
    return (
        f"HTTP/1.1 {status} Elsewhere\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    )


RAW = {
    "location": _location,
    "refresh": lambda target: _page(f"Refresh: 0; url={target}\r\n"),
    "meta": lambda target: _page("", f'<meta http-equiv=refresh content="0; url={target}">'),
}
PLAIN = _page("")
