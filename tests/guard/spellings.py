"""The ways to write an IPv4 address as the host of an address, and what may carry one."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address

Spelling = Callable[[IPv4Address], str]

FULL_STOP, SMALL_STOP = "\N{IDEOGRAPHIC FULL STOP}", "\N{HALFWIDTH IDEOGRAPHIC FULL STOP}"


def _parts(form: str, between: str = ".") -> Spelling:
    return lambda ip: between.join(format(part, form) for part in ip.packed)


def _digits(first: int, between: str = ".") -> Spelling:
    """Decimal, with ten digits that begin at a code point."""
    shifted = {ord(str(digit)): chr(first + digit) for digit in range(10)}
    return lambda ip: str(ip).translate(shifted).replace(".", between)


def _circled(ip: IPv4Address) -> str:
    signs = "\N{CIRCLED DIGIT ZERO}" + "".join(map(chr, range(0x2460, 0x2469)))
    return str(ip).translate({ord(str(digit)): sign for digit, sign in enumerate(signs)})


def _short(*sizes: int) -> Spelling:
    """Fewer than four parts: how many bytes each of them has (inet_aton(3))."""

    def spell(ip: IPv4Address) -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(str(int.from_bytes(ip.packed[at : at + size], "big")))
            at += size
        return ".".join(parts)

    return spell


def _mixed(ip: IPv4Address) -> str:
    one, two, three, four = ip.packed
    return f"0x{one:x}.0{two:o}.{three}.0X{four:X}"


V4: dict[str, Spelling] = {
    "plain": str,
    "dot at the end": lambda ip: f"{ip}.",
    "decimal": lambda ip: str(int(ip)),
    "hexadecimal": lambda ip: hex(int(ip)),
    "hexadecimal, upper case, zeros": lambda ip: f"0X{int(ip):016X}",
    "octal": lambda ip: f"0{int(ip):o}",
    "hexadecimal parts": _parts("#x"),
    "octal parts": lambda ip: ".".join(f"0{part:o}" for part in ip.packed),
    "octal parts with zeros": lambda ip: ".".join(f"000{part:o}" for part in ip.packed),
    "mixed parts": _mixed,
    "two parts": _short(1, 3),
    "three parts": _short(1, 1, 2),
    "percent-encoded": lambda ip: "".join(f"%{ord(sign):02x}" for sign in str(ip)),
    "full-width": _digits(0xFF10),
    "full-width, full-width dots": _digits(0xFF10, "\N{FULLWIDTH FULL STOP}"),
    "bold": _digits(0x1D7CE),
    "double-struck": _digits(0x1D7D8, SMALL_STOP),
    "circled": _circled,
    "ideographic dots": lambda ip: str(ip).replace(".", FULL_STOP),
    "soft hyphens": lambda ip: str(ip).replace(".", "\N{SOFT HYPHEN}."),
    "zero-width spaces": lambda ip: str(ip).replace(".", ".\N{ZERO WIDTH SPACE}"),
    "behind a user": lambda ip: f"www.trial.test:80@{ip}",
    "behind a user with an escape": lambda ip: f"www.trial.test%2f@{ip}",
}
"""Read by browsers as the address they are, as WHATWG URL (3.5) says."""


def _in(prefix: str, shift: int = 0, *, turned: bool = False) -> Spelling:
    """The address in an IPv6 address, so many bits from its end; `turned` inverts its bits."""
    base = int(IPv6Address(prefix))

    def spell(ip: IPv4Address) -> str:
        value = int(ip) ^ (0xFFFFFFFF if turned else 0)
        return f"[{IPv6Address(base | value << shift)}]"

    return spell


CARRIERS: dict[str, Spelling] = {
    "mapped": lambda ip: f"[::ffff:{ip}]",
    "mapped, in hexadecimal": _in("::ffff:0:0"),
    "mapped, in full": lambda ip: f"[0:0:0:0:0:FFFF:{ip}]",
    "compatible": lambda ip: f"[::{ip}]",
    "translated": lambda ip: f"[::ffff:0:{ip}]",
    "NAT64": lambda ip: f"[64:ff9b::{ip}]",
    "NAT64 for local use": _in("64:ff9b:1::"),
    "6to4": _in("2002::", 80),
    "Teredo, client": _in("2001::", turned=True),
    "Teredo, server": _in("2001::", 64),
    "ISATAP": _in("2606:4700::5efe:0:0"),
    "ISATAP, unique": _in("2606:4700::200:5efe:0:0"),
}

ZONES = ["[fe80::1%25lo]", "[fe80::1%lo]", "[fe80::1%251]", "[::1%25lo]", "[ff02::1%25eth0]"]
"""Addresses with a zone (RFC 6874), which WHATWG URL does not know."""

CONFUSIONS = [
    "http://93.184.0.1\\@{}/", "http://{}\\@93.184.0.1/", "http://{}#@93.184.0.1/",
    "http://{}?@93.184.0.1/", "http://93.184.0.1@{}/", "http://93.184.0.1:80@{}/",
    "http://93.184.0.1:80#@{}/", "http:/{}/", "http:{}/", "http:\\\\{}\\", "http:///{}/",
    "\thttp://{}/", "ht\ntp://{}/", "http://\t{}/", "http://{}\u2028/", "http://{}%00/",
    "http://{}%0d%0a/", "http://{}:080/", "http://{}:/", "http://[{}]/", "http://{} /",
]  # fmt: skip
"""Addresses that one parser reads in one way, and another in another way."""

PORTS = [
    0, 1, 21, 22, 23, 25, 53, 79, 81, 110, 111, 389, 445, 1099, 2375, 3306, 5432, 6379, 8000, 8080,
    9200, 11211, 27017, 65535,
]  # fmt: skip
