"""HTML pages as sites write them: three layouts with menus, banners, cards, scripts and feet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from web.words import Voice, lexicon

_SCRIPT = (
    "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}"
    "gtag('js',new Date());</script>"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What all pages of one site share: its name, its layout, and what its cards tell of."""

    language: str
    outlet: str
    layout: int
    cards: tuple[tuple[str, str], ...]


def page(
    look: Look,
    title: str,
    main: str,
    *,
    head: str = "",
    plain_title: bool = False,
    furniture: bool = True,
) -> str:
    """A whole page; `main` is its middle, `furniture` what stands around it."""
    shown = title if plain_title else f"{title} {('|', '–', '-')[look.layout]} {look.outlet}"
    body = _around(look, main) if furniture else main
    return (
        f'<!DOCTYPE html>\n<html lang="{look.language}"><head><meta charset="utf-8">\n'
        f"<title>{escape(shown)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}\n{_SCRIPT}<style>body{{margin:0;font:1rem/1.5 serif}}.c>a{{color:#234}}</style>"
        f"</head>\n<body>{body}</body></html>\n"
    )


def article(voice: Voice, title: str, paragraphs: Sequence[str]) -> str:
    """The middle of a page with a text of its own."""
    stars = "<p>***</p>" if voice.chance.random() < 0.2 else ""
    half = len(paragraphs) // 2
    middle = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs[:half])
    rest = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs[half:])
    heading = escape(voice.sentence().split(",")[0])
    return (
        f"<article><h1>{escape(title)}</h1>\n{middle}{stars}<h2>{heading}</h2>\n{rest}</article>\n"
    )


def notice(heading: str, text: str, tag: str = "h1") -> str:
    """The middle of a page that says one thing."""
    return f"<section><{tag}>{escape(heading)}</{tag}><p>{escape(text)}</p></section>\n"


def cards(look: Look, most: int = 6) -> str:
    items = "".join(
        f'<li class="c"><a href="{escape(address)}">{escape(title)}</a></li>'
        for title, address in look.cards[:most]
    )
    return f"<ul>{items}</ul>\n"


def _around(look: Look, main: str) -> str:
    words = lexicon(look.language)
    menu = "".join(f'<li><a href="/{at}">{escape(name)}</a></li>' for at, name in _menu(words))
    brand = f'<a class="brand" href="/">{escape(look.outlet)}</a>'
    head = f"<header>{brand}<nav><ul>{menu}</ul></nav></header>\n"
    banner = f'<div id="cookie-banner" role="dialog"><p>{escape(words["banner"])}</p></div>\n'
    related = f"<aside><h3>{escape(words['related'])}</h3>{cards(look)}</aside>\n"
    letter = f"<form action=/letter><p>{escape(words['newsletter'])}</p><input name=m></form>\n"
    share = f'<p class="share">{escape(words["share"])}</p>\n'
    foot = f"<footer><p>© 2009–2026 {escape(look.outlet)}. {escape(words['footer'])}</p></footer>\n"
    if look.layout == 0:
        return f"{head}<main>{main}{share}</main>{related}{letter}{foot}{banner}"
    if look.layout == 1:
        return f"{banner}{head}<div class=content>{main}</div>{letter}{foot}"
    return f"{head}<div id=main>{main}{share}{related}</div>{foot}"


def _menu(words: object) -> list[tuple[str, str]]:
    lists: dict[str, list[list[str]]] = words  # type: ignore[assignment]
    sections = [(slug, name) for name, slug in lists["sections"]]
    return sections + [(f"p{at}", str(name)) for at, name in enumerate(lists["nav"])]
