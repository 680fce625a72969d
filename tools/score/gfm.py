"""Addresses in Markdown, on the examples of the GitHub Flavored Markdown specification.

The addresses an example cites are those of `href` and `src` in the HTML that the specification
expects, percent signs decoded on both sides. Only web addresses are
cited by a document, and most examples write `/url` or `/uri`: here that stands on a host.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

from linkassay.extract import extract
from linkassay.model import Citation, Form, Source
from linkassay.urls.local import is_relative
from score.data import GFM_SPEC, text_of
from score.figures import share

SECTIONS = (
    "Link reference definitions",
    "Links",
    "Images",
    "Autolinks",
    "Autolinks (extension)",
    "Raw HTML",
)
_EXAMPLE = re.compile(r"^`{32} example ?(\w*)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_ROOTED = re.compile(r"(?<![\w/])/(?=ur[il])")
_NO_PATH = re.compile(r"^(\w+://[^/?#]+)(?=[?#]|$)")
_WEB = re.compile(r"(?:https?|ftp):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its section, whether bare addresses count, its text, what that cites."""

    section: str
    bare: bool
    text: str
    cites: Counter[str]


class _Addresses(HTMLParser):
    """Gathers the values of `href` and `src`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "img"):
            self.found += [value for name, value in attrs if name in ("href", "src") and value]


def examples(spec: str) -> Iterator[Example]:
    """The examples of our sections."""
    spec = spec[: spec.find("<!-- END TESTS -->")] if "<!-- END TESTS -->" in spec else spec
    blank = _EXAMPLE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), spec)
    headings = [(match.start(), match[1].strip()) for match in _HEADING.finditer(blank)]
    for match in _EXAMPLE.finditer(spec):
        section = next((name for at, name in reversed(headings) if at < match.start()), "")
        if section in SECTIONS:
            text, page = (
                _ROOTED.sub("http://example.org/", part.replace("→", "\t"))
                for part in (match[2], match[3])
            )
            reader = _Addresses()
            reader.feed(page)
            cites = Counter(unquote(item) for item in reader.found if _WEB.match(item))
            yield Example(section, match[1] == "autolink", text, cites)


def _found(example: Example) -> tuple[Counter[str], Counter[str]]:
    """What our reader finds, and which of that are definitions that nothing uses.

    Where the specification's examples do not ask for bare addresses, those are left out; so are
    relative ones, which name files.
    """
    (read,) = extract(Source("case.md", example.text.encode(), "text/markdown"))
    written = [
        item
        for item in read.citations
        if not item.code and (item.link is not None or not is_relative(item.written))
    ]
    counted = [item for item in written if example.bare or item.form is not Form.BARE]
    unused = [item for item in counted if _at_definition(item, example.text)]
    return Counter(map(_address, counted)), Counter(map(_address, unused))


def _address(item: Citation) -> str:
    found = item.parsed or item.written
    return unquote(f"http://{found}" if found.lower().startswith("www.") else found)


def _at_definition(item: Citation, text: str) -> bool:
    start = item.span.start or 0
    return item.form is Form.REFERENCE and text[:start].rstrip(" \n\t<").endswith("]:")


def _plain(addresses: Counter[str]) -> Counter[str]:
    """Two spellings of one address made one: a host with and without the slash of its path."""
    found: Counter[str] = Counter()
    for address, times in addresses.items():
        found[_NO_PATH.sub(r"\1/", address)] += times
    return found


def score() -> str:
    """The lines to print. Raises `Absent`."""
    rows, odd = [], []
    total = Counter[str]()
    for section, those in _by_section(text_of(GFM_SPEC)).items():
        count = Counter[str]()
        for example in those:
            found, unused = map(_plain, _found(example))
            wanted = _plain(example.cites)
            extra = (found - wanted) - unused
            count["examples"] += 1
            count["exact"] += not extra and not wanted - found
            count["wanted"] += wanted.total()
            count["hit"] += (wanted & found).total()
            count["extra"] += extra.total()
            count["unused"] += ((found - wanted) & unused).total()
            if extra or wanted - found:
                odd.append(f"    {example.text[:70]!r}: missed {_list(wanted - found)}, "
                           f"extra {_list(extra)}")  # fmt: skip
        rows.append(_row(section, count))
        total += count
    return "\n".join(
        [
            "Addresses in Markdown (examples of the GFM specification)",
            f"  {'':28}{'examples':>8} {'exact':>6} {'addresses':>10} {'recall':>8} {'prec.':>7}",
            *rows,
            _row("all", total),
            f"  recall {share(total['hit'], total['wanted'])}, "
            f"precision {share(total['hit'], total['hit'] + total['extra'])}",
            f"  ({total['unused']} definitions that nothing uses are cited on purpose, "
            "not counted)",
            *odd,
        ]
    )


def _by_section(spec: str) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {name: [] for name in SECTIONS}
    for example in examples(spec):
        found[example.section].append(example)
    return found


def _row(name: str, count: Counter[str]) -> str:
    said = count["hit"] + count["extra"]
    recall = f"{count['hit'] / count['wanted']:.3f}" if count["wanted"] else "-"
    precision = f"{count['hit'] / said:.3f}" if said else "-"
    return (
        f"  {name:28}{count['examples']:8} {count['exact']:6} {count['wanted']:10} "
        f"{recall:>8} {precision:>7}"
    )


def _list(addresses: Counter[str]) -> str:
    return ", ".join(addresses.elements()) or "none"
