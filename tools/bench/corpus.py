"""A corpus of pages, Markdown and text for measuring, the same whenever it is made.

Written by a seeded generator: prose with a link in every second paragraph, and now and then a
date, an office, a credit line or a sign that is written as a reference. A page has what real pages
have around their article: metadata, scripts, menus, cards and a foot.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from linkassay.model import Source

_LIST = """
    harbour council water tide report market winter signal bridge letter river engine garden paper
    window number season village morning question master record island answer school corner ferry
    station language small early public steady narrow northern quiet common reached measured opened
    carried wrote found turned moved asked kept showed followed planned
    the the the a a of of to to and and in in that is was for on with as by at from not but which
    has had were its it this they their who would been more after before between through over under
    """
_WORDS = _LIST.split()
_ODD = (
    "In 2019 the council met again.", "On 4 May 2021 nothing was decided.",
    "Secretary of State Ana Bell did not say so.", "Tom Reed contributed to this report.",
    "This article was first published by The Harbour Courier.", "It was 5 < 7 & more than that.",
    "The “old” quay — the one that fell — isn’t there.", "(See the list below.)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """So many files of one kind in a corpus of 100 files, and who makes one of them."""

    files: int
    ending: str
    media_type: str
    make: Callable[[random.Random], str]


def sources(kind: str, files: int) -> Iterator[Source]:
    """The documents of one kind in a corpus of so many files."""
    share = KINDS[kind]
    for number in range(files * share.files // 100):
        text = share.make(random.Random(f"{kind} {number}"))
        yield Source(f"{kind}/{number}{share.ending}", text.encode(), share.media_type)


def _sentence(chance: random.Random) -> str:
    if chance.random() < 0.03:
        return chance.choice(_ODD)
    words = chance.choices(_WORDS, k=chance.randint(6, 20))
    return f"{' '.join(words).capitalize()}."


def _prose(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 7)))


def _slug(chance: random.Random) -> str:
    return "-".join(chance.choices(_WORDS, k=5))


def _url(chance: random.Random) -> str:
    site = f"https://www.site{chance.randrange(400)}.example"
    day = f"{chance.randint(2008, 2025)}/{chance.randint(1, 12):02}/{chance.randint(1, 28):02}"
    query = f"?utm_source=feed&id={chance.randrange(10**6)}" if chance.random() < 0.2 else ""
    return f"{site}/{day}/{_slug(chance)}{query}"


def _text(chance: random.Random) -> str:
    parts = [_sentence(chance).rstrip(".")]
    for _ in range(chance.randint(4, 16)):
        parts.append(_filled(_prose(chance)))
        if chance.random() < 0.5:
            parts.append(f"See {_url(chance)} for more.")
    return "\n\n".join(parts) + "\n"


def _filled(prose: str) -> str:
    """Prose in lines of 72 characters, as plain text has it."""
    from textwrap import fill

    return fill(prose, 72, break_long_words=False, break_on_hyphens=False)


def _markdown(chance: random.Random) -> str:
    parts = [f"# {_sentence(chance)}"]
    for _ in range(chance.randint(6, 24)):
        what = chance.random()
        words = _prose(chance)
        if what < 0.5:
            parts.append(f"{words} See [the *{chance.choice(_WORDS)}*]({_url(chance)}) too.")
        elif what < 0.7:
            parts.append("\n".join(f"- {_sentence(chance)} `{_slug(chance)}`" for _ in range(4)))
        elif what < 0.8:
            parts.append(f"## {chance.choice(_WORDS).capitalize()}\n\n{words} {_url(chance)}")
        elif what < 0.9:
            parts.append(f"```\n{_slug(chance)} = {chance.random()}\n```")
        else:
            parts.append(_filled(words))
    return "\n\n".join(parts) + "\n"


def _page(chance: random.Random) -> str:
    title = _sentence(chance).rstrip(".")
    cards = "".join(_card(chance) for _ in range(chance.randint(8, 24)))
    paragraphs = "\n".join(_paragraph(chance) for _ in range(chance.randint(6, 24)))
    names = enumerate(chance.choices(_WORDS, k=200))
    script = " ".join(f"var {word}{number}={number}*2;" for number, word in names)
    menu = "".join(_ITEM.format(word) for word in _WORDS[:24])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Harbour Courier</title>
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="2021-05-04T08:00:00Z">
<link rel="canonical" href="{_url(chance)}"><script>{script}</script>
<style>.card{{margin:0}} .card>a{{color:#333}}</style></head>
<body class="article-page"><header class="site-header"><nav class="menu"><ul>
{menu}</ul></nav></header><main><article class="post" id="post-{chance.randrange(9999)}">
<h1 class="headline">{title}</h1><p class="byline">By Ana Bell</p>
{paragraphs}
</article><aside class="related"><h2>Read more</h2>{cards}</aside></main>
<footer class="site-footer"><p>&copy; The Harbour Courier</p></footer><script>{script}</script>
</body></html>
"""


_ITEM = '<li class="menu-item"><a href="/section/{0}">{0}</a></li>'


def _paragraph(chance: random.Random) -> str:
    words = _prose(chance).replace("&", "&amp;").replace("<", "&lt;").replace("’", "&#8217;")
    if chance.random() < 0.5:
        return f'<p>{words} <a href="{_url(chance)}" target="_blank" rel="noopener">More</a>.</p>'
    return f"<p>{words}</p>"


def _card(chance: random.Random) -> str:
    address = _url(chance).replace("&", "&amp;")
    return (
        f'<div class="card col-4" data-id="{chance.randrange(10**6)}"><a class="card-link" '
        f'href="{address}"><img class="lazy" src="/img/{_slug(chance)}.jpg" alt="{_slug(chance)}" '
        f'width="320" height="180"></a>\n<h3 class="card-title"><a href="{address}">'
        f'{_sentence(chance)}</a></h3>\n<span class="card-date">4 May 2021</span></div>\n'
    )


KINDS: Mapping[str, Share] = {
    "HTML": Share(30, ".html", "text/html", _page),
    "Markdown": Share(35, ".md", "text/markdown", _markdown),
    "text": Share(35, ".txt", "text/plain", _text),
}
